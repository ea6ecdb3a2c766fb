"""From tokens to the tree: sqlglot parses, and every kind of node it gives is on a list."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from sqlglot import Token, exp
from sqlglot.errors import ParseError
from sqlglot.parser import Parser

from ruamsuk.engine.codebook import Level, Variable
from ruamsuk.engine.expressions.functions import call, enter
from ruamsuk.engine.expressions.nodes import (
    Between,
    Calculation,
    Case,
    Compare,
    Constant,
    In,
    IsNull,
    Junction,
    Negative,
    Node,
    Not,
)
from ruamsuk.engine.expressions.scope import FIRST_BUDDHIST_YEAR, Scope, collect
from ruamsuk.engine.expressions.tokens import LANGUAGE, MAX_LENGTH, Source, tokenize
from ruamsuk.lib.problem import ProblemsFound
from ruamsuk.lib.thai import common_year

MAX_DEPTH = 50  # of the tree; enough for a sum of 33 terms inside a comparison
MAX_SIZE = 3_000  # nodes of the compiled form

_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def parse_tree(text: str, variables: Mapping[str, Variable], level: Level, path: str) -> Node:
    """The checked tree of an expression.

    Raises:
        ProblemsFound: with every problem that can be told apart in one reading.
    """
    source, tokens = tokenize(text, variables, path)
    tree = _sqlglot_tree(source, tokens)
    scope = Scope(source, variables, level)
    if _depth(tree) > MAX_DEPTH:
        raise scope.fault("expression.too-complex", tree)
    (node,) = _values([tree], scope)
    if node.size() > MAX_SIZE:
        raise scope.fault("expression.too-complex", tree)
    return node


def _sqlglot_tree(source: Source, tokens: Sequence[Token]) -> exp.Expr:
    parser = Parser(dialect=LANGUAGE, error_message_context=2 * MAX_LENGTH)
    try:
        trees = parser.parse_into(exp.Condition, list(tokens), source.clean)
    except ParseError as error:
        start = len(error.errors[0]["start_context"])
        near = next((source.typed(token) for token in tokens if token.start == start), "")
        code = "expression.comma" if near == "," else "expression.unreadable"
        raise ProblemsFound([source.problem(code, start, near=near)]) from None
    tree = trees[0] if trees else None
    if tree is None:  # nothing but a sign or a keyword
        raise ProblemsFound(
            [source.problem("expression.unreadable", 0, near=source.typed(tokens[0]))]
        )
    return tree


def _depth(tree: exp.Expr) -> int:
    """How deeply conditions and calculations are nested; a chain of AND or OR counts once."""
    deepest = 0
    waiting = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        for child in node.iter_expressions():
            chain = isinstance(node, exp.Connector) and type(child) is type(node)
            waiting.append((child, depth if chain else depth + 1))
    return deepest


def _lower(tree: exp.Expr, scope: Scope) -> Node:
    rule = _RULES.get(type(tree))
    if rule is None:
        raise scope.fault("expression.not-offered", tree)
    return rule(tree, scope)


def _values(trees: Sequence[exp.Expr], scope: Scope) -> list[Node]:
    """Nodes with one value each, which several answers at once are not."""

    def value(tree: exp.Expr) -> Node:
        node = _lower(tree, scope)
        if node.type == "choices":
            raise scope.fault("expression.use-has", tree, name=scope.name(tree))
        return node

    return collect(value, trees)


def _wanted(trees: Sequence[exp.Expr], needed: Any, scope: Scope) -> list[Node]:
    def wanted(tree: exp.Expr) -> Node:
        (node,) = _values([tree], scope)
        return scope.want(node, needed, tree)

    return collect(wanted, trees)


def _literal(tree: exp.Literal, scope: Scope) -> Node:
    if tree.is_string:
        return Constant("text", tree.name)
    return Constant("number", Decimal(tree.name))


def _null(tree: exp.Null, scope: Scope) -> Node:
    raise scope.fault("expression.null", tree)


def _date(tree: exp.Cast, scope: Scope) -> Node:
    text = tree.this.name
    found = _ISO_DATE.fullmatch(text)
    if found and int(found[1]) >= FIRST_BUDDHIST_YEAR:
        ce = f"{common_year(int(found[1]))}-{found[2]}-{found[3]}"
        raise scope.fault("expression.buddhist-date", tree, year=found[1], date=ce)
    try:
        return Constant("date", datetime.date.fromisoformat(text if found else ""))
    except ValueError:
        raise scope.fault("expression.bad-date", tree, date=text[:20]) from None


def _negative(tree: exp.Neg, scope: Scope) -> Node:
    (operand,) = _wanted([tree.this], "number", scope)
    if isinstance(operand, Constant) and isinstance(operand.value, Decimal):
        return Constant("number", 0 - operand.value)
    return Negative(operand)


def _calculation(sign: Any, tree: exp.Binary, scope: Scope) -> Node:
    left, right = _wanted([tree.left, tree.right], "number", scope)
    return Calculation(sign, left, right)


def _compare(sign: Any, tree: exp.Binary, scope: Scope) -> Node:
    left, right = _values([tree.left, tree.right], scope)
    if sign not in ("=", "<>"):
        scope.ordered([left, right], sign, tree)
    kind = scope.same_type([left, right], tree)
    scope.sensible(left, right, tree.right)
    scope.sensible(right, left, tree.left)
    if kind == "boolean" and isinstance(right, Constant):
        # ``x = TRUE`` is ``x`` and ``x = FALSE`` is its opposite: one tree for one meaning.
        return left if right.value == (sign == "=") else Not(left)
    return Compare(sign, left, right)


def _junction(join: Any, tree: exp.Connector, scope: Scope) -> Node:
    operands = _wanted(list(_chain(tree)), "boolean", scope)
    flat: list[Node] = []
    for operand in operands:
        same = isinstance(operand, Junction) and operand.join == join
        flat.extend(operand.children if same else (operand,))
    return Junction(join, tuple(flat))


def _chain(tree: exp.Connector) -> Iterator[exp.Expr]:
    """Operands of ``a AND b AND c`` from left to right, without recursion."""
    waiting: list[exp.Expr] = [tree]
    while waiting:
        node = waiting.pop()
        if type(node) is type(tree):
            waiting += [node.args["expression"], node.args["this"]]
        else:
            yield node


def _not(tree: exp.Not, scope: Scope) -> Node:
    (operand,) = _wanted([tree.this], "boolean", scope)
    return Not(operand)


def _in(tree: exp.In, scope: Scope) -> Node:
    if not tree.expressions:
        raise scope.fault("expression.not-offered", tree)
    operand, *values = _values([tree.this, *tree.expressions], scope)
    scope.same_type([operand, *values], tree)
    for value, typed in zip(values, tree.expressions, strict=True):
        if not isinstance(value, Constant):
            raise scope.fault("expression.value-needed", typed, example="x IN (1, 2, 3)")
    collect(lambda pair: scope.sensible(operand, *pair), zip(values, tree.expressions, strict=True))
    return In(operand, tuple(value for value in values if isinstance(value, Constant)))


def _between(tree: exp.Between, scope: Scope) -> Node:
    operand, low, high = _values([tree.this, tree.args["low"], tree.args["high"]], scope)
    scope.ordered([operand, low, high], "BETWEEN", tree)
    scope.sensible(operand, low, tree.args["low"])
    scope.sensible(operand, high, tree.args["high"])
    return Between(operand, low, high)


def _is(tree: exp.Is, scope: Scope) -> Node:
    if not isinstance(tree.expression, exp.Null):
        raise scope.fault("expression.not-offered", tree)
    return IsNull(_lower(tree.this, scope))


def _case(tree: exp.Case, scope: Scope) -> Node:
    if tree.this:  # CASE x WHEN 1: x would have to be written out for every branch
        raise scope.fault("expression.not-offered", tree)
    branches = tree.args["ifs"]
    conditions = _wanted([branch.this for branch in branches], "boolean", scope)
    default = tree.args.get("default") or exp.Null()
    results = [
        Constant("unknown", None) if isinstance(result, exp.Null) else _values([result], scope)[0]
        for result in (*(branch.args["true"] for branch in branches), default)
    ]
    scope.same_type(results, tree)
    return Case(tuple(zip(conditions, results[:-1], strict=True)), results[-1])


def _function(tree: exp.Anonymous, scope: Scope) -> Node:
    inside = enter(tree, scope)
    return call(tree, collect(lambda value: _lower(value, inside), tree.expressions), inside)


_RULES: Mapping[type[exp.Expr], Callable[[Any, Scope], Node]] = {
    exp.Paren: lambda tree, scope: _lower(tree.this, scope),
    exp.Column: lambda tree, scope: scope.column(tree),
    exp.Literal: _literal,
    exp.Boolean: lambda tree, scope: Constant("boolean", bool(tree.this)),
    exp.Null: _null,
    exp.Cast: _date,
    exp.Neg: _negative,
    exp.Add: partial(_calculation, "+"),
    exp.Sub: partial(_calculation, "-"),
    exp.Mul: partial(_calculation, "*"),
    exp.Div: partial(_calculation, "/"),
    exp.EQ: partial(_compare, "="),
    exp.NEQ: partial(_compare, "<>"),
    exp.LT: partial(_compare, "<"),
    exp.LTE: partial(_compare, "<="),
    exp.GT: partial(_compare, ">"),
    exp.GTE: partial(_compare, ">="),
    exp.And: partial(_junction, "and"),
    exp.Or: partial(_junction, "or"),
    exp.Not: _not,
    exp.In: _in,
    exp.Between: _between,
    exp.Is: _is,
    exp.Case: _case,
    exp.Anonymous: _function,
}
