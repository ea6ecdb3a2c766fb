"""CSV and its relatives: text cells between commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from ruamsuk.engine.tables.encoding import decode
from ruamsuk.engine.tables.grid import grid_of, refuse_title
from ruamsuk.engine.tables.table import (
    MOST_SHOWN,
    SERIAL_DATES_FROM,
    SPACES,
    Expected,
    Grid,
    Source,
    Trouble,
)
from ruamsuk.lib.problem import Problem, ProblemsFound

_HEAD = 100_000  # characters in which the first rows are looked for
_BLOCK = 1 << 24  # bytes that Arrow parses at once; a row must fit in


def read_delimited(data: bytes, source: Source, expected: Expected) -> Grid:
    """The cells of a delimited text file.

    A clean file takes Arrow's fast parser. One that Arrow refuses is read again record by
    record, to say in which rows it is broken.

    Raises:
        ProblemsFound: when it has no rows of text that could be a table.
    """
    text, notes = decode(data, source)
    if not text.strip(SPACES):
        raise ProblemsFound([Problem("table.file-empty", source.place())])
    delimiter = _delimiter(text)
    columns = _parse(text, delimiter)
    if columns is None:
        columns, rows, troubles = _parse_slowly(text, delimiter, source, expected)
    else:
        rows, troubles = np.arange(1, len(columns[0]) + 1), ()
    if '"' in text:
        troubles += _swallowed(columns, rows, delimiter, source)
    return grid_of(
        columns,
        rows,
        source,
        expected,
        serial_dates_from=SERIAL_DATES_FROM,
        notes=notes,
        troubles=troubles,
    )


def _delimiter(text: str) -> str:
    """The sign that stands most often in the first line that has any of them."""
    for line in islice(io.StringIO(text[:_HEAD], newline=None), 20):
        delimiter = max(",;\t", key=line.count)
        if delimiter in line:
            return delimiter
    return ","


def _parse(text: str, delimiter: str) -> list[pa.ChunkedArray] | None:
    """All columns with their header on top, or None when rows differ in length."""
    try:
        width = len(next(csv.reader(io.StringIO(text[:_HEAD], newline=""), delimiter=delimiter)))
        table = arrow_csv.read_csv(
            pa.py_buffer(text.encode()),
            read_options=arrow_csv.ReadOptions(autogenerate_column_names=True, block_size=_BLOCK),
            parse_options=arrow_csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False
            ),
            convert_options=arrow_csv.ConvertOptions(
                strings_can_be_null=False,
                column_types={f"f{i}": pa.string() for i in range(width)},
            ),
        )
    except (pa.ArrowInvalid, csv.Error):
        return None
    # A column beyond the first record's width would have been given a type by guess.
    return list(table.columns) if table.num_columns == width else None


def _parse_slowly(
    text: str, delimiter: str, source: Source, expected: Expected
) -> tuple[list[pa.ChunkedArray], npt.NDArray[np.int64], tuple[Trouble, ...]]:
    """The rows that are as long as the header, their numbers, and what is wrong with others."""
    records: list[tuple[int, list[str]]] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for row, cells in enumerate(reader, start=1):
            if any(cell.strip(SPACES) for cell in cells):
                records.append((row, cells))
    except csv.Error:
        place = source.place(len(records) + 1)
        words = {"most": f"{csv.field_size_limit():,}"}
        raise ProblemsFound([Problem("table.cell-too-long", place, words)]) from None
    if not records:
        raise ProblemsFound([Problem("table.file-empty", source.place())])
    refuse_title([cells for _, cells in records], [row for row, _ in records], source, expected)
    # A header may end in nameless columns; then rows may leave them out, but not go beyond.
    longest = len(records[0][1])
    width = max(i for i, cell in enumerate(records[0][1], start=1) if cell.strip(SPACES))
    is_whole = [width <= len(c) <= longest and not any(c[width:]) for _, c in records]
    whole = [(row, c[:width]) for (row, c), fits in zip(records, is_whole, strict=True) if fits]
    broken = [record for record, fits in zip(records, is_whole, strict=True) if not fits]
    columns = [
        pa.chunked_array([pa.array(column)])
        for column in zip(*(cells for _, cells in whole), strict=True)
    ]
    rows = np.array([row for row, _ in whole])
    return columns, rows, _ragged(broken, width, delimiter, source)


def _ragged(
    broken: Sequence[tuple[int, Sequence[str]]], width: int, delimiter: str, source: Source
) -> tuple[Trouble, ...]:
    if not broken:
        return ()
    problems = []
    for row, cells in broken[:MOST_SHOWN]:
        if any(_swallows(cell, width, delimiter) for cell in cells):
            problems.append(Problem("table.quote-not-closed", source.place(row)))
            continue
        code = "table.row-short" if len(cells) < width else "table.row-long"
        words = {"found": len(cells), "expected": width}
        problems.append(Problem(code, source.place(row), words))
    return (Trouble(tuple(problems), len(broken)),)


def _swallows(cell: str, width: int, delimiter: str) -> bool:
    """Whether whole rows stand inside a cell, because a quotation mark was never closed."""
    signs = max(1, width - 1)
    return "\n" in cell and any(line.count(delimiter) >= signs for line in cell.splitlines())


def _swallowed(
    columns: Sequence[pa.ChunkedArray],
    rows: npt.NDArray[np.int64],
    delimiter: str,
    source: Source,
) -> tuple[Trouble, ...]:
    """The cells of whole rows that swallow the rows below them."""
    problems = tuple(
        Problem("table.quote-not-closed", source.place(int(rows[position]), column[0].as_py()))
        for column in columns
        for position in np.flatnonzero(pc.match_substring(column, "\n").to_numpy())
        if _swallows(column[int(position)].as_py(), len(columns), delimiter)
    )
    return (Trouble(problems[:MOST_SHOWN], len(problems)),) if problems else ()
