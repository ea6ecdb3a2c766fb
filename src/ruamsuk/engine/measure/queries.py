"""The queries of one pass, as text; each is written once for the same plan and columns."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from sqlglot import exp

from ruamsuk.engine.database import ROW
from ruamsuk.engine.measure.design import Design
from ruamsuk.engine.measure.index_plan import known_weight, weighted_sum
from ruamsuk.engine.measure.sql import (
    bigint,
    column,
    double,
    inside,
    integer,
    is_null,
    named,
    number,
    number_or_null,
    select,
    times,
)
from ruamsuk.engine.measure.totals import Plan, Score
from ruamsuk.engine.measure.units import Units

MILLION = 1e6


@dataclass(frozen=True, slots=True)
class Asked:
    """How the totals are to be summed.

    Attributes:
        design: weight, strata and clusters.
        groups: columns that any grouping uses.
        scales: (name, factor) of the weight ``W`` and of each total of numbers, before rounding.
        millionths: whether weights are counted in millionths, as integers in double precision;
            else they are 64-bit integers.
    """

    design: Design
    groups: tuple[str, ...]
    scales: tuple[tuple[str, float], ...]
    millionths: bool


@lru_cache(maxsize=64)
def largest_sql(units: Units, design: Design, dialect: str) -> str:
    """SELECT counts of the weights, and the greatest weighted value of each total of numbers."""
    weight = weight_of(design)
    wanted: list[exp.Expr] = [named(exp.Count(this=exp.Star()), "_rows")]
    if weight is not None:
        wanted += [
            named(exp.Max(this=weight.copy()), "W"),
            named(exp.Count(this=_usable(weight)), "_usable"),
            named(exp.Count(this=_decimal(weight)), "_decimal"),
        ]
    for total in units.plan.totals:
        if total.number:
            value = exp.Abs(this=_weighed(total.value, weight))
            wanted.append(named(exp.Max(this=value), total.name))
    return select(wanted, units.relation()).sql(dialect=dialect)


@lru_cache(maxsize=64)
def sums_sql(units: Units, asked: Asked, dialect: str) -> str:
    """SELECT keys, class, counts and sums FROM units GROUP BY keys, class."""
    plan, weight, scale = units.plan, weight_of(asked.design), dict(asked.scales)
    keys = unit_keys(units, asked.design, asked.groups)
    as_number = double if asked.millionths else bigint
    names = [name for name, _ in keys]
    flags = [named(value, name) for name, value in keys]
    if weight is not None:
        flags.append(named(rounded(weight, scale["W"], as_number), "_w"))
    sums: list[exp.Expr] = []
    for i, total in enumerate(plan.totals):
        if total.number:
            value = rounded(_weighed(total.value, weight), scale[total.name])
            summand: exp.Expr = column(f"_f{i}")
        else:
            value = total.value.copy()
            summand = double(column(f"_f{i}"))
            if weight is not None and not total.name.startswith("#"):
                flag = as_number(column(f"_f{i}"))
                summand = exp.Mul(this=column("_w"), expression=flag)
        flags.append(named(value, f"_f{i}"))
        sums.append(named(_sum(summand, dialect), f"_t{i}"))
    inner = select(flags, units.relation())
    if plan.score:
        inner = _classed(inner, plan, plan.score, [*names, *(["_w"] if weight else [])])
        names.append("_class")
    everyone = exp.Count(this=exp.Star())
    total_weight = everyone if weight is None else _sum(column("_w"), dialect)
    wanted = [
        *(column(name) for name in names),
        named(exp.Count(this=exp.Star()), "_n"),
        named(total_weight, "_w"),
        *sums,
    ]
    return select(wanted, inside(inner, "units"), group=names).sql(dialect=dialect)


def weight_of(design: Design) -> exp.Expr | None:
    """The weight of a unit, where units carry weights; NULL where it is no number."""
    return number_or_null(design.weight) if design.weight else None


def unit_keys(units: Units, design: Design, groups: Sequence[str]) -> list[tuple[str, exp.Expr]]:
    """What the sums are kept apart by."""
    keys: list[tuple[str, exp.Expr]] = []
    if units.rounds:
        keys.append(("_round", column(units.rounds)))
    if not design.census:
        keys.append(("_psu", column(design.cluster or units.key or ROW)))
        if design.strata:
            keys.append(("_stratum", column(design.strata)))
        if design.fpc:
            keys.append(("_population", number_or_null(design.fpc)))
    return keys + [(f"_g{i}", column(group)) for i, group in enumerate(groups)]


def rounded(
    value: exp.Expr, scale: float, as_number: Callable[[exp.Expr], exp.Expr] = bigint
) -> exp.Expr:
    """The nearest integer to value · scale; ties never matter to more than the last bit."""
    scaled = exp.Mul(this=double(value), expression=double(number(scale)))
    return as_number(exp.Round(this=scaled))


def _sum(summand: exp.Expr, dialect: str) -> exp.Expr:
    """Sum, in double precision once all is added up.

    A cell with more units than expected may not fit in 64 bits. DuckDB adds up in 128; Spark's
    plain sum would stop, where NULL will do: such a pass is made again with smaller numbers.
    """
    if dialect == "spark":
        return double(exp.Anonymous(this="TRY_SUM", expressions=[summand]))
    return double(exp.Sum(this=summand))


def _decimal(weight: exp.Expr) -> exp.Expr:
    """Not NULL where the weight is the double next to a number of at most six decimals."""
    million = double(number(MILLION))
    rounded_off = exp.Round(this=exp.Mul(this=double(weight.copy()), expression=million))
    back = exp.EQ(
        this=exp.Div(this=rounded_off, expression=million.copy(), typed=True, safe=False),
        expression=double(weight.copy()),
    )
    return exp.Case().when(back, number(1), copy=False)


def _usable(weight: exp.Expr) -> exp.Expr:
    """Not NULL where a weight is a finite number of 0 or more."""
    highest = double(number(sys.float_info.max))
    inside = exp.Between(this=weight.copy(), low=number(0), high=highest)
    return exp.Case().when(inside, number(1), copy=False)


def _weighed(value: exp.Expr, weight: exp.Expr | None) -> exp.Expr:
    return value.copy() if weight is None else times(weight.copy(), value.copy())


def _classed(inner: exp.Select, plan: Plan, score: Score, names: Sequence[str]) -> exp.Select:
    """The flags with the class of each unit."""
    every: list[exp.Expr] = [column(name) for name in names]
    every += [column(f"_f{i}") for i in range(len(plan.totals))]
    every.append(named(_class(plan, score), "_class"))
    return select(every, inside(inner, "flagged"))


def _class(plan: Plan, score: Score) -> exp.Expr:
    """Class of a unit: how many cut-offs count it, −1 where its score is unknown."""
    place = {total.name: i for i, total in enumerate(plan.totals)}
    flags = [column(f"_f{place[name]}") for name in score.deprivations]
    if score.shares:
        known = known_weight(flags, score.weights)
        sure = [exp.Coalesce(this=flag, expressions=[exp.false()]) for flag in flags]
        points = weighted_sum(sure, score.weights)
        reached = [_reached_of_known(points, known, c.k, score.kind) for c in score.cutoffs]
        unscored: exp.Expr = exp.EQ(this=known, expression=number(0))
    else:
        points = weighted_sum(flags, score.weights)
        reached = [
            exp.GTE(this=points.copy(), expression=number(c.threshold)) for c in score.cutoffs
        ]
        unscored = is_null(points)
    total: exp.Expr = number(0)
    for condition in reached:
        total = exp.Add(this=total, expression=integer(exp.Paren(this=condition)))
    if score.complete:
        return total
    return exp.Case().when(unscored, number(-1)).else_(total)


def _reached_of_known(points: exp.Expr, known: exp.Expr, k: Fraction, kind: str) -> exp.Expr:
    """Whether score / known weight reaches the cut-off, compared as integers crosswise."""
    whole = times(bigint(known.copy()), number(k.numerator))
    if kind == "gnh":
        enjoyed = exp.Sub(this=known.copy(), expression=points.copy())
        part = times(bigint(exp.Paren(this=enjoyed)), number(k.denominator))
        return exp.LT(this=part, expression=whole)
    part = times(bigint(points.copy()), number(k.denominator))
    return exp.GTE(this=part, expression=whole)
