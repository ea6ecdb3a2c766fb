"""Who asks."""

from __future__ import annotations

from django.http import HttpRequest

from ruamsuk.accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """Who is signed in; for views that let nobody else come this far."""
    assert request.user.is_authenticated
    return request.user
