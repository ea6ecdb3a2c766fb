"""The tidy tables looked up: which cut-off, which round, which groups."""

from __future__ import annotations

import pytest

from ruamsuk.charts import Value
from ruamsuk.engine.tidy import group_name
from ruamsuk.report.names import names_of
from ruamsuk.report.results import NOTHING, read_results

from .tables import changes, estimates, framework, number, village


@pytest.mark.parametrize(
    ("wanted", "tried", "shown"),
    [(1 / 3, [0.2, 1 / 3], 1 / 3), (0.9, [0.2, 0.4], 0.2), (None, [0.2], 0.2), (0.5, [], None)],
)
def test_one_cutoff_is_shown(wanted: float | None, tried: list[float], shown: float | None) -> None:
    table = estimates(*(number("", k, measure="M0", k=k) for k in tried))
    results = read_results(table, None, wanted, full_count=True)
    assert results.get("M0").value.shown == shown


@pytest.mark.parametrize(
    ("rounds", "order"),
    [
        (["9", "10", "9"], ("9", "10")),
        (["before", "after"], ("before", "after")),
        ([""], ("",)),
        ([], ("",)),
    ],
)
def test_rounds_stand_in_the_order_of_the_engine(rounds: list[str], order: tuple[str, ...]) -> None:
    table = estimates(*(number("water", 0.5, round=name) for name in rounds))
    assert read_results(table, None, None, full_count=True).rounds == order


def test_groups_stand_as_people_sort_them() -> None:
    names = ["nan", "เกาะ", "10", "ขาว", "2", "inf", "1.5", "ก1"]
    rows = (number("water", 0.5, by="village", group=name) for name in names)
    results = read_results(estimates(*rows), None, None, full_count=True)
    order = ("1.5", "2", "10", "ก1", "เกาะ", "ขาว", "inf", "nan")
    assert results.groups == {"village": order}


def test_a_grouping_too_large_for_a_page_is_left_out() -> None:
    rows = [number("water", 0.5, by="house", group=str(i)) for i in range(61)]
    results = read_results(
        estimates(number("water", 0.5), *rows, number("water", 0.4, **village("1"))),
        None,
        None,
        full_count=True,
    )
    assert results.left_out == ("house",)
    assert results.groups == {"village": ("1",)}
    assert results.get("share", "water", by="house", group="1") == NOTHING


def test_shares_are_per_cent_and_other_measures_are_not() -> None:
    table = estimates(
        number("water", 0.62, 0.57, 0.66),
        number("mean-debt", 0.5, measure="mean"),
        number("", 0.18, measure="M0", k=0.3),
        number("water", None, hidden=True, **village("1")),
    )
    results = read_results(table, None, 0.3, full_count=False)
    assert results.get("share", "water").value == Value(62.0, 56.99999999999999, 66.0)
    assert results.get("mean", "mean-debt").value.shown == 0.5
    assert results.get("M0").value.shown == 0.18
    assert results.get("share", "water", by="village", group="1").value.hidden


def test_only_the_last_change_is_told() -> None:
    table = estimates(*(number("water", 0.5, round=name) for name in "123"))
    since = changes(
        number("water", 0.1),
        number("water", 0.2, from_round="2", to_round="3"),
        number("water", 9.0, from_round="2", to_round="3", kind="relative"),
    )
    results = read_results(table, since, None, full_count=True)
    assert results.differences[("", "", "share", "water")].shown == 20.0


@pytest.mark.parametrize(
    ("by", "groups", "names"),
    [
        ("village", ("1", "2"), ["North", "South"]),
        ("sex,village", ("f · 1", "m · 2"), ["North", "South"]),
        ("sex,village", ("f · 1", "m · 1"), ["f · North", "m · North"]),
        ("village", ("9",), ["9"]),
        ("a,b", ("odd",), ["odd"]),
        ("village", ("1 · 2", "3 · 2", "2"), ["1 · 2", "3 · 2", "South"]),
        ("sex,village", (group_name(["f", "a · b"]), "m · 1"), ["a · b", "North"]),
    ],
)
def test_groups_have_the_names_of_the_codebook(
    by: str, groups: tuple[str, ...], names: list[str]
) -> None:
    labels = names_of(framework()).groups(by, groups)
    assert [labels[group].full.to("en") for group in groups] == names
