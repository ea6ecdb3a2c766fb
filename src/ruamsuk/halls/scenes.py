"""What a hall can show. Every app that has something to show says so here.

An app on a higher floor says when it starts which of its modules have scenes. They are loaded when
a hall is first looked at, because they bring the engine and charts with them, which neither the
worker nor a server without a hall needs. Each has a ``register_all``:

    register(Scene("practice", _("Assess a practice"), phone, board, choices, take))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from threading import RLock
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import override

from ruamsuk.halls.models import Hall, Seat
from ruamsuk.lib.text import LocalText

if TYPE_CHECKING:
    from ruamsuk.communities.models import Community
    from ruamsuk.communities.rules import Visitor


@dataclass(frozen=True, slots=True)
class Shown:
    """What a screen shows: a template and what fills it."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that the facilitator can put on the screen.

    Attributes:
        about: number of the thing; None where the scene needs none.
        label: what the button says.
        done: whether it has been gone through already.
    """

    about: int | None
    label: LocalText
    done: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """One kind of thing that a hall can show.

    Attributes:
        key: its name in `Hall.scene`.
        title: its name on the remote control.
        phone: what a phone shows of it. Asked with the seat that looks; what differs from seat to
            seat should be small, because hundreds of phones ask at once.
        board: what the projector shows of it.
        choices: what can be shown of this kind in a hall; none hides the kind.
        take: keeps what a phone sends. Called in a transaction, again and again with the same
            ``key`` when a phone is not sure that it arrived: the second time must change nothing.
            ``values`` name what they are about themselves, because a phone may send them when the
            hall has long moved on, and have a ``stamp``: milliseconds by the clock of the server,
            which only go up on one phone. Raises ValidationError with a sentence for the phone when
            the values make no sense.
        controls: name of a template with further buttons for the facilitator; it has `hall` and
            what the board's template has.
        opened: told, in the same transaction, that the hall takes again what phones send: the scene
            was put on the screen, or the facilitator reopened it. What came late may now count.
        closed: told, in the same transaction, that the hall was closed: what only mattered while
            phones answered can be forgotten.
        shared: what a phone shows is the same for all seats of a community, so that it is drawn
            once for all of them. What the phone itself has answered its script marks.
        hidden: counts start hidden, so that nobody follows the others.
        spoken: the communities for which a seat has said something; where they are told, the seat
            speaks for no other from then on.
        may_watch: whether a person who leads halls here may see this on their own computer; without
            it all of them may. For what is kept to those who are in the room.
    """

    key: str
    title: str | Promise
    phone: Callable[[Hall, Seat], Shown]
    board: Callable[[Hall], Shown]
    choices: Callable[[Hall], Iterable[Choice]]
    take: Callable[[Hall, Seat, str, Mapping[str, str]], None] | None = None
    controls: str = ""
    opened: Callable[[Hall], None] | None = None
    closed: Callable[[Hall], None] | None = None
    shared: bool = False
    hidden: bool = False
    spoken: Callable[[Hall, Seat], Iterable[Community]] | None = None
    may_watch: Callable[[Visitor, Hall], bool] | None = None


_scenes: dict[str, Scene] = {}
_modules: list[str] = []
_loading = RLock()


def provide(*modules: str) -> None:
    """Name modules whose ``register_all`` registers scenes, in the order of the remote control."""
    _modules.extend(one for one in modules if one not in _modules)


def _loaded() -> dict[str, Scene]:
    with _loading:
        while _modules:
            import_module(_modules[0]).register_all()
            del _modules[0]
    return _scenes


def register(scene: Scene) -> None:
    """Add a kind of scene, or replace the one of the same key."""
    _scenes[scene.key] = scene


def scenes() -> list[Scene]:
    """Every kind of scene, in the order in which they were registered."""
    return list(_loaded().values())


def scene_of(hall: Hall) -> Scene | None:
    """The scene that a hall shows now."""
    return _loaded().get(hall.scene)


def scene_named(key: str) -> Scene | None:
    """The scene of a key."""
    return _loaded().get(key)


def counts_now(hall: Hall, key: str, about: int | None) -> bool:
    """Whether what a phone sends for this scene still counts, or is late."""
    return hall.taking and not hall.closed and (hall.scene, hall.about) == (key, about)


def in_both(words: str | Promise) -> LocalText:
    """Words of the interface in both languages, as the label of a choice has them."""
    with override("th"):
        thai = str(words)
    with override("en"):
        return LocalText(thai, str(words))
