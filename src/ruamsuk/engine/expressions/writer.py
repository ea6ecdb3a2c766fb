"""From the tree back to the text of the language."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import singledispatch

from ruamsuk.engine.expressions.nodes import (
    Between,
    Calculation,
    Call,
    Case,
    Column,
    Compare,
    Constant,
    In,
    IsNull,
    Junction,
    Negative,
    Node,
    Not,
    OverPersons,
    Value,
    precedence,
)
from ruamsuk.engine.expressions.vocabulary import KEYWORDS


@singledispatch
def write(node: Node) -> str:
    """The text that parses to ``node`` again."""
    raise TypeError(node)


def write_name(name: str) -> str:
    """A variable's name, quoted where it would be a keyword."""
    return f'"{name}"' if name.upper() in KEYWORDS else name


def write_value(value: Value | None) -> str:
    """A number, text, truth value or date as it is typed."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime.date):
        return f"DATE '{value.isoformat()}'"
    return "'" + value.replace("'", "''") + "'"


def _inside(node: Node, at_least: int) -> str:
    """A part of something larger, in brackets where it would fall apart."""
    return write(node) if precedence(node) >= at_least else f"({write(node)})"


@write.register
def _(node: Constant) -> str:
    return write_value(node.value)


@write.register
def _(node: Column) -> str:
    return write_name(node.name)


@write.register
def _(node: Negative) -> str:
    return f"- {_inside(node.operand, 8)}"


@write.register
def _(node: Calculation) -> str:
    own = precedence(node)
    return f"{_inside(node.left, own)} {node.sign} {_inside(node.right, own + 1)}"


@write.register
def _(node: Compare) -> str:
    return f"{_inside(node.left, 5)} {node.sign} {_inside(node.right, 5)}"


@write.register
def _(node: Junction) -> str:
    return f" {node.join.upper()} ".join(_inside(operand, 3) for operand in node.operands)


@write.register
def _(node: Not) -> str:
    return f"NOT {_inside(node.operand, 4)}"


@write.register
def _(node: In) -> str:
    return f"{_inside(node.operand, 5)} IN ({', '.join(write(value) for value in node.values)})"


@write.register
def _(node: Between) -> str:
    return f"{_inside(node.operand, 5)} BETWEEN {_inside(node.low, 5)} AND {_inside(node.high, 5)}"


@write.register
def _(node: IsNull) -> str:
    return f"{_inside(node.operand, 5)} IS NULL"


@write.register
def _(node: Case) -> str:
    branches = " ".join(
        f"WHEN {write(condition)} THEN {write(value)}" for condition, value in node.branches
    )
    return f"CASE {branches} ELSE {write(node.otherwise)} END"


@write.register
def _(node: Call | OverPersons) -> str:
    return f"{node.name}({', '.join(write(child) for child in node.children)})"
