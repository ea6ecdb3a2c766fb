"""Fields for what people write: words in two languages, dates of which only a part is known."""

from __future__ import annotations

import re
from typing import Any

from django.db import models

from ruamsuk.base.forms import LocalTextFormField, PartialDateFormField, read_partial_date
from ruamsuk.lib.text import LocalText


class LocalTextField(models.JSONField[LocalText, LocalText]):
    """Words in Thai and English, kept as ``{"th": …, "en": …}`` and given as `LocalText`."""

    empty_values = [*models.Field.empty_values, LocalText()]  # noqa: RUF012 (as Django declares it)

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

    def formfield(self, **options: Any) -> Any:
        """Inputs for both languages."""
        kind = {"form_class": LocalTextFormField, "show_hidden_initial": False}
        return models.Field.formfield(self, **{**kind, **options})

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Words are always fit to be kept; whether there must be any is asked."""
        models.Field.validate(self, value, model_instance)

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

    def formfield(self, **options: Any) -> Any:
        """An input that reads what people type."""
        return super().formfield(**{"form_class": PartialDateFormField, **options})
