"""One pass over the units: totals per cluster, group and class of the index score.

The primary sampling unit is the sufficient statistic: every estimate, at every level, is made from
these sums without another scan. Sums are of integers, so they are exact: the same bits whatever the
order of rows, the number of threads or the database. Weights with up to six decimals are counted in
millionths, which loses nothing. Other weights, and values, are rounded to a multiple of a power of
two; in cells of up to 1,024 units that is 2^-53 of the largest, the precision of a double.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from ruamsuk.engine.database import Database
from ruamsuk.engine.measure.design import Design
from ruamsuk.engine.measure.queries import MILLION, Asked, largest_sql, sums_sql
from ruamsuk.engine.measure.totals import Plan
from ruamsuk.engine.measure.units import Units
from ruamsuk.lib.problem import Problem, ProblemsFound

KEYS = ("_round", "_stratum", "_psu", "_population", "_class")
BITS = 62
"""Sums below 2^62 cannot overflow a 64-bit integer."""
EXACT = 2.0**53
"""Integers up to here are exact in double precision."""
USUAL_CLUSTER = 1024
"""Units expected in one cell at most; a larger cell costs a second pass."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of one level as the database gave them.

    Attributes:
        plan: names of the totals.
        table: columns ``_round, _stratum, _psu, _population, _g0…, _class, _n, _w, _t0…``.
        dropped: the rows without a score, which policy ``listwise`` leaves out of everything.
        groups: the columns that ``_g0…`` hold.
        weight_scale: what ``_w`` and the totals of flags are multiplied by.
        value_scales: for totals of numbers, what each is multiplied by.
    """

    plan: Plan
    table: pa.Table
    dropped: pa.Table
    groups: tuple[str, ...]
    weight_scale: float
    value_scales: dict[str, float]


def sum_clusters(database: Database, units: Units, design: Design, groups: Sequence[str]) -> Sums:
    """Have the database add up every total of a plan.

    Args:
        database: holds the tables.
        units: the rows of the level, and the plan of what to sum.
        design: weight, strata and clusters.
        groups: columns that any grouping uses.

    Raises:
        ProblemsFound: weights or values that are not finite numbers, negative weights, or rows
            without a round, a stratum or a cluster.
    """
    plan = units.plan
    needed = design.weight or any(total.number for total in plan.totals)
    largest, decimal = _largest(database, units, design) if needed else ({}, False)
    cap = _usual_cell(units, design)
    classes = len(plan.score.cutoffs) + 2 if plan.score else 1
    while True:
        scales = {name: _scale(value, cap) for name, value in largest.items()}
        millionths = decimal and largest["W"] * MILLION * cap * classes <= EXACT
        if millionths:
            scales["W"] = MILLION
        asked = Asked(design, tuple(groups), tuple(scales.items()), millionths)
        table = database.fetch(sums_sql(units, asked, database.dialect))
        fullest = pc.max(table["_n"]).as_py() or 0
        if not largest or fullest <= cap:
            if set(scales) - {"W"} or not millionths:
                # sums past 2^53 lose digits as doubles: add up classes in one order
                table = in_order(table)
            _no_blanks(table, units, design)
            table, dropped = _listwise(plan, table)
            return Sums(plan, table, dropped, tuple(groups), scales.get("W", 1.0), scales)
        cap = fullest


def in_order(table: pa.Table) -> pa.Table:
    """The rows sorted by their keys and groups."""
    held = [name for name in table.column_names if name in KEYS or name.startswith("_g")]
    return table.sort_by([(name, "ascending") for name in held]) if held else table


def _listwise(plan: Plan, table: pa.Table) -> tuple[pa.Table, pa.Table]:
    """The rows to be estimated from, and those that ``listwise`` drops."""
    if plan.score is None or plan.score.missing != "listwise":
        return table, table.slice(0, 0)
    scored = pc.greater_equal(table["_class"], 0)
    return table.filter(scored), table.filter(pc.invert(scored))


def _no_blanks(table: pa.Table, units: Units, design: Design) -> None:
    """Refuse rows of no round, stratum or cluster: they would stand among those of another."""
    names = {
        "_round": units.rounds,
        "_stratum": design.strata,
        "_psu": design.cluster or units.key,
    }
    problems = [
        Problem(
            "measure.blank", values={"column": names[key], "count": pc.sum(blank["_n"]).as_py()}
        )
        for key in names
        if key in table.column_names and (blank := table.filter(pc.is_null(table[key]))).num_rows
    ]
    if problems:
        raise ProblemsFound(problems)


def _usual_cell(units: Units, design: Design) -> int:
    """Units that a cell will hold at most, as far as can be told before looking."""
    if design.census:
        return max(units.rows, 1)
    return 1 if not design.cluster and units.plan.level == "household" else USUAL_CLUSTER


def _scale(largest: float, cap: int) -> float:
    """Greatest power of two that keeps sums of ``cap`` values up to ``largest`` exact."""
    if largest == 0:
        return 1.0
    exponent = math.floor(BITS - math.log2(largest) - math.log2(cap))
    return float(2.0 ** min(exponent, 1000))


def _largest(database: Database, units: Units, design: Design) -> tuple[dict[str, float], bool]:
    """Greatest weight and weighted value of each total; whether six decimals say each weight."""
    row = database.fetch(largest_sql(units, design, database.dialect)).to_pylist()[0]
    if design.weight and row["_usable"] < row["_rows"]:
        values = {"column": design.weight, "count": row["_rows"] - row["_usable"]}
        raise ProblemsFound([Problem("measure.weight", values=values)])
    found = {"W": float(row["W"] or 0.0)} if design.weight else {}
    for total in units.plan.totals:
        if total.number:
            found[total.name] = float(row[total.name] or 0.0)
            if not math.isfinite(found[total.name]):
                values = {"indicator": total.name.partition(":")[2]}
                raise ProblemsFound([Problem("measure.infinite", values=values)])
    return found, bool(design.weight) and row["_decimal"] == row["_rows"]
