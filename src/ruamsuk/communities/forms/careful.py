"""A form of something that two people may edit at once."""

from __future__ import annotations

import hashlib
import json
from typing import Any, TypeVar, cast

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ruamsuk.communities.forms.ticks import TicksField
from ruamsuk.lib.text import LocalText

M = TypeVar("M", bound=models.Model)


class CarefulForm(forms.ModelForm[M]):
    """Remembers what its writer saw, so that nobody overwrites what they have not seen.

    When somebody else saved in between, the form does not fit: it keeps what was typed, and
    `theirs` tells what is kept now. Saved once more, it counts as seen. Give it an instance read
    in the same transaction, under a lock.

    Attributes:
        theirs: of each field that differs, its label and what is kept.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.theirs: list[tuple[str, Any]] = []
        many = {field.name for field in self.instance._meta.many_to_many}
        names = [*(self._meta.fields or ()), *sorted(many & self.fields.keys())]
        self._kept = {name: self._written(name) for name in names}
        self._beside: dict[str, Any] = {}
        if self.instance.pk is None:
            del self.fields["seen"]
        self.keep_beside()

    def keep_beside(self, **kept: Any) -> None:
        """Guard fields of the form that the model has no field for, by what is kept of each."""
        self._beside |= kept
        everything = json.dumps([self._kept, self._beside], default=str)
        self._now = hashlib.sha256(everything.encode()).hexdigest()[:16]
        if "seen" in self.fields:
            self.fields["seen"].initial = self._now

    def clean(self) -> dict[str, Any]:
        """Compare what was seen with what is kept."""
        cleaned = super().clean() or self.cleaned_data
        if "seen" in self.fields and cleaned.get("seen") != self._now:
            self._tell_of_theirs(cleaned)
        return cleaned

    @property
    def changed_fields(self) -> list[str]:
        """The fields of the model that were changed."""
        return [name for name in self.changed_data if name in self._kept]

    def _written(self, name: str) -> Any:
        field = self.instance._meta.get_field(name)
        assert isinstance(field, models.Field)
        if field.many_to_many:
            return sorted(one.pk for one in self._chosen(name))
        return field.value_to_string(self.instance)

    def _chosen(self, name: str) -> list[models.Model]:
        """What is ticked of a choice of many."""
        return list(getattr(self.instance, name).all()) if self.instance.pk else []

    def _tell_of_theirs(self, typed: dict[str, Any]) -> None:
        for name in (*self._kept, *self._beside):
            if name not in typed:
                continue
            field = self.fields[name]
            if isinstance(field, forms.ModelMultipleChoiceField):
                chosen = self._chosen(name)
                same = {one.pk for one in chosen} == {one.pk for one in typed[name]}
                kept: Any = [str(field.label_from_instance(one)) for one in chosen]
            else:
                kept = self._beside[name] if name in self._beside else getattr(self.instance, name)
                same = typed[name] == kept
            if isinstance(field, forms.MultipleChoiceField):
                kept = [str(words) for value, words in cast(Any, field.choices) if value in kept]
            if isinstance(field, TicksField):
                kept = field.spoken(kept)
            if not same:
                self.theirs.append((str(field.label), _spoken(kept)))
        if self.theirs:
            data = cast(QueryDict, self.data).copy()
            data[self.add_prefix("seen")] = self._now
            self.data = data
            self.add_error(
                None,
                _(
                    "Somebody else changed this while you were writing. Nothing is lost: yours is "
                    "in the form, theirs stands below. Put them together and save again."
                ),
            )


def _spoken(value: Any) -> Any:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or value == LocalText() or value == []:
        return "–"
    return ", ".join(map(str, value)) if isinstance(value, list) else value
