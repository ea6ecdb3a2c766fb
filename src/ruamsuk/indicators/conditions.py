"""The condition editor: rows of variable, comparison and values ⇄ the expression they make.

Both always agree. Rows that were changed make the expression; an expression that was changed makes
the rows, or says that it is more than rows can show.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ruamsuk.engine.codebook import Level, Variable
from ruamsuk.engine.expressions import Expression, Part, from_parts, join_of, parse, parts
from ruamsuk.engine.expressions.nodes import Join, Value
from ruamsuk.engine.expressions.parts import PartComparison
from ruamsuk.lib.problem import ProblemsFound
from ruamsuk.lib.text import Language, LocalText
from ruamsuk.lib.thai import buddhist_year, parse_date, to_arabic_digits

if TYPE_CHECKING:
    from django.http import QueryDict

Control = Literal["none", "yes-no", "one", "many", "number", "numbers", "pair", "text", "texts"]
"""How the values of a row are given."""

_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,6})?")
_NULLS: tuple[PartComparison, ...] = ("is null", "is not null")
_IN_ORDER: tuple[PartComparison, ...] = ("=", "<>", "<", "<=", ">", ">=", "between", "not between")
_BY_TYPE: Mapping[str, tuple[PartComparison, ...]] = {
    "integer": (*_IN_ORDER, "in", "not in", *_NULLS),
    "decimal": (*_IN_ORDER, "in", "not in", *_NULLS),
    "date": (*_IN_ORDER, *_NULLS),
    "boolean": ("=", *_NULLS),
    "text": ("=", "<>", "in", "not in", *_NULLS),
    "select_one": ("=", "<>", "in", "not in", *_NULLS),
    "select_multiple": ("has", "has not", *_NULLS),
}


NO_WORDS = LocalText()


class RowFault(ValueError):
    """A row that cannot be read yet; says what is missing."""


@dataclass(frozen=True)
class Row:
    """One row as a person fills it in: nothing of it is lost when it cannot be read."""

    variable: str = ""
    comparison: str = "="
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Condition:
    """A condition as it stands in the editor.

    Attributes:
        text: the expression.
        rows: the rows it is made of; None where rows cannot show it.
        join: whether all rows must hold or one of them.
        sentence: what it says in words; empty while it cannot be read.
        faults: what is wrong, in sentences.
    """

    text: str = ""
    rows: tuple[Row, ...] | None = ()
    join: Join = "and"
    sentence: LocalText = NO_WORDS
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Book:
    """The codebook as one condition may use it."""

    variables: Mapping[str, Variable]
    level: Level

    @property
    def usable(self) -> dict[str, Variable]:
        """The variables that a row of this level has."""
        levels = ("person", "household") if self.level == "person" else (self.level,)
        return {name: one for name, one in self.variables.items() if one.level in levels}


def language() -> Language:
    """The language of the page."""
    return "en" if (get_language() or "th").startswith("en") else "th"


def comparisons(variable: Variable) -> tuple[PartComparison, ...]:
    """The comparisons that a variable can stand in."""
    return _BY_TYPE[variable.type]


def control(variable: Variable, comparison: str) -> Control:
    """How the values of a row are given."""
    if comparison in _NULLS:
        return "none"
    if variable.type == "boolean":
        return "yes-no"
    if variable.choices:
        return "many" if comparison in ("in", "not in") else "one"
    if comparison in ("between", "not between"):
        return "pair"
    several = comparison in ("in", "not in")
    if variable.type in ("integer", "decimal"):
        return "numbers" if several else "number"
    return "texts" if several else "text"


def from_text(text: str, book: Book) -> Condition:
    """The condition that an expression makes."""
    if not text:
        return Condition()
    try:
        read = parse(text, book.variables, book.level, wants="boolean")
    except ProblemsFound as found:
        faults = tuple(problem.sentence(language()) for problem in found.problems)
        return Condition(text, None, faults=faults)
    return Condition(text, _rows(read, book), join_of(read), read.sentence())


def _rows(read: Expression, book: Book) -> tuple[Row, ...] | None:
    """The rows that make an expression, when they make that and nothing else."""
    found = parts(read)
    if found is None:
        return None
    rows = tuple(_row(part) for part in found)
    try:
        return rows if tuple(part_of(row, book) for row in rows) == found else None
    except RowFault:
        return None


def from_rows(rows: tuple[Row, ...], join: Join, book: Book, was: str = "") -> Condition:
    """The condition that rows make.

    Args:
        rows: as they were filled in.
        join: whether all must hold or one of them.
        book: the codebook.
        was: the expression before; it keeps its spelling when the rows say the same.
    """
    made: list[Part] = []
    faults: list[str] = []
    for row in rows:
        try:
            made.append(part_of(row, book))
        except RowFault as fault:
            faults.append(str(fault))
    if faults:
        return Condition("", rows, join, faults=tuple(faults))
    same = bool(was) and _says(was, made, join, book)
    condition = from_text(was if same else from_parts(made, join), book)
    return Condition(
        condition.text, rows, join if rows else "and", condition.sentence, condition.faults
    )


def read_condition(data: QueryDict, prefix: str, book: Book) -> Condition:
    """The condition that a form sends: by its text where that was changed, else by its rows."""
    text, was = (_one_line(data.get(name, "")) for name in (prefix, f"{prefix}-was"))
    if text != was or f"{prefix}-rows" not in data:
        return from_text(text, book)
    join: Join = "or" if data.get(f"{prefix}-join") == "or" else "and"
    return from_rows(_read_rows(data, prefix), join, book, was)


def part_of(row: Row, book: Book) -> Part:
    """The part of an expression that a row makes.

    Raises:
        RowFault: something is missing or cannot be read.
    """
    variable = book.variables.get(row.variable)
    if variable is None:
        raise RowFault(_("“%s” is not among the questions any more.") % row.variable)
    name = variable.label.to(language()) or row.variable
    if row.comparison not in comparisons(variable):
        raise RowFault(_("“%s”: choose how to compare.") % name)
    kind = control(variable, row.comparison)
    texts = [text for value in row.values for text in _split(value, kind)]
    needed = {"none": 0, "pair": 2}.get(kind, 1)
    if len(texts) < needed:
        raise RowFault(_("“%s”: say with what to compare it.") % name)
    texts = texts[: needed if kind not in ("many", "numbers", "texts") else None]
    values = tuple(_value(text, variable, name) for text in texts)
    return Part(row.variable, row.comparison, values)


def read_value(data: QueryDict, book: Book) -> tuple[str, str]:
    """The formula of a value that a form sends, and what is wrong with it.

    It is the text where that was changed, else the number picked, divided by another for a ratio.
    """
    text, was = (_one_line(data.get(name, "")) for name in ("value", "value-was"))
    if text == was and "value-number" in data:
        number, over = data.get("value-number", ""), data.get("value-over", "")
        ratio = data.get("summary") == "ratio"
        picked = f"{number} / {over}" if ratio and number and over else number
        text = was if picked == value_parts(was, ratio) else picked
    return text, _fault_of_value(text, book)


def value_parts(text: str, ratio: bool) -> str:
    """The formula spelt as the picks of the editor would spell it; empty where they cannot."""
    pattern = r"[A-Za-z_]\w*( / [A-Za-z_]\w*)?" if ratio else r"[A-Za-z_]\w*"
    spelt = re.sub(r"\s*/\s*", " / ", text)
    return spelt if re.fullmatch(pattern, spelt, re.ASCII) else ""


def _fault_of_value(text: str, book: Book) -> str:
    if not text:
        return ""
    try:
        parse(text, book.variables, book.level, wants="number")
    except ProblemsFound as found:
        return " ".join(problem.sentence(language()) for problem in found.problems)
    return ""


def _says(text: str, made: list[Part], join: Join, book: Book) -> bool:
    try:
        read = parse(text, book.variables, book.level)
    except ProblemsFound:
        return False
    return parts(read) == tuple(made) and (len(made) < 2 or join_of(read) == join)


def _one_line(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _read_rows(data: QueryDict, prefix: str) -> tuple[Row, ...]:
    numbers = sorted(
        int(found[1])
        for name in data
        if (found := re.fullmatch(rf"{prefix}-(\d{{1,3}})-variable", name))
    )
    rows = (
        Row(
            data.get(f"{prefix}-{number}-variable", ""),
            data.get(f"{prefix}-{number}-comparison", "") or "=",
            tuple(filter(None, map(str.strip, data.getlist(f"{prefix}-{number}-value")))),
        )
        for number in numbers
        if f"{prefix}-{number}-remove" not in data
    )
    return tuple(row for row in rows if row.variable)


def _split(value: str, kind: Control) -> list[str]:
    if kind in ("numbers", "texts"):
        return [text.strip() for text in value.split(";" if ";" in value else ",") if text.strip()]
    return [value]


def _value(text: str, variable: Variable, name: str) -> Value:
    plain = to_arabic_digits(text)
    if variable.type == "boolean":
        return plain == "yes"
    if variable.type == "date":
        if found := parse_date(text):
            return found.date
        raise RowFault(
            _("“%(name)s”: “%(value)s” is not a date. Type it as 24/1/2553.")
            % {"name": name, "value": text}
        )
    if variable.type in ("integer", "decimal"):
        number = plain.replace(",", "").replace("−", "-")
        if _NUMBER.fullmatch(number):
            return Decimal(number)
        raise RowFault(
            _("“%(name)s”: “%(value)s” is not a number. Type digits only, such as 1500 or 2.5.")
            % {"name": name, "value": text}
        )
    return text


def _row(part: Part) -> Row:
    texts = tuple(_typed(value) for value in part.values)
    return Row(part.variable, part.comparison, texts)


def _typed(value: Value) -> str:
    """A value as a person would type it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime.date):
        if language() == "en":
            return value.isoformat()
        return f"{value.day}/{value.month}/{buddhist_year(value.year)}"
    return value
