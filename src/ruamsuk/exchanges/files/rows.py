"""Rows of words as a file: CSV for programs, XLSX for people."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import BytesIO, StringIO

import xlsxwriter

from ruamsuk.base.files import harmless

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def rows_file(rows: Iterable[tuple[str, ...]], kind: str, title: str) -> bytes:
    """The rows as a file; the first one has the names of the columns."""
    return _csv(rows) if kind == "csv" else _xlsx(list(rows), title)


def _csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    text = StringIO()
    writer = csv.writer(text)
    for row in rows:
        writer.writerow(map(harmless, row))
    return text.getvalue().encode("utf-8-sig")


def _xlsx(rows: list[tuple[str, ...]], title: str) -> bytes:
    buffer = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": title})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(rows[0]) - 1, 24)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row, None if at else bold)
    return buffer.getvalue()
