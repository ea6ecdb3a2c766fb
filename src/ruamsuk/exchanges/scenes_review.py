"""What a hall shows of a review: one question on the phones, all answers on the projector."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruamsuk.base.addresses import whole_number
from ruamsuk.exchanges.actions.review import AFTER, BEFORE, remarks_of, take_remark
from ruamsuk.exchanges.models import Forum, Remark
from ruamsuk.exchanges.rules import forum_verbs
from ruamsuk.halls.models import Hall, Seat
from ruamsuk.halls.scenes import Choice, Scene, Shown, in_both, register

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Visitor

KEY = "review"
_QUESTIONS = BEFORE + AFTER


def _forum(hall: Hall) -> Forum | None:
    return Forum.objects.select_related("network", "community").filter(hall=hall).first()


def _question(about: int | None) -> Remark.Question | None:
    """The question by which number a hall names it, counted from 0."""
    return _QUESTIONS[about] if about is not None and about < len(_QUESTIONS) else None


def _choices(hall: Hall) -> Iterator[Choice]:
    if _forum(hall) is None:
        return
    for number, question in enumerate(_QUESTIONS):
        yield Choice(number, in_both(question.label))


def _phone(hall: Hall, seat: Seat) -> Shown:
    question = _question(hall.about)
    if question is None:
        return Shown("halls/phone_blank.html")
    return Shown("exchanges/phone_review.html", {"question": question})


def _board(hall: Hall) -> Shown:
    forum, question = _forum(hall), _question(hall.about)
    if forum is None or question is None:
        return Shown("halls/board_blank.html")
    groups = remarks_of(forum, BEFORE if question in BEFORE else AFTER)
    counted = [(one, said if hall.shown else [], len(said)) for one, said in groups]
    return Shown("exchanges/board_review.html", {"question": question, "groups": counted})


def _take(hall: Hall, seat: Seat, key: str, values: Mapping[str, str]) -> None:
    """Keep what a phone says. The seat is looked at by nobody."""
    forum, question = _forum(hall), _question(whole_number(values.get("about", "")))
    if forum is None or question is None:
        raise ValidationError(_("This answer does not belong to this hall."), code="elsewhere")
    take_remark(forum, question, uuid.UUID(key), values.get("text", ""), values.get("name", ""))


def _may_watch(user: Visitor, hall: Hall) -> bool:
    forum = _forum(hall)
    return forum is None or "read" in forum_verbs(user, forum)


REVIEW = Scene(
    KEY,
    gettext_lazy("Review"),
    phone=_phone,
    board=_board,
    choices=_choices,
    take=_take,
    may_watch=_may_watch,
    shared=True,
    hidden=True,
)


def register_all() -> None:
    """Say that a hall can show reviews."""
    register(REVIEW)
