"""What every picture and every reading is made of: labels, values and the scale they stand on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from ruamsuk.lib import thai
from ruamsuk.lib.text import Language, LocalText

EMPTY = LocalText()
PERCENT = LocalText("%", "%")
HIDDEN = LocalText("ปิดไว้เพราะมีน้อยราย", "hidden: too few to show")
NO_DATA = LocalText("ไม่มีข้อมูล", "no data")


@dataclass(frozen=True, slots=True)
class Label:
    """A name, with a shorter one for places where room is scarce.

    Attributes:
        full: the whole name, used in titles, descriptions and sentences.
        short: what a crowded picture prints; the full name when empty.
    """

    full: LocalText
    short: LocalText = EMPTY

    def brief(self, language: Language) -> str:
        """The words for a crowded place."""
        return (self.short or self.full).to(language)


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its interval, or the lack of one.

    Attributes:
        estimate: the number in the unit people read (per cent for a share); None or NaN when
            there is none.
        lower: lower limit of its 95 % interval; None for a full count or where unknown.
        upper: upper limit.
        hidden: whether it is kept back because too few households stand behind it.
    """

    estimate: float | None
    lower: float | None = None
    upper: float | None = None
    hidden: bool = False

    @property
    def shown(self) -> float | None:
        """The number that may be printed, or None."""
        if self.hidden or self.estimate is None or not math.isfinite(self.estimate):
            return None
        return self.estimate

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both limits, or None unless both are known and the number may be printed."""
        if self.shown is None or self.lower is None or self.upper is None:
            return None
        if not (math.isfinite(self.lower) and math.isfinite(self.upper)):
            return None
        return self.lower, self.upper


@dataclass(frozen=True, slots=True)
class Scale:
    """What the numbers of one indicator mean.

    Attributes:
        unit: printed after the number.
        lowest: left end of its axis.
        highest: right end of its axis.
        bands: the four limits between the five steps, ascending; none where nobody decided
            them, and then no number is coloured as good or bad.
        higher_is_better: which end is good.
        target: the value aimed at.
        decimals: digits after the point; by default what `format_number` finds fit.
    """

    unit: LocalText = PERCENT
    lowest: float = 0.0
    highest: float = 100.0
    bands: tuple[float, ...] = ()
    higher_is_better: bool = True
    target: float | None = None
    decimals: int | None = None

    def __post_init__(self) -> None:
        if len(self.bands) not in (0, 4) or list(self.bands) != sorted(self.bands):
            raise ValueError("bands are four limits in ascending order, or none")
        if not self.lowest < self.highest:
            raise ValueError("lowest must be less than highest")

    def step(self, value: float) -> int | None:
        """The step from 0 (far) to 4 (reached); None without bands. A limit counts as reached."""
        if not self.bands:
            return None
        if self.higher_is_better:
            return sum(value >= limit for limit in self.bands)
        return sum(value <= limit for limit in self.bands)

    def position(self, value: float) -> float:
        """Where ``value`` stands between the ends, 0 to 1; what lies outside is set to the end."""
        return min(1.0, max(0.0, (value - self.lowest) / (self.highest - self.lowest)))

    def number(self, value: float) -> str:
        """The number alone. A per cent is whole, but never 0 or 100 when it is only close to it."""
        if self.unit != PERCENT or self.decimals is not None:
            return format_number(value, self.decimals)
        if 0 < value < 0.5:
            return "<1"
        if 99.5 <= value < 100:
            return ">99"
        return format_number(value, 0)

    def words(self, value: Value, language: Language) -> str:
        """The number with its unit, or the words for its absence."""
        if value.shown is None:
            return (HIDDEN if value.hidden else NO_DATA).to(language)
        return with_unit(self.number(value.shown), self.unit.to(language))

    def aim(self) -> LocalText:
        """The target with its unit, not rounded: it was decided, not estimated; empty if none."""
        if self.target is None:
            return EMPTY
        number = f"{Decimal(f'{self.target:.15g}'):,f}".replace("-", "−")
        return LocalText(
            with_unit(number, self.unit.to("th")), with_unit(number, self.unit.to("en"))
        )


def format_number(value: float, decimals: int | None = None) -> str:
    """A number as people read it: ``1,234``, ``62``, ``3.4``, ``−2``; halves away from zero.

    Args:
        value: a finite number.
        decimals: digits after the point; by default none from 10 upwards, one from 1, two below,
            and none for whole numbers.
    """
    if decimals is None:
        whole = abs(value - round(value)) < 1e-9
        decimals = 0 if whole else usual_decimals(value)
    return thai.format_number(value, decimals).replace("-", "−")


def usual_decimals(value: float) -> int:
    """Digits after the point of a number that is not whole: none from 10 upwards, at most two."""
    size = abs(value)
    return 0 if size >= 9.95 else 1 if size >= 0.995 else 2


def with_unit(number: str, unit: str) -> str:
    """``62%`` but ``1,200 บาท``."""
    return f"{number}{unit}" if unit in ("%", "") else f"{number} {unit}"
