"""What a person does with their own account."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from ruamsuk.accounts.models import Token, User
from ruamsuk.accounts.privacy import sections


def export(user: User) -> dict[str, Any]:
    """Everything that is kept about a person, ready for JSON."""
    kept = {section.key: [one.exported() for one in section.things(user)] for section in sections()}
    tokens = [
        {
            "name": token.name,
            "scopes": token.scopes,
            "created": token.created.isoformat(),
            "expires": token.expires.isoformat() if token.expires else None,
        }
        for token in user.tokens.all()
    ]
    return {"exported": timezone.now().isoformat(), **kept, "tokens": tokens}


def erase(user: User) -> None:
    """Remove a person with all that is theirs. What belongs to communities stays, nameless."""
    with transaction.atomic():
        for section in sections():
            if section.forget:
                section.forget(user)
        user.delete()


def revoke_token(by: User, token: Token) -> None:
    """Have a token let nobody in any more."""
    Token.objects.filter(pk=token.pk, user=by, revoked=None).update(revoked=timezone.now())
