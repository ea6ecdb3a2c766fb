"""What may be named where: the codebook, the level, and how a problem is told with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from sqlglot import exp

from ruamsuk.engine.codebook import Level, Variable
from ruamsuk.engine.expressions.nodes import Call, Column, Constant, Node, Type
from ruamsuk.engine.expressions.tokens import Source, suggest
from ruamsuk.lib.problem import Problem, ProblemsFound
from ruamsuk.lib.text import LocalText
from ruamsuk.lib.thai import common_year

Item = TypeVar("Item")
Result = TypeVar("Result")

TYPE_WORDS: Mapping[Type, LocalText] = {
    "number": LocalText("ตัวเลข", "a number"),
    "boolean": LocalText("เงื่อนไข", "a condition"),
    "text": LocalText("ข้อความ", "a text"),
    "date": LocalText("วันที่", "a date"),
}
_LEVEL_WORDS: Mapping[Level, LocalText] = {
    "household": LocalText("ครัวเรือน", "household"),
    "person": LocalText("คน", "person"),
    "community": LocalText("ชุมชน", "community"),
}
_CHOICES_SHOWN = 20
FIRST_BUDDHIST_YEAR = 2400  # no year CE in a table about living people comes near it


@dataclass(frozen=True, slots=True)
class Scope:
    """Where in an expression we stand.

    Attributes:
        source: the text, for the places of problems.
        variables: the codebook.
        level: what one row is for the whole expression.
        function: the function over persons that we are inside of, if any.
    """

    source: Source
    variables: Mapping[str, Variable]
    level: Level
    function: str = ""

    def fault(self, code: str, tree: exp.Expr, **values: object) -> ProblemsFound:
        """One problem at the first character of ``tree`` that is known, ready to be raised."""
        starts: list[int] = []
        place: exp.Expr | None = tree
        while place and not starts:  # sqlglot keeps no place for NULL and TRUE
            starts = [node.meta["start"] for node in place.walk() if "start" in node.meta]
            place = place.parent
        return ProblemsFound([self.source.problem(code, min(starts, default=0), **values)])

    def name(self, tree: exp.Expr) -> str:
        """The variable or function that was named; sqlglot also takes a stray IN or END for one."""
        if not tree.name.startswith("_"):
            raise self.fault("expression.unreadable", tree, near=tree.name)
        return tree.name[1:]

    def column(self, tree: exp.Column) -> Column:
        """The variable that a name means, when its level may be used here."""
        name = self.name(tree)
        column = Column(name, self.variables[name])
        has = column.variable.level
        allowed: tuple[Level, ...] = ("person",) if self.function else (self.level,)
        if self.level == "person":
            allowed = ("person", "household")
        if has in allowed:
            return column
        if self.function and has == "household":
            raise self.fault(
                "expression.household-inside", tree, name=column.name, function=self.function
            )
        if self.level == "household" and has == "person":
            raise self.fault("expression.person-outside", tree, name=column.name)
        level = _LEVEL_WORDS[self.level]
        raise self.fault(
            "expression.wrong-level", tree, name=column.name, has=_LEVEL_WORDS[has], level=level
        )

    def want(self, node: Node, needed: Type, tree: exp.Expr) -> Node:
        """``node``, when it is of the type that its place needs."""
        if node.type == needed:
            return node
        words = {"needed": TYPE_WORDS[needed], "found": TYPE_WORDS[node.type]}
        raise self.fault("expression.wrong-type", tree, **words)

    def same_type(self, nodes: Sequence[Node], tree: exp.Expr) -> Type:
        """The one type of all nodes, passing over NULL."""
        types = list(dict.fromkeys(node.type for node in nodes if node.type != "unknown"))
        if not types:
            raise self.fault("expression.null", tree)
        if len(types) > 1:
            words = {"left": TYPE_WORDS[types[0]], "right": TYPE_WORDS[types[1]]}
            raise self.fault("expression.different-types", tree, **words)
        return types[0]

    def ordered(self, nodes: Sequence[Node], sign: str, tree: exp.Expr) -> None:
        """Refuse to put texts or truth values in order: engines sort them as bytes."""
        found = self.same_type(nodes, tree)
        if found not in ("number", "date"):
            raise self.fault("expression.order-of-words", tree, sign=sign, found=TYPE_WORDS[found])

    def sensible(self, about: Node, value: Node, tree: exp.Expr) -> None:
        """Refuse a written value that ``about`` never has: no answer of it, or a year of พ.ศ."""
        if not isinstance(value, Constant):
            return
        if isinstance(about, Column) and about.variable.choices:
            self._offered(about, str(value.value), tree)
        year = isinstance(about, Call) and about.name == "year"
        if year and isinstance(value.value, Decimal) and value.value >= FIRST_BUDDHIST_YEAR:
            ce = common_year(int(value.value))
            raise self.fault("expression.buddhist-year", tree, year=value.value, ce=ce)

    def _offered(self, column: Column, value: str, tree: exp.Expr) -> None:
        choices = column.variable.choices
        offered = [choice.value for choice in choices]
        if value in offered:
            return
        words = {
            word: choice.value
            for choice in choices
            for word in (choice.value, choice.label.th, choice.label.en)
            if word
        }
        near = [words[word] for word in suggest(value, words)]
        more = ", …" if len(offered) > _CHOICES_SHOWN else ""
        raise self.fault(
            "expression.unknown-choice",
            tree,
            value=value,
            name=column.name,
            hint=_DID_YOU_MEAN.format(value=near[0]) if near else "",
            choices=", ".join(offered[:_CHOICES_SHOWN]) + more,
        )


_DID_YOU_MEAN = LocalText("หมายถึง '{value}' หรือไม่ ", "Did you mean '{value}'? ")


def collect(function: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
    """``function`` of every item; the problems of all items are raised together."""
    results: list[Result] = []
    problems: list[Problem] = []
    for item in items:
        try:
            results.append(function(item))
        except ProblemsFound as found:
            problems.extend(found.problems)
    if problems:
        raise ProblemsFound(problems)
    return results
