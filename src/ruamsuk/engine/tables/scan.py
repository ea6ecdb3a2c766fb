"""Look for rows that may not be there, in a Parquet file that stays on disk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ruamsuk.engine.codebook import Variable
from ruamsuk.engine.tables.table import MOST_SHOWN, Expected, Source, Trouble, brief
from ruamsuk.engine.tables.values import choice_reader, choice_words, choices_reader
from ruamsuk.lib.problem import Problem

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MOST_COMPARED = 2_000_000  # rows among which repeated ids are looked for
_FILE = "read_parquet($path, file_row_number = true)"


@dataclass(frozen=True)
class Check:
    """Rows that may not be there.

    Attributes:
        column: the column that is looked at.
        condition: SQL that is true for a wrong row.
        code: the problem that a wrong row is.
        words: what fills the problem's words besides the value.
        variable: for choices, the codebook's entry.
    """

    column: str
    condition: str
    code: str
    words: Mapping[str, object] = field(default_factory=dict)
    variable: Variable | None = None


def scan(
    path: Path,
    source: Source,
    expected: Expected,
    columns: Sequence[str],
    checks: Sequence[Check],
    rows: int,
) -> tuple[list[Problem], list[Trouble]]:
    """Notes and troubles of a Parquet file; all checks are counted in one pass over it.

    Raises:
        duckdb.Error: when the file is damaged.
    """
    import duckdb

    with duckdb.connect() as database:
        where = {"path": glob_safe(path)}
        troubles = []
        if checks:
            counts = ", ".join(f"count_if({check.condition})" for check in checks)
            found = database.execute(f"SELECT {counts} FROM {_FILE}", where).fetchall()[0]
            for check, count in zip(checks, found, strict=True):
                if count:
                    problems = tuple(_problems(database, where, source, check))
                    troubles.append(Trouble(problems, count))
        if troubles or not set(expected.keys) <= set(columns):
            return [], troubles
        if rows > _MOST_COMPARED:
            return [source.note("table.keys-not-compared", most=f"{_MOST_COMPARED:,}")], []
        return [], _repeated(database, where, source, expected)


def _problems(
    database: DuckDBPyConnection, where: dict[str, str], source: Source, check: Check
) -> Iterator[Problem]:
    """The first rows that meet a condition."""
    # IS TRUE keeps DuckDB from skipping rows by the column's statistics, which leave NaN out.
    rows = database.execute(
        f"SELECT file_row_number + 1, {quoted(check.column)} FROM {_FILE} "
        f"WHERE ({check.condition}) IS TRUE ORDER BY 1 LIMIT {MOST_SHOWN}",
        where,
    ).fetchall()
    for row, value in rows:
        code, words = check.code, {"value": brief(str(value)), **check.words}
        if check.variable is not None:
            code, more = _as_choice(str(value), check.variable)
            words |= more
        yield Problem(code, source.place(row, check.column), words)


def _as_choice(text: str, variable: Variable) -> tuple[str, Mapping[str, object]]:
    """The problem that an answer outside the choices is, with the choice that may be meant."""
    reader = choice_reader if variable.type == "select_one" else choices_reader
    reading = reader(variable)(text)
    if reading.problem:
        return reading.problem, reading.words
    if reading.value is not None:  # a label, or a value typed in another way
        return "table.not-a-choice-near", {"answer": brief(text), "near": reading.value}
    return "table.not-a-choice", choice_words(text, variable)


def _repeated(
    database: DuckDBPyConnection, where: dict[str, str], source: Source, expected: Expected
) -> list[Trouble]:
    """Rows whose id stands in an earlier row of the same round."""
    keys = ", ".join(quoted(name) for name in expected.keys)
    names = ", ".join(quoted(name) for name in (*expected.keys, *expected.unique_with))
    rows = database.execute(
        f"SELECT file_row_number + 1, concat_ws(' ', {keys}), first_row, count(*) OVER () FROM ("
        f"SELECT *, min(file_row_number) OVER (PARTITION BY {names}) + 1 AS first_row "
        f"FROM {_FILE}) WHERE file_row_number + 1 > first_row ORDER BY 1 LIMIT {MOST_SHOWN}",
        where,
    ).fetchall()
    inside = ", ".join(expected.unique_with)
    code = "table.key-repeated-inside" if inside else "table.key-repeated"
    problems = tuple(
        Problem(
            code,
            source.place(row, expected.keys[-1]),
            {"value": value, "first": first, "inside": inside},
        )
        for row, value, first, _ in rows
    )
    return [Trouble(problems, rows[0][3])] if rows else []


def glob_safe(path: Path) -> str:
    """The path for DuckDB, which would take ``*``, ``?`` and ``[`` for a pattern of names."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))


def quoted(name: str) -> str:
    """A column's name in SQL."""
    return '"' + name.replace('"', '""') + '"'
