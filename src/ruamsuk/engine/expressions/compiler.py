"""From the tree to SQL that gives the same answer on DuckDB and on Spark.

What the engines differ on is spelled out here: numbers are calculated as DOUBLE, a division by 0 is
NULL, LEAST and GREATEST are NULL when one of their values is, halves are rounded away from zero,
and ages are counted from the parts of dates.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import singledispatch

from sqlglot import exp

from ruamsuk.engine.expressions.expression import Expression
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
    precedence,
)
from ruamsuk.engine.expressions.persons import aggregate
from ruamsuk.engine.expressions.sql import case, double, literal, round_half_away
from ruamsuk.engine.expressions.writer import write

_BINARY: Mapping[str, type[exp.Binary]] = {
    "+": exp.Add,
    "-": exp.Sub,
    "*": exp.Mul,
    "/": exp.Div,
    "=": exp.EQ,
    "<>": exp.NEQ,
    "<": exp.LT,
    "<=": exp.LTE,
    ">": exp.GT,
    ">=": exp.GTE,
}


@dataclass(frozen=True, slots=True)
class Compiled:
    """An expression as SQL.

    Attributes:
        sql: its value; columns and aliases stand as quoted bare names.
        person_aggregates: what must be computed first from the table of persons, grouped by
            household: (alias, aggregate). A household without persons has NULL for each. An alias
            depends only on what it stands for, so equal ones of many expressions are one column.
    """

    sql: exp.Expr
    person_aggregates: tuple[tuple[str, exp.Expr], ...]


def compile_expression(e: Expression, prefix: str = "p") -> Compiled:
    """The SQL of an expression, to be rendered with ``.sql(dialect="duckdb")`` or ``"spark"``.

    Columns are expected as BIGINT or DOUBLE (any numeric type will do), BOOLEAN, DATE and VARCHAR,
    with the answers of a select_multiple separated by single spaces.

    Args:
        e: the expression.
        prefix: how the aliases of aggregates over persons begin.
    """
    aggregates = {
        _alias(node, prefix): aggregate(node.name, _sql(node.argument, prefix))
        for node in e.tree.walk()
        if isinstance(node, OverPersons)
    }
    return Compiled(_sql(e.tree, prefix), tuple(aggregates.items()))


def _alias(node: OverPersons, prefix: str) -> str:
    return f"{prefix}_{hashlib.sha256(write(node).encode()).hexdigest()[:16]}"


@singledispatch
def _sql(node: Node, prefix: str) -> exp.Expr:
    raise TypeError(node)


def _inside(node: Node, prefix: str, at_least: int) -> exp.Expr:
    """A part of something larger, in brackets where it would fall apart."""
    sql = _sql(node, prefix)
    return sql if precedence(node) >= at_least else exp.Paren(this=sql)


def _number(node: Node, prefix: str, at_least: int = 0) -> exp.Expr:
    """A value to calculate with, as DOUBLE: on BIGINT engines divide and overflow differently."""
    if isinstance(node, Constant) and isinstance(node.value, Decimal):
        return literal(node.value, as_double=True)
    sql = _inside(node, prefix, at_least)
    whole = isinstance(node, Column) or (isinstance(node, Call) and node.name in ("age", "year"))
    return double(sql) if whole else sql


def _alike(node: Node, prefix: str) -> exp.Expr:
    """One of several values that must have one type."""
    return _number(node, prefix) if node.type == "number" else _sql(node, prefix)


@_sql.register
def _(node: Constant, prefix: str) -> exp.Expr:
    value = node.value
    if value is None:
        return exp.null()
    if isinstance(value, bool):
        return exp.true() if value else exp.false()
    if isinstance(value, Decimal):
        return literal(value)
    if isinstance(value, datetime.date):
        return exp.cast(exp.Literal.string(value.isoformat()), exp.DataType.Type.DATE)
    return exp.Literal.string(value)


@_sql.register
def _(node: Column, prefix: str) -> exp.Expr:
    return exp.column(node.name, quoted=True)


@_sql.register
def _(node: Negative, prefix: str) -> exp.Expr:
    return exp.Neg(this=_number(node.operand, prefix, 8))


@_sql.register
def _(node: Calculation, prefix: str) -> exp.Expr:
    own = precedence(node)
    left, right = _number(node.left, prefix, own), _number(node.right, prefix, own + 1)
    if node.sign == "/":
        right = exp.Nullif(this=right, expression=literal(Decimal(0), as_double=True))
    return _BINARY[node.sign](this=left, expression=right)


@_sql.register
def _(node: Compare, prefix: str) -> exp.Expr:
    left, right = _inside(node.left, prefix, 5), _inside(node.right, prefix, 5)
    return _BINARY[node.sign](this=left, expression=right)


@_sql.register
def _(node: Junction, prefix: str) -> exp.Expr:
    first, *others = (_inside(operand, prefix, 3) for operand in node.operands)
    connector = exp.And if node.join == "and" else exp.Or
    for other in others:
        first = connector(this=first, expression=other)
    return first


@_sql.register
def _(node: Not, prefix: str) -> exp.Expr:
    return exp.Not(this=exp.Paren(this=_sql(node.operand, prefix)))


@_sql.register
def _(node: In, prefix: str) -> exp.Expr:
    values = [_sql(value, prefix) for value in node.values]
    return exp.In(this=_inside(node.operand, prefix, 5), expressions=values)


@_sql.register
def _(node: Between, prefix: str) -> exp.Expr:
    operand, low, high = (_inside(part, prefix, 5) for part in node.children)
    return exp.Between(this=operand, low=low, high=high)


@_sql.register
def _(node: IsNull, prefix: str) -> exp.Expr:
    return exp.Is(this=_inside(node.operand, prefix, 5), expression=exp.null())


@_sql.register
def _(node: Case, prefix: str) -> exp.Expr:
    branches = [
        (_sql(condition, prefix), _alike(value, prefix)) for condition, value in node.branches
    ]
    return case(branches, _alike(node.otherwise, prefix))


@_sql.register
def _(node: Call, prefix: str) -> exp.Expr:
    return _CALLS[node.name](node, prefix)


@_sql.register
def _(node: OverPersons, prefix: str) -> exp.Expr:
    return exp.column(_alias(node, prefix), quoted=True)


def _coalesce(node: Call, prefix: str) -> exp.Expr:
    first, *others = (_alike(argument, prefix) for argument in node.arguments)
    return exp.Coalesce(this=first, expressions=others)


def _absolute(node: Call, prefix: str) -> exp.Expr:
    return exp.Abs(this=_number(node.arguments[0], prefix))


def _extreme(node: Call, prefix: str) -> exp.Expr:
    """LEAST or GREATEST; both engines pass over NULL, so it is looked for first."""
    function = exp.Least if node.name == "least" else exp.Greatest
    first, *others = (_alike(argument, prefix) for argument in node.arguments)
    missing = [
        exp.Is(this=_inside(argument, prefix, 5), expression=exp.null())
        for argument in node.arguments
    ]
    # ``ignore_nulls`` keeps sqlglot from adding a guard of its own for one of the engines.
    value = function(this=first, expressions=others, ignore_nulls=True)
    return case([(exp.Not(this=exp.Paren(this=exp.or_(*missing, copy=False))), value)])


def _round(node: Call, prefix: str) -> exp.Expr:
    number, *digits = node.arguments
    places = digits[0].value if digits and isinstance(digits[0], Constant) else 0
    return round_half_away(_number(number, prefix), int(str(places)))


def _has(node: Call, prefix: str) -> exp.Expr:
    """Whether an answer is among several: both with spaces around, so that it is a whole one."""
    several, answer = node.arguments
    space = exp.Literal.string(" ")
    padded = exp.DPipe(
        this=exp.DPipe(this=space, expression=_sql(several, prefix)), expression=space.copy()
    )
    looked_for = exp.Literal.string(f" {answer.value} " if isinstance(answer, Constant) else "")
    place = exp.StrPosition(this=padded, substr=looked_for)
    return exp.Paren(this=exp.GT(this=place, expression=literal(Decimal(0))))


def _age(node: Call, prefix: str) -> exp.Expr:
    """Birthdays that have passed; unknown before birth. 29 February counts from 1 March."""
    born, day = (_inside(argument, prefix, 5) for argument in node.arguments)

    def day_of_year(date: exp.Expr) -> exp.Expr:
        month = exp.Mul(this=exp.Month(this=date.copy()), expression=literal(Decimal(100)))
        return exp.Add(this=month, expression=exp.Day(this=date.copy()))

    before_birthday = exp.LT(this=day_of_year(day), expression=day_of_year(born))
    years = exp.Sub(this=exp.Year(this=day.copy()), expression=exp.Year(this=born.copy()))
    one, none = literal(Decimal(1)), literal(Decimal(0))
    age = exp.Sub(this=years, expression=case([(before_birthday, one)], none))
    return case([(exp.LTE(this=born, expression=day), age)])


def _year(node: Call, prefix: str) -> exp.Expr:
    return exp.Year(this=_sql(node.arguments[0], prefix))


_CALLS: Mapping[str, Callable[[Call, str], exp.Expr]] = {
    "coalesce": _coalesce,
    "abs": _absolute,
    "least": _extreme,
    "greatest": _extreme,
    "round": _round,
    "has": _has,
    "age": _age,
    "year": _year,
}
