"""What a river shows."""

from __future__ import annotations

from dataclasses import dataclass

from ruamsuk.charts.model import EMPTY, Label, Scale, Value
from ruamsuk.lib.text import LocalText

_AWAY = Value(None)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The river at one practice, or one indicator.

    Attributes:
        count: how many communities have a level; the others are left out.
        lowest, median, highest: of their levels; None where nobody has one.
        own: the level of the community whose line is drawn.
        before: its level the time before.
        open: some levels are the middle of what people said, not agreed yet.
        own_open: so is the community's own.
    """

    name: Label
    count: int = 0
    lowest: float | None = None
    median: float | None = None
    highest: float | None = None
    own: Value = _AWAY
    before: Value = _AWAY
    open: bool = False
    own_open: bool = False

    def __post_init__(self) -> None:
        found = [n for n in (self.lowest, self.median, self.highest) if n is not None]
        if len(found) != (3 if self.count else 0) or found != sorted(found):
            raise ValueError("banks need a level, and the median lies between them")


@dataclass(frozen=True, slots=True)
class River:
    """Practices in order, each with its banks.

    Attributes:
        title: what is shown.
        scale: of the levels.
        ticks: levels that have a line of their own, with their names.
        stretches: the practices in order.
        whole: how many communities there are.
        own: whose line is drawn; None for no line.
        earlier: what the line of the time before is called; empty where there is none.
        sampled: the levels are estimates from samples: nothing says what rose or fell.
    """

    title: LocalText
    scale: Scale
    ticks: tuple[tuple[float, Label], ...]
    stretches: tuple[Stretch, ...]
    whole: int
    own: Label | None = None
    earlier: LocalText = EMPTY
    sampled: bool = False
