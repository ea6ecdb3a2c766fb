"""The meaning of an expression, computed row by row in plain Python; None is unknown."""

from __future__ import annotations

import datetime
import operator
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import singledispatch
from typing import Any

from ruamsuk.engine.expressions import nodes

from .village import PEOPLE, Row

_COMPARE = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_CALCULATE = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


def round_half_away(value: float, places: int) -> float:
    moved = Decimal(value * 10.0**places).quantize(Decimal(1), ROUND_HALF_UP)
    return float(moved) / 10.0**places


@singledispatch
def evaluate(node: nodes.Node, row: Row) -> Any:
    raise TypeError(node)


def conjunction(values: Sequence[bool | None]) -> bool | None:
    if any(value is False for value in values):
        return False
    return None if any(value is None for value in values) else True


def opposite(value: bool | None) -> bool | None:
    return None if value is None else not value


def disjunction(values: Sequence[bool | None]) -> bool | None:
    return opposite(conjunction([opposite(value) for value in values]))


def compare(sign: str, left: Any, right: Any) -> bool | None:
    return None if left is None or right is None else _COMPARE[sign](left, right)


@evaluate.register
def _(node: nodes.Constant, row: Row) -> Any:
    return float(node.value) if isinstance(node.value, Decimal) else node.value


@evaluate.register
def _(node: nodes.Column, row: Row) -> Any:
    value = row[node.name]
    return float(value) if node.type == "number" and value is not None else value


@evaluate.register
def _(node: nodes.Negative, row: Row) -> Any:
    value = evaluate(node.operand, row)
    return None if value is None else -value


@evaluate.register
def _(node: nodes.Calculation, row: Row) -> Any:
    left, right = evaluate(node.left, row), evaluate(node.right, row)
    if left is None or right is None or (node.sign == "/" and right == 0):
        return None
    return _CALCULATE[node.sign](left, right)


@evaluate.register
def _(node: nodes.Compare, row: Row) -> Any:
    left, right = evaluate(node.left, row), evaluate(node.right, row)
    return compare(node.sign, left, right)


@evaluate.register
def _(node: nodes.Junction, row: Row) -> Any:
    values = [evaluate(operand, row) for operand in node.operands]
    return conjunction(values) if node.join == "and" else disjunction(values)


@evaluate.register
def _(node: nodes.Not, row: Row) -> Any:
    return opposite(evaluate(node.operand, row))


@evaluate.register
def _(node: nodes.In, row: Row) -> Any:
    value = evaluate(node.operand, row)
    return disjunction([compare("=", value, evaluate(v, row)) for v in node.values])


@evaluate.register
def _(node: nodes.Between, row: Row) -> Any:
    value, low, high = (evaluate(part, row) for part in node.children)
    return conjunction([compare(">=", value, low), compare("<=", value, high)])


@evaluate.register
def _(node: nodes.IsNull, row: Row) -> Any:
    return evaluate(node.operand, row) is None


@evaluate.register
def _(node: nodes.Case, row: Row) -> Any:
    for condition, value in node.branches:
        if evaluate(condition, row) is True:
            return evaluate(value, row)
    return evaluate(node.otherwise, row)


def age(born: datetime.date, on: datetime.date) -> int | None:
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return years if born <= on else None


@evaluate.register
def _(node: nodes.Call, row: Row) -> Any:
    values = [evaluate(argument, row) for argument in node.arguments]
    if node.name == "coalesce":
        return next((value for value in values if value is not None), None)
    if None in values:
        return None
    functions: dict[str, Any] = {
        "abs": abs,
        "least": min,
        "greatest": max,
        "round": lambda value, places=0.0: round_half_away(value, int(places)),
        "has": lambda several, answer: answer in several.split(" "),
        "age": age,
        "year": lambda date: date.year,
    }
    return functions[node.name](*values)


@evaluate.register
def _(node: nodes.OverPersons, row: Row) -> Any:
    values = [evaluate(node.argument, person) for person in PEOPLE[row["household_id"]]]
    if not values:
        return None
    if node.name == "any_person":
        return disjunction(values)
    if node.name == "all_persons":
        return conjunction(values)
    if None in values:
        return None
    if node.name == "sum_persons":
        return round_half_away(sum(values), 6)
    return sum(values) / (len(values) if node.name == "share_of_persons" else 1)
