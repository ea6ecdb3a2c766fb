"""Fields for what people write: words in two languages, dates of which only a part is known."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from ruamsuk.lib.text import LocalText
from ruamsuk.lib.thai import common_year, parse_date, to_arabic_digits


class LocalTextField(models.JSONField[LocalText, LocalText]):
    """Words in Thai and English, kept as ``{"th": …, "en": …}`` and given as `LocalText`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("default", LocalText)
        options.setdefault("blank", True)
        super().__init__(**options)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> LocalText:
        """The words as kept."""
        return _words(super().from_db_value(value, expression, connection))

    def to_python(self, value: Any) -> LocalText:
        """The words as given."""
        return _words(super().to_python(value))

    def get_prep_value(self, value: Any) -> Any:
        """The words as they are kept."""
        words = _words(value)
        return super().get_prep_value({"th": words.th, "en": words.en})

    def value_to_string(self, obj: models.Model) -> Any:
        """The words as a fixture has them."""
        words = _words(self.value_from_object(obj))
        return {"th": words.th, "en": words.en}


def _words(value: Any) -> LocalText:
    if isinstance(value, LocalText):
        return value
    if isinstance(value, dict):
        return LocalText(str(value.get("th", "")), str(value.get("en", "")))
    return LocalText(str(value)) if value else LocalText()


_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def read_partial_date(text: str) -> str:
    """A year, a month or a day as people type it, in ISO: ``2551`` gives ``2008``.

    A whole date may stand in any form that `ruamsuk.lib.thai.parse_date` reads. A year from 2400 on
    is of the Buddhist Era.

    Raises:
        ValidationError: the text is no date.
    """
    typed = to_arabic_digits(text).strip()
    if whole := parse_date(typed):
        return whole.date.isoformat()
    typed = re.sub(r"^(พ\.?ศ\.?|ค\.?ศ\.?)\s*", "", typed)
    if found := re.fullmatch(r"(\d{4})(?:[-/](\d{1,2}))?|(\d{1,2})/(\d{4})", typed):
        year, month = int(found[1] or found[4]), found[2] or found[3]
        year = common_year(year) if year >= 2400 else year
        if 1000 <= year <= datetime.date.today().year + 100 and (
            not month or 1 <= int(month) <= 12
        ):
            return f"{year:04}" + (f"-{int(month):02}" if month else "")
    raise ValidationError(
        _("“%(text)s” is no date. Type a year, such as 2551, or a day, such as 17/8/2551."),
        params={"text": text},
        code="partial-date",
    )


class PartialDateField(models.CharField):  # type: ignore[type-arg]
    """A date of which perhaps only the year is known: ``2008``, ``2008-08`` or ``2008-08-17``."""

    def __init__(self, **options: Any) -> None:
        options["max_length"] = 10
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """The date in ISO, read from what was typed."""
        iso = _PARTIAL.fullmatch(str(value)) and int(str(value)[:4]) < 2400
        if not value or iso:
            return str(value or "")
        return read_partial_date(str(value))
