"""Expressions as an editor offers them: rows of variable, comparison and values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import Literal

from ruamsuk.engine.expressions.expression import Expression
from ruamsuk.engine.expressions.nodes import (
    Between,
    Call,
    Column,
    Compare,
    Constant,
    In,
    IsNull,
    Join,
    Junction,
    Node,
    Not,
    Value,
)
from ruamsuk.engine.expressions.writer import write_name, write_value

PartComparison = Literal[
    "=", "<>", "<", "<=", ">", ">=", "in", "not in", "between", "not between",
    "has", "has not", "is null", "is not null",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One row of an editor.

    Attributes:
        variable: the variable's name.
        comparison: how it is compared.
        values: none for the two ``null`` comparisons, two for the two ``between``, any number for
            ``in`` and ``not in``, else one. A boolean variable has ``=`` with True or False.
    """

    variable: str
    comparison: PartComparison
    values: tuple[Value, ...] = ()


def parts(e: Expression) -> tuple[Part, ...] | None:
    """The rows that make up an expression, joined by ``join_of(e)``; None where rows cannot."""
    operands = e.tree.operands if isinstance(e.tree, Junction) else (e.tree,)
    found = [_part(operand) for operand in operands]
    rows = tuple(part for part in found if part is not None)
    return rows if len(rows) == len(found) else None


def join_of(e: Expression) -> Join:
    """Whether all rows of an expression must hold (``and``) or one of them (``or``)."""
    return e.tree.join if isinstance(e.tree, Junction) else "and"


def from_parts(parts: Sequence[Part], join: Join) -> str:
    """The text of an expression made of rows; empty when there are none."""
    return f" {join.upper()} ".join(_write(part) for part in parts)


def _write(part: Part) -> str:
    name = write_name(part.variable)
    values = [write_value(value) for value in part.values]
    match part.comparison:
        case "in" | "not in":
            return f"{name} {part.comparison.upper()} ({', '.join(values)})"
        case "between" | "not between":
            return f"{name} {part.comparison.upper()} {' AND '.join(values)}"
        case "is null" | "is not null":
            return f"{name} {part.comparison.upper()}"
        case "has":
            return f"has({name}, {values[0]})"
        case "has not":
            return f"NOT has({name}, {values[0]})"
    return f"{name} {part.comparison} {values[0]}"


def _row(comparison: PartComparison, column: Node, values: Sequence[Node]) -> Part | None:
    """A row, when a variable is compared with written values."""
    written = tuple(
        value.value for value in values if isinstance(value, Constant) and value.value is not None
    )
    if not isinstance(column, Column) or len(written) != len(values):
        return None
    return Part(column.name, comparison, written)


@singledispatch
def _part(node: Node) -> Part | None:
    return None


@_part.register
def _(node: Column) -> Part | None:
    return Part(node.name, "=", (True,)) if node.type == "boolean" else None


@_part.register
def _(node: Compare) -> Part | None:
    return _row(node.sign, node.left, [node.right])


@_part.register
def _(node: In) -> Part | None:
    return _row("in", node.operand, node.values)


@_part.register
def _(node: Between) -> Part | None:
    return _row("between", node.operand, [node.low, node.high])


@_part.register
def _(node: IsNull) -> Part | None:
    return _row("is null", node.operand, [])


@_part.register
def _(node: Call) -> Part | None:
    return _row("has", node.arguments[0], node.arguments[1:]) if node.name == "has" else None


@_part.register
def _(node: Not) -> Part | None:
    part = _part(node.operand)
    if isinstance(node.operand, Column):
        return Part(node.operand.name, "=", (False,))
    opposite = _OPPOSITES.get(part.comparison) if part else None
    return Part(part.variable, opposite, part.values) if part and opposite else None


_OPPOSITES: dict[PartComparison, PartComparison] = {
    "in": "not in",
    "between": "not between",
    "is null": "is not null",
    "has": "has not",
}
