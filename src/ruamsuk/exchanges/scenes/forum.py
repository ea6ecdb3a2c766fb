"""What a forum shows in its hall: the agenda with its clock, signing in, a material."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruamsuk.communities.models import Community
from ruamsuk.exchanges.actions import attendance
from ruamsuk.exchanges.models import Forum, Material
from ruamsuk.exchanges.rules import forum_verbs
from ruamsuk.exchanges.timetable import timetable
from ruamsuk.halls.models import Hall, Seat
from ruamsuk.halls.scenes import Choice, Scene, Shown, register
from ruamsuk.lib.text import LocalText

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Visitor

_AGENDA = LocalText("กำหนดการและนาฬิกา", "Agenda and clock")
_SIGN_IN = LocalText("ลงชื่อว่ามา", "Signing in")
_LONGEST_NAME = 80


def forum_in(hall: Hall) -> Forum | None:
    """The forum that is held in a hall."""
    forums = Forum.objects.select_related("network", "community__network")
    return forums.filter(hall=hall).first()


def may_watch(user: Visitor, hall: Hall) -> bool:
    """Who sees a forum's record on their own computer: its readers, not all who lead halls."""
    forum = forum_in(hall)
    return forum is None or "read" in forum_verbs(user, forum)


def _only_with_a_forum(hall: Hall, label: LocalText) -> Iterable[Choice]:
    return [Choice(None, label)] if forum_in(hall) else []


def _agenda(hall: Hall, template: str) -> Shown:
    forum = forum_in(hall)
    if forum is None:
        return Shown("halls/board_blank.html")
    day = timetable(forum)
    return Shown(template, {"forum": forum, "day": day, "now": day.now, "next": day.next})


def _sign_in_phone(hall: Hall, seat: Seat) -> Shown:
    signed = seat.pk and forum_in(hall)
    mine = signed and signed.attendances.filter(seat=seat).first()
    return Shown("exchanges/phone_sign_in.html", {"seat": seat, "mine": mine})


def _sign_in_board(hall: Hall) -> Shown:
    forum = forum_in(hall)
    if forum is None:
        return Shown("halls/board_blank.html")
    came = forum.attendances.filter(came__isnull=False).order_by()
    found = dict(came.values_list("community").annotate(Count("pk")))
    known = Community.objects.in_bulk([pk for pk in found if pk])
    here = [(known[pk].name, found[pk]) for pk in sorted(known)]
    context = {"here": here, "guests": found.get(None, 0), "total": sum(found.values())}
    return Shown("exchanges/board_sign_in.html", context)


def _sign_in(hall: Hall, seat: Seat, key: str, values: Mapping[str, str]) -> None:
    """Keep that the person on a seat is here; sent again, it corrects the name."""
    forum = forum_in(hall)
    if forum is None:
        raise ValidationError(_("Nothing is asked here."), code="forum")
    name = " ".join(values.get("name", "").split()) or seat.name
    if len(name) > _LONGEST_NAME:
        raise ValidationError(_("This name is too long."), code="name")
    attendance.sign_in(forum, seat, uuid.UUID(key), name, seat.community)


def _material(hall: Hall, template: str) -> Shown:
    materials = Material.objects.filter(forum__hall=hall)
    found = materials.filter(pk=hall.about).first() if hall.about else None
    if found is None:
        return Shown("halls/board_blank.html")
    return Shown(template, {"material": found})


def _materials(hall: Hall) -> Iterable[Choice]:
    for material in Material.objects.filter(forum__hall=hall):
        yield Choice(material.pk, material.title)


AGENDA = Scene(
    "agenda",
    gettext_lazy("Agenda"),
    phone=lambda hall, seat: _agenda(hall, "exchanges/phone_agenda.html"),
    board=lambda hall: _agenda(hall, "exchanges/board_agenda.html"),
    choices=lambda hall: _only_with_a_forum(hall, _AGENDA),
    controls="exchanges/_agenda_controls.html",
    shared=True,
)
SIGN_IN = Scene(
    "sign-in",
    gettext_lazy("Writing down who came"),
    phone=_sign_in_phone,
    board=_sign_in_board,
    choices=lambda hall: _only_with_a_forum(hall, _SIGN_IN),
    take=_sign_in,
)
MATERIAL = Scene(
    "material",
    gettext_lazy("Materials"),
    phone=lambda hall, seat: _material(hall, "exchanges/phone_material.html"),
    board=lambda hall: _material(hall, "exchanges/board_material.html"),
    choices=_materials,
    shared=True,
)


def register_all() -> None:
    """Say what a forum can show in its hall."""
    for scene in (AGENDA, SIGN_IN, MATERIAL):
        register(scene)
