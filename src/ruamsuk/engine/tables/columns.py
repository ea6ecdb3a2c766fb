"""Type a column of text by the codebook: a fast pass for clean columns, else value by value."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ruamsuk.engine.codebook import Variable
from ruamsuk.engine.tables.table import (
    MOST_SHOWN,
    SPACES,
    Expected,
    Grid,
    Source,
    Trouble,
    brief,
)
from ruamsuk.engine.tables.values import (
    Reader,
    Reading,
    choice_reader,
    choices_reader,
    date_reader,
    read_boolean,
    read_decimal,
    read_integer,
    read_text,
)
from ruamsuk.lib.problem import Problem

_EXAMPLES = 5


@dataclass(frozen=True)
class Column:
    """A typed column, what is wrong with it and what is worth knowing about it."""

    data: pa.ChunkedArray
    troubles: tuple[Trouble, ...] = ()
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Cells:
    """A column's text with all that is needed to say where a cell stands."""

    name: str
    texts: pa.ChunkedArray
    rows: npt.NDArray[np.int64]
    source: Source

    def trouble(self, code: str, where: npt.NDArray[np.int64], **words: object) -> Trouble:
        """The problem ``code`` at the 0-based positions ``where``."""
        first = where[:MOST_SHOWN]
        texts = self.texts.take(pa.array(first)).to_pylist()
        problems = tuple(
            Problem(
                code,
                self.source.place(int(self.rows[position]), self.name),
                {"value": brief(text or ""), **words},
            )
            for position, text in zip(first, texts, strict=True)
        )
        return Trouble(problems, len(where))


def type_columns(grid: Grid, expected: Expected) -> dict[str, Column]:
    """All columns of the grid with their types, by name."""
    columns = {}
    for name, texts in zip(grid.header, grid.columns, strict=True):
        cells = _Cells(name, texts, grid.rows, grid.source)
        columns[name] = _type_column(cells, expected, grid.serial_dates_from)
    return columns


def _type_column(cells: _Cells, expected: Expected, serial_dates_from: int) -> Column:
    variable = expected.variables.get(cells.name)
    if cells.name in expected.numeric:
        return _with_limits(_read_numbers(cells), cells, minimum=0, blank_allowed=False)
    if variable is not None:
        column = _read_variable(cells, variable, serial_dates_from)
        if variable.type in ("integer", "decimal"):
            return _with_limits(column, cells, variable.min, variable.max)
        return column
    column = _read(cells, read_text, pa.string(), _fast_text)
    if cells.name in expected.keys:
        return column
    if cells.name in expected.known:
        return Column(_inferred(column.data), column.troubles, column.notes)
    return Column(_inferred(_trimmed(cells.texts)))


def _read_numbers(cells: _Cells) -> Column:
    return _read(cells, read_decimal, pa.float64(), _fast_decimal)


def _read_variable(cells: _Cells, variable: Variable, serial_dates_from: int) -> Column:
    if variable.type == "integer":
        return _read(cells, read_integer, pa.int64(), _fast_integer)
    if variable.type == "decimal":
        return _read_numbers(cells)
    if variable.type == "date":
        return _read(cells, date_reader(serial_dates_from), pa.date32(), _fast_date)
    if variable.type == "boolean":
        return _read(cells, read_boolean, pa.bool_())
    if variable.type == "select_one":
        return _read(cells, choice_reader(variable), pa.string())
    if variable.type == "select_multiple":
        return _read(cells, choices_reader(variable), pa.string())
    return _read(cells, read_text, pa.string(), _fast_text)


def _read(
    cells: _Cells,
    reader: Reader,
    type_: pa.DataType,
    fast: Callable[[pa.ChunkedArray], pa.ChunkedArray | None] = lambda texts: None,
) -> Column:
    """Read a column at once where it is clean, else each distinct text once."""
    clean = fast(cells.texts)
    if clean is not None:
        return Column(clean)
    encoded = cells.texts.combine_chunks().dictionary_encode()
    distinct = encoded.dictionary.to_pylist()
    indices = encoded.indices.to_numpy()
    readings = [reader(text) for text in distinct]
    data = pa.array([reading.value for reading in readings], type_).take(encoded.indices)
    return Column(
        pa.chunked_array([data]),
        _troubles(cells, readings, indices),
        _notes(cells, readings, distinct, indices),
    )


def _troubles(
    cells: _Cells, readings: list[Reading], indices: npt.NDArray[np.int32]
) -> tuple[Trouble, ...]:
    wrong = {i: reading for i, reading in enumerate(readings) if reading.problem}
    if not wrong:
        return ()
    is_wrong = np.zeros(len(readings), dtype=bool)
    is_wrong[list(wrong)] = True
    where = np.flatnonzero(is_wrong[indices])
    problems = tuple(
        Problem(
            wrong[index].problem,
            cells.source.place(int(cells.rows[position]), cells.name),
            {"value": brief(cells.texts[int(position)].as_py()), **wrong[index].words},
        )
        for position, index in zip(where[:MOST_SHOWN], indices[where[:MOST_SHOWN]], strict=True)
    )
    return (Trouble(problems, len(where)),)


def _notes(
    cells: _Cells, readings: list[Reading], distinct: list[str], indices: npt.NDArray[np.int32]
) -> tuple[Problem, ...]:
    if not any(reading.notes for reading in readings):
        return ()
    counts = np.bincount(indices, minlength=len(readings))
    notes = []
    for code in sorted({code for reading in readings for code in reading.notes}):
        noted = [i for i, reading in enumerate(readings) if code in reading.notes]
        examples = [brief(distinct[i]).strip(SPACES) for i in noted[:_EXAMPLES]]
        more = ", …" if len(noted) > _EXAMPLES else ""
        values = {"count": int(counts[noted].sum()), "examples": ", ".join(examples) + more}
        notes.append(cells.source.note(code, cells.name, **values))
    return tuple(notes)


def _with_limits(
    column: Column,
    cells: _Cells,
    minimum: float | None = None,
    maximum: float | None = None,
    *,
    blank_allowed: bool = True,
) -> Column:
    troubles = list(column.troubles)
    if minimum is not None:
        low = _positions(pc.less(column.data, minimum))
        troubles += [cells.trouble("table.below-minimum", low, limit=f"{minimum:,g}")]
    if maximum is not None:
        high = _positions(pc.greater(column.data, maximum))
        troubles += [cells.trouble("table.above-maximum", high, limit=f"{maximum:,g}")]
    if not blank_allowed and not column.troubles:
        troubles += [cells.trouble("table.number-blank", _positions(pc.is_null(column.data)))]
    return Column(column.data, tuple(t for t in troubles if t.count), column.notes)


def _positions(mask: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    return np.flatnonzero(pc.fill_null(mask, False).to_numpy())


def _nulls_for_blanks(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.if_else(pc.equal(texts, ""), None, texts)


def _fast_text(texts: pa.ChunkedArray) -> pa.ChunkedArray | None:
    odd = pc.or_(pc.not_equal(_stripped(texts), texts), pc.match_substring_regex(texts, "^[#=]"))
    return None if pc.any(odd).as_py() else _nulls_for_blanks(texts)


def _fast_integer(texts: pa.ChunkedArray) -> pa.ChunkedArray | None:
    try:
        numbers = pc.cast(_nulls_for_blanks(texts), pa.int64())
    except pa.ArrowInvalid:
        return None
    # Arrow also reads 0x1F, which nobody means as a number of a survey.
    return None if pc.any(pc.match_substring(texts, "x", ignore_case=True)).as_py() else numbers


def _fast_decimal(texts: pa.ChunkedArray) -> pa.ChunkedArray | None:
    try:
        numbers = pc.cast(_nulls_for_blanks(texts), pa.float64())
    except pa.ArrowInvalid:
        return None
    return numbers if pc.all(pc.is_finite(numbers)).as_py() is not False else None


def _fast_date(texts: pa.ChunkedArray) -> pa.ChunkedArray | None:
    try:
        dates = pc.cast(_nulls_for_blanks(texts), pa.date32())
    except pa.ArrowInvalid:
        return None
    limits = pc.min_max(dates).as_py()
    first, last = limits["min"], limits["max"]
    if first is None:
        return dates
    usual = first >= datetime.date(1857, 1, 1) and last <= datetime.date(2100, 12, 31)
    return dates if usual else None


def _stripped(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.utf8_trim(texts, characters=SPACES)


def _trimmed(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Texts without the blanks around them, missing where nothing is left."""
    return _nulls_for_blanks(_stripped(texts))


# A code such as 007 or 1.10 would lose its zeros as a number, one of 16 digits its last ones.
_INTEGER_CODES = r"^(0|-?[1-9][0-9]{0,17})$"
_PLAIN_DECIMALS = r"^-?(0|[1-9][0-9]{0,14})(\.([0-9]*[1-9]|0))?$"


def _inferred(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Whole numbers as int64, numbers as float64, everything else as the text that it is."""
    if texts.null_count == len(texts):
        return texts
    for pattern, type_ in ((_INTEGER_CODES, pa.int64()), (_PLAIN_DECIMALS, pa.float64())):
        if pc.all(pc.match_substring_regex(texts, pattern)).as_py():
            return pc.cast(texts, type_)
    return texts
