"""Fields for years and days as people in Thailand type them."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.forms import AnyDayField
from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.lib.thai import buddhist_year, common_year, to_arabic_digits


class YearField(forms.CharField):
    """A year of either era, cleaned to the Common Era and shown in the era of the page."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput({"inputmode": "numeric"}))
        super().__init__(max_length=20, **options)

    def clean(self, value: Any) -> int:
        """The year of the Common Era."""
        typed = to_arabic_digits(super().clean(value) or "").strip()
        for era in ("พ.ศ.", "พศ", "ค.ศ.", "คศ"):
            typed = typed.removeprefix(era).strip()
        if typed.isdecimal() and len(typed) == 4:
            year = common_year(int(typed)) if int(typed) >= 2400 else int(typed)
            if 1957 <= year <= timezone.localdate().year + 1:
                return year
        raise ValidationError(_("Type the year with four digits, such as 2569 or 2026."))

    def prepare_value(self, value: Any) -> Any:
        """The year in the era of the page; what was typed stays as it is."""
        if not isinstance(value, int):
            return value
        return str(buddhist_year(value) if language() == "th" else value)


class DayField(AnyDayField):
    """A day that is never still to come."""

    def clean(self, value: Any) -> datetime.date | None:
        """The day."""
        day = super().clean(value)
        if day and day > timezone.localdate() + datetime.timedelta(days=1):
            raise ValidationError(_("This day is still to come. Look at the year again."))
        return day
