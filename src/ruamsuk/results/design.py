"""How the households of several rounds were drawn, said in one design for the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
from pyarrow import compute as pc

from ruamsuk.engine import Design

NO_END = 1e15
"""Clusters of a population so large that drawing some does not use it up."""

FILLED = ("design_weight", "design_strata", "design_cluster", "design_fpc")
"""Columns that say how each row came to be, where the rounds differ."""


def design_of(stored: Mapping[str, Any]) -> Design:
    """The design of one round, from what its page keeps.

    A stratum with a single cluster is centred at the whole, the careful way, because whoever
    presses a button in a village cannot choose among policies.
    """
    return Design(
        weight=stored.get("weight") or None,
        strata=stored.get("strata") or None,
        cluster=stored.get("cluster") or None,
        fpc=stored.get("fpc") or None,
        sample=bool(stored.get("sample")),
        lonely="adjust",
    )


def join_designs(
    designs: Sequence[Design], tables: Sequence[pa.Table], key: str
) -> tuple[Design, list[pa.Table]]:
    """One design for rounds that were drawn in different ways, and the tables that it fits.

    Rounds drawn alike keep their columns. Otherwise each table gets the four columns of a design:
    a full count is a sample of all there are, so its finite population leaves no sampling error.

    Args:
        designs: one a round.
        tables: the tables that hold the designs' columns, one a round.
        key: column of the household's number.
    """
    if len(set(designs)) <= 1:
        return (designs[0] if designs else Design()), list(tables)
    filled = [_fill(*pair, key) for pair in zip(designs, tables, strict=True)]
    weight, strata, cluster, fpc = FILLED
    joined = Design(weight=weight, strata=strata, cluster=cluster, fpc=fpc, lonely="adjust")
    return joined, filled


def _fill(design: Design, table: pa.Table, key: str) -> pa.Table:
    """The table with all four columns of a design."""
    rows = table.num_rows

    def column(name: str | None, default: object) -> Any:
        return table[name] if name else pa.array([default] * rows)

    clusters = float(pc.count_distinct(table[key]).as_py()) if design.census else NO_END
    values = (
        pc.cast(column(design.weight, 1.0), pa.float64()),
        pc.cast(column(design.strata, ""), pa.string()),
        pc.cast(table[design.cluster or key], pa.string()),
        pc.cast(column(design.fpc, clusters), pa.float64()),
    )
    for name, value in zip(FILLED, values, strict=True):
        table = table.append_column(name, value)
    return table
