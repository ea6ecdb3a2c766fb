"""The words of the language: its keywords and its functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlglot import TokenType

from ruamsuk.engine.expressions.nodes import Type

KEYWORDS: Mapping[str, TokenType] = {
    word: TokenType[word]
    for word in (
        "AND",
        "OR",
        "NOT",
        "IN",
        "BETWEEN",
        "IS",
        "NULL",
        "CASE",
        "WHEN",
        "THEN",
        "ELSE",
        "END",
        "TRUE",
        "FALSE",
        "DATE",
    )
}

MAX_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Function:
    """What a function takes.

    Attributes:
        example: how to write it.
        types: types of its values; none where they need only be alike.
        least: fewest values.
        most: most values.
        persons: whether it goes over a household's people.
    """

    example: str
    types: tuple[Type, ...] = ()
    least: int = 1
    most: int = 1
    persons: bool = False

    @property
    def expected(self) -> str:
        """The number of values in figures, as ``2``, ``1-2`` or ``2-…``."""
        return str(self.least) if self.least == self.most else f"{self.least}-{self.most}"


_MANY = 50

FUNCTIONS: Mapping[str, Function] = {
    "coalesce": Function("COALESCE(x, 0)", least=2, most=_MANY),
    "least": Function("LEAST(x, y)", least=2, most=_MANY),
    "greatest": Function("GREATEST(x, y)", least=2, most=_MANY),
    "abs": Function("ABS(x)", ("number",)),
    "round": Function("ROUND(x, 1)", ("number", "number"), most=2),
    "has": Function("has(crops, 'rice')", ("choices", "text"), least=2, most=2),
    "age": Function("age(birth_date, DATE '2024-01-31')", ("date", "date"), least=2, most=2),
    "year": Function("year(birth_date)", ("date",)),
    "any_person": Function("any_person(age >= 60)", ("boolean",), persons=True),
    "all_persons": Function("all_persons(age >= 15)", ("boolean",), persons=True),
    "count_persons": Function("count_persons(age < 15)", ("boolean",), persons=True),
    "share_of_persons": Function("share_of_persons(works)", ("boolean",), persons=True),
    "sum_persons": Function("sum_persons(income)", ("number",), persons=True),
}
