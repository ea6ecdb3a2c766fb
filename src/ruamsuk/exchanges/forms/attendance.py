"""Forms of who comes to a forum."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ruamsuk.communities.forms.careful import CarefulForm
from ruamsuk.communities.models import Community
from ruamsuk.exchanges.models import Attendance, Forum
from ruamsuk.exchanges.rules import taking_part

_ELSEWHERE = _("from elsewhere")
NAMES_AT_ONCE = 200


class AnswerForm(forms.Form):
    """What somebody answers to an invitation; ``key`` is made when the form is first shown."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Your name"), max_length=80, widget=forms.TextInput({"autocomplete": "name"})
    )
    community = forms.ModelChoiceField(
        Community.objects.none(), label=_("Community"), required=False, empty_label=_ELSEWHERE
    )
    comes = forms.TypedChoiceField(
        choices=[("yes", _("I will come")), ("no", _("I cannot come"))],
        coerce=lambda value: value == "yes",
        widget=forms.HiddenInput,
    )

    def __init__(self, forum: Forum, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["community"].queryset = taking_part(forum)  # type: ignore[attr-defined]


class NamesForm(forms.Form):
    """People written on the list by hand, many at once; ``key`` is of this one filling in."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    names = forms.CharField(
        label=_("Names"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One name to a line."),
        max_length=NAMES_AT_ONCE * 81,
    )
    community = forms.ModelChoiceField(
        Community.objects.none(), label=_("Community"), required=False, empty_label=_ELSEWHERE
    )
    part = forms.CharField(
        label=_("Part in the forum"),
        max_length=80,
        required=False,
        help_text=_("Such as: tells the case, takes the minutes."),
    )
    came = forms.BooleanField(label=_("They are here"), required=False)

    def __init__(self, forum: Forum, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["community"].queryset = taking_part(forum)  # type: ignore[attr-defined]

    def clean_names(self) -> list[str]:
        """Each name once, without empty lines."""
        names = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        found = list(dict.fromkeys(name for name in names if name))
        if len(found) > NAMES_AT_ONCE:
            raise ValidationError(
                _("%(most)s names at once, please."), params={"most": NAMES_AT_ONCE}
            )
        if long := next((name for name in found if len(name) > 80), None):
            raise ValidationError(
                _("“%(name)s” is too long. One name to a line."), params={"name": long[:40]}
            )
        return found


class LineForm(CarefulForm[Attendance]):
    """One line of the list."""

    class Meta:
        model = Attendance
        fields: ClassVar = ["name", "community", "part"]
        labels: ClassVar = {
            "name": _("Name"),
            "community": _("Community"),
            "part": _("Part in the forum"),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices: Any = self.fields["community"]
        choices.queryset = taking_part(self.instance.forum)
        choices.empty_label = _ELSEWHERE


class LetterForm(forms.Form):
    """What an official letter of invitation says besides the forum itself."""

    number = forms.CharField(label=_("Number of the letter"), max_length=40, required=False)
    to = forms.CharField(label=_("To whom"), max_length=120, required=False)
    signer = forms.CharField(label=_("Who signs"), max_length=120, required=False)
    position = forms.CharField(label=_("As what"), max_length=160, required=False)
    contact = forms.CharField(label=_("Whom to ask"), max_length=160, required=False)
    digits = forms.BooleanField(label=_("Thai digits"), required=False, initial=True)
