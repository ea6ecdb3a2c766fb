"""Assessments as files: CSV and Parquet a table each, XLSX a sheet each, the manifest beside."""

from __future__ import annotations

import codecs
import json
from datetime import UTC, datetime
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.parquet as parquet

from ruamsuk.lib.problem import Problem, ProblemsFound

SHEET_ROWS = 1_048_575
"""Rows that a worksheet holds below its header."""
CREATED = datetime(1980, 1, 1, tzinfo=UTC)
"""Date of every workbook, so that the same numbers give the same bytes; as in a ZIP archive."""


def write_tables(tables: dict[str, pa.Table], manifest: dict[str, Any], path: Path) -> list[Path]:
    """Write the tables in the format that the ending of ``path`` says.

    Args:
        tables: by name; the first one gets ``path`` itself, empty others no file.
        manifest: how the numbers can be found again.
        path: where to write, ending in ``.csv``, ``.parquet`` or ``.xlsx``.

    Returns:
        The files that were written.

    Raises:
        ProblemsFound: the ending is not ``.csv``, ``.parquet`` or ``.xlsx``, or a table has more
            rows than a worksheet.
    """
    ending = path.suffix.lower()
    if ending == ".xlsx":
        written = [_write_workbook(tables, manifest, path)]
    elif ending in (".csv", ".parquet"):
        written = []
        for name, table in tables.items():
            if name != "estimates" and not table.num_rows:
                continue
            own = path if name == "estimates" else path.with_stem(f"{path.stem}-{name}")
            write = write_csv if ending == ".csv" else parquet.write_table
            write(plain(table), own)
            written.append(own)
    else:
        raise ProblemsFound([Problem("measure.output-format", values={"name": path.name})])
    beside = path.with_name(f"{path.stem}-manifest.json")
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True)
    beside.write_text(text + "\n", encoding="utf-8")
    return [*written, beside]


def write_csv(table: pa.Table, path: Path) -> None:
    """A table as UTF-8 with its mark in front, without which Excel garbles Thai."""
    path.write_bytes(csv_bytes(table))


def csv_bytes(table: pa.Table) -> bytes:
    """A table as the bytes of a CSV file."""
    buffer = BytesIO(codecs.BOM_UTF8)
    buffer.seek(0, SEEK_END)
    csv.write_csv(plain(table), buffer)
    return buffer.getvalue()


def plain(table: pa.Table) -> pa.Table:
    """Dictionaries as plain strings: every reader understands these."""
    fields = [
        pa.field(f.name, pa.string() if pa.types.is_dictionary(f.type) else f.type)
        for f in table.schema
    ]
    return table.cast(pa.schema(fields))


def _write_workbook(tables: dict[str, pa.Table], manifest: dict[str, Any], path: Path) -> Path:
    import xlsxwriter

    largest = max(table.num_rows for table in tables.values())
    if largest > SHEET_ROWS:
        values = {"name": path.name, "rows": largest}
        raise ProblemsFound([Problem("measure.too-many-rows", values=values)])
    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    path.open("ab").close()  # an unwritable path is an OSError here, and something else inside
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": CREATED})
        head = book.add_format({"bold": True})
        for name, table in tables.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, table.column_names, head)
            if table.num_rows:
                sheet.autofilter(0, 0, table.num_rows, table.num_columns - 1)
            columns = [column.to_pylist() for column in table.columns]
            for i, row in enumerate(zip(*columns, strict=True), start=1):
                for j, value in enumerate(row):
                    if value is not None:
                        sheet.write(i, j, value)
        sheet = book.add_worksheet("manifest")
        for i, (key, value) in enumerate(manifest.items()):
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            sheet.write_row(i, 0, [key, text])
    return path
