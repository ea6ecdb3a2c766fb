"""What a hall shows of a peer assist: the stage with its clock, and what is said in it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruamsuk.base.addresses import whole_number
from ruamsuk.exchanges.actions.assist import SCENE, about_of, enter, read_about, take_note
from ruamsuk.exchanges.assist_guide import guide
from ruamsuk.exchanges.assist_run import Running
from ruamsuk.exchanges.models import Assist
from ruamsuk.exchanges.rules import assist_verbs
from ruamsuk.halls.models import Hall, Seat
from ruamsuk.halls.scenes import Choice, Scene, Shown, in_both, register
from ruamsuk.lib.text import LocalText

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Visitor

MOST_SHOWN = 12
_CHOICE = LocalText("{asker}: {number}. {stage}", "{asker}: {number}. {stage}")


def assists_in(hall: Hall) -> list[Assist]:
    """The peer assists that are held in a hall."""
    found = Assist.objects.filter(Q(hall=hall) | Q(hall=None, forum__hall=hall))
    return list(found.select_related("asker", "practice", "network").order_by("pk"))


def assist_in(hall: Hall, about: int | None) -> Assist | None:
    """The peer assist that a hall names, if it is held there."""
    wanted, _stage = read_about(about)
    return next((one for one in assists_in(hall) if one.pk == wanted), None)


def _choices(hall: Hall) -> Iterator[Choice]:
    """Every stage of every assist that is not closed, so that arrow keys lead through them."""
    for assist in assists_in(hall):
        if assist.closed:
            continue
        at = Running(assist).part.number if assist.stage_started else 0
        for part in guide():
            label = _CHOICE.format(
                asker=assist.asker.name, number=str(part.number), stage=in_both(part.stage.label)
            )
            yield Choice(about_of(assist.pk, part.stage), label, part.number < at)


def _phone(hall: Hall, seat: Seat) -> Shown:
    assist = assist_in(hall, hall.about)
    if assist is None or assist.closed:
        return Shown("halls/phone_blank.html")
    return Shown("exchanges/phone_assist.html", {"assist": assist, "running": Running(assist)})


def _board(hall: Hall) -> Shown:
    assist = assist_in(hall, hall.about)
    if assist is None or assist.closed:
        return Shown("halls/board_blank.html")
    notes = assist.notes.filter(stage=assist.stage, withdrawn=False).select_related("community")
    said = list(notes)
    context = {
        "assist": assist,
        "running": Running(assist),
        "count": len(said),
        "notes": said[-MOST_SHOWN:][::-1] if hall.shown else [],
        "steps": assist.steps.order_by("pk") if assist.stage == Assist.Stage.ACTIONS else [],
    }
    return Shown("exchanges/board_assist.html", context)


def _take(hall: Hall, seat: Seat, key: str, values: Mapping[str, str]) -> None:
    """Keep what a phone writes, in the stage for which it was written, however late it comes."""
    about = whole_number(values.get("about", ""))
    assist, number = assist_in(hall, about), read_about(about)[1]
    if assist is None or not 1 <= number <= len(guide()):
        raise ValidationError(_("This answer does not belong to this hall."), code="elsewhere")
    stage = guide()[number - 1].stage
    take_note(assist, stage, uuid.UUID(key), values.get("text", ""), seat.community)


def _opened(hall: Hall) -> None:
    """Let the stage that was put on the screen run."""
    assist, number = assist_in(hall, hall.about), read_about(hall.about)[1]
    if assist and 1 <= number <= len(guide()):
        enter(assist, guide()[number - 1].stage)


def _may_watch(user: Visitor, hall: Hall) -> bool:
    """Who sees the screen on their own computer: the readers, not everyone who leads halls."""
    assist = assist_in(hall, hall.about)
    return assist is None or "read" in assist_verbs(user, assist)


ASSIST = Scene(
    SCENE,
    gettext_lazy("Peer assist"),
    phone=_phone,
    board=_board,
    choices=_choices,
    take=_take,
    opened=_opened,
    may_watch=_may_watch,
    shared=True,
)


def register_all() -> None:
    """Say that a hall can show peer assists."""
    register(ASSIST)
