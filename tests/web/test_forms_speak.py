"""Every form speaks the language of the page, not the one in which the program started."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django import forms
from django.urls import get_resolver
from django.utils import translation

from ruamsuk.base.rendering import DASHES

THAI = re.compile("[\u0e00-\u0e7f]")
OWN_NAME = "ไทย"
"""A language is called what its speakers call it."""


def _forms(kind: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for one in kind.__subclasses__():
        if one.__module__.startswith("ruamsuk."):
            yield one
        yield from _forms(one)


def _said(field: forms.Field) -> Iterator[str]:
    """The label and the choices of a field; things that people named are not among them."""
    yield str(field.label or "")
    if isinstance(field, forms.ModelChoiceField):
        return
    for widget in (field.widget, *getattr(field.widget, "widgets", [])):
        yield from (str(label) for _value, label in getattr(widget, "choices", []))


def test_labels_and_choices_are_english_on_an_english_page() -> None:
    _ = get_resolver().reverse_dict  # brings every view, and with it every form
    with translation.override("en"):
        thai = {
            (one.__name__, name, said)
            for one in _forms()
            for name, field in getattr(one, "base_fields", {}).items()
            for said in _said(field)
            if THAI.search(said) and said != OWN_NAME
        }
    assert thai == set()


class _Pick(forms.Form):
    needed = forms.ModelChoiceField(None)
    free = forms.ModelChoiceField(None, required=False)
    own = forms.ModelChoiceField(None, empty_label="somebody else")


def test_a_list_begins_with_a_word() -> None:
    form = _Pick()
    with translation.override("th"):
        found = {name: str(form[name].field.empty_label) for name in ("needed", "free", "own")}
    assert found == {"needed": "เลือก", "free": "ไม่มี", "own": "somebody else"}
    assert DASHES not in found.values()
