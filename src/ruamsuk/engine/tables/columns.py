"""Type a column of text by the codebook: a fast pass for clean columns, else value by value."""

from __future__ import annotations

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
    read_weight,
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
        return _with_limits(_read(cells, _WEIGHT), cells, minimum=0)
    if variable is not None:
        column = _read(cells, _kind(variable, serial_dates_from))
        if variable.type in ("integer", "decimal"):
            return _with_limits(column, cells, variable.min, variable.max)
        return column
    if cells.name not in expected.known:
        return Column(_inferred(_nulls_for_blanks(_stripped(cells.texts))))
    column = _read(cells, _TEXT)
    if cells.name in expected.keys:
        return column
    return Column(_inferred(column.data), column.troubles, column.notes)


@dataclass(frozen=True)
class _Kind:
    """How values of one type are read.

    Attributes:
        type: of the typed column.
        plain: which texts Arrow casts as they are; blanks are among them.
        reader: reads any other text.
    """

    type: pa.DataType
    plain: Callable[[pa.Array], pa.Array]
    reader: Reader


def _matches(pattern: str, *, blank: bool = True) -> Callable[[pa.Array], pa.Array]:
    whole = f"^({pattern}){'?' if blank else ''}$"
    return lambda texts: pc.match_substring_regex(texts, whole)


def _is_plain_text(texts: pa.Array) -> pa.Array:
    odd = pc.or_(pc.not_equal(_stripped(texts), texts), pc.match_substring_regex(texts, "^[#=]"))
    return pc.invert(odd)


_PLAIN_NUMBER = r"-?[0-9]{1,15}(\.[0-9]{1,30})?"
_INTEGER = _Kind(pa.int64(), _matches("-?[0-9]{1,18}"), read_integer)
_DECIMAL = _Kind(pa.float64(), _matches(_PLAIN_NUMBER), read_decimal)
_WEIGHT = _Kind(pa.float64(), _matches(_PLAIN_NUMBER, blank=False), read_weight)
_BOOLEAN = _Kind(pa.bool_(), _matches("true|false"), read_boolean)
_TEXT = _Kind(pa.string(), _is_plain_text, read_text)
_ISO_DATE = _matches(
    "(19|20)[0-9]{2}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
    "|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
)


def _kind(variable: Variable, serial_dates_from: int) -> _Kind:
    if variable.type == "integer":
        return _INTEGER
    if variable.type == "decimal":
        return _DECIMAL
    if variable.type == "boolean":
        return _BOOLEAN
    if variable.type == "text":
        return _TEXT
    if variable.type == "date":
        return _Kind(pa.date32(), _ISO_DATE, date_reader(serial_dates_from))
    among = pa.array(["", *(choice.value for choice in variable.choices)], pa.string())
    several = variable.type == "select_multiple"
    reader = choices_reader(variable) if several else choice_reader(variable)
    return _Kind(pa.string(), lambda texts: pc.is_in(texts, value_set=among), reader)


def _read(cells: _Cells, kind: _Kind) -> Column:
    """Cast a clean column at once; else read each distinct text that is not plain once."""
    if pc.all(kind.plain(cells.texts)).as_py():
        return Column(pc.cast(_nulls_for_blanks(cells.texts), kind.type))
    encoded = cells.texts.combine_chunks().dictionary_encode()
    distinct, indices = encoded.dictionary, encoded.indices
    plain = kind.plain(distinct)
    values = pc.cast(_nulls_for_blanks(pc.if_else(plain, distinct, None)), kind.type)
    odd = np.flatnonzero(~plain.to_numpy(zero_copy_only=False))
    texts = distinct.take(pa.array(odd)).to_pylist()
    readings = [kind.reader(text) for text in texts]
    read = pa.array([reading.value for reading in readings], kind.type)
    data = pc.replace_with_mask(values, pc.invert(plain), read).take(indices)
    # Position of each cell's text among the readings, -1 for the plain ones.
    order = np.full(len(distinct), -1)
    order[odd] = np.arange(len(odd))
    positions = order[indices.to_numpy()]
    return Column(
        pa.chunked_array([data]),
        _troubles(cells, readings, positions),
        _notes(cells, readings, texts, positions),
    )


def _troubles(
    cells: _Cells, readings: list[Reading], positions: npt.NDArray[np.int64]
) -> tuple[Trouble, ...]:
    is_wrong = np.array([*(bool(reading.problem) for reading in readings), False])
    where = np.flatnonzero(is_wrong[positions])
    if not len(where):
        return ()
    problems = tuple(
        Problem(
            readings[positions[row]].problem,
            cells.source.place(int(cells.rows[row]), cells.name),
            {"value": brief(cells.texts[int(row)].as_py()), **readings[positions[row]].words},
        )
        for row in where[:MOST_SHOWN]
    )
    return (Trouble(problems, len(where)),)


def _notes(
    cells: _Cells, readings: list[Reading], texts: list[str], positions: npt.NDArray[np.int64]
) -> tuple[Problem, ...]:
    counts = np.bincount(positions[positions >= 0], minlength=len(readings))
    notes = []
    for code in sorted({code for reading in readings for code in reading.notes}):
        noted = [i for i, reading in enumerate(readings) if code in reading.notes]
        examples = [brief(texts[i]).strip(SPACES) for i in noted[:_EXAMPLES]]
        more = ", …" if len(noted) > _EXAMPLES else ""
        values = {"count": int(counts[noted].sum()), "examples": ", ".join(examples) + more}
        notes.append(cells.source.note(code, cells.name, **values))
    return tuple(notes)


def _with_limits(
    column: Column,
    cells: _Cells,
    minimum: float | None = None,
    maximum: float | None = None,
) -> Column:
    troubles = list(column.troubles)
    if minimum is not None:
        low = _positions(pc.less(column.data, minimum))
        troubles += [cells.trouble("table.below-minimum", low, limit=f"{minimum:,.15g}")]
    if maximum is not None:
        high = _positions(pc.greater(column.data, maximum))
        troubles += [cells.trouble("table.above-maximum", high, limit=f"{maximum:,.15g}")]
    return Column(column.data, tuple(t for t in troubles if t.count), column.notes)


def _positions(mask: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    return np.flatnonzero(pc.fill_null(mask, False).to_numpy())


def _nulls_for_blanks(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.if_else(pc.equal(texts, ""), None, texts)


def _stripped(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.utf8_trim(texts, characters=SPACES)


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
