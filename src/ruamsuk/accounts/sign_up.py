"""The form with which people open an account."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import SignupForm
from django.utils.translation import gettext_lazy as _


class SignUpForm(SignupForm):  # type: ignore[misc]
    """That of django-allauth, in the words of this house: the label says all, once."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].label = _("e-mail")
        self.fields["username"].help_text = _("Letters or numbers without a space, for signing in.")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
