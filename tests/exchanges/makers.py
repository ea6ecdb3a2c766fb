"""Typed makers of forums and what belongs to them."""

from __future__ import annotations

import datetime
from typing import Any

from ruamsuk.accounts.models import User
from ruamsuk.communities.models import Community, Network
from ruamsuk.exchanges.models import AgendaItem, Attendance, Forum, Material, Readers
from ruamsuk.lib.text import LocalText

DAY = datetime.date(2027, 1, 24)
"""The day of a forum that is still to come."""


def forum(place: Community | Network, *communities: Community, **fields: Any) -> Forum:
    """A forum of a place, with what the others invited in ``communities``."""
    where = {"community" if isinstance(place, Community) else "network": place}
    usual: dict[str, Any] = {
        "kind": Forum.Kind.MEETING,
        "title": LocalText("เวทีเครือข่าย", "Forum of the network"),
        "day": DAY,
        "starts": datetime.time(9),
        "venue": "วัดโบสถ์",
        "readers": Readers.PLACE if isinstance(place, Community) else Readers.NETWORK,
    }
    made = Forum.objects.create(**where | usual | fields)
    made.communities.set(communities)
    return made


def item(forum: Forum, title: str = "เล่าเรื่อง", minutes: int = 30, **fields: Any) -> AgendaItem:
    """A part of a forum's day, at its end."""
    position = forum.agenda.count()
    usual = {"title": LocalText(title), "minutes": minutes, "position": position}
    return AgendaItem.objects.create(forum=forum, **usual | fields)


def attendance(forum: Forum, name: str = "สมชาย", user: User | None = None, **fields: Any) -> Any:
    """Somebody who is invited or came."""
    return Attendance.objects.create(forum=forum, name=name, user=user, **fields)


def material(forum: Forum, **fields: Any) -> Material:
    """A link to something to look at."""
    usual = {"title": LocalText("วีดิทัศน์", "Video"), "link": "https://example.org/video"}
    return Material.objects.create(forum=forum, **usual | fields)
