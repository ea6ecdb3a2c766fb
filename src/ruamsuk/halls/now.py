"""What halls show now, for hundreds of phones that ask every other second.

Each process remembers a hall for half a second, and what phones show of a scene as long as its
revision stands. What this process changes it forgets at once; another process sees it a moment
later.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from django.template.loader import render_to_string
from django.utils.translation import get_language

from ruamsuk.halls.models import Hall, Seat
from ruamsuk.halls.scenes import Scene, Shown, scene_named, scene_of

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Visitor

Value = TypeVar("Value")

_SECONDS = 0.5
_MOST_HALLS, _MOST_FRAGMENTS = 100, 500

TOKEN = "-token-of-the-phone-"
"""Stands in a shared fragment where each phone has its own token."""

_lock = Lock()
_halls: dict[str, tuple[float, Hall]] = {}
_fragments: dict[tuple[object, ...], str] = {}
_common: dict[tuple[object, ...], Any] = {}


def hall_by_code(code: str) -> Hall | None:
    """The hall of a code, as it stood half a second ago at most. Read it; do not change it."""
    kept = _halls.get(code)
    if kept and kept[0] > time.monotonic():
        return kept[1]
    found = Hall.objects.select_related("network", "community").filter(code=code).first()
    if found:
        with _lock:
            if len(_halls) >= _MOST_HALLS:
                _halls.clear()
            _halls[code] = (time.monotonic() + _SECONDS, found)
    return found


def forget(hall: Hall) -> None:
    """Have the next phone that asks see the hall as it is."""
    with _lock:
        _halls.pop(hall.code, None)


def shown_scene(hall: Hall) -> Scene:
    """What a hall shows; an open hall without a known scene shows the welcome."""
    found = scene_named("closed") if hall.closed else scene_of(hall) or scene_named("welcome")
    assert found is not None
    return found


def phone_html(hall: Hall, seat: Seat, token: str) -> str:
    """What a phone shows now."""
    scene = shown_scene(hall)
    if not scene.shared:
        return _drawn(hall, seat, scene).replace(TOKEN, token)
    key = (hall.code, hall.revision, scene.key, hall.about, seat.community_id, get_language())
    drawn = _fragments.get(key)
    if drawn is None:
        drawn = _drawn(hall, seat, scene)
        with _lock:
            if len(_fragments) >= _MOST_FRAGMENTS:
                _fragments.clear()
            _fragments[key] = drawn
    return drawn.replace(TOKEN, token)


def for_all(hall: Hall, key: object, make: Callable[[], Value]) -> Value:
    """What is the same for many phones as long as the revision of their hall stands, made once."""
    where = (hall.code, hall.revision, key)
    try:
        found: Value = _common[where]
    except KeyError:
        found = make()
        with _lock:
            if len(_common) >= _MOST_FRAGMENTS:
                _common.clear()
            _common[where] = found
    return found


def _drawn(hall: Hall, seat: Seat, scene: Scene) -> str:
    shown = scene.phone(hall, seat)
    extra = {} if scene.shared else {"seat": seat}
    return render_to_string(
        shown.template, {"hall": hall, "device_token": TOKEN, **extra, **shown.context}
    )


def board_shown(hall: Hall, user: Visitor) -> Shown:
    """What the projector shows now; what is kept to those in the room only to them."""
    scene = shown_scene(hall)
    if scene.may_watch and not scene.may_watch(user, hall):
        return Shown("halls/board_kept.html")
    return scene.board(hall)
