"""Parquet tables: checked where they lie, by their schema, their statistics and one query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet as pq

from ruamsuk.engine.codebook import Variable
from ruamsuk.engine.tables.rows import check_columns, outside_codebook
from ruamsuk.engine.tables.scan import Check, quoted, scan
from ruamsuk.engine.tables.table import Expected, Source, Trouble, one, shown
from ruamsuk.lib.problem import Problem, ProblemsFound
from ruamsuk.lib.text import LocalText

_NUMBERS = LocalText("ตัวเลข", "numbers")
_TEXT = LocalText("ข้อความ", "text")
_WANTED = {
    "integer": LocalText("จำนวนเต็ม", "whole numbers"),
    "decimal": _NUMBERS,
    "boolean": LocalText("ค่าจริงหรือเท็จ", "true or false"),
    "date": LocalText("วันที่", "dates"),
}


@dataclass(frozen=True)
class ParquetFacts:
    """What is known of a Parquet file after it was checked; see ``Table``."""

    columns: tuple[str, ...]
    rows: int
    notes: tuple[Problem, ...]
    never_null: frozenset[str]


@dataclass(frozen=True)
class _Statistics:
    """What the file says of a column over all row groups; None where it says nothing."""

    nulls: int | None = None
    least: Any = None
    greatest: Any = None


def read_parquet(path: Path, source: Source, expected: Expected) -> ParquetFacts:
    """Check a Parquet file without reading it into memory.

    What the schema and the statistics of the row groups prove is not scanned again; the rest is
    counted in one query, and only where something is wrong another one names the rows.

    Raises:
        ProblemsFound: damaged file, missing columns, unfitting types, values out of bounds.
    """
    import duckdb

    try:
        return _read_parquet(path, source, expected)
    except (pa.ArrowException, duckdb.Error, OSError, UnicodeError):
        raise ProblemsFound([Problem("table.parquet-damaged", source.place())]) from None


def _read_parquet(path: Path, source: Source, expected: Expected) -> ParquetFacts:
    with pq.ParquetFile(path) as file:
        schema, metadata = file.schema_arrow, file.metadata
    _refuse(_misfits(schema, metadata.num_rows, expected, source), source)
    statistics = _statistics(metadata)
    checks = [
        check
        for name in schema.names
        for check in _checks(name, schema.field(name).type, expected, statistics[name])
    ]
    notes, troubles = scan(path, source, expected, schema.names, checks, metadata.num_rows)
    _refuse(troubles, source)
    never_null = frozenset(name for name, known in statistics.items() if known.nulls == 0)
    outside = outside_codebook(schema.names, expected, source)
    return ParquetFacts(tuple(schema.names), metadata.num_rows, (*notes, *outside), never_null)


def _refuse(troubles: list[Trouble], source: Source) -> None:
    if troubles:
        raise ProblemsFound(shown(troubles, source))


def _misfits(schema: pa.Schema, rows: int, expected: Expected, source: Source) -> list[Trouble]:
    """What the schema alone shows to be wrong."""
    names = schema.names
    repeated = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    troubles = [
        *(one("table.header-repeated", source.place(column=n), letters=n) for n in repeated),
        *check_columns(names, expected, source),
    ]
    for field in schema:
        if (wanted := _wanted(field, expected)) is not None:
            words = {"found": str(field.type), "wanted": wanted}
            troubles.append(one("table.parquet-type", source.place(column=field.name), **words))
    return troubles if rows else [*troubles, one("table.header-only", source.place())]


def _wanted(field: pa.Field, expected: Expected) -> LocalText | None:
    """What a column should hold, when its type does not hold that."""
    types = pa.types
    is_number = any(
        test(field.type) for test in (types.is_integer, types.is_floating, types.is_decimal)
    )
    if field.name in expected.numeric:
        return None if is_number else _NUMBERS
    variable = expected.variables.get(field.name)
    if variable is None:
        return None
    stored = field.type.value_type if types.is_dictionary(field.type) else field.type
    fits = {
        "integer": is_number,
        "decimal": is_number,
        "boolean": types.is_boolean(stored),
        "date": types.is_date(stored),
    }.get(variable.type, types.is_string(stored) or types.is_large_string(stored))
    return None if fits else _WANTED.get(variable.type, _TEXT)


def _statistics(metadata: pq.FileMetaData) -> dict[str, _Statistics]:
    """Nulls, least and greatest value of each flat column over all row groups."""
    groups = [metadata.row_group(i) for i in range(metadata.num_row_groups)]
    found = {}
    for position in range(metadata.num_columns):
        chunks = [group.column(position).statistics for group in groups]
        name = metadata.schema.column(position).path
        counted = all(c is not None and c.has_null_count for c in chunks)
        nulls = sum(c.null_count for c in chunks) if counted else None
        ranged = all(c is not None and c.has_min_max for c in chunks)
        found[name] = _Statistics(
            nulls,
            min(c.min for c in chunks) if ranged else None,
            max(c.max for c in chunks) if ranged else None,
        )
    names = metadata.schema.to_arrow_schema().names
    return {name: found.get(name, _Statistics()) for name in names}


def _checks(
    name: str, type_: pa.DataType, expected: Expected, known: _Statistics
) -> Iterator[Check]:
    """The conditions that no row of a column may meet and that the file leaves unproven."""
    variable = expected.variables.get(name)
    column = quoted(name)
    is_blank = Check(name, f"{column} IS NULL", "table.number-blank")
    if name in expected.numeric:
        yield from _number_checks(name, type_, known, 0, None, "table.number-needed")
        if known.nulls != 0:
            yield is_blank
    elif variable is not None:
        yield from _value_checks(name, type_, variable, known)
    if name in expected.keys and known.nulls != 0:
        yield Check(name, is_blank.condition, "table.key-blank")


def _value_checks(
    name: str, type_: pa.DataType, variable: Variable, known: _Statistics
) -> Iterator[Check]:
    column = quoted(name)
    if variable.type in ("integer", "decimal"):
        yield from _number_checks(name, type_, known, variable.min, variable.max)
        if variable.type == "integer" and not pa.types.is_integer(type_):
            whole = f"{_finite(column, type_)} AND {column} <> trunc({column})"
            yield Check(name, whole, "table.not-an-integer")
    elif variable.type == "date":
        usual = f"{column} BETWEEN DATE '1857-01-01' AND DATE '2100-12-31'"
        yield Check(name, f"NOT ({usual})", "table.parquet-buddhist-date")
    elif variable.type == "select_one":
        among = ", ".join(_text(choice.value) for choice in variable.choices)
        yield Check(name, f"{column} NOT IN ({among})", "table.not-a-choice", variable=variable)
    elif variable.type == "select_multiple":
        among = ", ".join(_text(choice.value) for choice in variable.choices)
        outside = f"NOT list_has_all([{among}], string_split({column}, ' '))"
        yield Check(name, outside, "table.not-a-choice", variable=variable)


def _number_checks(
    name: str,
    type_: pa.DataType,
    known: _Statistics,
    least: float | None,
    most: float | None,
    not_finite: str = "table.not-finite",
) -> Iterator[Check]:
    column = quoted(name)
    finite = _finite(column, type_)
    if pa.types.is_floating(type_):
        yield Check(name, f"NOT {finite}", not_finite)
    if least is not None and (known.least is None or not known.least >= least):
        low = f"{finite} AND {column} < {least!r}"
        yield Check(name, low, "table.below-minimum", {"limit": f"{least:,.15g}"})
    if most is not None and (known.greatest is None or not known.greatest <= most):
        high = f"{finite} AND {column} > {most!r}"
        yield Check(name, high, "table.above-maximum", {"limit": f"{most:,.15g}"})


def _finite(column: str, type_: pa.DataType) -> str:
    return f"isfinite({column})" if pa.types.is_floating(type_) else "TRUE"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
