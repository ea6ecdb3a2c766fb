# ruff: noqa: E501 (a sentence stays on one line)
"""Numbers and the exact sentences that they give, as tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamsuk.charts import Change, Label, Scale, Value
from ruamsuk.charts.readings import (
    Basis,
    caution_reading,
    change_reading,
    counted,
    index_reading,
    places_reading,
    share_reading,
    summary_reading,
    target_reading,
)
from ruamsuk.lib.text import LocalText

NAME = LocalText("ปลอดหนี้", "No debt")
ROUND = LocalText("รอบ 1", "round 1")
HIDDEN, NOTHING = Value(None, hidden=True), Value(float("nan"))
SAMPLE, PEOPLE = Basis(), Basis(level="person")
TARGET = Scale(target=80)
BAHT = LocalText("บาท", "baht")
DEBT = Scale(unit=BAHT, highest=1e5, bands=(), higher_is_better=False, target=5000)


def census(passing: float | None, everyone: float | None, level="household") -> Basis:
    return Basis(level=level, numerator=passing, denominator=everyone, full_count=True)


def check(reading: LocalText, th: str, en: str) -> None:
    assert (reading.th, reading.en) == (th, en)


@pytest.mark.parametrize(
    ("value", "basis", "th", "en"),
    [
        (Value(62.3, 56.8, 66.4), SAMPLE,
         "ใน 100 ครัวเรือน มีราว 62 ครัวเรือนที่ผ่านเรื่อง “ปลอดหนี้” (น่าจะอยู่ระหว่าง 57 ถึง 66)",
         "About 62 in 100 households pass “No debt” (likely between 57 and 66)."),
        (Value(1.2, 0.3, 2.9), PEOPLE,
         "ใน 100 คน มีราว 1 คนที่ผ่านเรื่อง “ปลอดหนี้” (น่าจะอยู่ระหว่าง <1 ถึง 3)",
         "About 1 in 100 people passes “No debt” (likely between <1 and 3)."),
        (Value(0.2, 0.1, 0.4), SAMPLE,
         "ใน 100 ครัวเรือน มีไม่ถึง 1 ครัวเรือนที่ผ่านเรื่อง “ปลอดหนี้” (น่าจะอยู่ระหว่าง <1 ถึง <1)",
         "Fewer than 1 in 100 households pass “No debt” (likely between <1 and <1)."),
        (Value(99.7, 99, 99.9), SAMPLE,
         "ใน 100 ครัวเรือน มีมากกว่า 99 ครัวเรือนที่ผ่านเรื่อง “ปลอดหนี้” (น่าจะอยู่ระหว่าง 99 ถึง >99)",
         "More than 99 in 100 households pass “No debt” (likely between 99 and >99)."),
        (Value(0, 0, 4.2), SAMPLE,
         "ไม่มีครัวเรือนใดที่ถามผ่านเรื่อง “ปลอดหนี้” (ทั้งหมดน่าจะไม่เกิน 4 ใน 100)",
         "None of the households asked passes “No debt” (of all, likely no more than 4 in 100)."),
        (Value(100, 96, 100), PEOPLE,
         "ทุกคนที่ถามผ่านเรื่อง “ปลอดหนี้” (ทั้งหมดน่าจะมีอย่างน้อย 96 ใน 100)",
         "All people asked pass “No debt” (of all, likely at least 96 in 100)."),
        (Value(50), SAMPLE,
         "ใน 100 ครัวเรือน มีราว 50 ครัวเรือนที่ผ่านเรื่อง “ปลอดหนี้” (ข้อมูลน้อยเกินกว่าจะบอกช่วงได้)",
         "About 50 in 100 households pass “No debt” (there is too little data to give an interval)."),
        (Value(62.33), census(268, 430),
         "268 จาก 430 ครัวเรือนผ่านเรื่อง “ปลอดหนี้” คิดเป็น 62 ใน 100 (นับครบทุกราย)",
         "268 of 430 households pass “No debt”: 62 in 100 (everyone was counted)."),
        (Value(100), census(1, 1, "community"),
         "1 จาก 1 ชุมชนผ่านเรื่อง “ปลอดหนี้” คิดเป็น 100 ใน 100 (นับครบทุกราย)",
         "1 of 1 community passes “No debt”: 100 in 100 (everyone was counted)."),
        (Value(0.02), census(1, 5000, "person"),
         "1 จาก 5,000 คนผ่านเรื่อง “ปลอดหนี้” คิดเป็นไม่ถึง 1 ใน 100 (นับครบทุกราย)",
         "1 of 5,000 people passes “No debt”: fewer than 1 in 100 (everyone was counted)."),
        (Value(40), census(40.5, 101.25),
         "ใน 100 ครัวเรือน มี 40 ครัวเรือนที่ผ่านเรื่อง “ปลอดหนี้” (นับครบทุกราย)",
         "40 in 100 households pass “No debt” (everyone was counted)."),
        (HIDDEN, SAMPLE,
         "ปิดตัวเลขเรื่อง “ปลอดหนี้” ไว้ เพราะมีน้อยรายจนอาจรู้ว่าเป็นใคร",
         "The number for “No debt” is hidden: too few stand behind it, they could be recognised."),
        (NOTHING, SAMPLE, "ยังไม่มีข้อมูลเรื่อง “ปลอดหนี้”", "There is no data on “No debt” yet."),
    ],
)  # fmt: skip
def test_share(value: Value, basis: Basis, th: str, en: str) -> None:
    check(share_reading(NAME, value, basis), th, en)


@pytest.mark.parametrize(
    ("summary", "value", "basis", "th", "en"),
    [
        ("mean", Value(12345.6, 9800, 14900), SAMPLE,
         "“ปลอดหนี้” เฉลี่ยราว 12,346 บาทต่อครัวเรือน (น่าจะอยู่ระหว่าง 9,800 ถึง 14,900)",
         "“No debt” is about 12,346 baht per household on average (likely between 9,800 and 14,900)."),
        ("mean", Value(-2.5), census(None, None, "person"),
         "“ปลอดหนี้” เฉลี่ย −2.5 บาทต่อคน (นับครบทุกราย)",
         "“No debt” is −2.5 baht per person on average (everyone was counted)."),
        ("median", Value(5000, 4000, 6000), SAMPLE,
         "“ปลอดหนี้” มีค่ากลางราว 5,000 บาท คือครึ่งหนึ่งของครัวเรือนมีมากกว่านี้ (น่าจะอยู่ระหว่าง 4,000 ถึง 6,000)",
         "The middle value of “No debt” is about 5,000 baht: half of the households have more (likely between 4,000 and 6,000)."),
        ("sum", Value(1.2e6), SAMPLE,
         "“ปลอดหนี้” รวมทั้งหมดราว 1,200,000 บาท (ข้อมูลน้อยเกินกว่าจะบอกช่วงได้)",
         "“No debt” adds up to about 1,200,000 baht (there is too little data to give an interval)."),
        ("ratio", HIDDEN, SAMPLE,
         "ปิดตัวเลขเรื่อง “ปลอดหนี้” ไว้ เพราะมีน้อยรายจนอาจรู้ว่าเป็นใคร",
         "The number for “No debt” is hidden: too few stand behind it, they could be recognised."),
    ],
)  # fmt: skip
def test_summary(summary, value: Value, basis: Basis, th: str, en: str) -> None:
    check(summary_reading(NAME, value, summary, DEBT, basis), th, en)


@pytest.mark.parametrize(
    ("value", "scale", "full_count", "th", "en"),
    [
        (Value(85, 81, 89), TARGET, False, "ถึงเป้า 80% แล้ว", "The target of 80% is met."),
        (Value(62, 57, 66), TARGET, False, "ยังไม่ถึงเป้า 80%", "The target of 80% is not met yet."),
        (Value(82, 79, 85), TARGET, False, "ใกล้เป้า 80% จนยังบอกไม่ได้ว่าถึงหรือไม่",
         "This is too close to the target of 80% to say whether it is met."),
        (Value(82), TARGET, False, "ข้อมูลน้อยเกินกว่าจะบอกว่าถึงเป้า 80% หรือไม่",
         "There is too little data to say whether the target of 80% is met."),
        (Value(80), TARGET, True, "ถึงเป้า 80% แล้ว", "The target of 80% is met."),
        (Value(79.9), TARGET, True, "ยังไม่ถึงเป้า 80%", "The target of 80% is not met yet."),
        (Value(4000, 3000, 4900), DEBT, False, "ถึงเป้า 5,000 บาท แล้ว", "The target of 5,000 baht is met."),
        (Value(9000, 7000, 9900), DEBT, False, "ยังไม่ถึงเป้า 5,000 บาท", "The target of 5,000 baht is not met yet."),
        (HIDDEN, TARGET, False, "", ""),
        (Value(50, 40, 60), Scale(), False, "", ""),
    ],
)  # fmt: skip
def test_target(value: Value, scale: Scale, full_count: bool, th: str, en: str) -> None:
    check(target_reading(value, scale, full_count=full_count), th, en)


@pytest.mark.parametrize(
    ("difference", "scale", "full_count", "th", "en"),
    [
        (Value(7, 2.2, 11.8), TARGET, False,
         "ดีขึ้นจากรอบ 1: เพิ่มขึ้นราว 7 ใน 100 ครัวเรือน (น่าจะอยู่ระหว่าง 2 ถึง 12)",
         "Better than in round 1: up by about 7 in 100 households (likely between 2 and 12)."),
        (Value(-7, -11.8, -0.3), TARGET, False,
         "แย่ลงจากรอบ 1: ลดลงราว 7 ใน 100 ครัวเรือน (น่าจะอยู่ระหว่าง 0.3 ถึง 12)",
         "Worse than in round 1: down by about 7 in 100 households (likely between 0.3 and 12)."),
        (Value(-900, -1200, -600), DEBT, False,
         "ดีขึ้นจากรอบ 1: ลดลงราว 900 บาท (น่าจะอยู่ระหว่าง 600 ถึง 1,200)",
         "Better than in round 1: down by about 900 baht (likely between 600 and 1,200)."),
        (Value(2, -3, 7), TARGET, False,
         "ยังบอกไม่ได้ว่าเปลี่ยนจากรอบ 1 (ต่างกันได้ตั้งแต่ −3 ถึง 7)",
         "We cannot yet say that this has changed since round 1 (the difference may be from −3 to 7)."),
        (Value(20), TARGET, False, "ยังบอกไม่ได้ว่าเปลี่ยนจากรอบ 1",
         "We cannot yet say that this has changed since round 1."),
        (Value(5), TARGET, True, "ดีขึ้นจากรอบ 1: เพิ่มขึ้น 5 ใน 100 ครัวเรือน (นับครบทั้งสองรอบ)",
         "Better than in round 1: up by 5 in 100 households (everyone was counted both times)."),
        (Value(0), TARGET, True, "เท่ากับรอบ 1 (นับครบทั้งสองรอบ)",
         "The same as in round 1 (everyone was counted both times)."),
        (HIDDEN, TARGET, False, "ปิดการเปลี่ยนแปลงจากรอบ 1 ไว้ เพราะมีน้อยรายจนอาจรู้ว่าเป็นใคร",
         "The change since round 1 is hidden: those few behind it could be recognised."),
        (NOTHING, TARGET, False, "ยังเทียบกับรอบ 1 ไม่ได้ เพราะไม่มีข้อมูลครบสองรอบ",
         "This cannot be compared with round 1: one of the rounds has no data."),
    ],
)  # fmt: skip
def test_change(difference: Value, scale: Scale, full_count: bool, th: str, en: str) -> None:
    change = Change(Label(NAME), NOTHING, NOTHING, difference, full_count)
    check(change_reading(change, scale, ROUND, "household"), th, en)


CLAIMS = ("ดีขึ้น", "แย่ลง", "เพิ่มขึ้น", "ลดลง", "เท่ากับ", "Better", "Worse", " up ", " down ", "same")
ends = st.floats(-100, 100, allow_nan=False)


@given(ends, ends, ends, st.booleans())
def test_no_change_is_claimed_inside_the_interval(a: float, b: float, c: float, up: bool) -> None:
    low, middle, high = sorted((a, b, c))
    change = Change(Label(NAME), NOTHING, NOTHING, Value(middle, low, high))
    said = change_reading(change, Scale(higher_is_better=up), ROUND, "household")
    claimed = any(claim in said.th + said.en for claim in CLAIMS)
    assert claimed == (low > 0 or high < 0)


PLACES = tuple(
    Label(LocalText(th, en))
    for th, en in (("เหนือ", "North"), ("ใต้", "South"), ("กลาง", "Mid"), ("นอก", "Outer"))
)


@pytest.mark.parametrize(
    ("values", "scale", "full_count", "th", "en"),
    [
        ([Value(90, 85, 95), Value(60, 55, 65), Value(20, 15, 25)], TARGET, False,
         "เหนือ ดีที่สุด (90%) ที่ควรช่วยกันก่อนคือ กลาง (20%)",
         "North does best (90%). Mid needs help first (20%)."),
        ([Value(90, 85, 95), Value(60, 55, 65), Value(20, 15, 25)], Scale(higher_is_better=False), False,
         "กลาง ดีที่สุด (20%) ที่ควรช่วยกันก่อนคือ เหนือ (90%)",
         "Mid does best (20%). North needs help first (90%)."),
        ([Value(90, 85, 95), Value(60, 50, 70), Value(55, 45, 65)], TARGET, False,
         "เหนือ ดีที่สุด (90%)", "North does best (90%)."),
        ([Value(70, 60, 80), Value(60, 50, 70), Value(55, 45, 65)], TARGET, False,
         "ยังจัดอันดับไม่ได้ เพราะช่วงตัวเลขของแต่ละที่ทับกัน",
         "The places cannot be ranked yet: their intervals overlap."),
        ([Value(70, 65, 75), Value(69, 64, 74), Value(20, 15, 25), Value(21, 16, 26)], TARGET, False,
         "ยังไม่มีที่ใดต่างจากทุกที่ชัดเจน แต่บางที่ต่างกัน",
         "No place stands clear of all the others, but some differ."),
        ([Value(90), Value(60, 50, 70), HIDDEN], TARGET, False,
         "เฉพาะที่ที่มีตัวเลข: ยังจัดอันดับไม่ได้ เพราะบางที่ข้อมูลน้อยเกินกว่าจะบอกช่วงได้",
         "Of the places with a number: The places cannot be ranked yet: some have too little data to give an interval."),
        ([Value(90), Value(90), Value(20)], TARGET, True,
         "เหนือ และ ใต้ ดีที่สุดเท่ากัน (90%) ที่ควรช่วยกันก่อนคือ กลาง (20%)",
         "North and South do best, all with 90%. Mid needs help first (20%)."),
        ([Value(90), Value(90), HIDDEN], TARGET, True, "เฉพาะที่ที่มีตัวเลข: ทุกที่เท่ากัน (90%)", "Of the places with a number: All places stand the same (90%)."),
        ([Value(90), HIDDEN, NOTHING], TARGET, True, "", ""),
        ([Value(61.6), Value(62.4), Value(20)], TARGET, True,
         "เหนือ และ ใต้ ดีที่สุดเท่ากัน (62%) ที่ควรช่วยกันก่อนคือ กลาง (20%)",
         "North and South do best, all with 62%. Mid needs help first (20%)."),
        ([Value(62.4), Value(61.6)], TARGET, True, "ทุกที่เท่ากัน (62%)", "All places stand the same (62%)."),
        ([Value(0.2), Value(0)], TARGET, True,
         "เหนือ ดีที่สุด (<1%) ที่ควรช่วยกันก่อนคือ ใต้ (0%)",
         "North does best (<1%). South needs help first (0%)."),
    ],
)  # fmt: skip
def test_places(values: list[Value], scale: Scale, full_count: bool, th: str, en: str) -> None:
    places = list(zip(PLACES, values, strict=False))
    check(places_reading(places, scale, full_count=full_count), th, en)


@pytest.mark.parametrize(
    ("count", "th", "en"),
    [
        (5, "ก1 ก2 ก3 ก4 และ ก5", "A1, A2, A3, A4 and A5"),
        (6, "ก1 ก2 ก3 ก4 ก5 และ อีก 1 ที่", "A1, A2, A3, A4, A5 and 1 more"),
        (40, "ก1 ก2 ก3 ก4 ก5 และ อีก 35 ที่", "A1, A2, A3, A4, A5 and 35 more"),
    ],
)
def test_of_many_places_a_few_are_named(count: int, th: str, en: str) -> None:
    tied = [(Label(LocalText(f"ก{i}", f"A{i}")), Value(90)) for i in range(1, count + 1)]
    said = places_reading([*tied, (PLACES[0], Value(20))], TARGET, full_count=True)
    check(
        said,
        f"{th} ดีที่สุดเท่ากัน (90%) ที่ควรช่วยกันก่อนคือ เหนือ (20%)",
        f"{en} do best, all with 90%. North needs help first (20%).",
    )


@pytest.mark.parametrize(
    ("kind", "figures", "basis", "th", "en"),
    [
        ("alkire-foster", {"H": Value(23, 20, 26), "A": Value(45), "M0": Value(0.1035, 0.09, 0.12)}, SAMPLE,
         "ใน 100 ครัวเรือน มีราว 23 ครัวเรือนที่ขาดหลายด้านพร้อมกัน (น่าจะอยู่ระหว่าง 20 ถึง 26) "
         "กลุ่มนี้ขาดเฉลี่ยราว 45 ใน 100 ส่วนของทุกเรื่องรวมกัน "
         "ดัชนีรวม (M0) เท่ากับ 0.104 (น่าจะอยู่ระหว่าง 0.090 ถึง 0.120) ยิ่งใกล้ 0 ยิ่งดี",
         "About 23 in 100 households lack many things at once (likely between 20 and 26). "
         "On average they lack about 45 in 100 parts of everything counted. "
         "The index (M0) is 0.104 (likely between 0.090 and 0.120); the nearer to 0 the better."),
        ("gnh", {"H": Value(59), "A": Value(41), "GNH": Value(0.7563322)}, census(None, None, "person"),
         "ใน 100 คน มี 59 คนที่ยังมีไม่พอถึงเกณฑ์ความสุข (นับครบทุกราย) "
         "กลุ่มนี้ขาดเฉลี่ย 41 ใน 100 ส่วนของทุกเรื่องรวมกัน ดัชนีรวม (GNH) เท่ากับ 0.756 (นับครบทุกราย) ยิ่งใกล้ 1 ยิ่งดี",
         "59 in 100 people do not yet have enough to count as happy (everyone was counted). "
         "On average they lack 41 in 100 parts of everything counted. "
         "The index (GNH) is 0.756 (everyone was counted); the nearer to 1 the better."),
        ("mean", {"score": Value(62, 60, 64)}, SAMPLE,
         "โดยเฉลี่ยครัวเรือนหนึ่งผ่านราว 62 ใน 100 ส่วนของทุกเรื่องรวมกัน (น่าจะอยู่ระหว่าง 60 ถึง 64)",
         "On average a household passes about 62 in 100 parts of everything counted (likely between 60 and 64)."),
        ("alkire-foster", {"H": Value(0.4, 0.1, 2), "A": Value(99.8), "M0": Value(0.004, 0.001, 0.02)}, SAMPLE,
         "ใน 100 ครัวเรือน มีไม่ถึง 1 ครัวเรือนที่ขาดหลายด้านพร้อมกัน (น่าจะอยู่ระหว่าง <1 ถึง 2) "
         "กลุ่มนี้ขาดเฉลี่ยมากกว่า 99 ใน 100 ส่วนของทุกเรื่องรวมกัน "
         "ดัชนีรวม (M0) เท่ากับ 0.004 (น่าจะอยู่ระหว่าง 0.001 ถึง 0.020) ยิ่งใกล้ 0 ยิ่งดี",
         "Fewer than 1 in 100 households lack many things at once (likely between <1 and 2). "
         "On average they lack more than 99 in 100 parts of everything counted. "
         "The index (M0) is 0.004 (likely between 0.001 and 0.020); the nearer to 0 the better."),
        ("gnh", {"GNH": HIDDEN}, SAMPLE,
         "ปิดตัวเลขเรื่อง “ดัชนีรวม” ไว้ เพราะมีน้อยรายจนอาจรู้ว่าเป็นใคร",
         "The number for “the index” is hidden: too few stand behind it, they could be recognised."),
    ],
)  # fmt: skip
def test_index(kind, figures: dict[str, Value], basis: Basis, th: str, en: str) -> None:
    check(index_reading(kind, figures, basis), th, en)


@pytest.mark.parametrize(
    ("basis", "th", "en"),
    [
        (Basis(n=200, missing=0.1), "", ""),
        (Basis(n=0, missing=0.0), "", ""),
        (Basis(n=29), "ตัวเลขนี้มาจากเพียง 29 ครัวเรือน รายเดียวก็ทำให้เปลี่ยนได้มาก",
         "Only 29 households are behind this number: a single one can change it a lot."),
        (Basis(n=1, level="person"), "ตัวเลขนี้มาจากเพียง 1 คน รายเดียวก็ทำให้เปลี่ยนได้มาก",
         "Only 1 person is behind this number: a single one can change it a lot."),
        (Basis(missing=0.18), "ไม่มีคำตอบราว 18 ใน 100 ครัวเรือน จึงควรอ่านตัวเลขนี้อย่างระวัง",
         "About 18 in 100 households gave no answer: read this number with care."),
    ],
)  # fmt: skip
def test_caution(basis: Basis, th: str, en: str) -> None:
    check(caution_reading(basis), th, en)


@pytest.mark.parametrize(
    ("n", "level", "th", "en"),
    [
        (1, "household", "1 ครัวเรือน", "1 household"),
        (1200, "person", "1,200 คน", "1,200 people"),
        (2, "community", "2 ชุมชน", "2 communities"),
    ],
)
def test_counted(n: int, level, th: str, en: str) -> None:
    check(counted(n, level), th, en)


def test_a_name_with_braces_is_only_a_name() -> None:
    said = share_reading(LocalText("{n}", "{0}"), Value(0, 0, 3), SAMPLE)
    assert "“{n}”" in said.th and "“{0}”" in said.en
