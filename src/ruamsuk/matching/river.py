"""The river: on each topic the lowest and the highest of all as banks, the median between them.

The method is Parcell and Collison's river diagram: Chris Parcell and Geoff Collison, Learning to
Fly: Practical Knowledge Management from Leading and Learning Organizations (Capstone, 2001). Where
the river is wide, those on the high bank can tell those on the low one; where all of it runs low,
somebody outside must be asked.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Banks:
    """How all stand on one topic.

    Attributes:
        count: how many have a level; those without one are left out, never filled in.
        lowest, median, highest: of their levels; of an even number the median is the mean of the
            two in the middle.
    """

    count: int
    lowest: float
    median: float
    highest: float

    @property
    def width(self) -> float:
        """From bank to bank: how much there is to learn from one another."""
        return self.highest - self.lowest


def banks(levels: Iterable[float | None]) -> Banks | None:
    """The banks of one topic; None where nobody has a level on it.

    Args:
        levels: of each; None where it has none.

    Raises:
        ValueError: for a level that is no number.
    """
    known = [level for level in levels if level is not None]
    if not all(map(math.isfinite, known)):
        raise ValueError("a level is a finite number")
    if not known:
        return None
    return Banks(len(known), min(known), float(median(known)), max(known))
