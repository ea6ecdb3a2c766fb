"""Fields of these forms: numbers as people type them, and choices in the words of the engine."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.indicators.words import VALUES
from ruamsuk.lib.thai import to_arabic_digits

INPUT = {"class": "input w-full"}
SELECT = {"class": "select w-full text-ellipsis pe-10"}
TEXTAREA = {"class": "textarea w-full"}


def value_choices(field: str) -> list[tuple[str, Any]]:
    """The values that a field of the framework may have, with their words."""
    return [
        (value, lazystr(_Words(words.th, words.en)))
        for (of, value), words in VALUES.items()
        if of == field
    ]


class _Words:
    """Words that wait for the language of the page."""

    def __init__(self, th: str, en: str) -> None:
        self.words = {"th": th, "en": en}

    def __str__(self) -> str:
        return self.words[language()]


class NumberField(forms.FloatField):
    """A number in Thai or Arabic digits, with or without commas."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options["widget"] = forms.TextInput({**INPUT, "inputmode": "decimal"})
        super().__init__(**options)

    def to_python(self, value: Any) -> float | None:  # type: ignore[override]
        """The number."""
        return super().to_python(to_arabic_digits(str(value or "")).replace(",", ""))

    def prepare_value(self, value: Any) -> Any:
        """80 rather than 80.0."""
        return f"{value:.15g}" if isinstance(value, float) else value


class NumbersField(forms.CharField):
    """Numbers with commas or spaces between them, cleaned to a list."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(widget=forms.TextInput({**INPUT, "inputmode": "text"}), **options)

    def clean(self, value: Any) -> list[str]:
        """The numbers as typed, in Arabic digits; the engine says what is wrong with them."""
        typed = to_arabic_digits(super().clean(value) or "")
        return typed.replace(",", " ").replace(";", " ").split()


class WeightField(forms.CharField):
    """A weight: a number or a fraction such as 1/3."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Weight"))
        super().__init__(required=False, max_length=20, widget=forms.TextInput(INPUT), **options)

    def clean(self, value: Any) -> str:
        """The weight in Arabic digits; 1 where there is none."""
        return to_arabic_digits(super().clean(value) or "") or "1"
