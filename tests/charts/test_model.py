"""Numbers as people read them, steps, and Thai lines that break where they may."""

from __future__ import annotations

import pytest

from ruamsuk.charts.model import Scale, Value, format_number
from ruamsuk.charts.text import shorten, text_width, wrap
from ruamsuk.lib.text import LocalText

BAHT = Scale(unit=LocalText("บาท", "baht"))


@pytest.mark.parametrize(
    ("value", "decimals", "words"),
    [
        (62.4, None, "62"),
        (9.97, None, "10"),
        (3.44, None, "3.4"),
        (0.456, None, "0.46"),
        (7.0, None, "7"),
        (-2.0, None, "−2"),
        (-0.001, 1, "0.0"),
        (1234567.8, None, "1,234,568"),
        (0.1035, 3, "0.104"),
        (12.5, None, "13"),
    ],
)
def test_numbers(value: float, decimals: int | None, words: str) -> None:
    assert format_number(value, decimals) == words


@pytest.mark.parametrize(
    ("scale", "value", "words"),
    [
        (Scale(), Value(62.4), "62%"),
        (Scale(), Value(0.4), "<1%"),
        (Scale(), Value(0.5), "1%"),
        (Scale(), Value(62.5), "63%"),
        (Scale(), Value(99.6), ">99%"),
        (Scale(), Value(100), "100%"),
        (BAHT, Value(1200), "1,200 baht"),
        (BAHT, Value(None, hidden=True), "hidden: too few to show"),
        (BAHT, Value(1200, hidden=True), "hidden: too few to show"),
        (BAHT, Value(float("nan")), "no data"),
    ],
)
def test_words(scale: Scale, value: Value, words: str) -> None:
    assert scale.words(value, "en") == words


@pytest.mark.parametrize(
    ("target", "words"),
    [(80, "80%"), (62.5, "62.5%"), (99.9, "99.9%"), (0.4, "0.4%"), (None, "")],
)
def test_a_target_is_not_rounded(target: float | None, words: str) -> None:
    assert Scale(target=target).aim() == LocalText(words, words)


@pytest.mark.parametrize(
    ("value", "up", "down"),
    [(0, 0, 4), (39.9, 0, 4), (40, 1, 4), (62, 2, 2), (85, 4, 1), (100, 4, 0)],
)
def test_steps(value: float, up: int, down: int) -> None:
    bands = (40, 55, 70, 85)
    assert Scale(bands=bands).step(value) == up
    assert Scale(bands=bands, higher_is_better=False).step(value) == down
    assert Scale().step(value) is None, "without bands nobody has decided what is good"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 100, [""]),
        ("สั้น", 100, ["สั้น"]),
        ("Clean drinking water", 100, ["Clean drinking", "water"]),
        ("น้ำดื่ม\u200bสะอาด", 55, ["น้ำดื่ม", "สะอาด"]),
        ("ผู้สูงอายุเข้มแข็ง", 70, ["ผู้สูงอายุ", "เข้มแข็ง"]),
        ("น้ำสะอาดทั่วถึง", 60, ["น้ำสะอ…"]),
        ("กกกกกกกกกกกก", 60, ["กกกกก…"]),
        ("กกกกกกกกกกกก กก", 60, ["กกกกก…"]),
        ("one two three four", 30, ["one", "two", "thr…"]),
    ],
)
def test_lines_break_where_they_may(text: str, width: float, lines: list[str]) -> None:
    assert wrap(text, width, 14, lines=3) == lines


def test_marks_above_and_below_take_no_room() -> None:
    assert text_width("น้ำ", 14) == text_width("นำ", 14)
    assert text_width("ที่", 14) == text_width("ท", 14)


def test_a_mark_stays_with_its_consonant() -> None:
    assert shorten("ที่ที่ที่ที่", 35, 14) == "ที่ที่…"
