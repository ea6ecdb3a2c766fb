"""One pass over the units: totals per cluster, group and class of the index score.

The primary sampling unit is the sufficient statistic: every estimate, at every level, is made from
these sums without another scan. Weights and values are rounded to a multiple of a power of two and
summed as 64-bit integers: the sums are exact, and so the same bits whatever the order of rows, the
number of threads or the database. With cells of up to 1,024 units the rounding is 2^-53 of the
largest weight or value, that of double precision.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
from sqlglot import exp

from ruamsuk.engine.database import ROW, Database
from ruamsuk.engine.measure.conditions import number_of
from ruamsuk.engine.measure.design import Design
from ruamsuk.engine.measure.index_plan import known_weight, weighted_sum
from ruamsuk.engine.measure.totals import Plan, Score
from ruamsuk.engine.measure.units import Units, column
from ruamsuk.lib.problem import Problem, ProblemsFound

BITS = 62
"""Sums below 2^62 cannot overflow a 64-bit integer."""
USUAL_CLUSTER = 1024
"""Units expected in one cell at most; a larger cell costs a second pass."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of one level as the database gave them.

    Attributes:
        plan: names of the totals.
        table: columns ``_round, _stratum, _psu, _population, _g0…, _class, _n, _w, _t0…``.
        groups: the columns that ``_g0…`` hold.
        weight_scale: what ``_w`` and the totals of flags are multiplied by.
        value_scales: for totals of numbers, what each is multiplied by.
    """

    plan: Plan
    table: pa.Table
    groups: tuple[str, ...]
    weight_scale: float
    value_scales: dict[str, float]


def sum_clusters(
    database: Database, plan: Plan, units: Units, design: Design, groups: Sequence[str]
) -> Sums:
    """Have the database add up every total of a plan.

    Args:
        database: holds the tables.
        plan: what to sum.
        units: where the rows of the level come from.
        design: weight, strata and clusters.
        groups: columns that any grouping uses.

    Raises:
        ProblemsFound: weights or values that are not finite numbers, or negative weights.
    """
    numbers = [t.name for t in plan.totals if t.number]
    largest = _largest(database, plan, units, design) if design.weight or numbers else {}
    cap = 1 if _unit_is_cluster(design, units) else USUAL_CLUSTER
    if design.census:
        cap = max(units.rows, 1)
    while True:
        scales = {name: _scale(value, cap) for name, value in largest.items()}
        weight_scale = scales.get("W", 1.0)
        table = database.fetch(_query(plan, units, design, groups, scales))
        fullest = max(table["_n"].to_pylist(), default=0) if table.num_rows else 0
        if not largest or fullest <= cap:
            return Sums(plan, table, tuple(groups), weight_scale, scales)
        cap = fullest


def _unit_is_cluster(design: Design, units: Units) -> bool:
    return not design.cluster and units.level == "household"


def _scale(largest: float, cap: int) -> float:
    """Greatest power of two that keeps sums of ``cap`` values up to ``largest`` exact."""
    if largest == 0:
        return 1.0
    exponent = math.floor(BITS - math.log2(largest) - math.log2(cap))
    return float(2.0 ** min(exponent, 1000))


def _largest(database: Database, plan: Plan, units: Units, design: Design) -> dict[str, float]:
    """Greatest weight and greatest weighted value of each total of numbers."""
    weight = column(design.weight) if design.weight else None
    wanted: list[exp.Expr] = [exp.alias_(exp.Count(this=exp.Star()), "_rows")]
    if weight is not None:
        wanted += [
            exp.alias_(exp.Max(this=weight.copy()), "W"),
            exp.alias_(exp.Count(this=_usable(weight)), "_usable"),
        ]
    numbers = [t for t in plan.totals if t.number]
    for i, total in enumerate(numbers):
        value = exp.Abs(this=_weighed(total.value, weight))
        wanted.append(exp.alias_(exp.Max(this=value), f"_v{i}"))
    row = database.fetch(exp.select(*wanted).from_(units.relation())).to_pylist()[0]
    if weight is not None and row["_usable"] < row["_rows"]:
        values = {"column": design.weight, "count": row["_rows"] - row["_usable"]}
        raise ProblemsFound([Problem("measure.weight", values=values)])
    found = {"W": float(row["W"] or 0.0)} if weight is not None else {}
    for i, total in enumerate(numbers):
        found[total.name] = float(row[f"_v{i}"] or 0.0)
        if not math.isfinite(found[total.name]):
            values = {"indicator": total.name.partition(":")[2]}
            raise ProblemsFound([Problem("measure.infinite", values=values)])
    return found


def _usable(weight: exp.Expr) -> exp.Expr:
    """Not NULL where a weight is a finite number of 0 or more."""
    inside = exp.Between(
        this=weight.copy(),
        low=exp.Literal.number(0),
        high=exp.cast(exp.Literal.number(repr(sys.float_info.max)), "double"),
    )
    return exp.Case().when(inside, exp.Literal.number(1))


def _weighed(value: exp.Expr, weight: exp.Expr | None) -> exp.Expr:
    value = exp.paren(value.copy())
    return value if weight is None else exp.Mul(this=weight.copy(), expression=value)


def rounded(value: exp.Expr, scale: float) -> exp.Expr:
    """The nearest integer to value · scale; ties never matter to more than the last bit."""
    scaled = exp.Mul(
        this=exp.paren(value), expression=exp.cast(exp.Literal.number(repr(scale)), "double")
    )
    return exp.cast(exp.func("ROUND", exp.cast(scaled, "double")), "bigint")


def _query(
    plan: Plan, units: Units, design: Design, groups: Sequence[str], scales: dict[str, float]
) -> exp.Expr:
    """SELECT keys, class, counts and sums FROM units GROUP BY keys, class."""
    weight = column(design.weight) if design.weight else None
    flags: list[exp.Expr] = [
        exp.alias_(value, name) for name, value in unit_keys(units, design, groups)
    ]
    flags += [exp.alias_(rounded(weight.copy(), scales["W"]), "_w")] if weight is not None else []
    sums: list[exp.Expr] = []
    for i, total in enumerate(plan.totals):
        if total.number:
            value = rounded(_weighed(total.value, weight), scales[total.name])
            summand: exp.Expr = column(f"_f{i}")
        else:
            value = total.value.copy()
            summand = number_of(column(f"_f{i}"))
            if weight is not None and not total.name.startswith("#"):
                flag = exp.cast(column(f"_f{i}"), "bigint")
                summand = exp.Mul(this=column("_w"), expression=flag)
        flags.append(exp.alias_(value, f"_f{i}"))
        sums.append(exp.alias_(_sum(summand), f"_t{i}"))
    inner = exp.select(*flags).from_(units.relation())
    names = [name for name, _ in unit_keys(units, design, groups)]
    keys: list[exp.Expr] = [column(name) for name in names]
    if plan.score:
        keys.append(column("_class"))
        every = [column(f) for f in [*names, *(["_w"] if weight is not None else [])]]
        every += [column(f"_f{i}") for i in range(len(plan.totals))]
        inner = exp.select(*every, exp.alias_(_class(plan, plan.score), "_class")).from_(
            inner.subquery("flagged")
        )
        if plan.score.missing == "listwise":
            inner = (
                exp.select("*")
                .from_(inner.subquery("scored"))
                .where(exp.GTE(this=column("_class"), expression=exp.Literal.number(0)))
            )
    total_weight = _sum(column("_w")) if weight is not None else exp.Count(this=exp.Star())
    found = (
        exp.select(
            *keys,
            exp.alias_(exp.Count(this=exp.Star()), "_n"),
            exp.alias_(total_weight, "_w"),
            *sums,
        )
        .from_(inner.subquery("units"))
        .group_by(*(key.copy() for key in keys))
    )
    # the classes of a cell in one order, so that adding them up gives the same bits every time
    return found.order_by(column("_class")) if plan.score else found


def _sum(summand: exp.Expr) -> exp.Expr:
    """Sum, in double precision once all is added up."""
    return exp.cast(exp.Sum(this=summand), "double")


def unit_keys(units: Units, design: Design, groups: Sequence[str]) -> list[tuple[str, exp.Expr]]:
    """What the sums are kept apart by."""
    keys: list[tuple[str, exp.Expr]] = []
    if units.rounds:
        keys.append(("_round", column(units.rounds)))
    if not design.census:
        psu = design.cluster or units.key or ROW
        keys.append(("_psu", column(psu)))
        if design.strata:
            keys.append(("_stratum", column(design.strata)))
        if design.fpc:
            keys.append(("_population", exp.cast(column(design.fpc), "double")))
    return keys + [(f"_g{i}", column(group)) for i, group in enumerate(groups)]


def _class(plan: Plan, score: Score) -> exp.Expr:
    """Class of a unit: how many cut-offs count it, −1 where its score is unknown."""
    place = {total.name: i for i, total in enumerate(plan.totals)}
    flags = [column(f"_f{place[name]}") for name in score.deprivations]
    if score.shares:
        known = known_weight(flags, score.weights)
        points = weighted_sum(
            [exp.Coalesce(this=flag, expressions=[exp.false()]) for flag in flags], score.weights
        )
        reached = [
            _reached_of_known(points, known, cutoff.k, score.kind) for cutoff in score.cutoffs
        ]
        unscored: exp.Expr = exp.EQ(this=known, expression=exp.Literal.number(0))
    else:
        points = weighted_sum(flags, score.weights)
        reached = [
            exp.GTE(this=points.copy(), expression=exp.Literal.number(cutoff.threshold))
            for cutoff in score.cutoffs
        ]
        unscored = exp.Is(this=points, expression=exp.null())
    total: exp.Expr = exp.Literal.number(0)
    for condition in reached:
        total = exp.Add(this=total, expression=exp.cast(exp.paren(condition), "int"))
    if score.complete:
        return total
    return exp.Case().when(unscored, exp.Literal.number(-1)).else_(total)


def _reached_of_known(points: exp.Expr, known: exp.Expr, k: object, kind: str) -> exp.Expr:
    """Whether score / known weight reaches the cut-off, compared as integers crosswise."""
    from fractions import Fraction

    assert isinstance(k, Fraction)

    def times(value: exp.Expr, factor: int) -> exp.Expr:
        return exp.Mul(this=exp.cast(value.copy(), "bigint"), expression=exp.Literal.number(factor))

    if kind == "gnh":
        enjoyed = exp.paren(exp.Sub(this=known.copy(), expression=points.copy()))
        return exp.LT(this=times(enjoyed, k.denominator), expression=times(known, k.numerator))
    return exp.GTE(this=times(points, k.denominator), expression=times(known, k.numerator))
