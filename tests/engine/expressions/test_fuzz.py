"""Whatever is typed: an expression or problems, soon, and never a file or a foreign function."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlglot import exp

from ruamsuk.engine.expressions import Expression, compile_expression, parse
from ruamsuk.engine.expressions.tokens import MAX_LENGTH
from ruamsuk.lib.problem import ProblemsFound

from .village import CODEBOOK

TOKENS = r"""
debt members toilet has_debt note crops visit reads income canal_km nothing select from where
read_csv read_text pragma attach copy cast exists array map lambda and or not in between is null
case when then else end true false date coalesce abs least greatest round has age year any_person
all_persons count_persons share_of_persons sum_persons over filter distinct
( ) ( ) , . ; : :: = <> < <= > >= != == + - * / % ^ & | || ! ~ ? @ # $ \ ` " ' -- /* */ { } [ ]
-> => × ÷ − ≤ ≥ ≠ ๑ 0 1 2.5 1e9 0x1F 'yes' 'rice' 'x' '2024-01-31' '2567-01-31' "end" ‘ ’
"""
ALLOWED = {
    *(exp.Column, exp.Identifier, exp.Literal, exp.Boolean, exp.Null, exp.Paren, exp.Neg, exp.Not),
    *(exp.Add, exp.Sub, exp.Mul, exp.Div, exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE),
    *(exp.And, exp.Or, exp.In, exp.Between, exp.Is, exp.Case, exp.If, exp.Cast, exp.DataType),
    *(exp.Coalesce, exp.Abs, exp.Least, exp.Greatest, exp.Round, exp.Nullif, exp.DPipe),
    *(exp.StrPosition, exp.Year, exp.Month, exp.Day),
    *(exp.Max, exp.Min, exp.Sum, exp.Count, exp.Star),
}

soup = st.lists(st.sampled_from(TOKENS.split()), max_size=25).map(" ".join)
tight_soup = st.lists(st.sampled_from(TOKENS.split()), max_size=12).map("".join)


def read(text: str) -> Expression | None:
    try:
        return parse(text, CODEBOOK, "household", path="goals[0].achieved")
    except ProblemsFound as found:
        for problem in found.problems:
            assert problem.sentence("th")
            assert problem.sentence("en")
            position = problem.place.position
            assert position is None or 1 <= position <= max(len(text), 1)
        return None


@given(text=st.text(max_size=60) | soup | tight_soup)
@example("\x00")
@example("{# a #}")
@example("DATE ''")
@example("'\\'")
@example("N'a'")
@example("a\u200bb")
@example("ั")
@example("+")
@example("ELSE")
@example("IN")
@example("END(debt)")
@example("debt IN(1) IN")
@example("\ud800")
def test_any_text_gives_an_expression_or_problems(text: str) -> None:
    expression = read(text)
    if expression is None:
        return
    assert expression.sentence()
    compiled = compile_expression(expression)
    for sql in (compiled.sql, *(aggregate for _, aggregate in compiled.person_aggregates)):
        assert {type(node) for node in sql.walk()} <= ALLOWED


LONG = {
    "brackets": "(" * 999 + "debt" + ")" * 999,
    "open brackets": "(" * 2000,
    "functions": "ABS(" * 450 + "debt" + ")" * 200,
    "cases": "CASE WHEN " * 190,
    "nots": "NOT " * 490 + "toilet",
    "nots after signs": "toilet = NOT " * 150 + "toilet",
    "minus signs": "- " * 990 + "debt",
    "nots and brackets": "NOT NOT (" * 200,
    "sums": "+".join(["debt"] * 390),
    "divisions": "/".join(["debt"] * 390),
    "comparisons": "=".join(["debt"] * 390),
    "is null": "debt" + " IS NULL" * 240,
    "or": "toilet" + " OR toilet" * 190,
    "and, or": "toilet" + " OR toilet AND toilet" * 90,
    "a list": f"members IN ({','.join('1' * 290)})",
    "a long text": "note = '" + "ก" * 1900 + "'",
    "least of least": "LEAST(debt, " * 15 + "1" + ")" * 15,
    "ages of dates": "age(" + "LEAST(visit, " * 12 + "date" + ")" * 12 + ", visit) > 1",
    "cases in cases": "CASE WHEN toilet THEN " * 15 + "1" + " END" * 15,
    "too long": "debt + " * 1000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_nothing_takes_long(text: str) -> None:
    start = time.process_time()
    expression = read(text)
    if expression is not None:
        compiled = compile_expression(expression)
        assert len(compiled.sql.sql(dialect="duckdb")) < 100 * MAX_LENGTH
        assert expression.sentence()
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize("which", ["or", "a list", "a long text", "cases in cases"])
def test_what_is_long_but_plain_is_read(which: str) -> None:
    assert read(LONG[which]) is not None


def test_deep_expressions_do_not_need_a_deep_stack() -> None:
    def below(frames: int) -> Expression | None:
        return below(frames - 1) if frames else read("+".join(["ABS(debt)"] * 45))

    expression = below(300)
    assert expression is not None
    assert compile_expression(expression).sql.sql(dialect="spark")
