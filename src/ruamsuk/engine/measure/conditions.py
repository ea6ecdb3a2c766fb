"""An indicator as SQL of one unit: who is eligible, who is deprived, who is unknown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlglot import exp

from ruamsuk.engine.expressions import Expression, compile_expression, parse
from ruamsuk.engine.framework.models import Framework, Indicator
from ruamsuk.engine.measure.sql import double, is_null


@dataclass(frozen=True, slots=True)
class Conditions:
    """SQL terms of one indicator for one unit.

    Attributes:
        deprived: eligible and not achieved; unknown where that cannot be told. A unit that is not
            eligible is not deprived (Alkire et al. 2015, chapter 7).
        value: the number to sum up, NULL outside the eligible and where it is unknown.
        divisor: for a ratio, the number to divide by.
        base: in the denominator: eligible and known. None when that is every unit.
        unknown: should be counted but cannot be. None when that cannot happen.
        person_aggregates: (alias, SQL) over a household's people that the terms refer to.
    """

    deprived: exp.Expr
    value: exp.Expr
    divisor: exp.Expr
    base: exp.Expr | None
    unknown: exp.Expr | None
    person_aggregates: tuple[tuple[str, exp.Expr], ...]

    @classmethod
    def of(cls, framework: Framework, indicator: Indicator, known: Collection[str]) -> Conditions:
        """Compile an indicator.

        Args:
            framework: gives the codebook.
            indicator: what to compile.
            known: columns that hold no missing value.

        Raises:
            ProblemsFound: an expression is not valid.
        """
        variables, level = framework.variables, indicator.level

        def read(text: str, wants: Literal["boolean", "number"]) -> Expression:
            return parse(text, variables, level, path=indicator.id, wants=wants)

        eligible = read(indicator.eligible, "boolean") if indicator.eligible else None
        if indicator.achieved:
            wanted: tuple[Expression, ...] = (read(indicator.achieved, "boolean"),)
        elif indicator.summary == "ratio":
            parts = read(indicator.value, "number").division()
            assert parts is not None  # the framework's check refuses any other ratio
            wanted = parts
        else:
            wanted = (read(indicator.value, "number"),)
        compiled = [compile_expression(e) for e in (*wanted, *([eligible] if eligible else []))]
        terms: list[exp.Expr] = [exp.paren(c.sql, copy=False) for c in compiled]
        among = terms.pop() if eligible else None
        open_ended = any(e.may_be_unknown(known) for e in (*wanted, *filter(None, [eligible])))
        if indicator.achieved and indicator.missing == "not-achieved":
            terms[0] = exp.Coalesce(this=terms[0], expressions=[exp.false()])
            open_ended = eligible is not None and eligible.may_be_unknown(known)
        return cls(
            deprived=_and(among, negated(terms[0])),
            value=_where(_among_known(among, terms), terms[0]),
            divisor=_where(_among_known(among, terms), terms[-1]),
            base=_among_known(among, terms) if open_ended else among,
            unknown=_unknown(among, terms) if open_ended else None,
            person_aggregates=tuple(a for c in compiled for a in c.person_aggregates),
        )


def _and(among: exp.Expr | None, condition: exp.Expr) -> exp.Expr:
    return condition.copy() if among is None else exp.and_(among.copy(), condition.copy())


def negated(condition: exp.Expr) -> exp.Expr:
    """Not so; without a double negation, which a database would work out for every row."""
    bare = condition.unnest()
    return bare.this.copy() if isinstance(bare, exp.Not) else exp.not_(condition.copy())


def is_known(value: exp.Expr) -> exp.Expr:
    """True where the value is not NULL."""
    return exp.Not(this=is_null(value.copy()))


def _known(terms: Sequence[exp.Expr]) -> exp.Expr:
    return exp.and_(*(is_known(term) for term in terms))


def _among_known(among: exp.Expr | None, terms: Sequence[exp.Expr]) -> exp.Expr:
    """Eligible for sure, and the answer known: never unknown itself."""
    sure = None if among is None else exp.Coalesce(this=among.copy(), expressions=[exp.false()])
    return _and(sure, _known(terms))


def _unknown(among: exp.Expr | None, terms: Sequence[exp.Expr]) -> exp.Expr:
    """Not known to be outside the eligible, and not in the base."""
    sure = (
        exp.true() if among is None else exp.Coalesce(this=among.copy(), expressions=[exp.true()])
    )
    return exp.and_(sure, exp.not_(exp.paren(_among_known(among, terms))))


def _where(condition: exp.Expr, value: exp.Expr) -> exp.Expr:
    return exp.Case().when(condition.copy(), double(value.copy()), copy=False)
