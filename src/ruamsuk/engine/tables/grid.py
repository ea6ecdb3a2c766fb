"""Turn raw cells into a grid: find the header, leave blank rows out, name what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ruamsuk.engine.tables.table import (
    MOST_SHOWN,
    SPACES,
    Expected,
    Grid,
    Source,
    Trouble,
    column_letters,
    one,
)
from ruamsuk.lib.problem import Problem, ProblemsFound

_HEAD = 20  # rows in which the header is looked for
_LONGEST_CELL = 32_767  # what a cell of a spreadsheet can hold


def grid_of(
    columns: Sequence[pa.ChunkedArray],
    rows: npt.NDArray[np.int64],
    source: Source,
    expected: Expected,
    *,
    serial_dates_from: int,
    notes: tuple[Problem, ...] = (),
    troubles: tuple[Trouble, ...] = (),
) -> Grid:
    """The grid of columns that still carry their header on top.

    Args:
        columns: arrays of strings, all of the same length.
        rows: the spreadsheet's number of each row.
        source: where the cells come from.
        expected: the columns that mean something.
        serial_dates_from: ordinal of day 0 of serial dates.
        notes: what was found out before.
        troubles: what was found wrong before.

    Raises:
        ProblemsFound: when there is no cell with text, or a title stands above the header.
    """
    kept = np.flatnonzero(~_blank_rows(columns))
    if not len(kept):
        raise ProblemsFound([Problem("table.file-empty", source.place())])
    if len(kept) < len(rows):
        columns = [column.take(pa.array(kept)) for column in columns]
        rows = rows[kept]
    head = list(zip(*(column[:_HEAD].to_pylist() for column in columns), strict=True))
    refuse_title(head, rows.tolist()[:_HEAD], source, expected)
    names = [" ".join(cell.strip(SPACES).split()) for cell in head[0]]
    cells = [column[1:] for column in columns]
    found = (
        *_unnamed(names, cells, source, int(rows[0])),
        *_repeated(names, source, int(rows[0])),
        *_too_long(names, cells, source, rows[1:]),
    )
    named = [i for i, name in enumerate(names) if name and name not in names[:i]]
    return Grid(
        source,
        tuple(names[i] for i in named),
        tuple(cells[i] for i in named),
        rows[1:],
        serial_dates_from,
        notes,
        (*troubles, *found),
    )


def refuse_title(
    head: Sequence[Sequence[str]], rows: Sequence[int], source: Source, expected: Expected
) -> None:
    """Refuse a table whose first row is a title: the names that matter stand further down.

    Raises:
        ProblemsFound: naming the row of the header.
    """
    found = [len(expected.known.intersection(cells)) for cells in head[:_HEAD]]
    if found[0] == 0 and max(found) >= min(2, len(expected.known)) > 0:
        words = {"header": rows[found.index(max(found))]}
        raise ProblemsFound([Problem("table.title-above", source.place(), words)])


def _blank_rows(columns: Sequence[pa.ChunkedArray]) -> npt.NDArray[np.bool_]:
    blank = np.ones(len(columns[0]) if columns else 0, dtype=bool)
    for column in columns:
        if not blank.any():
            break
        bare = pc.utf8_trim(column, characters=SPACES)
        blank &= pc.equal(bare, "").to_numpy()
    return blank


def _unnamed(
    names: Sequence[str], cells: Sequence[pa.ChunkedArray], source: Source, row: int
) -> list[Trouble]:
    return [
        one("table.header-blank", source.place(row), letters=column_letters(i))
        for i, (name, column) in enumerate(zip(names, cells, strict=True))
        if not name and not _blank_rows([column]).all()
    ]


def _repeated(names: Sequence[str], source: Source, row: int) -> list[Trouble]:
    letters = {
        name: [column_letters(i) for i, other in enumerate(names) if other == name]
        for name in names
        if name
    }
    return [
        one("table.header-repeated", source.place(row, name), letters=", ".join(where))
        for name, where in letters.items()
        if len(where) > 1
    ]


def _too_long(
    names: Sequence[str],
    cells: Sequence[pa.ChunkedArray],
    source: Source,
    rows: npt.NDArray[np.int64],
) -> list[Trouble]:
    troubles = []
    for name, column in zip(names, cells, strict=True):
        where = rows[np.flatnonzero(pc.greater(pc.utf8_length(column), _LONGEST_CELL).to_numpy())]
        problems = tuple(
            Problem("table.cell-too-long", source.place(int(row), name), {"most": "32,767"})
            for row in where[:MOST_SHOWN]
        )
        troubles += [Trouble(problems, len(where))] if problems else []
    return troubles
