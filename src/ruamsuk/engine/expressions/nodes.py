"""The tree of an expression: about a dozen kinds of node, frozen and compared by what they say."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ruamsuk.engine.codebook import Variable

Type = Literal["number", "boolean", "text", "date", "choices", "unknown"]
"""``choices`` is a select_multiple; ``unknown`` is NULL, which fits where any type does."""

Value = Decimal | str | bool | datetime.date
Arithmetic = Literal["+", "-", "*", "/"]
Comparison = Literal["=", "<>", "<", "<=", ">", ">="]
Join = Literal["and", "or"]

_PRECEDENCE = {"or": 1, "and": 2, "+": 5, "-": 5, "*": 6, "/": 6}
_TYPES: dict[str, Type] = {
    "integer": "number",
    "decimal": "number",
    "boolean": "boolean",
    "text": "text",
    "date": "date",
    "select_one": "text",
    "select_multiple": "choices",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A part of an expression.

    ``type`` is what its value is. ``copies`` is how many times the compiled form repeats each of
    its parts: SQL has no way to name a value, so some nodes must be written out twice.
    """

    @property
    def type(self) -> Type:
        """What the node's value is; most nodes are conditions."""
        return "boolean"

    @property
    def children(self) -> tuple[Node, ...]:
        """The parts directly inside, from left to right."""
        return ()

    @property
    def copies(self) -> int:
        """How many times each child is written out in the compiled form."""
        return 1

    def may_be_unknown(self, known: Collection[str]) -> bool:
        """False when the value is never NULL, given that the columns in ``known`` hold none."""
        return any(child.may_be_unknown(known) for child in self.children)

    def size(self) -> int:
        """Number of nodes of the compiled form, roughly."""
        return 1 + self.copies * sum(child.size() for child in self.children)

    def walk(self) -> Iterator[Node]:
        """This node and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """A number, text, truth value or date as it was typed; None is NULL."""

    kind: Type
    value: Value | None

    @property
    def type(self) -> Type:
        """What it is."""
        return self.kind

    def may_be_unknown(self, known: Collection[str]) -> bool:
        """Only NULL is unknown."""
        return self.value is None


@dataclass(frozen=True, slots=True)
class Column(Node):
    """A variable of the codebook."""

    name: str
    variable: Variable

    @property
    def type(self) -> Type:
        """The type of language for the codebook's type."""
        return _TYPES[self.variable.type]

    def may_be_unknown(self, known: Collection[str]) -> bool:
        """Unless the caller knows that the column has no gaps."""
        return self.name not in known


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """A number with its sign turned."""

    operand: Node

    @property
    def type(self) -> Type:
        """A number."""
        return "number"

    @property
    def children(self) -> tuple[Node, ...]:
        """The number."""
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class Calculation(Node):
    """A sum, difference, product or quotient; a division by 0 is unknown."""

    sign: Arithmetic
    left: Node
    right: Node

    @property
    def type(self) -> Type:
        """A number."""
        return "number"

    @property
    def children(self) -> tuple[Node, ...]:
        """Both sides."""
        return (self.left, self.right)

    def may_be_unknown(self, known: Collection[str]) -> bool:
        """A division is safe only by a written number other than 0."""
        zero = self.sign == "/" and not (isinstance(self.right, Constant) and self.right.value)
        return zero or any(child.may_be_unknown(known) for child in self.children)


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """Two values of one type, compared."""

    sign: Comparison
    left: Node
    right: Node

    @property
    def children(self) -> tuple[Node, ...]:
        """Both sides."""
        return (self.left, self.right)


@dataclass(frozen=True, slots=True)
class Junction(Node):
    """Conditions that must all hold (``and``), or one of them (``or``)."""

    join: Join
    operands: tuple[Node, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        """The conditions."""
        return self.operands


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The opposite; the opposite of unknown is unknown."""

    operand: Node

    @property
    def children(self) -> tuple[Node, ...]:
        """The condition."""
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class In(Node):
    """Whether a value is among written values."""

    operand: Node
    values: tuple[Constant, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        """The value and the list."""
        return (self.operand, *self.values)


@dataclass(frozen=True, slots=True)
class Between(Node):
    """Whether a value lies between two others, both included."""

    operand: Node
    low: Node
    high: Node

    @property
    def children(self) -> tuple[Node, ...]:
        """The value and its limits."""
        return (self.operand, self.low, self.high)


@dataclass(frozen=True, slots=True)
class IsNull(Node):
    """Whether a value is unknown, which itself is always known."""

    operand: Node

    @property
    def children(self) -> tuple[Node, ...]:
        """The value."""
        return (self.operand,)

    def may_be_unknown(self, known: Collection[str]) -> bool:
        """Never."""
        return False


@dataclass(frozen=True, slots=True)
class Case(Node):
    """The value of the first branch whose condition is true, else ``otherwise``."""

    branches: tuple[tuple[Node, Node], ...]
    otherwise: Node

    @property
    def results(self) -> tuple[Node, ...]:
        """The values it can give."""
        return (*(value for _, value in self.branches), self.otherwise)

    @property
    def type(self) -> Type:
        """The type of its values; branches that give NULL have no say."""
        types = (result.type for result in self.results)
        return next((found for found in types if found != "unknown"), "unknown")

    @property
    def children(self) -> tuple[Node, ...]:
        """Conditions and values."""
        return (*(part for branch in self.branches for part in branch), self.otherwise)

    def may_be_unknown(self, known: Collection[str]) -> bool:
        """An unknown condition only passes on to the next branch: the values decide."""
        return any(result.may_be_unknown(known) for result in self.results)


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function of the row's own values, by its name in the language."""

    name: str
    arguments: tuple[Node, ...]

    @property
    def type(self) -> Type:
        """Some functions keep the type of what they are given."""
        if self.name in ("coalesce", "least", "greatest"):
            return self.arguments[0].type
        return "boolean" if self.name == "has" else "number"

    @property
    def children(self) -> tuple[Node, ...]:
        """The arguments."""
        return self.arguments

    @property
    def copies(self) -> int:
        """``least`` and ``greatest`` look for NULL first; an age takes years, months and days."""
        return {"least": 2, "greatest": 2, "age": 4}.get(self.name, 1)

    def may_be_unknown(self, known: Collection[str]) -> bool:
        """``coalesce`` needs one known value; an age is unknown before birth."""
        unknown = [argument.may_be_unknown(known) for argument in self.arguments]
        return all(unknown) if self.name == "coalesce" else self.name == "age" or any(unknown)


@dataclass(frozen=True, slots=True)
class OverPersons(Node):
    """One value for a household from all its people."""

    name: str
    argument: Node

    @property
    def type(self) -> Type:
        """``any`` and ``all`` are conditions, the others numbers."""
        return "boolean" if self.name in ("any_person", "all_persons") else "number"

    @property
    def children(self) -> tuple[Node, ...]:
        """The condition or number of each person."""
        return (self.argument,)

    @property
    def copies(self) -> int:
        """A condition is asked for true and for false, and once more to find the unknown."""
        return 4

    def may_be_unknown(self, known: Collection[str]) -> bool:
        """A household without rows of persons has no value, so always."""
        return True


def precedence(node: Node) -> int:
    """How tightly a node holds its parts together, from OR (1) to names and calls (8)."""
    if isinstance(node, Junction):
        return _PRECEDENCE[node.join]
    if isinstance(node, Calculation):
        return _PRECEDENCE[node.sign]
    if isinstance(node, Not):
        return 3
    if isinstance(node, Compare | In | Between | IsNull):
        return 4
    return 7 if isinstance(node, Negative) else 8
