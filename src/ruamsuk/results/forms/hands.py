"""The form of a show of hands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruamsuk.communities.models import Village
from ruamsuk.engine.framework.models import Indicator
from ruamsuk.results.forms.fields import DayField
from ruamsuk.results.models import Round
from ruamsuk.results.sources import steps_of

MOST = 9999
STEPS = {
    2: (_("Not yet"), _("Yes")),
    5: (_("Far from it"), _("Begun"), _("Half way"), _("Nearly"), _("Reached")),
}
"""What each step is called, from worst to best."""


class HandsForm(forms.Form):
    """How many hands at each step, when and where."""

    def __init__(self, *args: Any, round_: Round, indicator: Indicator, **options: Any) -> None:
        super().__init__(*args, **options)
        self.steps = steps_of(indicator)
        for number, label in enumerate(STEPS[self.steps]):
            self.fields[f"step{number}"] = forms.IntegerField(
                label=label,
                min_value=0,
                max_value=MOST,
                initial=0,
                required=False,
                widget=forms.NumberInput(
                    {
                        "inputmode": "numeric",
                        "class": "input w-16 shrink-0 px-1 text-center text-lg font-bold",
                    }
                ),
            )
        self.fields["held_on"] = DayField(
            label=_("Date of the meeting"), initial=timezone.localdate
        )
        villages = Village.objects.filter(community=round_.community)
        self.fields["village"] = forms.ModelChoiceField(
            villages, label=_("Village"), required=False, empty_label=_("The whole community")
        )
        self.fields["where"] = forms.CharField(
            label=_("Where"), required=False, max_length=200, initial=""
        )

    @property
    def counters(self) -> list[tuple[int, forms.BoundField]]:
        """The steps from best to worst, as a hall counts them, with their tone from 1 to 5."""
        tones = range(1, 6) if self.steps == 5 else (2, 5)
        pairs = [(tone, self[f"step{number}"]) for number, tone in enumerate(tones)]
        return pairs[::-1]

    @property
    def circumstances(self) -> list[forms.BoundField]:
        """When and where."""
        return [self[name] for name in ("held_on", "village", "where")]

    def clean(self) -> dict[str, Any]:
        """The counts as one list; a meeting where nobody raised a hand counts nothing."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        counts = [cleaned.get(f"step{number}") or 0 for number in range(self.steps)]
        if not any(counts) and not self.errors:
            raise ValidationError(_("No hand has been counted yet. Press + for each hand."))
        return cleaned | {"counts": counts}

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        names = ("counts", "held_on", "village", "where")
        return {name: self.cleaned_data[name] for name in names}
