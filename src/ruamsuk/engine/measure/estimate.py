"""Every measure of a plan over the groups of one level: points, standard errors, limits."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from ruamsuk.engine.measure.cells import Cells, Level
from ruamsuk.engine.measure.design import Design, Floats
from ruamsuk.engine.measure.intervals import linear_limits, logit_limits
from ruamsuk.engine.measure.totals import Measure
from ruamsuk.engine.measure.variance import Domain, residuals, variance

BLOCK = 8
"""Measures worked on together: enough to keep numpy busy, few enough to stay in the cache."""
NOISE = 1e-13
"""A standard error below this share of its ratio is rounding noise of an exact zero, and so is a
difference of two totals below this share of them."""

FIELDS = (
    "estimate",
    "error",
    "lower",
    "upper",
    "numerator",
    "denominator",
    "count",
    "cases",
    "missing",
)
Pair = tuple[str, str]
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Estimates:
    """Estimates of M measures over the G groups of one level, each array (M, G).

    Attributes:
        level: the groups.
        measures: the measures in order.
        estimate: points; NaN where the denominator is 0.
        error: standard errors; NaN for a full count.
        lower: lower confidence limits; NaN without degrees of freedom.
        upper: upper confidence limits.
        numerator: weighted numerators.
        denominator: weighted denominators; 1 for plain totals.
        count: unweighted units in the denominator.
        cases: unweighted units in the numerator; NaN where none are counted.
        missing: weighted share of units whose answer is unknown.
    """

    level: Level
    measures: tuple[Measure, ...]
    estimate: Floats
    error: Floats
    lower: Floats
    upper: Floats
    numerator: Floats
    denominator: Floats
    count: Floats
    cases: Floats
    missing: Floats


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of two totals over the groups of a level, each array (G,)."""

    value: Floats
    error: Floats
    top: Floats
    bottom: Floats


def estimate_level(
    cells: Cells, measures: Sequence[Measure], by: Sequence[str], design: Design
) -> Estimates:
    """Estimate all measures over the groups of ``by``.

    Args:
        cells: sums per cluster.
        measures: what to estimate; measures of the same two totals are computed once.
        by: grouping columns; none for everyone.
        design: policy for lonely clusters, degrees of freedom and confidence level.
    """
    level = Level.of(cells, by)
    ratios = _ratios(level, measures)
    groups = _Groups(level)
    shape = (len(measures), len(level.group))
    arrays = {name: np.empty(shape) for name in FIELDS}
    domains = {
        name: Domain.of(level, cells.total(name), design)
        for name in dict.fromkeys(measure.domain for measure in measures)
        if not cells.census
    }

    def fill(m: int) -> None:
        measure = measures[m]
        row = {name: values[m] for name, values in arrays.items()}
        _points(row, measure, ratios[measure.y, measure.x], groups)
        _errors(row, measure, domains.get(measure.domain), design)

    _each(level, fill, range(len(measures)))
    return Estimates(level, tuple(measures), **arrays)


def _points(row: dict[str, Floats], measure: Measure, ratio: Ratio, groups: _Groups) -> None:
    """Write the point of a measure, what it is made of, and the error of its ratio."""
    numerator = measure.offset * ratio.bottom + measure.scale * ratio.top
    if measure.offset:  # what is left of 1 − 1 is rounding, not a tiny share
        numerator = np.where(np.abs(numerator) < NOISE * ratio.bottom, 0.0, numerator)
    row["numerator"][:] = numerator
    row["denominator"][:] = ratio.bottom
    with np.errstate(divide="ignore", invalid="ignore"):
        row["estimate"][:] = np.where(ratio.bottom > 0, numerator / ratio.bottom, np.nan)
    row["error"][:] = abs(measure.scale) * ratio.error
    row["count"][:] = groups.total(measure.count)
    row["cases"][:] = groups.total(measure.cases) if measure.cases else np.nan
    row["missing"][:] = groups.share_unknown(measure)


def _errors(
    row: dict[str, Floats], measure: Measure, domain: Domain | None, design: Design
) -> None:
    """Write the limits of a measure, and widen its error for lonely strata; none in a census."""
    if domain is None:
        row["lower"][:] = row["upper"][:] = np.nan
        return
    row["error"] *= np.sqrt(domain.spread)
    limits = _limits(measure, row, domain, design)
    row["lower"][:], row["upper"][:] = limits


class _Groups:
    """Totals of groups, each summed once."""

    def __init__(self, level: Level) -> None:
        self._level = level
        self._found: dict[str, Floats] = {}
        self._dropped = level.cells.dropped(level.by)

    def total(self, name: str) -> Floats:
        if name not in self._found:
            self._found[name] = self._level.groups(self._level.rows(name))
        return self._found[name]

    def share_unknown(self, measure: Measure) -> Floats:
        if self._dropped:  # units left out of everything, whatever it was that they did not answer
            unknown = np.array([self._dropped.get(group, 0.0) for group in self._level.group])
            known = self.total("W")
        elif measure.unknown:
            unknown, known = self.total(measure.unknown), self.total(measure.domain)
        else:
            return np.zeros(len(self._level.group))
        with np.errstate(divide="ignore", invalid="ignore"):
            share = unknown / (unknown + known)
        return np.where(unknown > 0, share, 0.0)


def _limits(
    measure: Measure, row: dict[str, Floats], domain: Domain, design: Design
) -> tuple[Floats, Floats]:
    if measure.limits == "linear":
        return linear_limits(row["estimate"], row["error"], domain.t)
    return logit_limits(row["estimate"], row["error"], domain.t, row["count"], design.level)


def _ratios(level: Level, measures: Sequence[Measure]) -> dict[Pair, Ratio]:
    """All distinct ratios, a block at a time on each processor."""
    tops: dict[str, list[str]] = {}
    for top, bottom in dict.fromkeys((m.y, m.x) for m in measures):
        tops.setdefault(bottom, []).append(top)
    blocks = [
        (bottom, names[i : i + BLOCK])
        for bottom, names in tops.items()
        for i in range(0, len(names), BLOCK)
    ]
    found = _each(level, lambda block: _block(level, *block), blocks)
    return {pair: ratio for block in found for pair, ratio in block.items()}


def _each(level: Level, work: Callable[[T], R], items: Iterable[T]) -> list[R]:
    """Work on every item, on all processors where the level is large enough to pay for it."""
    if len(level.row_starts) < 1000:
        return [work(item) for item in items]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(work, items))


def _block(level: Level, bottom: str, tops: Sequence[str]) -> dict[Pair, Ratio]:
    """Ratios of some totals to the same one; to 1 where ``bottom`` is empty."""
    y = np.stack([level.rows(top) for top in tops])
    x = level.rows(bottom) if bottom else np.zeros(y.shape[1])
    above = level.groups(y)
    below = level.groups(x) if bottom else np.ones(above.shape[1])
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(below > 0, above / below, np.nan)
        error = np.full_like(value, np.nan)
        if not level.cells.census:
            spread = variance(level, residuals(level, y, x, value if bottom else 0 * value))
            error = np.sqrt(spread) / below
            error[error < NOISE * np.abs(value)] = 0.0
    return {(top, bottom): Ratio(value[i], error[i], above[i], below) for i, top in enumerate(tops)}
