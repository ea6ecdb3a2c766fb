"""From the values of a household's people to one value of the household.

What is unknown of one person is unknown of the household, unless the others settle the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from sqlglot import exp

from ruamsuk.engine.expressions.sql import case, double, literal, round_half_away

_SUM_PLACES = 6
_FALSE, _UNKNOWN, _TRUE = (Decimal(rank) for rank in range(3))


def aggregate(name: str, value: exp.Expr) -> exp.Expr:
    """The aggregate of a function over persons, to be computed grouped by household.

    Args:
        name: the function's name in the language.
        value: a condition, or for ``sum_persons`` a number, of one person.
    """
    return _AGGREGATES[name](value)


def _any(condition: exp.Expr) -> exp.Expr:
    return _ranked(exp.Max(this=_rank(condition)))


def _all(condition: exp.Expr) -> exp.Expr:
    return _ranked(exp.Min(this=_rank(condition)))


def _rank(condition: exp.Expr) -> exp.Expr:
    """False, unknown and true as 0, 1 and 2: "or" is the greatest of them, "and" the least."""
    branches = [(condition, literal(_TRUE)), (_not(condition), literal(_FALSE))]
    return case(branches, literal(_UNKNOWN))


def _ranked(rank: exp.Expr) -> exp.Expr:
    branches = [(literal(_TRUE), exp.true()), (literal(_FALSE), exp.false())]
    return case(branches, of=rank)


def _count(condition: exp.Expr) -> exp.Expr:
    flag = _flag(condition)
    return _when_all_known(flag, double(exp.Sum(this=flag.copy())))


def _share(condition: exp.Expr) -> exp.Expr:
    flag = _flag(condition)
    true, persons = double(exp.Sum(this=flag.copy())), double(exp.Count(this=exp.Star()))
    return _when_all_known(flag, exp.Div(this=true, expression=persons))


def _sum(number: exp.Expr) -> exp.Expr:
    """A sum to the millionth: the order in which an engine adds must not decide a threshold."""
    number = double(number)
    total = round_half_away(exp.Sum(this=number.copy()), _SUM_PLACES)
    return _when_all_known(number, total)


def _flag(condition: exp.Expr) -> exp.Expr:
    return case([(condition, literal(Decimal(1))), (_not(condition), literal(Decimal(0)))])


def _not(condition: exp.Expr) -> exp.Expr:
    return exp.Not(this=exp.Paren(this=condition.copy()))


def _when_all_known(value: exp.Expr, result: exp.Expr) -> exp.Expr:
    known = exp.EQ(this=exp.Count(this=value), expression=exp.Count(this=exp.Star()))
    return case([(known, result)])


_AGGREGATES: Mapping[str, Callable[[exp.Expr], exp.Expr]] = {
    "any_person": _any,
    "all_persons": _all,
    "count_persons": _count,
    "share_of_persons": _share,
    "sum_persons": _sum,
}
