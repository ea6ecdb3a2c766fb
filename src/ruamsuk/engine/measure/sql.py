"""Small pieces of SQL, built without parsing and without copies: a village must not wait for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlglot import exp


def column(name: str) -> exp.Column:
    """A column by its exact name."""
    return exp.Column(this=exp.Identifier(this=name, quoted=True))


def number(value: float) -> exp.Expr:
    """A number as it is."""
    return exp.Literal(this=repr(value), is_string=False)


def double(value: exp.Expr) -> exp.Expr:
    """The value in double precision; true is 1 and false is 0."""
    return _cast(value, exp.DType.DOUBLE)


def number_or_null(name: str) -> exp.Expr:
    """A column in double precision; NULL where it holds a text that is no number."""
    return exp.TryCast(this=column(name), to=exp.DataType(this=exp.DType.DOUBLE), safe=True)


def integer(value: exp.Expr) -> exp.Expr:
    """The value as a 32-bit integer; true is 1 and false is 0."""
    return _cast(value, exp.DType.INT)


def bigint(value: exp.Expr) -> exp.Expr:
    """The value as a 64-bit integer."""
    return _cast(value, exp.DType.BIGINT)


def _cast(value: exp.Expr, kind: exp.DType) -> exp.Expr:
    return exp.Cast(this=value, to=exp.DataType(this=kind))


def times(first: exp.Expr, second: exp.Expr) -> exp.Expr:
    """The product; operands that are sums stand in parentheses."""
    return exp.Mul(this=exp.Paren(this=first), expression=exp.Paren(this=second))


def plus(parts: Iterable[exp.Expr]) -> exp.Expr:
    """The sum of some parts, at least one, in parentheses."""
    first, *rest = parts
    for part in rest:
        first = exp.Add(this=first, expression=part)
    return exp.Paren(this=first)


def named(value: exp.Expr, name: str) -> exp.Expr:
    """Value AS name."""
    return exp.Alias(this=value, alias=exp.Identifier(this=name, quoted=True))


def is_null(value: exp.Expr) -> exp.Expr:
    """Value IS NULL."""
    return exp.Is(this=exp.Paren(this=value), expression=exp.Null())


def select(
    wanted: Sequence[exp.Expr],
    source: exp.Expr,
    *,
    where: exp.Expr | None = None,
    group: Sequence[str] = (),
) -> exp.Select:
    """SELECT wanted FROM source [WHERE …] [GROUP BY columns]."""
    query = exp.select(*wanted, copy=False).from_(source, copy=False)
    if where is not None:
        query = query.where(where, copy=False)
    if group:
        query = query.group_by(*(column(name) for name in group), copy=False)
    return query


def inside(query: exp.Select, name: str) -> exp.Expr:
    """A query as the source of another."""
    return query.subquery(name, copy=False)
