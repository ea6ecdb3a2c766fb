"""From frozen rounds to tidy tables: the one place where the engine is run."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet as pq

from ruamsuk.engine import Assessment, Framework, assess, insights, read_table
from ruamsuk.engine.codebook import Level
from ruamsuk.engine.expressions import parse
from ruamsuk.engine.framework.models import Goal, Indicator
from ruamsuk.engine.insight import Finding
from ruamsuk.engine.tables import Table
from ruamsuk.lib.text import LocalText
from ruamsuk.results.design import design_of, join_designs

Progress = Callable[[LocalText], None]
ROUND = "round"
VILLAGE = "village"


@dataclass(frozen=True)
class Frozen:
    """The tables of one round as they were frozen.

    Attributes:
        label: of the round.
        design: how its households were drawn, as `Round.design` keeps it.
    """

    label: str
    design: Mapping[str, Any]
    households: pa.Table | None
    persons: pa.Table | None


@dataclass(frozen=True)
class Computed:
    """What the engine made of the rounds.

    Attributes:
        full: every count, for those who may see households.
        shown: the same with small counts hidden.
        findings: which indicators tell us nothing, from what is shown.
        left_out: ids of indicators that no table has the columns for.
    """

    full: Assessment
    shown: Assessment
    findings: tuple[Finding, ...]
    left_out: tuple[str, ...]


def compute_rounds(
    framework: Framework, rounds: Sequence[Frozen], suppress: int, progress: Progress
) -> Computed:
    """Assess all rounds of a community together, so that changes between them can be told.

    Args:
        framework: the version that the rounds share.
        rounds: their tables.
        suppress: counts below this are hidden in what is shown.
        progress: told what is being done.

    Raises:
        ProblemsFound: the data do not fit the framework or the design.
    """
    key = framework.keys.household
    homes_held = any(frozen.households is not None for frozen in rounds)
    main: Level = "household" if homes_held else "person"
    holders = [(f.households if main == "household" else f.persons) for f in rounds]
    tables = [table if table is not None else pa.table({key: []}) for table in holders]
    design, tables = join_designs([design_of(f.design) for f in rounds], tables, key)
    households = _joined(rounds, tables) if main == "household" else None
    others = tables if main == "person" else [f.persons for f in rounds]
    persons = _joined(rounds, others)
    numeric = [name for name in (design.weight, design.fpc) if name]
    fitting, left_out = answerable(framework, households, persons)
    with tempfile.TemporaryDirectory() as folder:
        check = partial(_checked, Path(folder), fitting)
        homes = check(households, "household", numeric)
        people = check(persons, "person", () if homes else numeric)
        shown = assess(
            fitting,
            homes,
            people,
            rounds=ROUND,
            by=_groupings(rounds, households, persons),
            design=design,
            suppress=suppress,
            progress=progress,
        )
        progress(LocalText("ซ่อนจำนวนที่น้อยเกินไป", "Hiding counts that are too small"))
        shown.estimates()
        findings = insights(shown)
    return Computed(shown.with_every_count(), shown, findings, left_out)


def answerable(
    framework: Framework, households: pa.Table | None, persons: pa.Table | None
) -> tuple[Framework, tuple[str, ...]]:
    """The framework without the indicators that the tables cannot answer, and the ids of these.

    An index of fewer indicators would pass for the one that was agreed, so it falls away when one
    of its indicators does.
    """
    held = {
        level: frozenset(table.column_names)
        for level, table in (("household", households), ("person", persons))
        if table is not None
    }

    def answered(indicator: Indicator) -> bool:
        texts = (indicator.eligible, indicator.achieved, indicator.value)
        read = [parse(t, framework.variables, indicator.level) for t in texts if t]
        names = {name for e in read for name in e.variables | e.person_variables}
        return indicator.level in held and all(
            name in held.get(framework.variables[name].level, ()) for name in names
        )

    def kept(goal: Goal) -> Goal:
        return goal.model_copy(update={"indicators": tuple(filter(answered, goal.indicators))})

    left_out = tuple(i.id for i in framework.indicators if not answered(i))
    if not left_out:
        return framework, ()
    whole = not any(i.id in left_out for i in framework.index_indicators)
    goals = tuple(kept(goal) for goal in framework.goals)
    index = framework.index if whole else None
    return framework.model_copy(update={"goals": goals, "index": index}), left_out


def _joined(rounds: Sequence[Frozen], tables: Iterable[pa.Table | None]) -> pa.Table | None:
    """The rounds' tables one under another, with a column that tells them apart."""
    parts = [
        table.append_column(ROUND, pa.array([frozen.label] * table.num_rows, pa.string()))
        for frozen, table in zip(rounds, tables, strict=True)
        if table is not None and table.num_rows
    ]
    return pa.concat_tables(parts, promote_options="permissive") if parts else None


def _groupings(
    rounds: Sequence[Frozen], households: pa.Table | None, persons: pa.Table | None
) -> list[tuple[str, ...]]:
    """By village, then by the groups that the rounds ask for and the tables have."""
    held = {n for table in (households, persons) if table is not None for n in table.column_names}
    asked = [VILLAGE, *(name for frozen in rounds for name in frozen.design.get("groups", []))]
    return [(name,) for name in dict.fromkeys(asked) if name in held]


def _checked(
    folder: Path,
    framework: Framework,
    table: pa.Table | None,
    level: Level,
    numeric: Sequence[str],
) -> Table | None:
    """The table as the engine reads it from a file, which checks it against the codebook."""
    if table is None:
        return None
    path = folder / f"{level}s.parquet"
    path.write_bytes(parquet(table))
    return read_table(path, framework, level, numeric=numeric, unique_with=[ROUND])


def parquet(table: pa.Table) -> bytes:
    """A table as Parquet; equal tables give equal bytes."""
    buffer = BytesIO()
    plain = table.replace_schema_metadata(None).combine_chunks()
    pq.write_table(plain, buffer, compression="zstd")
    return buffer.getvalue()
