"""What can be wrong with something that a person gave us, where it stands, and the way out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ruamsuk.lib.text import Language, LocalText


@dataclass(frozen=True, slots=True)
class ProblemWords:
    """One entry of the catalogue: what is wrong and what to do, with ``{names}`` to fill in."""

    what: LocalText
    remedy: LocalText


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem stands; every part is optional.

    Attributes:
        file: name of the file as the person knows it.
        path: path inside a framework file, such as ``goals[0].indicators[2].achieved``.
        sheet: sheet of a workbook.
        row: row as a spreadsheet numbers it (the header is row 1).
        column: the column's header.
        position: 1-based character inside an expression.
    """

    file: str = ""
    path: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    position: int | None = None

    def words(self) -> LocalText:
        """The place as people say it: ``households.csv, row 12, column age``."""
        th = [self.file, self.path]
        en = [self.file, self.path]
        for value, thai, english in (
            (self.sheet, "แผ่นงาน", "sheet"),
            (self.row, "แถว", "row"),
            (self.column, "คอลัมน์", "column"),
            (self.position, "ตัวอักษรที่", "character"),
        ):
            if value not in (None, ""):
                th.append(f"{thai} {value}")
                en.append(f"{english} {value}")
        return LocalText(" ".join(filter(None, th)), ", ".join(filter(None, en)))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a code of the catalogue with the values that fill its words.

    Attributes:
        code: key in ``ruamsuk.lib.catalogue``, such as ``table.not-a-number``.
        place: where it stands.
        values: what fills the ``{names}`` of the words.
        severity: an ``error`` stops the work, a ``note`` is something worth knowing.
    """

    code: str
    place: Place = Place()
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Literal["error", "note"] = "error"

    def sentence(self, language: Language) -> str:
        """The whole sentence: place, what is wrong, what to do."""
        from ruamsuk.lib.catalogue import CATALOGUE

        entry = CATALOGUE[self.code]
        where = self.place.words().to(language)
        what = entry.what.format(**self.values).to(language)
        remedy = entry.remedy.format(**self.values).to(language)
        lead = f"{where}: " if where else ""
        return f"{lead}{what} {remedy}".strip()


class ProblemsFound(Exception):
    """Raised with everything that was found wrong, collected rather than one at a time."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.sentence("en") for problem in self.problems))
