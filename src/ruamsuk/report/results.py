"""The tidy tables, looked up by round, group and measure, in the units that people read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ruamsuk.charts import Change, Label, Value
from ruamsuk.charts.readings import Basis, Level
from ruamsuk.lib.thai import collation_key

EVERYONE = ""
MOST_GROUPS = 60
"""Groupings with more groups than this stay in the result file: a page of them is not read."""
FEW_GROUPS = 12
"""Groupings up to this size have pictures and lines; larger ones stand in the heat tables."""

_SHARES = frozenset(
    ("share", "H", "A", "score", "headcount", "censored_headcount", "contribution_share")
)
Key = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Estimate:
    """One number with what it rests on; shares in per cent.

    Attributes:
        value: the number and its interval.
        n: how many units it is made from, without weights.
        numerator: what was added up over what passes, where the measure has such a thing.
        denominator: what it was divided by.
        missing: share of units without an answer, 0 to 1.
    """

    value: Value
    n: int | None = None
    numerator: float | None = None
    denominator: float | None = None
    missing: float = 0.0


NOTHING = Estimate(Value(None))


@dataclass(frozen=True)
class Results:
    """Everything that the page shows, by key.

    Attributes:
        rounds: the rounds from first to last; one empty name where there are none.
        groups: for each grouping (column names joined by commas) its groups.
        left_out: groupings with too many groups for a page.
        full_count: whether everyone was counted, so that there is no sampling error.
        cutoff: the cut-off of the index that is shown; None where it has none.
        estimates: by (round, by, group, measure, indicator).
        differences: the change from the round before the last, by (by, group, measure, indicator).
    """

    rounds: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    left_out: tuple[str, ...]
    full_count: bool
    cutoff: float | None
    estimates: Mapping[Key, Estimate]
    differences: Mapping[tuple[str, str, str, str], Value]

    @property
    def last(self) -> str:
        """The latest round."""
        return self.rounds[-1]

    @property
    def before(self) -> str | None:
        """The round before the last."""
        return self.rounds[-2] if len(self.rounds) > 1 else None

    def is_small(self, by: str) -> bool:
        """Whether a grouping is small enough for pictures and tables of its own."""
        return len(self.groups.get(by, ())) <= FEW_GROUPS

    def get(
        self,
        measure: str,
        indicator: str = "",
        *,
        by: str = EVERYONE,
        group: str = EVERYONE,
        round_: str | None = None,
    ) -> Estimate:
        """One number, of the last round unless another is named; nothing where it is not there."""
        key = (self.last if round_ is None else round_, by, group, measure, indicator)
        return self.estimates.get(key, NOTHING)

    def change(
        self,
        name: Label,
        measure: str,
        indicator: str = "",
        *,
        by: str = EVERYONE,
        group: str = EVERYONE,
    ) -> Change | None:
        """The change from the round before the last, or None where it was not estimated."""
        difference = self.differences.get((by, group, measure, indicator))
        if difference is None or self.before is None:
            return None
        before = self.get(measure, indicator, by=by, group=group, round_=self.before)
        after = self.get(measure, indicator, by=by, group=group)
        return Change(name, before.value, after.value, difference, self.full_count)

    def basis(self, estimate: Estimate, level: Level) -> Basis:
        """What a reading needs to know about a number."""
        return Basis(
            level,
            estimate.n,
            estimate.numerator,
            estimate.denominator,
            estimate.missing,
            self.full_count,
        )

    def __iter__(self) -> Iterator[tuple[Key, Estimate]]:
        return iter(self.estimates.items())


def read_results(
    estimates: pa.Table, changes: pa.Table | None, cutoff: float | None, *, full_count: bool
) -> Results:
    """Look-ups from the engine's tidy tables; rounds keep the order that they have there.

    Args:
        estimates: one row a number.
        changes: changes between rounds, if there are rounds.
        cutoff: the cut-off of the index to show; where it was not tried, the first that was.
        full_count: whether everyone was counted.
    """
    counts = _group_counts(estimates)
    shown = [by for by, count in counts.items() if count <= MOST_GROUPS]
    rows = _rows(estimates, shown)
    k = _shown_cutoff((row["k"] for row in rows), cutoff)
    rows = [row for row in rows if _same_cutoff(row["k"], k)]
    rounds = tuple(dict.fromkeys(row["round"] or "" for row in rows)) or ("",)
    wide = sorted(
        (by for by in shown if by != EVERYONE), key=lambda by: (by.count(","), counts[by])
    )
    groups: dict[str, dict[str, None]] = {by: {} for by in wide}
    for row in rows:
        if row["by"]:
            groups[row["by"]][row["group"]] = None
    return Results(
        rounds,
        {by: tuple(sorted(names, key=_natural)) for by, names in groups.items()},
        tuple(by for by in counts if by not in shown),
        full_count,
        k,
        {_key(row): _estimate(row) for row in rows},
        _differences(changes, shown, rounds, k),
    )


def is_full_count(estimates: pa.Table, manifest: Mapping[str, Any]) -> bool:
    """What the manifest says of the design; without one, whether any number has an error."""
    design = manifest.get("asked", {}).get("design")
    if design is None:
        return bool(estimates["se"].null_count == estimates.num_rows)
    drawn = ("sample", "weight", "strata", "cluster", "fpc")
    return not any(design.get(name) for name in drawn)


def _group_counts(table: pa.Table) -> dict[str, int]:
    """How many groups each grouping has, without reading its numbers."""
    if not table.num_rows:
        return {EVERYONE: 1}
    pairs = table.select(["by", "group"]).group_by(["by", "group"]).aggregate([])
    counted = pairs.group_by("by").aggregate([("group", "count")])
    found = zip(counted["by"].to_pylist(), counted["group_count"].to_pylist(), strict=True)
    return {by or EVERYONE: count for by, count in found}


def _rows(table: pa.Table, shown: list[str]) -> list[dict[str, Any]]:
    by = pc.cast(table["by"], pa.string())
    rows: list[dict[str, Any]] = table.filter(
        pc.is_in(by, value_set=pa.array(shown, pa.string()))
    ).to_pylist()
    return rows


def _shown_cutoff(found: Iterable[float | None], wanted: float | None) -> float | None:
    tried = list(dict.fromkeys(k for k in found if k is not None))
    near = [k for k in tried if wanted is not None and math.isclose(k, wanted, abs_tol=1e-9)]
    return next(iter(near or tried), None)


def _same_cutoff(k: float | None, shown: float | None) -> bool:
    return k is None or k == shown


def _natural(name: str) -> tuple[float, tuple[object, ...]]:
    """Numbers by size, then everything else as a dictionary sorts it."""
    number = name.removeprefix("-").replace(".", "", 1)
    return (float(name) if number.isdecimal() else math.inf), collation_key(name)


def _key(row: Mapping[str, Any]) -> Key:
    return (
        row["round"] or "",
        row["by"] or "",
        row["group"] or "",
        row["measure"],
        row["indicator"] or "",
    )


def _is_share(measure: str) -> bool:
    return measure in _SHARES or measure.startswith("band:")


def _value(row: Mapping[str, Any]) -> Value:
    factor = 100.0 if _is_share(row["measure"]) else 1.0
    estimate, lower, upper = (
        None if row[name] is None else row[name] * factor for name in ("estimate", "lower", "upper")
    )
    return Value(estimate, lower, upper, bool(row["hidden"]))


def _estimate(row: Mapping[str, Any]) -> Estimate:
    return Estimate(
        _value(row), row["n"], row["numerator"], row["denominator"], row["missing"] or 0.0
    )


def _differences(
    changes: pa.Table | None, shown: list[str], rounds: tuple[str, ...], k: float | None
) -> dict[tuple[str, str, str, str], Value]:
    if changes is None or len(rounds) < 2:
        return {}
    wanted = {"from_round": rounds[-2], "to_round": rounds[-1], "kind": "absolute"}
    for column, word in wanted.items():
        changes = changes.filter(pc.equal(pc.cast(changes[column], pa.string()), word))
    return {
        (row["by"] or "", row["group"] or "", row["measure"], row["indicator"] or ""): _value(row)
        for row in _rows(changes, shown)
        if _same_cutoff(row["k"], k)
    }
