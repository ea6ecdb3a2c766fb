"""What every kind of file becomes: a checked table of households, persons or communities."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ruamsuk.engine.codebook import Level, Variable
from ruamsuk.lib.problem import Place, Problem

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa


@dataclass(frozen=True)
class Table:
    """A table that was read and checked against the codebook.

    Attributes:
        name: file name as the person knows it.
        level: what one row is.
        columns: all columns in the order of the file.
        rows: count of rows, blank ones left out.
        arrow: the data with their types (CSV and XLSX), or None for Parquet.
        path: the Parquet file, which stays on disk and is scanned in place, or None.
        notes: what was read in a way worth knowing (Thai digits, พ.ศ. dates, …).
        never_null: columns proven to hold no missing value.
        digest: sha256 of the file's bytes, in hexadecimal.
    """

    name: str
    level: Level
    columns: tuple[str, ...]
    rows: int
    arrow: pa.Table | None
    path: Path | None
    notes: tuple[Problem, ...]
    never_null: frozenset[str]
    digest: str


@dataclass(frozen=True)
class Expected:
    """What the framework and the caller expect of a table.

    Attributes:
        variables: the codebook of this level, by column name.
        needed: columns that must be there.
        numeric: columns that must be numbers of 0 or more without blanks, such as weights.
        keys: columns that together name a row, where the table has them.
        unique_with: columns inside which the keys must be unique, such as the round.
        optional: columns that may be there, such as groups that another table may hold.
    """

    variables: Mapping[str, Variable]
    needed: tuple[str, ...]
    numeric: frozenset[str]
    keys: tuple[str, ...]
    unique_with: tuple[str, ...]
    optional: frozenset[str] = frozenset()

    @property
    def known(self) -> frozenset[str]:
        """Every column name that means something here."""
        return frozenset({*self.variables, *self.needed, *self.keys})


@dataclass(frozen=True)
class Source:
    """Where the cells come from: the file, and the sheet of a workbook."""

    file: str
    sheet: str = ""

    def place(self, row: int | None = None, column: str = "") -> Place:
        """A place inside this source."""
        return Place(file=self.file, sheet=self.sheet, row=row, column=column)

    def note(self, code: str, column: str = "", **values: object) -> Problem:
        """Something worth knowing that does not stop the work."""
        return Problem(code, self.place(column=column), values, severity="note")


@dataclass(frozen=True)
class Trouble:
    """One kind of problem in one part of a table.

    Attributes:
        problems: the first places where it stands, at most ``MOST_SHOWN``.
        count: how many places there are.
    """

    problems: tuple[Problem, ...]
    count: int


@dataclass(frozen=True)
class Grid:
    """The cells of a CSV or XLSX table as text, before they are typed.

    Attributes:
        source: where they come from.
        header: names of the columns.
        columns: one array of strings a column; "" is an empty cell.
        rows: row number of each row, as a spreadsheet shows it, (n,) int64.
        serial_dates_from: day 0 of the file's serial dates, as an ordinal of the calendar.
        notes: what was found out on the way.
        troubles: what is wrong already, with rows, quotes or merged cells.
    """

    source: Source
    header: tuple[str, ...]
    columns: tuple[pa.ChunkedArray, ...]
    rows: npt.NDArray[np.int64]
    serial_dates_from: int
    notes: tuple[Problem, ...]
    troubles: tuple[Trouble, ...]


MOST_SHOWN = 200
SERIAL_DATES_FROM = 693_594  # ordinal of 30 December 1899, day 0 of Excel on Windows


def one(code: str, place: Place, **values: object) -> Trouble:
    """A problem that stands in one place only."""
    return Trouble((Problem(code, place, values),), 1)


def shown(troubles: Collection[Trouble], source: Source) -> tuple[Problem, ...]:
    """At most ``MOST_SHOWN`` problems, a fair share of each kind, and how many more there are."""
    share = {}
    left = MOST_SHOWN
    by_size = sorted(enumerate(troubles), key=lambda item: item[1].count)
    for position, (index, trouble) in enumerate(by_size):
        share[index] = min(trouble.count, left // (len(by_size) - position))
        left -= share[index]
    problems = [p for i, trouble in enumerate(troubles) for p in trouble.problems[: share[i]]]
    more = sum(trouble.count for trouble in troubles) - len(problems)
    if more:
        problems.append(Problem("table.more-problems", source.place(), {"count": more}))
    return tuple(problems)


def column_letters(index: int) -> str:
    """Letters of the 0-based column, as a spreadsheet shows them: A, …, Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


SPACES = " \t\r\n\x0b\x0c\u00a0\u2009\u202f\u3000\u200b\u200c\u200d\u2060\ufeff"


def brief(value: str) -> str:
    """A cell's text short enough for a sentence."""
    line = " ".join(value.split())
    return line if len(line) <= 40 else line[:39] + "…"
