"""What peer assists keep about a person: where they were, and what they told. Notes name nobody."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ruamsuk.accounts.models import User
from ruamsuk.accounts.privacy import Kept, Section, register
from ruamsuk.exchanges.models import Assist, FollowUp


def been_at(user: User) -> Iterator[Kept]:
    """Peer assists that the person prepared, or was at."""
    found = Assist.objects.filter(Q(present=user) | Q(made_by=user)).distinct()
    for one in found.select_related("asker"):
        values = {
            "asker": one.asker.slug,
            "day": one.held_on.isoformat(),
            "prepared": one.made_by_id == user.pk,
        }
        yield Kept(str(one), None, values)


def forget_being_there(user: User) -> None:
    """Take the person off the lists of those who were there."""
    Assist.present.through.objects.filter(user=user).delete()


def told(user: User) -> Iterator[Kept]:
    """What the person told of what came of a peer assist."""
    for one in FollowUp.objects.filter(answered_by=user).select_related("assist__asker"):
        values = {
            "asker": one.assist.asker.slug,
            "due": one.due.isoformat(),
            "tried": one.tried,
            "happened": one.happened,
            "level": one.level,
        }
        yield Kept(f"{one.assist} · {one.happened[:80]}", one.answered, values)


def register_all() -> None:
    """Say what is kept."""
    register(
        Section(
            "assists",
            _("Peer assists that I was at"),
            been_at,
            stays=True,
            forget=forget_being_there,
        )
    )
    register(Section("follow-ups", _("What I told after peer assists"), told, stays=True))
