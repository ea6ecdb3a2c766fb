"""How a plan is made: what counts, in plain words, with usual values filled in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.forms import CountField
from ruamsuk.exchanges.forms.helping import DaysField
from ruamsuk.exchanges.forms.once import SentOnce
from ruamsuk.matching import Policy


class PlanForm(SentOnce):
    """What the network agreed on, and the days that it has."""

    reach = forms.ChoiceField(
        label=_("Who can help?"),
        choices=[
            ("wished", _("Those who stand where the asker wants to be, or higher")),
            ("next", _("One level above the asker is enough")),
        ],
        widget=forms.RadioSelect,
        initial="wished",
        help_text=_("Choose the second when the network begins and few have come far."),
    )
    evidence = forms.BooleanField(
        label=_("Only those who have something to show"), required=False, initial=True
    )
    likeness = forms.TypedChoiceField(
        label=_("Communities of like size learn better from one another"),
        coerce=float,
        choices=[("0", _("does not matter")), ("0.5", _("matters")), ("1", _("matters a lot"))],
        initial="0.5",
    )
    km_per_step = forms.TypedChoiceField(
        label=_("How much long journeys weigh"),
        coerce=float,
        choices=[
            ("800", _("little: 800 km weigh as much as one level")),
            ("200", _("as usual: 200 km weigh as much as one level")),
            ("50", _("a lot: 50 km weigh as much as one level")),
        ],
        initial="200",
    )
    farthest = CountField(
        label=_("Nobody travels farther than, in kilometres"),
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(3000)],
    )
    load = forms.TypedChoiceField(
        label=_("Spread guests among those who can help"),
        coerce=float,
        choices=[("0", _("does not matter")), ("0.05", _("as usual")), ("0.5", _("matters a lot"))],
        initial="0.05",
    )
    group_size = CountField(
        label=_("Most guests in one meeting"),
        initial=4,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
    )
    days = DaysField(
        label=_("Days that can be used"),
        help_text=_(
            "One to a line, such as 24/1/2026. Then every meeting gets its day. Leave it empty to "
            "agree on days later."
        ),
    )
    a_day = CountField(
        label=_("Meetings that one community can have on one day"),
        initial=2,
        validators=[MinValueValidator(1), MaxValueValidator(6)],
    )

    MORE = ("likeness", "km_per_step", "farthest", "load", "group_size", "a_day")

    @property
    def first(self) -> list[forms.BoundField]:
        """What everybody decides."""
        return [self[name] for name in self.fields if name not in (*self.MORE, "key")]

    @property
    def more(self) -> list[forms.BoundField]:
        """What mostly stays as it is."""
        return [self[name] for name in self.MORE]

    @property
    def policy(self) -> Policy:
        """How pairs are weighed."""
        given: dict[str, Any] = self.cleaned_data
        return Policy(**{name: given[name] for name in Policy.__slots__ if name in given})
