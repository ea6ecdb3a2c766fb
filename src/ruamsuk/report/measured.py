"""An indicator as the page shows it: its measure, its scale, its numbers and their readings."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from ruamsuk.charts import Change, Label, Scale, Value, usual_decimals
from ruamsuk.charts.readings import (
    caution_reading,
    change_reading,
    share_reading,
    summary_reading,
    target_reading,
)
from ruamsuk.engine.expressions import parse, pass_sentence
from ruamsuk.engine.framework.models import Framework, Goal, Indicator
from ruamsuk.lib.text import LocalText
from ruamsuk.report.names import round_name
from ruamsuk.report.results import EVERYONE, Estimate, Results

_COUNTS = LocalText("คิดจาก {value}", "Counts {value}")
_AMONG = LocalText(" · นับเฉพาะ {condition}", " · counts only {condition}")


@dataclass(frozen=True)
class Measured:
    """An indicator with where its numbers stand.

    Attributes:
        indicator: the indicator.
        goal: the goal it belongs to.
        scale: unit, ends, bands and target of its numbers.
        results: all numbers.
    """

    indicator: Indicator
    goal: Goal
    scale: Scale
    results: Results

    @property
    def is_share(self) -> bool:
        """Whether it is a share that achieves, rather than a summary of a value."""
        return bool(self.indicator.achieved)

    @property
    def measure(self) -> str:
        """Its measure's name in the tidy table."""
        return "share" if self.is_share else self.indicator.summary

    @property
    def label(self) -> Label:
        """Its name."""
        return Label(self.indicator.title)

    def get(self, by: str = EVERYONE, group: str = EVERYONE, round_: str | None = None) -> Estimate:
        """Its number."""
        return self.results.get(self.measure, self.indicator.id, by=by, group=group, round_=round_)

    def change(self, by: str = EVERYONE, group: str = EVERYONE) -> Change | None:
        """Its change from the round before the last."""
        return self.results.change(self.label, self.measure, self.indicator.id, by=by, group=group)

    def readings(self) -> tuple[LocalText, ...]:
        """What the numbers say: the value, the target, the change, and cautions."""
        found = self.get()
        basis = self.results.basis(found, self.indicator.level)
        full = self.results.full_count
        if self.is_share:
            value = share_reading(self.indicator.title, found.value, basis)
        else:
            value = summary_reading(
                self.indicator.title, found.value, self.indicator.summary, self.scale, basis
            )
        target = target_reading(found.value, self.scale, full_count=full)
        said = [value, target]
        change = self.change()
        if change is not None and self.results.before is not None:
            earlier = round_name(self.results.before)
            said.append(change_reading(change, self.scale, earlier, self.indicator.level))
        if found.value.shown is not None:
            said.append(caution_reading(basis))
        return tuple(sentence for sentence in said if sentence)


def measure_framework(framework: Framework, results: Results) -> tuple[Measured, ...]:
    """Every indicator in the order of the framework, on a scale that holds its numbers."""
    return tuple(
        Measured(indicator, goal, _scale(indicator, results), results)
        for goal in framework.goals
        for indicator in goal.indicators
    )


def counting_sentence(framework: Framework, indicator: Indicator) -> LocalText:
    """When a unit passes, or what is summed up, and who counts."""

    def read(text: str) -> LocalText:
        return parse(text, framework.variables, indicator.level).sentence()

    eligible = indicator.eligible
    if indicator.achieved:
        return pass_sentence(
            parse(indicator.achieved, framework.variables, indicator.level),
            parse(eligible, framework.variables, indicator.level) if eligible else None,
        )
    value = _COUNTS.format(value=read(indicator.value))
    return join_tight(value, _AMONG.format(condition=read(eligible))) if eligible else value


def join_tight(first: LocalText, second: LocalText) -> LocalText:
    """Two texts with nothing between them."""
    return LocalText(first.th + second.th, first.en + second.en)


def _scale(indicator: Indicator, results: Results) -> Scale:
    target = None if indicator.target is None else float(indicator.target)
    bands = tuple(map(float, indicator.bands))
    if indicator.achieved:
        return Scale(bands=bands, target=target)
    sets: dict[tuple[str, str], list[Value]] = {}
    for (round_, by, _, measure, name), estimate in results:
        if (measure, name) == (indicator.summary, indicator.id) and results.is_small(by):
            sets.setdefault((round_, by), []).append(estimate.value)
    ends = [end for values in sets.values() for value in values for end in _ends(value)]
    numbers = [0.0, target or 0.0, *ends]
    lowest, highest = min(numbers), max(numbers)
    return Scale(
        unit=indicator.unit,
        lowest=-_round_up(-lowest) if lowest < 0 else 0.0,
        highest=_round_up(highest) if highest > 0 else 1.0,
        bands=bands,
        higher_is_better=indicator.higher_is_better,
        target=target,
        decimals=_decimals(sets.values()),
    )


_CLOSE = 5
"""Numbers that differ by less than this many units of their last digit get one digit more."""


def _decimals(sets: Iterable[list[Value]]) -> int | None:
    """Digits after the point, one more than usual where an interval or a spread is narrow.

    Args:
        sets: the values that are compared with one another, such as the places of one round.

    Returns:
        None where the usual digits show every difference, and where all numbers are whole.
    """
    needed, close = [0], False
    for values in sets:
        shown = [value.shown for value in values if value.shown is not None]
        spread = max(shown, default=0.0) - min(shown, default=0.0)
        for value in values:
            ends = _ends(value)
            if all(end.is_integer() for end in ends):
                continue
            usual = usual_decimals(ends[0])
            widths = [width for width in (spread, max(ends) - min(ends)) if width > 0]
            narrow = any(width * 10**usual < _CLOSE for width in widths)
            needed.append(usual + narrow)
            close = close or narrow
    return max(needed) if close else None


def _ends(value: Value) -> list[float]:
    shown = [] if value.shown is None else [value.shown]
    return shown + list(value.interval or ())


def _round_up(value: float) -> float:
    """The next of 1, 2, 5 × 10ⁿ: a round end for an axis."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= value)
