"""Calls of functions: may they stand here, and are their values what they take?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlglot import exp

from ruamsuk.engine.expressions.nodes import Call, Constant, Node, OverPersons
from ruamsuk.engine.expressions.scope import Scope, collect
from ruamsuk.engine.expressions.vocabulary import FUNCTIONS, MAX_DECIMALS


def enter(tree: exp.Anonymous, scope: Scope) -> Scope:
    """The scope of a call's values, once the call itself may stand here.

    Raises:
        ProblemsFound: too many or too few values, or people where there are none to go over.
    """
    name = scope.name(tree)
    function = FUNCTIONS[name]
    count = len(tree.expressions)
    if not function.least <= count <= function.most:
        raise scope.fault(
            "expression.argument-count",
            tree,
            function=name,
            expected=function.expected,
            count=count,
            example=function.example,
        )
    if not function.persons:
        return scope
    if scope.function or scope.level != "household":
        raise scope.fault("expression.no-persons-here", tree, function=name)
    return replace(scope, function=name)


def call(tree: exp.Anonymous, arguments: Sequence[Node], scope: Scope) -> Node:
    """The node of a call whose values have been read.

    Raises:
        ProblemsFound: values of another type than the function takes.
    """
    name = scope.name(tree)
    function = FUNCTIONS[name]
    trees = tree.expressions
    if name == "has":
        _has(arguments, trees, scope)
    for argument, typed in zip(arguments, trees, strict=True):
        if argument.type == "choices" and name != "has":
            raise scope.fault("expression.use-has", typed, name=scope.name(typed))
    collect(lambda item: scope.want(*item), zip(arguments, function.types, trees, strict=False))
    if name == "round" and len(arguments) > 1:
        _decimals(arguments[1], trees[1], scope)
    if name in ("least", "greatest"):
        scope.ordered(arguments, name.upper(), tree)
    if name == "coalesce":
        scope.same_type(arguments, tree)
    if function.persons:
        return OverPersons(name, arguments[0])
    return Call(name, tuple(arguments))


def _has(arguments: Sequence[Node], trees: Sequence[exp.Expr], scope: Scope) -> None:
    several, answer = arguments
    if several.type != "choices":
        raise scope.fault("expression.not-several", trees[0])
    value = answer.value if isinstance(answer, Constant) else None
    # Answers stand in the table with spaces between them.
    if not (isinstance(value, str) and value and not any(c.isspace() for c in value)):
        raise scope.fault("expression.value-needed", trees[1], example=FUNCTIONS["has"].example)
    scope.sensible(several, answer, trees[1])


def _decimals(digits: Node, tree: exp.Expr, scope: Scope) -> None:
    if not (isinstance(digits, Constant) and digits.value in range(MAX_DECIMALS + 1)):
        raise scope.fault("expression.value-needed", tree, example=FUNCTIONS["round"].example)
