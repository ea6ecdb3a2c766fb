"""What a hall shows of the river and the stairs while they form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from ruamsuk.assessments.models import Sitting
from ruamsuk.assessments.rules import members
from ruamsuk.assessments.scenes import sitting_in, sittings_of, speaks_for
from ruamsuk.assessments.sheet import practices_of
from ruamsuk.assessments.standing import (
    Named,
    Standing,
    in_the_hall,
    river_of,
    stairs_of,
)
from ruamsuk.charts.readings import river_reading, stairs_reading
from ruamsuk.halls.models import Hall, Seat
from ruamsuk.halls.scenes import Choice, Scene, Shown, in_both, register

_BOARD, _PHONE = "assessments/board_standing.html", "assessments/phone_standing.html"
_BLANK_BOARD, _BLANK_PHONE = "halls/board_blank.html", "assessments/phone_watch.html"


def _standing(hall: Hall, sitting: Sitting, *, counts: bool) -> Standing:
    """Who stands where; in the hall all see each other's names."""
    places = tuple(Named(one.pk, one.slug, one.name) for one in members(sitting))
    return in_the_hall(sitting, places, counts=counts and hall.shown)


def _own(standing: Standing, sitting: Sitting, seat: Seat) -> Named | None:
    community = speaks_for(sitting, seat)
    return standing.place(community.slug) if community else None


def _sitting(hall: Hall) -> Sitting | None:
    return hall.sittings.filter(pk=hall.about or 0).select_related("table").first()


def _river_choices(hall: Hall) -> Iterator[Choice]:
    return sittings_of(hall, in_both(RIVER.title))


def _river_board(hall: Hall) -> Shown:
    """The river as it forms: pale where nothing is agreed, from the middle of what people say."""
    sitting = _sitting(hall)
    if sitting is None:
        return Shown(_BLANK_BOARD)
    river = river_of(_standing(hall, sitting, counts=True))
    return Shown(_BOARD, {"title": river.title, "drawn": river, "reading": river_reading(river)})


def _river_phone(hall: Hall, seat: Seat) -> Shown:
    sitting = _sitting(hall)
    if sitting is None:
        return Shown(_BLANK_PHONE)
    standing = _standing(hall, sitting, counts=True)
    river = river_of(standing, _own(standing, sitting, seat))
    return Shown(_PHONE, {"title": river.title, "drawn": river})


def _stairs_choices(hall: Hall) -> Iterator[Choice]:
    """Practices on which some community has agreed."""
    for sitting in hall.sittings.select_related("table"):
        agreed = Counter(sitting.levels.values_list("practice", flat=True))
        for practice in practices_of(sitting):
            if agreed[practice.pk]:
                yield Choice(practice.pk, practice.name)


def _stairs_board(hall: Hall) -> Shown:
    found = sitting_in(hall, hall.about)
    if found is None:
        return Shown(_BLANK_BOARD)
    sitting, practice = found
    standing = _standing(hall, sitting, counts=False)
    topic = standing.topic(str(practice.pk))
    if topic is None:
        return Shown(_BLANK_BOARD)
    stairs = stairs_of(standing, topic)
    context = {"title": practice.name, "drawn": stairs, "reading": stairs_reading(stairs)}
    return Shown(_BOARD, context)


def _stairs_phone(hall: Hall, seat: Seat) -> Shown:
    found = sitting_in(hall, hall.about)
    if found is None:
        return Shown(_BLANK_PHONE)
    sitting, practice = found
    standing = _standing(hall, sitting, counts=False)
    topic = standing.topic(str(practice.pk))
    if topic is None:
        return Shown(_BLANK_PHONE)
    stairs = stairs_of(standing, topic, _own(standing, sitting, seat))
    return Shown(
        _PHONE, {"title": practice.name, "drawn": stairs, "reading": stairs_reading(stairs)}
    )


RIVER = Scene(
    "river",
    gettext_lazy("The river"),
    phone=_river_phone,
    board=_river_board,
    choices=_river_choices,
    shared=True,
)
STAIRS = Scene(
    "stairs",
    gettext_lazy("The stairs"),
    phone=_stairs_phone,
    board=_stairs_board,
    choices=_stairs_choices,
    shared=True,
)


def register_all() -> None:
    """Say that a hall can show the river and the stairs."""
    for scene in (RIVER, STAIRS):
        register(scene)
