"""Thai digits, dates, numbers and alphabetical order."""

from __future__ import annotations

import datetime
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamsuk.lib import thai
from ruamsuk.lib.text import LANGUAGES, Language

JAN_24 = datetime.date(2010, 1, 24)
TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@pytest.mark.parametrize(
    ("text", "arabic"), [("๐๑๒๓๔๕๖๗๘๙", "0123456789"), ("ปี ๒๕๕๓ ก", "ปี 2553 ก"), ("", "")]
)
def test_digits(text: str, arabic: str) -> None:
    assert thai.to_arabic_digits(text) == arabic


def test_years() -> None:
    assert thai.buddhist_year(2010) == 2553
    assert thai.common_year(2553) == 2010


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("2569", "2569 (2026)"),
        ("2568-2", "2568-2 (2025)"),
        ("2026", "2026"),
        ("25690", "25690"),
        ("ก่อนน้ำท่วม", "ก่อนน้ำท่วม"),
    ],
)
def test_named_year(name: str, english: str) -> None:
    words = thai.named_year(name)
    assert (words.th, words.en) == (name, english)


@pytest.mark.parametrize(
    ("date", "language", "full", "written"),
    [
        (JAN_24, "th", False, "24 ม.ค. 2553"),
        (JAN_24, "en", False, "24 Jan 2010"),
        (JAN_24, "th", True, "24 มกราคม 2553"),
        (JAN_24, "en", True, "24 January 2010"),
        (datetime.date(2024, 2, 29), "th", False, "29 ก.พ. 2567"),
    ],
)
def test_format_date(date: datetime.date, language: Language, full: bool, written: str) -> None:
    assert thai.format_date(date, language, full=full) == written


@pytest.mark.parametrize(
    ("text", "date", "buddhist"),
    [
        ("2010-01-24", JAN_24, False),
        ("2553-01-24", JAN_24, True),
        ("2553/1/24", JAN_24, True),
        ("24/01/2553", JAN_24, True),
        ("24-1-2553", JAN_24, True),
        ("24.1.2010", JAN_24, False),
        ("๒๔/๐๑/๒๕๕๓", JAN_24, True),
        ("24 ม.ค. 2553", JAN_24, True),
        ("24 ม.ค.2553", JAN_24, True),
        ("24ม.ค.2553", JAN_24, True),
        ("24 มค 2553", JAN_24, True),
        ("24-ม.ค.-2553", JAN_24, True),
        ("24 มกราคม 2553", JAN_24, True),
        ("24 มกราคม พ.ศ. 2553", JAN_24, True),
        ("วันที่ 24 มกราคม พ.ศ.2553", JAN_24, True),
        ("24 มกราคม ค.ศ. 2010", JAN_24, False),
        ("24 Jan 2010", JAN_24, False),
        ("24 JANUARY, 2010", JAN_24, False),
        ("24-Jan-2010", JAN_24, False),
        ("3/4/2553", datetime.date(2010, 4, 3), True),
        ("29/2/2551", datetime.date(2008, 2, 29), True),
    ],
)
def test_parse_date(text: str, date: datetime.date, buddhist: bool) -> None:
    assert thai.parse_date(text) == (date, buddhist)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24/1/53",
        "2553",
        "31/2/2553",
        "29/2/2552",
        "1/13/2553",
        "24/1-2553",
        "24 มกรา 2553",
        "24/1/0010",
        "24/1/2200",
        "24/1/9999",
        "เมื่อวาน",
        "24 ม.ค.",
        "2553-01-24T10:00",
    ],
)
def test_what_is_not_a_date(text: str) -> None:
    assert thai.parse_date(text) is None


@given(
    st.dates(datetime.date(1857, 1, 1), datetime.date(2100, 12, 31)),
    st.sampled_from(LANGUAGES),
    st.booleans(),
)
def test_written_dates_read_back(date: datetime.date, language: Language, full: bool) -> None:
    written = thai.format_date(date, language, full=full)
    assert thai.parse_date(written) == (date, language == "th")
    assert thai.parse_date(written.translate(TO_THAI)) == (date, language == "th")


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    read = thai.parse_date(text)
    assert read is None or 1857 <= read.date.year <= 2100


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0, 0, "0"),
        (1234, 0, "1,234"),
        (1234567.891, 2, "1,234,567.89"),
        (0.5, 0, "1"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (-0.04, 1, "0.0"),
        (-1234.5, 1, "-1,234.5"),
        (0.145, 2, "0.15"),
        (100 * 0.285, 0, "29"),
        (2**53, 0, "9,007,199,254,740,990"),
        (1.7e308, 0, f"{17 * 10**307:,}"),
    ],
)
def test_format_number(value: float, decimals: int, written: str) -> None:
    assert thai.format_number(value, decimals) == written


# The order that ICU 78 gives for the locale th.
WORDS = (
    "10 2 กลม กล้วย กา ก่า ก้า ก๊า ก๋า กาญจน์ กาญจนบุรี กาน การ การณ์ เกง เก็ง เก่ง เก้ง เกม เกาะ แกะ "
    "ใกล้ ไก่ ไกล ขา ขาว ข้าว เข้า แข คลองตัน ชาย ชายหาด นาม นำ น้ำ น้ำใจ บ้านเลือก โพธาราม รัก เรา "
    "เราๆ ฤดู ลา ฦๅ สตางค์ สัตว์ สัตวแพทย์ เสือ เสื่อ เสื้อ หนองพันจันทร์ หนองสาหร่าย อา อำเภอ เออ เอา "
    "ไอ ฮา abc Abc ABC"
)
IN_ORDER = WORDS.split()


def test_alphabetical_order() -> None:
    shuffled = random.Random(1).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=thai.collation_key) == IN_ORDER


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("ก์", "ก็"),
        ("ก็", "ก่"),
        ("กข้", "ก่ข"),
        ("ก", "เ"),
        ("ชาย หาด", "ชายหาดใหญ่"),
        ("หมู่ 1", "หมู่ 2"),
        ("หมู่ ๑", "หมู่ 2"),
        ("ฮา", "a"),
    ],
)
def test_pairs_in_order(first: str, then: str) -> None:
    assert thai.collation_key(first) < thai.collation_key(then)


@given(st.lists(st.text(), unique=True))
def test_every_text_has_its_own_key(texts: list[str]) -> None:
    assert len({thai.collation_key(text) for text in texts}) == len(texts)
