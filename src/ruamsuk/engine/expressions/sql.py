"""Small pieces of SQL that mean the same on every engine."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sqlglot import exp


def literal(value: Decimal, *, as_double: bool = False) -> exp.Expr:
    """A number. With an exponent it is a DOUBLE; a point alone would make it a DECIMAL."""
    exponent = "e0" if as_double or value != value.to_integral_value() else ""
    number = exp.Literal(this=f"{abs(value):f}{exponent}", is_string=False)
    return exp.Neg(this=number) if value < 0 else number


def double(value: exp.Expr) -> exp.Expr:
    """``value`` as a DOUBLE."""
    return exp.cast(value, exp.DataType.Type.DOUBLE)


def case(
    branches: Sequence[tuple[exp.Expr, exp.Expr]],
    otherwise: exp.Expr | None = None,
    of: exp.Expr | None = None,
) -> exp.Case:
    """``CASE [of] WHEN … THEN … ELSE otherwise END``; NULL when no branch holds."""
    ifs = [exp.If(this=condition, true=value) for condition, value in branches]
    return exp.Case(this=of, ifs=ifs, default=otherwise)


def round_half_away(value: exp.Expr, places: int) -> exp.Expr:
    """A DOUBLE rounded to ``places`` decimals, halves away from zero.

    DuckDB rounds the binary number and Spark its shortest decimal form; on whole numbers both
    agree, so the decimals are moved before the point and back.
    """
    if not places:
        return exp.Round(this=value)
    scale = literal(Decimal(10**places), as_double=True)
    moved = exp.Mul(this=exp.Paren(this=value), expression=scale)
    return exp.Paren(this=exp.Div(this=exp.Round(this=moved), expression=scale.copy()))
