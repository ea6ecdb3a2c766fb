"""The stairs: on one topic the level now against the improvement that is wished for.

The method is Parcell and Collison's stairs diagram: Chris Parcell and Geoff Collison, Learning to
Fly: Practical Knowledge Management from Leading and Learning Organizations (Capstone, 2001).
Whoever wishes to climb can learn from all who stand on the step they wish for, or above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

STEPS = range(1, 6)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one stands and wants to stand.

    Attributes:
        name: whose; any name that tells them apart.
        current, wished: steps from 1 to 5; nobody wishes to fall.
    """

    name: str
    current: int
    wished: int

    def __post_init__(self) -> None:
        if self.current not in STEPS or self.wished not in STEPS or self.wished < self.current:
            raise ValueError("steps go from 1 to 5, and the wished one is not below the current")

    @property
    def gap(self) -> int:
        """How many steps they want to climb."""
        return self.wished - self.current


@dataclass(frozen=True, slots=True)
class Stairs:
    """All who stand on the stairs of one topic, in the order in which they were given."""

    stands: tuple[Stand, ...]

    def cell(self, current: int, gap: int) -> tuple[Stand, ...]:
        """Who stands on a step and wants to climb so many."""
        return tuple(one for one in self.stands if (one.current, one.gap) == (current, gap))

    @property
    def seekers(self) -> tuple[Stand, ...]:
        """Who wants to climb: the widest gap first."""
        climbing = (one for one in self.stands if one.gap)
        return tuple(sorted(climbing, key=lambda one: -one.gap))

    def helpers(self, seeker: Stand) -> tuple[Stand, ...]:
        """Who stands where the seeker wants to be, or above it: the nearest step first."""
        if not seeker.gap:
            return ()
        above = (one for one in self.stands if one.current >= seeker.wished)
        return tuple(sorted(above, key=lambda one: one.current))

    @property
    def givers(self) -> tuple[Stand, ...]:
        """Who stands where somebody else wants to be, or above it: the highest step first.

        Whoever still wants to climb higher can help those below as well.
        """
        lowest = min((one.wished for one in self.seekers), default=max(STEPS) + 1)
        above = (one for one in self.stands if one.current >= lowest)
        return tuple(sorted(above, key=lambda one: -one.current))

    @property
    def unmet(self) -> tuple[Stand, ...]:
        """Who wants to stand higher than anybody here does, and must ask outside."""
        return tuple(one for one in self.seekers if not self.helpers(one))


def stairs(stands: Sequence[Stand]) -> Stairs:
    """The stairs of one topic.

    Raises:
        ValueError: one is named twice.
    """
    if len({one.name for one in stands}) != len(stands):
        raise ValueError("everyone stands on the stairs once")
    return Stairs(tuple(stands))
