"""What people say on a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from ruamsuk.communities.audit import remember
from ruamsuk.communities.rules import demand
from ruamsuk.indicators.models import Comment, Version

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User


def comment(by: User, version: Version, text: str, indicator: str = "") -> Comment:
    """Say something on a version, or on one of its indicators."""
    demand(by, "comment", version.framework.place)
    return version.comments.create(author=by, text=text, indicator=indicator)


def withdraw(by: User, said: Comment) -> None:
    """Take back what one said; its place stays, its words are gone.

    Raises:
        PermissionDenied: somebody else said it.
    """
    if said.author_id != by.pk:
        raise PermissionDenied
    said.text, said.withdrawn = "", True
    said.save(update_fields=["text", "withdrawn"])
    remember(by, "comment.withdrawn", said.version.framework.place, said.version)
