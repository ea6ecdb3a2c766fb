"""A file that was sent becomes a grid of text, whatever its kind."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet as pq

from ruamsuk.engine.tables.delimited import read_delimited
from ruamsuk.engine.tables.files import kind_of
from ruamsuk.engine.tables.table import SERIAL_DATES_FROM, Expected, Grid, Source, one
from ruamsuk.engine.tables.workbook import read_workbook
from ruamsuk.lib.problem import Problem, ProblemsFound
from ruamsuk.lib.text import LocalText

_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".parquet")
_MOST_CELLS = 20_000_000
_EXACT = 2**53  # whole numbers up to here are exact as floating point
_PLAIN = LocalText("ข้อความหรือตัวเลข", "text or numbers")


def plain_name(name: str) -> str:
    """A file's name without folders and without signs that cannot be seen."""
    seen = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    return seen.replace("\\", "/").rpartition("/")[2].strip()[-200:] or "?"


def read_grid(data: bytes, name: str, known: Collection[str], sheet: str = "") -> Grid:
    """The cells of a CSV, XLSX or Parquet file as text.

    Args:
        data: the file's bytes.
        name: its name as the person knows it.
        known: names by which columns are recognised, to find the sheet and the header.
        sheet: the sheet to read; empty for the only one that holds a table.

    Raises:
        ProblemsFound: it is no table, or cannot be read.
    """
    source = Source(name)
    expected = Expected({}, (), frozenset(), tuple(known), ())
    suffix = Path(name).suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table{suffix if suffix in _ENDINGS else ''}"
        path.write_bytes(data)
        kind, notes = kind_of(path, source)
        if kind == "CSV":
            grid = read_delimited(data, source, expected)
        elif kind == "XLSX":
            grid = read_workbook(path, source, expected, sheet or None)
        else:
            grid = _read_parquet(path, source)
    return _without_nul(replace(grid, notes=(*notes, *grid.notes)))


def _without_nul(grid: Grid) -> Grid:
    """The grid without the sign NUL, which nobody sees and PostgreSQL cannot keep."""
    columns = (pc.replace_substring(texts, "\0", "") for texts in grid.columns)
    header = (name.replace("\0", "") for name in grid.header)
    return replace(grid, header=tuple(header), columns=tuple(columns))


def _read_parquet(path: Path, source: Source) -> Grid:
    try:
        with pq.ParquetFile(path) as file:
            rows = file.metadata.num_rows
            if rows * file.metadata.num_columns > _MOST_CELLS:
                words = {"rows": f"{rows:,}"}
                raise ProblemsFound([Problem("upload.too-many-cells", source.place(), words)])
            table = file.read()
    except (pa.ArrowException, OSError, UnicodeError):
        raise ProblemsFound([Problem("table.parquet-damaged", source.place())]) from None
    names = [name.strip() for name in table.column_names]
    repeated = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    kept = [i for i, name in enumerate(names) if name and name not in names[:i]]
    return Grid(
        source,
        tuple(names[i] for i in kept),
        tuple(_texts(table.column(i), names[i], source) for i in kept),
        np.arange(1, rows + 1),
        SERIAL_DATES_FROM,
        (),
        tuple(one("table.header-repeated", source.place(column=n), letters=n) for n in repeated),
    )


def _texts(column: pa.ChunkedArray, name: str, source: Source) -> pa.ChunkedArray:
    """A typed column as people would type it."""
    try:
        if pa.types.is_floating(column.type) and _whole(column):
            column = column.cast(pa.int64())
        return pc.fill_null(column.cast(pa.string()), "")
    except pa.ArrowException:
        words = {"found": str(column.type), "wanted": _PLAIN}
        place = source.place(column=name)
        raise ProblemsFound([Problem("table.parquet-type", place, words)]) from None


def _whole(column: pa.ChunkedArray) -> bool:
    """Whether all numbers are whole, as ids that went through a spreadsheet are."""
    fits = pc.and_(pc.equal(pc.floor(column), column), pc.less(pc.abs(column), _EXACT))
    return pc.all(pc.fill_null(fits, True)).as_py() is not False
