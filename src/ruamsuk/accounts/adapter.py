"""How django-allauth behaves here."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """People come by invitation: nobody opens an account without one."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Only while an invitation is being accepted."""
        return bool(request.session.get("invitation"))
