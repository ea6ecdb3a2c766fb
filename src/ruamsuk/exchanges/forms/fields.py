"""Fields for days to come and times of day, as people in Thailand type them."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.lib.thai import buddhist_year, parse_date, to_arabic_digits


class AnyDayField(forms.CharField):
    """A day, past or to come, typed as 24/1/2026 or 24 ม.ค. 2569; shown in the era of the page."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Such as 24/1/2026."))
        super().__init__(max_length=40, **options)

    def clean(self, value: Any) -> datetime.date | None:
        """The day."""
        typed = super().clean(value)
        if not typed:
            return None
        found = parse_date(typed)
        if found is None:
            raise ValidationError(
                _("“%(text)s” is not a date. Type day, month and year, such as 24/1/2026."),
                params={"text": typed},
            )
        return found.date

    def prepare_value(self, value: Any) -> Any:
        """The day in the era of the page; what was typed stays as it is."""
        if not isinstance(value, datetime.date):
            return value
        year = buddhist_year(value.year) if language() == "th" else value.year
        return f"{value.day}/{value.month}/{year}"


_CLOCK = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?(?::\d{2})?\s*(?:น\.?|นาฬิกา)?")


class ClockField(forms.CharField):
    """A time of day, typed as 9.00, 9:00, 9 or ๐๙.๓๐ น."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Such as 9.00 or 13.30."))
        super().__init__(max_length=20, **options)

    def clean(self, value: Any) -> datetime.time | None:
        """The time."""
        typed = super().clean(value)
        if not typed:
            return None
        found = _CLOCK.fullmatch(to_arabic_digits(typed).strip())
        if found and int(found[1]) < 24 and int(found[2] or 0) < 60:
            return datetime.time(int(found[1]), int(found[2] or 0))
        raise ValidationError(
            _("“%(text)s” is not a time of day. Type it as 9.00 or 13.30."), params={"text": typed}
        )

    def prepare_value(self, value: Any) -> Any:
        """The time as it is written here; what was typed stays as it is."""
        return f"{value.hour}.{value.minute:02}" if isinstance(value, datetime.time) else value
