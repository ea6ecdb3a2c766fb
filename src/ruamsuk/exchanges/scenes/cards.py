"""What a hall shows of small groups: phones write cards, the projector has the wall."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruamsuk.exchanges.actions.captured import add_card
from ruamsuk.exchanges.models import Card, Group
from ruamsuk.exchanges.scenes.forum import forum_in, may_watch
from ruamsuk.exchanges.wall import wall_of
from ruamsuk.halls.models import Hall, Seat
from ruamsuk.halls.scenes import Choice, Scene, Shown, register
from ruamsuk.lib.text import LocalText

KEY = "cards"
_ALL = LocalText("ทุกกลุ่มพร้อมกัน", "All groups at the same time")
_LONGEST = 300


def _groups(hall: Hall, about: int | None = None) -> list[Group]:
    found = Group.objects.filter(forum__hall=hall)
    return list(found.filter(pk=about) if about else found)


def _choices(hall: Hall) -> Iterator[Choice]:
    groups = _groups(hall)
    if len(groups) > 1:
        yield Choice(None, _ALL)
    for group in groups:
        yield Choice(group.pk, group.name)


def _phone(hall: Hall, seat: Seat) -> Shown:
    forum = forum_in(hall)
    context = {"groups": _groups(hall, hall.about), "community": seat.community, "forum": forum}
    return Shown("exchanges/phone_cards.html", context)


def _board(hall: Hall) -> Shown:
    forum = forum_in(hall)
    if forum is None:
        return Shown("halls/board_blank.html")
    wall = wall_of(forum, str(hall.about or ""))
    count = sum(column.count for column in wall.columns)
    context = {"wall": wall, "count": count, "question": forum.question}
    return Shown("exchanges/board_cards.html", context)


def _take(hall: Hall, seat: Seat, key: str, values: Mapping[str, str]) -> None:
    """Put a card on the wall; one that comes when cards are closed is kept beside it."""
    about, list_ = values.get("about", ""), values.get("list", "")
    text = " ".join(values.get("text", "").split())[:_LONGEST]
    group = next((one for one in _groups(hall) if str(one.pk) == about), None)
    if group is None:
        raise ValidationError(_("This answer does not belong to this hall."), code="elsewhere")
    if not text:
        raise ValidationError(_("Type a few words first."), code="words")
    if list_ not in {*Card.List.values, "own"}:
        raise ValidationError(_("This answer cannot be read."), code="shape")
    add_card(
        uuid.UUID(key),
        group,
        text,
        list_=Card.List.SUB if list_ == "own" else list_,
        community=seat.community if list_ == "own" else None,
        withdrawn=bool(hall.closed) or (hall.scene == KEY and not hall.taking),
    )


CARDS = Scene(
    KEY,
    gettext_lazy("Cards of the small groups"),
    phone=_phone,
    board=_board,
    choices=_choices,
    take=_take,
    may_watch=may_watch,
    shared=True,
)


def register_all() -> None:
    """Say what small groups can show in a hall."""
    register(CARDS)
