"""What this app keeps about a person."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ruamsuk.accounts.models import User
from ruamsuk.accounts.privacy import Kept, Section, register
from ruamsuk.exchanges.models import Attendance


def attendances(user: User) -> Iterator[Kept]:
    """Forums to which the person answered, or came."""
    lines = Attendance.objects.filter(user=user).select_related(
        "forum__network", "forum__community"
    )
    for line in lines:
        values = {
            "forum": line.forum.title.to("th"),
            "place": line.forum.place.slug,
            "day": line.forum.day.isoformat(),
            "name": line.name,
            "part": line.part,
            "answer": line.answer,
        }
        said = [str(line.forum), str(line.forum.place), line.get_answer_display()]
        yield Kept(" · ".join(filter(None, map(str, said))), line.came, values)


def forget_attendances(user: User) -> None:
    """Leave that somebody came, and take out who it was."""
    Attendance.objects.filter(user=user).update(name="", part="")


def register_all() -> None:
    """Say what is kept."""
    forums = Section(
        "forums", _("Forums that I came to"), attendances, stays=True, forget=forget_attendances
    )
    register(forums)
