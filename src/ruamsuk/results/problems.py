"""Problems as they are kept in the database and told on pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from ruamsuk.lib.catalogue import CATALOGUE
from ruamsuk.lib.problem import Place, Problem
from ruamsuk.lib.text import Language, LocalText


def pack(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems as JSON."""
    return [
        {
            "code": problem.code,
            "place": {name: part for name, part in asdict(problem.place).items() if part},
            "values": {name: _packed(value) for name, value in problem.values.items()},
            "severity": problem.severity,
        }
        for problem in problems
    ]


def _packed(value: object) -> object:
    if isinstance(value, LocalText):
        return {"th": value.th, "en": value.en}
    return value if isinstance(value, str | int | float) else str(value)


def unpack(kept: Iterable[Mapping[str, Any]]) -> tuple[Problem, ...]:
    """The problems that `pack` kept."""
    return tuple(
        Problem(
            one["code"],
            Place(**one["place"]),
            {
                name: LocalText(**value) if isinstance(value, dict) else value
                for name, value in one["values"].items()
            },
            one["severity"],
        )
        for one in kept
    )


HIDDEN = LocalText("(ไม่แสดง)", "(hidden)")
_OF_HOUSEHOLDS = ("value", "answer", "near", "village", "example", "examples")


def without_values(problem: Problem) -> Problem:
    """The problem for who may not see households: where it is, without what stands there."""
    kept = {n: HIDDEN if n in _OF_HOUSEHOLDS else value for n, value in problem.values.items()}
    return replace(problem, values=kept)


@dataclass(frozen=True)
class Told:
    """One problem in the words of a language, part by part, as a row of a table.

    Attributes:
        value: what stands in the cell.
        what: what is wrong with it.
        remedy: the way out.
    """

    sheet: str
    row: int | None
    column: str
    value: str
    what: str
    remedy: str


def told(problem: Problem, language: Language) -> Told:
    """A problem part by part."""
    words, place = CATALOGUE[problem.code], problem.place
    return Told(
        place.sheet,
        place.row,
        place.column,
        str(problem.values.get("value", problem.values.get("answer", ""))),
        words.what.format(**problem.values).to(language),
        words.remedy.format(**problem.values).to(language),
    )
