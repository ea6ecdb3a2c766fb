"""Rows and expression of the condition editor always agree."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from ruamsuk.engine.codebook import Choice, Variable
from ruamsuk.engine.expressions import Part, from_parts, join_of, parse, parts
from ruamsuk.indicators.conditions import (
    Book,
    Condition,
    Row,
    comparisons,
    control,
    from_rows,
    from_text,
    part_of,
    read_condition,
    read_value,
)
from ruamsuk.lib.text import LocalText

CHOICES = (Choice(value="own", label=LocalText("ของตนเอง", "own")), Choice(value="rent"))
BOOK = Book(
    {
        "debt": Variable(type="decimal", label=LocalText("หนี้", "debt")),
        "size": Variable(type="integer"),
        "poor": Variable(type="boolean"),
        "house": Variable(type="select_one", choices=CHOICES),
        "crops": Variable(type="select_multiple", choices=CHOICES),
        "born": Variable(type="date"),
        "trade": Variable(type="text"),
        "age": Variable(type="integer", level="person"),
    },
    "household",
)
NUMBERS = st.decimals(-(10**9), 10**9, places=2, allow_nan=False)
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8)
ANSWERS = st.sampled_from(["own", "rent"])
VALUES = {
    "debt": NUMBERS,
    "size": st.integers(-1000, 1000).map(Decimal),
    "poor": st.booleans(),
    "house": ANSWERS,
    "crops": ANSWERS,
    "born": st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)),
    "trade": WORDS,
}


@st.composite
def a_part(draw: st.DrawFn) -> Part:
    name = draw(st.sampled_from(sorted(VALUES)))
    variable = BOOK.variables[name]
    comparison = draw(st.sampled_from(comparisons(variable)))
    kind = control(variable, comparison)
    most = 4 if comparison in ("in", "not in") else 1
    least, most = {"none": (0, 0), "pair": (2, 2)}.get(kind, (1, most))
    values = draw(st.lists(VALUES[name], min_size=least, max_size=most))
    return Part(name, comparison, tuple(values))


@settings(max_examples=150)
@given(
    st.lists(a_part(), min_size=1, max_size=4),
    st.sampled_from(["and", "or"]),
    st.sampled_from(["th", "en"]),
)
def test_what_is_sent_back_is_what_was_shown(made, join, language) -> None:
    with translation.override(language):
        text = from_parts(made, join)
        shown = from_text(text, BOOK)
        if shown.rows is None:  # words of the answers that hold "," or a number that is too fine
            return
        data = sent(shown)
        back = read_condition(data, "achieved", BOOK)
        assert back.text == text
        assert from_text(back.text, BOOK) == shown
        wanted = parts(parse(text, BOOK.variables, "household"))
        for rows in (shown.rows, back.rows or ()):
            assert tuple(part_of(row, BOOK) for row in rows) == wanted


def sent(condition: Condition) -> QueryDict:
    """What a browser sends of an editor that nobody touched but to save."""
    data = QueryDict(mutable=True)
    data["achieved"] = data["achieved-was"] = condition.text
    data["achieved-rows"], data["achieved-join"] = "yes", condition.join
    for number, row in enumerate(condition.rows or ()):
        data[f"achieved-{number}-variable"] = row.variable
        data[f"achieved-{number}-comparison"] = row.comparison
        variable = BOOK.variables[row.variable]
        kind = control(variable, row.comparison)
        several = kind in ("numbers", "texts")
        data.setlist(
            f"achieved-{number}-value", ["; ".join(row.values)] if several else list(row.values)
        )
    return data


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([Row("debt", "=", ("0",))], "debt = 0"),
        ([Row("debt", "<=", ("๑,๕๐๐.๕",))], "debt <= 1500.5"),
        ([Row("poor", "=", ("no",))], "poor = FALSE"),
        ([Row("house", "in", ("own", "rent"))], "house IN ('own', 'rent')"),
        ([Row("crops", "has", ("own",))], "has(crops, 'own')"),
        ([Row("born", ">", ("24/1/2553",))], "born > DATE '2010-01-24'"),
        ([Row("size", "in", ("1; 2 x",))], None),
        ([Row("size", "in", ("1,500; 2",))], "size IN (1500, 2)"),
        ([Row("size", "in", ("1; 2",))], "size IN (1, 2)"),
        ([Row("debt", "is null")], "debt IS NULL"),
        ([Row("debt", "between", ("1", "2"))], "debt BETWEEN 1 AND 2"),
        ([Row("debt", "between", ("1",))], None),
        ([Row("debt", "=", ())], None),
        ([Row("debt", "=", ("many",))], None),
        ([Row("born", "=", ("yesterday",))], None),
        ([Row("gone", "=", ("1",))], None),
        ([Row("poor", "<", ("1",))], None),
    ],
)
def test_rows_make_an_expression_or_say_what_is_missing(rows, text) -> None:
    made = from_rows(tuple(rows), "and", BOOK)
    assert made.rows == tuple(rows)  # nothing typed is lost
    assert (made.text, bool(made.faults)) == (text or "", text is None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("debt = 0 AND NOT poor", True),
        ("debt = 0 OR (poor AND size > 2)", False),
        ("any_person(age > 60)", False),
        ("debt / size > 3", False),
        ("", True),
    ],
)
def test_what_rows_cannot_show_stays_text(text, shown) -> None:
    condition = from_text(text, BOOK)
    assert (condition.rows is not None, condition.faults) == (shown, ())


def test_a_text_that_was_changed_goes_before_the_rows() -> None:
    data = sent(from_text("debt = 0", BOOK))
    data["achieved"] = "debt = 0 AND poor"
    condition = read_condition(data, "achieved", BOOK)
    assert [row.variable for row in condition.rows or ()] == ["debt", "poor"]


def test_rows_that_say_the_same_leave_the_spelling_alone() -> None:
    data = sent(from_text("NOT  poor", BOOK))
    assert read_condition(data, "achieved", BOOK).text == "NOT  poor"
    data["achieved-0-value"] = "yes"
    assert read_condition(data, "achieved", BOOK).text == "poor = TRUE"


def test_an_error_says_where_in_the_expression_it_is() -> None:
    data = QueryDict(mutable=True)
    data["achieved"] = "debt = 0 AND dept > 1"
    with translation.override("en"):
        condition = read_condition(data, "achieved", BOOK)
    assert condition.text == "debt = 0 AND dept > 1"
    assert "character 14" in condition.faults[0] and "debt" in condition.faults[0]


@pytest.mark.parametrize(
    ("data", "text", "fault"),
    [
        ("value=&value-was=&value-number=debt&summary=mean", "debt", False),
        ("value=&value-was=&value-number=debt&value-over=size&summary=ratio", "debt / size", False),
        ("value=debt*2&value-was=debt&value-number=debt&summary=mean", "debt*2", False),
        ("value=debt/size&value-was=debt/size&value-number=debt&value-over=size&summary=ratio",
         "debt/size", False),
        ("value=dept&value-was=&value-number=&summary=mean", "dept", True),
        ("value=&value-was=&value-number=&summary=mean", "", False),
    ],
)  # fmt: skip
def test_the_number_that_is_summed_up(data, text, fault) -> None:
    found, problem = read_value(QueryDict(data), BOOK)
    assert (found, bool(problem)) == (text, fault)


def test_join_is_read_back() -> None:
    made = from_rows((Row("poor", "=", ("yes",)), Row("debt", "=", ("0",))), "or", BOOK)
    assert join_of(parse(made.text, BOOK.variables, "household")) == "or"
