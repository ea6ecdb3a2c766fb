"""Units collapsed to (group, pattern of deprivations): all that other weights and cut-offs need.

One pass collapses the units; any number of weightings and cut-offs is then tried without another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from sqlglot import exp

from ruamsuk.engine.database import Database, open_database
from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.insight import PairCounts
from ruamsuk.engine.measure.cells import Codes, Label
from ruamsuk.engine.measure.cutoffs import threshold
from ruamsuk.engine.measure.design import Design, Floats, Ints
from ruamsuk.engine.measure.plan import plan_level
from ruamsuk.engine.measure.queries import weight_of
from ruamsuk.engine.measure.sql import (
    bigint,
    column,
    double,
    inside,
    is_null,
    named,
    number,
    plus,
    select,
    times,
)
from ruamsuk.engine.measure.totals import Plan
from ruamsuk.engine.measure.units import Tables, Units, units_of
from ruamsuk.engine.robustness import (
    RankRange,
    Robustness,
    dirichlet_weightings,
    rank_correlation,
    rank_ranges,
    robust_pairs,
    robustness,
)
from ruamsuk.engine.tables import Table
from ruamsuk.lib.problem import Problem, ProblemsFound

MOST = 63
"""Deprivations that fit in the integer that holds a pattern."""


@dataclass(frozen=True)
class Ranking:
    """How well the order of the groups holds when weights and cut-offs change.

    Attributes:
        groups: (G,) labels of the groups: round first, then the grouping columns.
        base: (G,) M0 under the framework's own weights and cut-off.
        spearman: (S,) rank correlation ρ of each other specification with the base.
        kendall: (S,) Kendall's τ-b.
        robust_pairs: share of the pairs of groups whose order is the same in all specifications.
        ranges: ranks that each group takes.
        values: H and M0 of every specification.
    """

    groups: tuple[tuple[Label, ...], ...]
    base: Floats
    spearman: Floats
    kendall: Floats
    robust_pairs: float
    ranges: RankRange
    values: Robustness


@dataclass(frozen=True)
class Patterns:
    """Weights of the units with a complete score, by group and pattern.

    Attributes:
        framework: whose index it is.
        groups: (G,) labels of the groups: round first, then the grouping columns.
        group: (C,) group of each cell.
        pattern: (C,) deprivations of the cell's units, bit j for the j-th index indicator.
        weight: (C,) sum of their weights.
        count: (C,) how many they are.
    """

    framework: Framework
    groups: tuple[tuple[Label, ...], ...]
    group: Ints
    pattern: NDArray[np.uint64]
    weight: Floats
    count: Ints

    def ranking(
        self, *, weightings: int = 1000, cutoffs: Sequence[Fraction] = (), seed: int = 0
    ) -> Ranking:
        """Try other weights and cut-offs, and see how the order of the groups holds.

        Args:
            weightings: how many weightings, the framework's own included; the others are drawn
                around it from a Dirichlet distribution.
            cutoffs: cut-offs to try beside the framework's own. An index of kind ``mean`` has
                none: it counts everyone, so that M0 is the mean deprivation score.
            seed: of the drawing.
        """
        index = self.framework.index
        assert index is not None  # collapse refuses a framework without an index
        weights = dirichlet_weightings(self.framework.integer_weights()[0], weightings, seed)
        total = int(weights[0].sum())
        own = Fraction(0) if index.kind == "mean" else index.cutoff
        tried = list(dict.fromkeys([own, *cutoffs]))
        least = [Fraction(threshold(k, total, index.kind), total) for k in tried]
        values = robustness(self.group, self.pattern, self.weight, weights, least)
        specifications = np.moveaxis(values.M0, 1, 0).reshape(len(self.groups), -1)
        base = specifications[:, 0]
        spearman, kendall = rank_correlation(specifications, base)
        return Ranking(
            self.groups,
            base,
            spearman,
            kendall,
            robust_pairs(specifications, base),
            rank_ranges(specifications, base),
            values,
        )

    def pairs(self, group: int | None = None, threshold: int = 0) -> tuple[PairCounts, ...]:
        """How often two deprivations go together.

        Args:
            group: number of the group to look at; all of them when None.
            threshold: leave out pairs with a count of units above 0 and below this.
        """
        inside = slice(None) if group is None else self.group == group
        pattern, weight, count = self.pattern[inside], self.weight[inside], self.count[inside]
        ids = [indicator.id for indicator in self.framework.index_indicators]
        bits = [(pattern >> np.uint64(j)) & np.uint64(1) == 1 for j in range(len(ids))]
        found = []
        for i, j in combinations(range(len(ids)), 2):
            first, second = bits[i], bits[j]
            cells = (first & second, first & ~second, ~first & second, ~first & ~second)
            if not any(0 < count[cell].sum() < threshold for cell in cells):
                sums = (float(weight[cell].sum()) for cell in cells)
                found.append(PairCounts(ids[i], ids[j], *sums))
        return tuple(found)


def collapse(
    framework: Framework,
    households: Table | None = None,
    persons: Table | None = None,
    *,
    rounds: str | None = None,
    by: Sequence[str] = (),
    design: Design | None = None,
    engine: str | Database = "duckdb",
) -> Patterns:
    """Collapse the units of the index by group and pattern of deprivations.

    Args:
        framework: its index indicators make the pattern, at most 63 of them.
        households: the household table.
        persons: the people, where the index or its expressions need them.
        rounds: column of the round.
        by: grouping columns.
        design: gives the weight.
        engine: as in ``assess``.

    Raises:
        ProblemsFound: the framework has no index, or too many indicators in it, or nobody has
            answered all of them.
    """
    design = design or Design()
    plan = _index_plan(framework, design)
    database = open_database(engine)
    try:
        units = units_of(database, framework, plan, Tables(households, persons), rounds, design, by)
        table = database.fetch(_sql(units, design, by, database.dialect))
    finally:
        if isinstance(engine, str):
            database.close()
    if not table.num_rows:
        raise ProblemsFound([Problem("measure.nobody-scored")])
    keys = [Codes.of(table, name) for name in ("_round", *(f"_g{i}" for i in range(len(by))))]
    codes = np.stack([key.codes for key in keys], axis=1)
    inside = np.all(codes >= 0, axis=1)
    distinct, group = np.unique(codes[inside], axis=0, return_inverse=True)
    labels = tuple(
        tuple(key.labels[code] for key, code in zip(keys, row, strict=True)) for row in distinct
    )
    pattern = table["_pattern"].to_numpy().astype(np.uint64)[inside]
    weight = table["_weight"].to_numpy().astype(np.float64)[inside]
    count = table["_n"].to_numpy().astype(np.int64)[inside]
    return Patterns(framework, labels, group.reshape(-1).astype(np.int64), pattern, weight, count)


def _index_plan(framework: Framework, design: Design) -> Plan:
    index = framework.index
    count = len(framework.index_indicators)
    if index is None or not 0 < count <= MOST:
        values = {"count": count, "most": MOST}
        raise ProblemsFound([Problem("measure.no-patterns", values=values)])
    plan = plan_level(framework, index.of, weighted=design.weight is not None)
    assert plan is not None  # an index has indicators, so its level has a plan
    return plan


def _sql(units: Units, design: Design, by: Sequence[str], dialect: str) -> str:
    """SELECT groups, pattern, SUM(weight), COUNT(*) FROM units with a complete pattern."""
    plan, weight = units.plan, weight_of(design)
    assert plan.score is not None  # the plan of an index has a score
    values = {total.name: total.value for total in plan.totals}
    pattern = plus(
        times(bigint(exp.Paren(this=values[name].copy())), bigint(number(2**j)))
        for j, name in enumerate(plan.score.deprivations)
    )
    keys: list[tuple[str, exp.Expr]] = []
    if units.rounds:
        keys.append(("_round", column(units.rounds)))
    keys += [(f"_g{i}", column(name)) for i, name in enumerate(by)]
    flags = [
        *(named(value, name) for name, value in keys),
        named(pattern, "_pattern"),
        named(number(1.0) if weight is None else weight, "_w"),
    ]
    names = [*(name for name, _ in keys), "_pattern"]
    wanted = [
        *(column(name) for name in names),
        named(exp.Sum(this=double(column("_w"))), "_weight"),
        named(exp.Count(this=exp.Star()), "_n"),
    ]
    return select(
        wanted,
        inside(select(flags, units.relation()), "patterns"),
        where=exp.Not(this=is_null(column("_pattern"))),
        group=names,
    ).sql(dialect=dialect)
