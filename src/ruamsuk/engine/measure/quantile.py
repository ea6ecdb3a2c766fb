"""Weighted medians with Woodruff's limits.

The median is the least value at which half of the weight is reached. Its limits come from the
standard error of that share, carried back through the distribution: Woodruff (1952),
doi:10.1080/01621459.1952.10483443; as ``svyquantile`` of R survey does.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sqlglot import exp

from ruamsuk.engine.database import Database
from ruamsuk.engine.measure.cells import Cells, Level
from ruamsuk.engine.measure.design import Design, Floats, Ints
from ruamsuk.engine.measure.estimate import Estimates
from ruamsuk.engine.measure.queries import rounded, unit_keys, weight_of
from ruamsuk.engine.measure.sql import column, double, inside, named, number, select
from ruamsuk.engine.measure.sums import Sums
from ruamsuk.engine.measure.totals import Measure, Median, Plan
from ruamsuk.engine.measure.units import Units
from ruamsuk.engine.measure.variance import Domain, linearised, variance


class Distribution:
    """The values of one indicator with their weights, by cluster and group.

    Attributes:
        cells: the clusters; also those without a value.
        value: (R,) each value once in each cell; NaN where it is not known.
        weight: (R,) weight of the units that hold it.
    """

    def __init__(
        self,
        database: Database,
        median: Median,
        units: Units,
        design: Design,
        groups: Sequence[str],
        weight_scale: float,
    ) -> None:
        sql = _sql(median, units, design, groups, weight_scale, database.dialect)
        table = database.fetch(sql)
        # rows in one order, so that sums of them are the same bits every time
        table = table.sort_by([(name, "ascending") for name in table.column_names])
        bare = Plan(units.plan.level, (), (), (), None, ())
        self.median = median
        self.cells = Cells(
            Sums(bare, table, table.slice(0, 0), tuple(groups), weight_scale, {}), design
        )
        self.value = table["_value"].to_numpy().astype(float)
        self.weight = table["_w"].to_numpy().astype(float) / weight_scale
        self.count = table["_n"].to_numpy().astype(float)
        self.unknown = np.nan_to_num(table["_unknown"].to_numpy().astype(float)) > 0

    def estimates(self, by: Sequence[str], design: Design) -> Estimates:
        """Medians of the groups of ``by``."""
        level = Level.of(self.cells, by)
        group = level.group_of_cell[self.cells.cell_of_row]
        known = np.isfinite(self.value) & (group >= 0)
        size = len(level.group)
        half = np.full(size, 0.5)
        curve = _Curve(group[known], self.value[known], self.weight[known], size)
        median = curve.at(half)
        missing = _share_missing(group, self.weight, self.unknown, known, size)
        count = np.bincount(group[known], weights=self.count[known], minlength=size).astype(float)
        nothing = np.full(size, np.nan)
        error, lower, upper = nothing, nothing, nothing
        if not self.cells.census:
            error, lower, upper = self._limits(level, curve, median, known, design)
        measure = Measure(
            "median",
            self.median.indicator,
            "",
            "",
            "W",
            "#W",
            limits="linear",
            unit=self.median.unit,
        )
        rows: list[Floats] = [median, error, lower, upper, median, nothing, count, nothing, missing]
        return Estimates(level, (measure,), *(row[None, :] for row in rows))

    def _limits(
        self, level: Level, curve: _Curve, median: Floats, known: np.ndarray, design: Design
    ) -> tuple[Floats, Floats, Floats]:
        group = level.group_of_cell[self.cells.cell_of_row]
        with np.errstate(invalid="ignore"):
            below = known & (self.value <= np.append(median, np.nan)[group])
        y = level.rows_of(self.cells.fold(np.where(below, self.weight, 0.0)))
        held = self.cells.fold(np.where(np.isfinite(self.value), self.weight, 0.0))
        x = level.rows_of(held)
        total = level.groups(x)
        with np.errstate(divide="ignore", invalid="ignore"):
            share = level.groups(y) / total
        error = np.sqrt(variance(level, linearised(level, y, x, share, total)))
        domain = Domain.of(level, held, design)
        error *= np.sqrt(domain.spread)
        t = domain.t
        lower, upper = curve.at(0.5 - t * error), curve.at(0.5 + t * error)
        return (upper - lower) / (2 * t), lower, upper


class _Curve:
    """The cumulative distribution of each group."""

    def __init__(self, group: Ints, value: Floats, weight: Floats, size: int) -> None:
        order = np.lexsort((value, group))
        self._value = value[order]
        ordered = group[order]
        running = np.cumsum(weight[order])
        self._start = np.searchsorted(ordered, np.arange(size))
        self._end = np.searchsorted(ordered, np.arange(size), side="right")
        before = np.append(0.0, running)[self._start]
        self._total = np.append(0.0, running)[self._end] - before
        self._running, self._before = running, before

    def at(self, share: Floats) -> Floats:
        """(G,) least value at which ``share`` of each group's weight is reached; NaN if empty."""
        found = np.full(len(share), np.nan)
        for g, p in enumerate(share):
            start, end = self._start[g], self._end[g]
            if start == end or not np.isfinite(p):
                continue
            aim = self._before[g] + min(max(p, 0.0), 1.0) * self._total[g]
            slack = 1e-12 * self._total[g]  # half of the weight exactly must count as reached
            place = start + np.searchsorted(self._running[start:end], aim - slack)
            found[g] = self._value[min(place, end - 1)]
        return found


def _share_missing(
    group: Ints, weight: Floats, unknown: np.ndarray, known: np.ndarray, size: int
) -> Floats:
    inside = group >= 0
    lost = np.bincount(group[inside], weights=(weight * unknown)[inside], minlength=size)
    held = np.bincount(group[inside], weights=(weight * known)[inside], minlength=size)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.nan_to_num(lost / (lost + held))


def _sql(
    median: Median, units: Units, design: Design, groups: Sequence[str], scale: float, dialect: str
) -> str:
    """SELECT keys, value, counts and weights FROM units GROUP BY keys, value."""
    keys = unit_keys(units, design, groups)
    weight = weight_of(design)
    unknown = exp.false() if median.unknown is None else median.unknown.copy()
    flags = [
        *(named(value, name) for name, value in keys),
        named(median.value.copy(), "_value"),
        named(double(exp.Paren(this=unknown)), "_unknown"),
        named(number(1) if weight is None else rounded(weight, scale), "_weight"),
    ]
    names = [*(name for name, _ in keys), "_value", "_unknown"]
    wanted = [
        *(column(name) for name in names),
        named(exp.Count(this=exp.Star()), "_n"),
        named(double(exp.Sum(this=column("_weight"))), "_w"),
    ]
    inner = select(flags, units.relation())
    return select(wanted, inside(inner, "units"), group=names).sql(dialect=dialect)
