"""What a hall shows of a review: one question on the phones, all answers on the projector."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruamsuk.base.addresses import whole_number
from ruamsuk.exchanges.actions.review import AFTER, BEFORE, remarks_of, take_remark
from ruamsuk.exchanges.models import Remark
from ruamsuk.exchanges.scenes.forum import forum_in, may_watch
from ruamsuk.halls.models import Hall, Seat
from ruamsuk.halls.scenes import Choice, Scene, Shown, in_both, register

KEY = "review"
_QUESTIONS = BEFORE + AFTER


def _question(about: int | None) -> Remark.Question | None:
    """The question by which number a hall names it, counted from 0."""
    return _QUESTIONS[about] if about is not None and about < len(_QUESTIONS) else None


def _choices(hall: Hall) -> Iterator[Choice]:
    if forum_in(hall) is None:
        return
    for number, question in enumerate(_QUESTIONS):
        yield Choice(number, in_both(question.label))


def _phone(hall: Hall, seat: Seat) -> Shown:
    question = _question(hall.about)
    if question is None:
        return Shown("halls/phone_blank.html")
    context = {"question": question, "forum": forum_in(hall)}
    return Shown("exchanges/phone_review.html", context)


def _board(hall: Hall) -> Shown:
    forum, question = forum_in(hall), _question(hall.about)
    if forum is None or question is None:
        return Shown("halls/board_blank.html")
    groups = remarks_of(forum, BEFORE if question in BEFORE else AFTER)
    counted = [(one, said if hall.shown else [], len(said)) for one, said in groups]
    return Shown("exchanges/board_review.html", {"question": question, "groups": counted})


def _take(hall: Hall, seat: Seat, key: str, values: Mapping[str, str]) -> None:
    """Keep what a phone says. The seat is looked at by nobody."""
    forum, question = forum_in(hall), _question(whole_number(values.get("about", "")))
    if forum is None or question is None:
        raise ValidationError(_("This answer does not belong to this hall."), code="elsewhere")
    take_remark(forum, question, uuid.UUID(key), values.get("text", ""), values.get("name", ""))


REVIEW = Scene(
    KEY,
    gettext_lazy("Review"),
    phone=_phone,
    board=_board,
    choices=_choices,
    take=_take,
    may_watch=may_watch,
    shared=True,
    hidden=True,
)


def register_all() -> None:
    """Say that a hall can show reviews."""
    register(REVIEW)
