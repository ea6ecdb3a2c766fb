"""XLSX workbooks: one sheet's cells as text."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from ruamsuk.engine.tables.archive import Unread, inspect, unread_cells
from ruamsuk.engine.tables.grid import grid_of
from ruamsuk.engine.tables.table import (
    SERIAL_DATES_FROM,
    Expected,
    Grid,
    Source,
    Trouble,
    column_letters,
    one,
)
from ruamsuk.lib.problem import Problem, ProblemsFound

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_HEAD = 20  # rows in which the header is looked for
_PIECE = 4096  # rows that stand as Python objects at once
_DAYS_TO_1904 = 1462
_EXACT = 2**53  # whole numbers up to here are exact in a spreadsheet


@dataclass(frozen=True)
class _Sheet:
    """One sheet: its columns as text, and its merged ranges as 0-based corners."""

    columns: Sequence[pa.ChunkedArray]
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]

    @property
    def head(self) -> frozenset[str]:
        """The texts of the first rows."""
        return frozenset(
            text.strip() for column in self.columns for text in column[:_HEAD].to_pylist()
        )


def read_workbook(path: Path, source: Source, expected: Expected, sheet: str | None) -> Grid:
    """The cells of one sheet: the one that is named, or else the only one with a table.

    Raises:
        ProblemsFound: when the workbook is unsafe or damaged, or the sheet is unclear.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    archive = inspect(path, source)
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            names = _candidates(workbook, source, sheet)
            unread = unread_cells(archive, names, source)  # of all, before any is read
            sheets = {name: _read_sheet(workbook, name, unread[name]) for name in names}
    except CalamineError:
        raise ProblemsFound([Problem("table.workbook-damaged", source.place())]) from None
    name = _choose(sheets, expected, source)
    inside = replace(source, sheet=name)
    columns = sheets[name].columns
    others = ", ".join(other for other in sheets if other != name)
    grid = grid_of(
        columns,
        np.arange(1, len(columns[0]) + 1) if columns else np.array([], dtype=np.int64),
        inside,
        expected,
        serial_dates_from=SERIAL_DATES_FROM + (_DAYS_TO_1904 if archive.from_1904 else 0),
        notes=(inside.note("table.sheet-chosen", others=others),) if others else (),
    )
    return replace(grid, troubles=(*grid.troubles, *_merged(sheets[name], grid)))


def _candidates(workbook: CalamineWorkbook, source: Source, sheet: str | None) -> list[str]:
    """The sheet that is asked for, or all visible ones."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    worksheets = [s for s in workbook.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    if sheet is None:
        return [s.name for s in worksheets if s.visible == SheetVisibleEnum.Visible]
    names = [s.name for s in worksheets]
    if sheet not in names:
        words = {"wanted": sheet, "sheets": ", ".join(names)}
        raise ProblemsFound([Problem("table.sheet-unknown", source.place(), words)])
    return [sheet]


def _choose(sheets: Mapping[str, _Sheet], expected: Expected, source: Source) -> str:
    """The only sheet in whose first rows a column name that matters stands."""
    filled = [name for name, sheet in sheets.items() if any(sheet.head)]
    if not filled:
        raise ProblemsFound([Problem("table.file-empty", source.place())])
    tables = [name for name in filled if sheets[name].head & expected.known]
    if len(tables) > 1:
        words = {"sheets": ", ".join(tables)}
        raise ProblemsFound([Problem("table.sheet-unclear", source.place(), words)])
    return (tables or filled)[0]


def _read_sheet(workbook: CalamineWorkbook, name: str, unread: Unread) -> _Sheet:
    """All cells from A1 on, turned to Arrow piece by piece: as Python objects they take room."""
    sheet = workbook.get_sheet_by_name(name)
    last = sheet.end or (-1, -1)
    height = max(last[0] + 1, *(row + 1 for row, _ in unread), 0)
    width = max(last[1] + 1, *(column + 1 for _, column in unread), 0)
    left = sheet.start[1] if sheet.start else 0
    shown = defaultdict[int, list[tuple[int, int, str]]](list)
    for (row, column), text in unread.items():
        shown[row // _PIECE].append((row % _PIECE, column, text))
    pieces: list[list[pa.Array]] = []
    rows = sheet.iter_rows()
    for start in range(0, height, _PIECE):
        found = zip(*islice(rows, _PIECE), strict=True)
        columns: list[list[str]] = [[] for _ in range(left)]
        columns += [[_text(cell) for cell in c] for c in found]
        columns += [[] for _ in range(width - len(columns))]
        for cells in columns:
            cells += [""] * (min(_PIECE, height - start) - len(cells))
        for row, column, text in shown[start // _PIECE]:
            columns[column][row] = text
        pieces.append([pa.array(cells, pa.string()) for cells in columns])
    whole = [pa.chunked_array(column, pa.string()) for column in zip(*pieces, strict=True)]
    return _Sheet(whole, sheet.merged_cell_ranges or [])


def _text(cell: object) -> str:
    """A cell as people would type it; whole numbers without a decimal point."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ")
    return str(cell)


def _merged(sheet: _Sheet, grid: Grid) -> Iterator[Trouble]:
    """Merged cells among the data: only their first cell holds the value."""
    for (top, left), (bottom, right) in sheet.merged:
        if len(grid.rows) and bottom + 1 >= grid.rows[0]:
            cells = f"{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}"
            yield one("table.merged-cells", grid.source.place(), cells=cells)
