"""Rows of an editor become text and come back the same."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamsuk.engine.expressions import Part, from_parts, join_of, parse, parts

from .village import CODEBOOK, day

ROWS = [
    ("debt = 0", "and", [Part("debt", "=", (Decimal(0),))]),
    ("debt >= -2.5", "and", [Part("debt", ">=", (Decimal("-2.5"),))]),
    ('"end" <> 1', "and", [Part("end", "<>", (Decimal(1),))]),
    ("note = 'it''s'", "and", [Part("note", "=", ("it's",))]),
    ("toilet", "and", [Part("toilet", "=", (True,))]),
    ("toilet = FALSE", "and", [Part("toilet", "=", (False,))]),
    ("NOT toilet", "and", [Part("toilet", "=", (False,))]),
    ("visit < DATE '2024-01-31'", "and", [Part("visit", "<", (day("2024-01-31"),))]),
    ("has_debt IN ('yes', 'no')", "and", [Part("has_debt", "in", ("yes", "no"))]),
    ("has_debt NOT IN ('no')", "and", [Part("has_debt", "not in", ("no",))]),
    ("members BETWEEN 1 AND 5", "and", [Part("members", "between", (Decimal(1), Decimal(5)))]),
    (
        "NOT members BETWEEN 1 AND 5",
        "and",
        [Part("members", "not between", (Decimal(1), Decimal(5)))],
    ),
    ("crops IS NULL", "and", [Part("crops", "is null")]),
    ("debt IS NOT NULL", "and", [Part("debt", "is not null")]),
    ("has(crops, 'rice')", "and", [Part("crops", "has", ("rice",))]),
    ("NOT has(crops, 'rice')", "and", [Part("crops", "has not", ("rice",))]),
    (
        "debt = 0 AND toilet AND (has_debt = 'yes')",
        "and",
        [
            Part("debt", "=", (Decimal(0),)),
            Part("toilet", "=", (True,)),
            Part("has_debt", "=", ("yes",)),
        ],
    ),
    (
        "debt = 0 OR toilet",
        "or",
        [Part("debt", "=", (Decimal(0),)), Part("toilet", "=", (True,))],
    ),
]


@pytest.mark.parametrize(("text", "join", "rows"), ROWS)
def test_text_as_rows(text: str, join: str, rows: list[Part]) -> None:
    expression = parse(text, CODEBOOK, "household")
    assert parts(expression) == tuple(rows)
    assert join_of(expression) == join
    again = parse(from_parts(rows, join_of(expression)), CODEBOOK, "household")
    assert again.tree == expression.tree


@pytest.mark.parametrize(
    "text",
    [
        "0 = debt",
        "debt = members",
        "debt + 1 = 2",
        "debt = 0 AND (toilet OR members = 1)",
        "NOT debt = 0",
        "NOT (toilet AND debt = 0)",
        "toilet = (debt = 0)",
        "(debt = 0) IS NULL",
        "members BETWEEN debt AND 5",
        "COALESCE(debt, 0) = 0",
        "any_person(reads)",
        "CASE WHEN toilet THEN TRUE END",
        "TRUE",
        "debt",
    ],
)
def test_what_rows_cannot_say(text: str) -> None:
    assert parts(parse(text, CODEBOOK, "household")) is None


numbers = st.decimals(-(10**6), 10**6, places=2, allow_nan=False)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
dates = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1))
answers = st.sampled_from(["yes", "no"])


def some(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, min_size=1, max_size=3).map(tuple)


def rows_of(
    variable: str, comparisons: list[str], values: st.SearchStrategy[tuple[object, ...]]
) -> st.SearchStrategy[Part]:
    return st.builds(Part, st.just(variable), st.sampled_from(comparisons), values)


any_row = st.one_of(
    rows_of("debt", ["=", "<>", "<", "<=", ">", ">="], st.tuples(numbers)),
    rows_of("members", ["between", "not between"], st.tuples(numbers, numbers)),
    rows_of("end", ["in", "not in"], some(numbers)),
    rows_of("note", ["=", "<>"], st.tuples(texts)),
    rows_of("note", ["in", "not in"], some(texts)),
    rows_of("has_debt", ["=", "<>"], st.tuples(answers)),
    rows_of("visit", ["=", "<", ">="], st.tuples(dates)),
    rows_of("toilet", ["="], st.tuples(st.booleans())),
    rows_of("crops", ["has", "has not"], st.tuples(st.sampled_from(["rice", "o'neil_50%\\"]))),
    rows_of("date", ["is null", "is not null"], st.just(())),
)


@given(rows=st.lists(any_row, min_size=2, max_size=6), join=st.sampled_from(["and", "or"]))
def test_rows_come_back_the_same(rows: list[Part], join: str) -> None:
    expression = parse(from_parts(rows, join), CODEBOOK, "household")  # type: ignore[arg-type]
    assert parts(expression) == tuple(rows)
    assert join_of(expression) == join


def test_no_rows_are_no_text() -> None:
    assert from_parts([], "and") == ""
