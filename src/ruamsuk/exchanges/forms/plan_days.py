"""The day of a meeting."""

from __future__ import annotations

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.forms import AnyDayField, CountField


class MeetingDayForm(forms.Form):
    """When a meeting is held."""

    day = AnyDayField(
        label=_("Day"),
        required=False,
        help_text=_("Such as 24/1/2026. Leave it empty if there is no day yet."),
    )
    part = CountField(
        label=_("Which meeting of that day"),
        help_text=_("1 for the first, 2 for the one after it."),
        validators=[MinValueValidator(1), MaxValueValidator(6)],
    )
