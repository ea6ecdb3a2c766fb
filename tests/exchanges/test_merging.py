"""Putting together what two wrote at once: no word of either is ever lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamsuk.exchanges.marks import Block, blocks, items, table
from ruamsuk.exchanges.merging import Clash, changes, merge, plain, takes_away

BEFORE = "# มติ\n- ตั้งกองทุน\n\n# นัดหมาย\nเดือนหน้า"


@pytest.mark.parametrize(
    ("before", "mine", "theirs", "both"),
    [
        ("ก", "ก", "ก", "ก"),
        ("ก", "ข", "ก", "ข"),
        ("ก", "ก", "ข", "ข"),
        ("ก", "ข", "ข", "ข"),
        # each in another place
        ("ก\nข\nค", "ก1\nข\nค", "ก\nข\nค2", "ก1\nข\nค2"),
        ("ก\nข\nค", "ข\nค", "ก\nข", "ข"),
        # both add in the same place: theirs first, both stay
        ("ก", "ก\nของเรา", "ก\nของเขา", "ก\nของเขา\nของเรา"),
        ("", "ของเรา", "ของเขา", "ของเขา\nของเรา"),
        # I go on writing a line of which the first half has arrived already
        ("ก", "ก\n- ตั้งกองทุน", "ก\n- ตั้ง", "ก\n- ตั้งกองทุน"),
        ("- ก", "- กข", "- กขค", "- กขค"),
        # mine arrived, its answer was lost, and somebody wrote around it before it came again
        ("# มติ", "# มติ\n- ก", "# มติ\n- ข\n- ก", "# มติ\n- ข\n- ก"),
        ("# มติ", "# มติ\n- ก\n- ค", "# มติ\n- ก\n- ข\n- ค", "# มติ\n- ก\n- ข\n- ค"),
        ("# มติ", "# มติ\n- ก\n- ข", "# มติ\n- ข", "# มติ\n- ก\n- ข"),
    ],
)
def test_both_stay(before: str, mine: str, theirs: str, both: str) -> None:
    merged = merge(before, mine, theirs)
    assert (merged.text, merged.clashes) == (both, ())


def test_the_same_line_changed_by_both_is_shown_to_somebody() -> None:
    merged = merge("ก\nข\nค", "ก\nของเรา\nค", "ก\nของเขา\nค")
    assert merged.clashes == (Clash("ข", "ของเรา", "ของเขา"),)
    assert merged.text == "ก\nของเขา\nของเรา\nค"


def test_taken_out_by_one_and_changed_by_the_other_is_a_clash() -> None:
    assert merge("ก\nข\nค", "ก\nค", "ก\nขข\nค").clashes == (Clash("ข", "", "ขข"),)


LINES = st.lists(st.sampled_from(["ก", "ข", "ค", "ง", ""]), max_size=8).map("\n".join)


@given(LINES, LINES, LINES)
def test_what_anyone_added_is_in_the_result(before: str, mine: str, theirs: str) -> None:
    text = merge(before, mine, theirs).text.split("\n")
    for added in (mine, theirs):
        new = [line for line in added.split("\n") if line and line not in before]
        assert set(new) <= set(text)


@given(LINES, LINES)
def test_where_only_one_wrote_it_stays_as_written(before: str, written: str) -> None:
    assert merge(before, written, before).text == written
    assert merge(before, before, written).text == written
    assert merge(before, written, written).text == written


@given(LINES, LINES, LINES)
def test_clashes_are_the_same_from_both_sides(before: str, mine: str, theirs: str) -> None:
    one, other = merge(before, mine, theirs), merge(before, theirs, mine)
    assert bool(one.clashes) == bool(other.clashes)
    assert sorted(one.text.split("\n")) == sorted(other.text.split("\n"))


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ("ก", "กข", False),
        ("กค", "กขค", False),
        ("", "ก", False),
        ("ก", "ก", False),
        ("กข", "ก", True),
        ("กข", "กคง", True),
        ("กข", "ขก", True),
        ("ก", "", True),
    ],
)
def test_what_takes_words_away(before: str, after: str, lost: bool) -> None:
    assert takes_away(before, after) is lost


@given(st.text("กข \n", max_size=12), st.text("กข \n", max_size=12), st.text("กข", max_size=4))
def test_one_insertion_takes_nothing_away(start: str, rest: str, added: str) -> None:
    assert not takes_away(start + rest, start + added + rest)


def test_a_text_is_kept_without_blanks_at_the_ends_of_its_lines() -> None:
    assert plain("\r\nก \r\n\r\nข\t\r\n\n") == "ก\n\nข"


def test_differences_of_two_versions() -> None:
    found = [(one.what, one.lines) for one in changes("ก\nข\nค", "ก\nง\nค")]
    assert found == [("same", ("ก",)), ("gone", ("ข",)), ("new", ("ง",)), ("same", ("ค",))]


def test_marks() -> None:
    text = f"# มติ\nย่อหน้า\nต่อ\n\nใหม่\n## ย่อย\n{items(['ก  ข', 'ค'])}\n\n"
    text += table([["งาน", "ใคร"], ["ก|ข", ""]])
    assert blocks(text) == [
        Block("heading", ("มติ",)),
        Block("paragraph", ("ย่อหน้า", "ต่อ")),
        Block("paragraph", ("ใหม่",)),
        Block("smaller", ("ย่อย",)),
        Block("items", ("ก ข", "ค")),
        Block("table", rows=(("งาน", "ใคร"), ("ก/ข", ""))),
    ]
