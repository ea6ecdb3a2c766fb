"""How django-allauth behaves here: people come by invitation."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from ruamsuk.accounts.models import User
from ruamsuk.communities.models import Invitation

WAITING = "invitation"
"""Where a session keeps the secret of the invitation that its owner wants to accept."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody opens an account without an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Only while an open invitation is being accepted."""
        secret = request.session.get(WAITING, "")
        return Invitation.objects.open().of(secret) is not None


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The same for people who come through LINE."""

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        """Someone called as they are called there."""
        user: User = super().populate_user(request, sociallogin, data)
        user.display_name = (data.get("name") or user.username)[:100]
        return user
