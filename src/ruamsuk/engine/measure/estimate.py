"""Every measure of a plan over the groups of one level: points, standard errors, limits."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from ruamsuk.engine.measure.cells import Cells, Level
from ruamsuk.engine.measure.design import Design, Floats
from ruamsuk.engine.measure.intervals import linear_limits, logit_limits
from ruamsuk.engine.measure.totals import Measure
from ruamsuk.engine.measure.variance import Domain, residuals, variance

BLOCK = 16
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
    domains: dict[str, Domain] = {}
    for m, measure in enumerate(measures):
        ratio = ratios[measure.y, measure.x]
        numerator = measure.offset * ratio.bottom + measure.scale * ratio.top
        if measure.offset:  # what is left of 1 − 1 is rounding, not a tiny share
            numerator = np.where(np.abs(numerator) < NOISE * ratio.bottom, 0.0, numerator)
        arrays["numerator"][m] = numerator
        with np.errstate(divide="ignore", invalid="ignore"):
            arrays["estimate"][m] = np.where(ratio.bottom > 0, numerator / ratio.bottom, np.nan)
        arrays["error"][m] = abs(measure.scale) * ratio.error
        arrays["denominator"][m] = ratio.bottom
        arrays["count"][m] = groups.total(measure.count)
        arrays["cases"][m] = groups.total(measure.cases) if measure.cases else np.nan
        arrays["missing"][m] = groups.share_unknown(measure)
        if cells.census:
            arrays["lower"][m] = arrays["upper"][m] = np.nan
        else:
            if measure.domain not in domains:
                domains[measure.domain] = Domain.of(level, cells.total(measure.domain), design)
            domain = domains[measure.domain]
            arrays["error"][m] *= np.sqrt(domain.spread)
            limits = _limits(measure, {k: v[m] for k, v in arrays.items()}, domain, design)
            arrays["lower"][m], arrays["upper"][m] = limits
    return Estimates(level, tuple(measures), **arrays)


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
    if len(level.row_starts) < 1000:
        found = [_block(level, *block) for block in blocks]
    else:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            found = list(pool.map(lambda block: _block(level, *block), blocks))
    return {pair: ratio for block in found for pair, ratio in block.items()}


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
