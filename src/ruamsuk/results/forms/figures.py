"""The form of a figure that others counted."""

from __future__ import annotations

import math
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.forms import PartialDateFormField
from ruamsuk.communities.models import Village
from ruamsuk.engine.framework.models import Indicator
from ruamsuk.lib.thai import to_arabic_digits
from ruamsuk.results.models import Round

MOST = 1e12


class NumberField(forms.CharField):
    """A number with Thai or Arabic digits, with or without commas."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput({"inputmode": "decimal"}))
        super().__init__(max_length=30, **options)

    def clean(self, value: Any) -> float | None:
        """The number."""
        typed = to_arabic_digits(super().clean(value) or "").replace(",", "").strip()
        if not typed:
            return None
        try:
            number = float(typed)
        except ValueError:
            number = math.nan
        if not abs(number) <= MOST:
            problem = _("“%(text)s” is not a number. Type digits only, such as 412.")
            raise ValidationError(problem, params={"text": value})
        return number


class FigureForm(forms.Form):
    """A share of others as two counts, or a plain value; and where it comes from."""

    numerator = NumberField(label=_("How many"))
    denominator = NumberField(label=_("Out of how many"))
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        help_text=_("Who counted, and in which report: จปฐ. 2568, the health station."),
    )
    as_of = PartialDateFormField(label=_("As of"))
    village = forms.ModelChoiceField(
        Village.objects.none(),
        label=_("Village"),
        required=False,
        empty_label=_("The whole community"),
    )

    def __init__(self, *args: Any, round_: Round, indicator: Indicator, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_share = bool(indicator.achieved)
        villages = self.fields["village"]
        assert isinstance(villages, forms.ModelChoiceField)
        villages.queryset = Village.objects.filter(community=round_.community)
        if not self.is_share:
            del self.fields["denominator"]
            self.fields["numerator"].label = _("Value")

    def clean(self) -> dict[str, Any]:
        """Counts that can be a share."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        part, whole = cleaned.get("numerator"), cleaned.get("denominator")
        if not self.is_share or part is None or whole is None:
            return cleaned
        if whole <= 0:
            self.add_error("denominator", _("There must be someone to count: more than 0."))
        elif part < 0:
            self.add_error("numerator", _("A count cannot be less than 0."))
        elif part > whole:
            problem = _(
                "%(part)s is more than %(whole)s. Of those counted, not more can have reached it. "
                "Have the two numbers changed places?"
            )
            values = {"part": f"{part:,.15g}", "whole": f"{whole:,.15g}"}
            self.add_error("numerator", ValidationError(problem, params=values))
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        return {"denominator": None, **self.cleaned_data}
