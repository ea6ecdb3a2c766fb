"""The scenes that every hall has: welcome, a dark screen, a quick question, good-bye."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from ruamsuk.communities.models import Community
from ruamsuk.halls import answers
from ruamsuk.halls.models import Hall, Seat
from ruamsuk.halls.scenes import Choice, Scene, Shown, register
from ruamsuk.lib.text import LocalText

_WELCOME = LocalText("ต้อนรับ และรหัสเข้าร่วม", "Welcome, and how to join")
_BLANK = LocalText("พักจอ", "Nothing on the screen")


def here(hall: Hall) -> list[tuple[Community | None, int]]:
    """How many seats are taken, by whom they speak for; guests last."""
    counts: Counter[int | None] = Counter(hall.seats.taken().values_list("community", flat=True))
    known = Community.objects.in_bulk([pk for pk in counts if pk])
    found: list[tuple[Community | None, int]] = [(known[pk], counts[pk]) for pk in sorted(known)]
    return [*found, (None, counts[None])] if counts[None] else found


def _welcome_board(hall: Hall) -> Shown:
    return Shown("halls/board_welcome.html", {"here": here(hall)})


def _question_choices(hall: Hall) -> Iterable[Choice]:
    for question in hall.questions.all():
        yield Choice(question.pk, LocalText(question.text))


def _question_phone(hall: Hall, seat: Seat) -> Shown:
    return Shown("halls/phone_question.html", {"question": answers.question_of(hall, hall.about)})


def _question_board(hall: Hall) -> Shown:
    question = answers.question_of(hall, hall.about)
    if question is None:
        return Shown("halls/board_blank.html")
    count, late = answers.answered(question)
    context: dict[str, object] = {"question": question, "answered": count, "late": late}
    if hall.shown and question.options:
        context["bars"] = answers.bars(question)
    elif hall.shown:
        context["words"] = answers.on_screen(question)
    return Shown("halls/board_question.html", context)


WELCOME = Scene(
    "welcome",
    _("Welcome"),
    phone=lambda hall, seat: Shown("halls/phone_welcome.html"),
    board=_welcome_board,
    choices=lambda hall: [Choice(None, _WELCOME)],
    shared=True,
)
BLANK = Scene(
    "blank",
    _("Dark screen"),
    phone=lambda hall, seat: Shown("halls/phone_blank.html"),
    board=lambda hall: Shown("halls/board_blank.html"),
    choices=lambda hall: [Choice(None, _BLANK)],
    shared=True,
)
CLOSED = Scene(
    "closed",
    _("Good-bye"),
    phone=lambda hall, seat: Shown("halls/phone_closed.html"),
    board=lambda hall: Shown("halls/board_closed.html"),
    choices=lambda hall: [],
    shared=True,
)
QUESTION = Scene(
    "question",
    _("Questions"),
    phone=_question_phone,
    board=_question_board,
    choices=_question_choices,
    take=answers.keep,
    opened=answers.count_late,
    closed=answers.forget_when,
    shared=True,
)


def register_all() -> None:
    """Say what a hall can show; the first stands first on the remote control."""
    for scene in (WELCOME, BLANK, QUESTION, CLOSED):
        register(scene)
