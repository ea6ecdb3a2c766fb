"""Ways to write tables that are good but for one thing."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import xlsxwriter
from pyarrow import parquet as pq

GOOD: Mapping[str, str] = {
    "household_id": "H1",
    "debt": "0",
    "members": "4",
    "has_well": "yes",
    "water": "tap",
    "visited": "2010-01-24",
    "needs": "road school",
    "remark": "",
}
HEADER = ",".join(GOOD)
ROW = ",".join(GOOD.values())


def csv(*rows: Mapping[str, str], header: str = HEADER) -> str:
    """A CSV table whose rows are good but for the cells that are given."""
    lines = [",".join({**GOOD, **row}.values()) for row in rows or ({},)]
    return "\n".join([header, *lines]) + "\n"


def xlsx(
    *rows: Sequence[Any],
    sheets: Sequence[str] = ("Sheet1",),
    change: Callable[[Any, Any], None] = lambda workbook, sheet: None,
) -> bytes:
    """A workbook with the same rows on each sheet; ``change`` may do more to the last one."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "default_date_format": "d/m/yyyy"}
    ) as workbook:
        for name in sheets:
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        change(workbook, sheet)
    return buffer.getvalue()


def good_rows(**cells: Any) -> list[list[Any]]:
    """Header and one good row for a workbook, but for the cells that are given."""
    typed = {**GOOD, "debt": 0, "members": 4, **cells}
    return [list(typed), list(typed.values())]


def rezipped(data: bytes, edit: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """A workbook with its parts edited, and with more parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, edit(name, old.read(name)))
        for name, content in more.items():
            new.writestr(name, content)
    return buffer.getvalue()


def in_sheet(data: bytes, pattern: bytes, replacement: bytes) -> bytes:
    """A workbook whose sheets' XML is changed by a pattern that must be found."""

    def edit(name: str, content: bytes) -> bytes:
        if not name.startswith("xl/worksheets/"):
            return content
        changed, count = re.subn(pattern, replacement, content)
        assert count
        return changed

    return rezipped(data, edit)


def parquet(rows: int = 1, **columns: Any) -> bytes:
    """A Parquet file of good rows, but for the columns that are given."""
    typed = {
        **{name: [value] for name, value in GOOD.items()},
        "debt": [0.0],
        "members": [4],
        "has_well": [True],
        "visited": [datetime.date(2010, 1, 24)],
        **columns,
    }
    longest = max(len(values) for values in typed.values())
    full = {n: list(v) * (longest if len(v) == 1 else 1) for n, v in typed.items()}
    buffer = io.BytesIO()
    pq.write_table(pa.table(full)[: longest * rows], buffer)
    return buffer.getvalue()
