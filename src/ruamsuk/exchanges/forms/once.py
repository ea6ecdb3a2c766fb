"""Forms that make something once, however often they are sent."""

from __future__ import annotations

import json
import uuid
from typing import Any, TypeVar

from django import forms

from ruamsuk.communities.forms.careful import CarefulForm
from ruamsuk.exchanges.models.once import Once

M = TypeVar("M", bound=Once)


class SentOnce(forms.Form):
    """Carries a key that is made when the form is first shown."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)

    @property
    def sent(self) -> uuid.UUID | None:
        """The same for the same sent again; another one once something else is typed."""
        key: uuid.UUID | None = self.cleaned_data.get("key")
        said = {name: self.data.get(name) for name in self.data if name != "csrfmiddlewaretoken"}
        return key and uuid.uuid5(key, json.dumps(said, sort_keys=True))


class OnceForm(SentOnce, CarefulForm[M]):
    """A form of something new, which keeps its key; of something that is there, a careful form."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            del self.fields["key"]

    def save(self, commit: bool = True) -> M:
        """What was made or changed."""
        if "key" in self.fields:
            self.instance.key = self.sent
        return super().save(commit)
