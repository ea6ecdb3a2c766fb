"""Any expression about a household, drawn by Hypothesis as text."""

from __future__ import annotations

import re

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

# By whether people are asked: what may stand where nothing more is nested.
_NUMBERS = {
    False: ["debt", "members", "0", "1", "2.5", "-3", "7"],
    True: ["age_years", "income", "15", "0.5"],
}
_TRUTHS = {
    False: [
        "toilet",
        "has_debt = 'yes'",
        "note = 'it''s'",
        "has(crops, 'corn')",
        "visit > date",
        "crops IS NULL",
        "year(visit) = 2024",
    ],
    True: ["reads", "drinks = 'never'", "drinks IN ('never')", "born < DATE '2000-01-01'"],
}
_NUMBER_FORMS = [
    "{n} + {n}",
    "{n} - {n}",
    "{n} * {n}",
    "{n} / {n}",
    "- {n}",
    "ABS({n})",
    "ROUND({n}, 1)",
    "LEAST({n}, {n})",
    "COALESCE({n}, {n})",
    "CASE WHEN {t} THEN {n} ELSE {n} END",
]
_TRUTH_FORMS = [
    "{n} = {n}",
    "{n} <> {n}",
    "{n} < {n}",
    "{n} >= {n}",
    "{t} AND {t}",
    "{t} OR {t}",
    "{t} = {t}",
    "NOT {t}",
    "{n} IN (1, 2.5, -3)",
    "{n} BETWEEN 0 AND {n}",
    "{n} IS NULL",
    "{t} IS NULL",
]
_NUMBERS_OVER = ["count_persons({t})", "share_of_persons({t})", "sum_persons(ROUND({n}))"]
_TRUTHS_OVER = ["any_person({t})", "all_persons({t})"]


@st.composite
def household_texts(draw: DrawFn) -> str:
    """Texts of household expressions that parse, with and without functions over persons."""
    return _text(draw, draw(st.booleans()), depth=draw(st.integers(0, 3)), people=False)


def _text(draw: DrawFn, truth: bool, depth: int, people: bool) -> str:
    if depth == 0:
        leaves = (_TRUTHS if truth else _NUMBERS)[people]
        if people or draw(st.integers(0, 3)):
            return draw(st.sampled_from(leaves))
        return _filled(draw, _TRUTHS_OVER if truth else _NUMBERS_OVER, 1, people=True)
    return _filled(draw, _TRUTH_FORMS if truth else _NUMBER_FORMS, depth - 1, people)


def _filled(draw: DrawFn, forms: list[str], depth: int, people: bool) -> str:
    """A form with every place for a number or a truth value filled in, in brackets."""

    def fill(place: re.Match[str]) -> str:
        return f"({_text(draw, place[0] == '{t}', depth, people)})"

    return re.sub(r"\{[nt]\}", fill, draw(st.sampled_from(forms)))
