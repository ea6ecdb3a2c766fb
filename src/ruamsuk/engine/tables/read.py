"""Read a table of households, persons or communities and check it against the codebook."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pyarrow as pa

from ruamsuk.engine.codebook import Level
from ruamsuk.engine.expressions import parse
from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.tables.columns import type_columns
from ruamsuk.engine.tables.files import digest_of, kind_of
from ruamsuk.engine.tables.rows import check_columns, check_keys, outside_codebook
from ruamsuk.engine.tables.table import Expected, Grid, Source, Table, one, shown
from ruamsuk.lib.problem import Problem, ProblemsFound


def read_table(
    path: Path,
    framework: Framework,
    level: Level = "household",
    *,
    sheet: str | None = None,
    numeric: Collection[str] = (),
    required: Collection[str] = (),
    unique_with: Collection[str] = (),
    optional: Collection[str] = (),
) -> Table:
    """Read a CSV, XLSX or Parquet file and check every value against the codebook.

    CSV and XLSX come into memory with the types of the codebook: integer as int64, decimal as
    float64, boolean as bool, date as date32, text and select_one as string, select_multiple as a
    string of values separated by single spaces. Ids are strings. Columns that the codebook does
    not know are kept; whole numbers become int64, other numbers float64, codes such as 007 stay
    strings. An empty cell is a missing answer. Parquet stays on disk and must have fitting types.

    Args:
        path: the file; its kind is told from its bytes.
        framework: whose codebook and keys the table must fit.
        level: what one row of the table is.
        sheet: sheet of a workbook; else the only one that holds a table.
        numeric: columns that must be numbers of 0 or more without blanks, such as weights.
        required: further columns that must be there, such as groups, rounds and keys.
        unique_with: columns inside which ids must be unique, such as the round.
        optional: columns that the caller uses where they are there, such as groups that another
            table may hold.

    Raises:
        ProblemsFound: with everything that is wrong, at most 200 places and how many more.
            Rows are numbered as a spreadsheet shows them (the header is row 1); rows of a Parquet
            file count from 1.
    """
    path = Path(path)
    source = Source(path.name)
    expected = expect(framework, level, numeric, required, unique_with, optional)
    kind, notes = kind_of(path, source)
    if kind == "Parquet":
        from ruamsuk.engine.tables.parquet import read_parquet

        facts = read_parquet(path, source, expected)
        return Table(
            name=path.name,
            level=level,
            columns=facts.columns,
            rows=facts.rows,
            arrow=None,
            path=path,
            notes=(*notes, *facts.notes),
            never_null=facts.never_null,
            digest=digest_of(path),
        )
    grid = _read_grid(path, kind, source, expected, sheet)
    table, more = _typed(grid, expected)
    return Table(
        name=path.name,
        level=level,
        columns=grid.header,
        rows=table.num_rows,
        arrow=table,
        path=None,
        notes=(*notes, *grid.notes, *more),
        never_null=frozenset(n for n in grid.header if not table[n].null_count),
        digest=digest_of(path),
    )


def expect(
    framework: Framework,
    level: Level,
    numeric: Collection[str] = (),
    required: Collection[str] = (),
    unique_with: Collection[str] = (),
    optional: Collection[str] = (),
) -> Expected:
    """What a table of this level must hold.

    Needed are the variables that the indicators speak of, and what the caller asks for.
    """
    variables = {n: v for n, v in framework.variables.items() if v.level == level}
    keys = framework.keys
    ids = {
        "household": (keys.household,),
        "person": (keys.household, keys.person),
        "community": (keys.community,),
    }
    used = _used(framework)
    needed = [name for name in variables if name in used]
    return Expected(
        variables=variables,
        needed=tuple(dict.fromkeys((*needed, *required, *numeric, *unique_with))),
        numeric=frozenset(numeric),
        keys=ids[level],
        unique_with=tuple(unique_with),
        optional=frozenset(optional),
    )


def _used(framework: Framework) -> set[str]:
    """Variables that the indicators speak of."""
    expressions = [
        parse(text, framework.variables, indicator.level)
        for indicator in framework.indicators
        for text in (indicator.eligible, indicator.achieved, indicator.value)
        if text
    ]
    return {name for e in expressions for name in e.variables | e.person_variables}


def _read_grid(
    path: Path, kind: str, source: Source, expected: Expected, sheet: str | None
) -> Grid:
    if kind == "XLSX":
        from ruamsuk.engine.tables.workbook import read_workbook

        return read_workbook(path, source, expected, sheet)
    from ruamsuk.engine.tables.delimited import read_delimited

    return read_delimited(path.read_bytes(), source, expected)


def _typed(grid: Grid, expected: Expected) -> tuple[pa.Table, tuple[Problem, ...]]:
    """The grid's data with their types, and notes on how they were read."""
    source = grid.source
    missing = check_columns(grid.header, expected, source)
    is_empty = not len(grid.rows) and not grid.troubles
    empty = (one("table.header-only", source.place()),) if is_empty else ()
    columns = type_columns(grid, expected)
    table = pa.table({name: column.data for name, column in columns.items()})
    wrong = [trouble for column in columns.values() for trouble in column.troubles]
    keys = check_keys(table, expected, source, grid.rows)
    problems = shown((*grid.troubles, *missing, *empty, *wrong, *keys), source)
    if problems:
        raise ProblemsFound(problems)
    notes = [note for column in columns.values() for note in column.notes]
    return table, (*notes, *outside_codebook(grid.header, expected, source))
