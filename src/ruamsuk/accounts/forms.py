"""Forms about oneself."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruamsuk.accounts.models import Token, User

SCOPES = [
    ("read", _("Read results and profiles")),
    ("households", _("Read single households, where I may see them")),
    ("write", _("Bring in data and change things")),
]


class AboutYou(forms.ModelForm[User]):
    """What we ask of a person who opens an account, besides name and password to sign in."""

    class Meta:
        model = User
        fields: ClassVar = ["display_name", "phone"]
        labels: ClassVar = {"display_name": _("What shall we call you?")}
        help_texts: ClassVar = {
            "display_name": _("The name that people in your community know."),
        }
        widgets: ClassVar = {
            "display_name": forms.TextInput({"autocomplete": "name"}),
            "phone": forms.TextInput({"type": "tel", "autocomplete": "tel"}),
        }

    field_order = ("display_name", "username", "password1", "email", "phone")

    def signup(self, request: HttpRequest, user: User) -> None:
        """Keep it; called by django-allauth, which saves the rest."""
        user.display_name = self.cleaned_data["display_name"]
        user.phone = self.cleaned_data["phone"]
        user.save(update_fields=["display_name", "phone"])


class ProfileForm(forms.ModelForm[User]):
    """Name, phone and language. E-mail has pages of its own, because it has to be confirmed."""

    class Meta:
        model = User
        fields: ClassVar = ["display_name", "phone", "language"]
        widgets: ClassVar = {
            "display_name": forms.TextInput({"autocomplete": "name"}),
            "phone": forms.TextInput({"type": "tel", "autocomplete": "tel"}),
        }


class TokenForm(forms.ModelForm[Token]):
    """What a program may do, and how long."""

    scopes = forms.MultipleChoiceField(
        label=_("It may"), choices=SCOPES, initial=["read"], widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(
        label=_("Valid for"),
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("One year"))],
        coerce=int,
        initial=90,
    )

    class Meta:
        model = Token
        fields: ClassVar = ["name"]
        help_texts: ClassVar = {"name": _("For example: the report of the health station.")}

    field_order = ("name", "scopes", "days")

    def values(self) -> dict[str, Any]:
        """The fields of the token."""
        days = self.cleaned_data["days"]
        return {
            "name": self.cleaned_data["name"],
            "scopes": self.cleaned_data["scopes"],
            "expires": timezone.now() + datetime.timedelta(days=days),
        }


class EraseForm(forms.Form):
    """Confirms by typing one's sign-in name."""

    username = forms.CharField(
        label=_("Type your sign-in name"), widget=forms.TextInput({"autocomplete": "off"})
    )

    def __init__(self, user: User, *args: Any) -> None:
        self.user = user
        super().__init__(*args)

    def clean_username(self) -> str:
        """Must be the person's own."""
        typed: str = self.cleaned_data["username"]
        if typed.strip() != self.user.username:
            raise ValidationError(
                _("This is not your sign-in name, which is “%(name)s”."),
                params={"name": self.user.username},
            )
        return typed
