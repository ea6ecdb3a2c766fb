"""The form by which a community publishes a round."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class PublishForm(forms.Form):
    """Which indicators everyone may read, and a word from the community."""

    indicators = forms.MultipleChoiceField(
        label=_("Indicators that everyone may read"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one indicator.")},
    )
    words = forms.CharField(
        label=_("A word from the community"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["indicators"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices
