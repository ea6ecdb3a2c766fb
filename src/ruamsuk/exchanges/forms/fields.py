"""A field for a time of day, as people in Thailand type it."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ruamsuk.lib.thai import to_arabic_digits

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
