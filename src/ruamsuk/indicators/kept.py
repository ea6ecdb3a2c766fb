"""What this app keeps about a person."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ruamsuk.accounts.models import User
from ruamsuk.accounts.privacy import Kept, Section, register
from ruamsuk.indicators.models import Comment


def comments(user: User) -> Iterator[Kept]:
    """What the person said on frameworks."""
    for comment in Comment.objects.filter(author=user).select_related("version__framework"):
        values = {
            "text": comment.text,
            "version": str(comment.version),
            "indicator": comment.indicator,
            "withdrawn": comment.withdrawn,
        }
        yield Kept(comment.text, comment.at, values)


def register_all() -> None:
    """Say what is kept."""
    register(Section("comments", _("My comments"), comments, stays=True))
