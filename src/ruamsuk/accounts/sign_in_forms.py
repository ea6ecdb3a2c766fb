"""Forms of django-allauth, in the words of this house."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import SignupForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _


class SignUpForm(SignupForm):  # type: ignore[misc]
    """With it people open an account. The label says all, once."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].label = _("E-mail")
        self.fields["username"].help_text = _("Letters or numbers without a space, for signing in.")


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """With it people add a passkey."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].label = _("Name of the key")
        self.fields["passwordless"].initial = True  # what most people want of a passkey


class EditKeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """With it people give a passkey another name."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].label = _("Name of the key")
