"""Communities by topics: where each stands now, where it wants to be, and where it stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ruamsuk.assessments.scale import NAMES, named
from ruamsuk.assessments.standing.naming import Named
from ruamsuk.charts import Label, Scale, Value
from ruamsuk.lib.text import LocalText

LEVELS = Scale(LocalText(), 1, 5)
LEVEL_TICKS = tuple(
    (level, Label(named(level), LocalText(str(level), str(level))))
    for level in range(1, len(NAMES) + 1)
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A practice, a goal or an indicator.

    Attributes:
        key: what tells it apart from the others.
    """

    key: str
    name: LocalText


@dataclass(frozen=True, slots=True)
class Here:
    """Where a community stands on a topic.

    Attributes:
        value: on the scale of the river.
        step: on the stairs, 1 to 5; None where nobody decided the steps.
        wished: the step that it wants to reach.
        open: not agreed yet: the middle of what people said.
    """

    value: Value
    step: int | None = None
    wished: int | None = None
    open: bool = False


@dataclass(frozen=True)
class Standing:
    """Who stands where.

    Attributes:
        places: the communities, as they may be named.
        topics: in order.
        now: by topic's key and number of the community; nothing where there is no level.
        before: the value of the time before.
        scale: of all values.
        ticks: values that have a line of their own in the river.
        earlier: for each community what its time before is called.
        sampled: whether the values are estimates from samples.
    """

    places: tuple[Named, ...]
    topics: tuple[Topic, ...]
    now: Mapping[tuple[str, int], Here]
    before: Mapping[tuple[str, int], Value] = field(default_factory=dict)
    scale: Scale = LEVELS
    ticks: tuple[tuple[float, Label], ...] = LEVEL_TICKS
    earlier: Mapping[int, LocalText] = field(default_factory=dict)
    sampled: bool = False

    def topic(self, key: str) -> Topic | None:
        """A topic by its key."""
        return next((one for one in self.topics if one.key == key), None)

    def place(self, key: str) -> Named | None:
        """A community by its key."""
        return next((one for one in self.places if one.key == key), None)
