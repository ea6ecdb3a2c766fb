"""The form of a review."""

from __future__ import annotations

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from ruamsuk.exchanges.models import Remark


class RemarkForm(forms.Form):
    """One answer to one question; ``key`` is made when the form is first shown."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    question = forms.ChoiceField(label=_("Question"), choices=Remark.Question.choices)
    text = forms.CharField(
        label=_("What was said"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )
    name = forms.CharField(
        label=_("Name of who said it"),
        max_length=80,
        required=False,
        help_text=_("Only if the person wants it to stand there."),
    )
