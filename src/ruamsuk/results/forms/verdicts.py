"""The form of a verdict."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruamsuk.results.forms.fields import DayField
from ruamsuk.results.models import Verdict


class VerdictForm(forms.ModelForm[Verdict]):
    """What was concluded, when, and who was there."""

    held_on = DayField(label=_("Date of the meeting"), initial=timezone.localdate)
    attended = forms.IntegerField(
        label=_("How many were there"),
        validators=[MinValueValidator(1)],
        max_value=99_999,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )

    class Meta:
        model = Verdict
        fields: ClassVar = ["text", "held_on", "attended", "who"]
        labels: ClassVar = {"text": _("What we concluded"), "who": _("Who was there")}
        widgets: ClassVar = {"text": forms.Textarea({"rows": 5})}
        help_texts: ClassVar = {
            "text": _("Why it is so, and what we will do. It stays beside the number for ever."),
            "who": _("Groups rather than names: council, volunteers, moo 3."),
        }
