"""A letter: what stands in it, in both forms, and that words stay words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ruamsuk.booklets import Column, Letter, Table, letter
from tests.booklets.reader import pages_of
from tests.booklets.samples import MADE

THAI = Letter(
    "th",
    number="นส 12/2570",
    sender=("เครือข่ายตะวันตก", "วัดโบสถ์ ตำบลบ้านเลือก"),
    date="5 มกราคม 2570",
    subject="ขอเชิญร่วมเวทีเพื่อนช่วยเพื่อน",
    to="นายกองค์การบริหารส่วนตำบลบ้านเลือก",
    enclosed=("กำหนดการ จำนวน 1 แผ่น",),
    body=(
        "ด้วยเครือข่ายจะจัดเวทีเพื่อนช่วยเพื่อน ในวันที่ 24 มกราคม 2570 เวลา 9.00 น. ณ วัดโบสถ์ "
        "เพื่อให้ชุมชนได้เล่าสิ่งที่ทำสำเร็จ และช่วยกันคิดทางที่เหมาะกับแต่ละที่",
        "จึงเรียนมาเพื่อโปรดเข้าร่วม ตอบรับได้ที่ https://example.org/invited/a1/",
    ),
    closing="ขอแสดงความนับถือ",
    signer=("(นางสาวผู้ประสาน งานเครือข่าย)", "ผู้ประสานงานเครือข่าย"),
    contact=("ผู้ประสานงาน โทร. 08 1234 5678",),
    sheet=Table(
        (Column("เวลา", numbers=True), Column("เรื่อง"), Column("ใคร")),
        (("9.00–9.10 น.", "เปิดเวที", "ผู้ดำเนินเวที"), ("9.10–10.40 น.", "เพื่อนช่วยเพื่อน", "ทุกคน")),
        "กำหนดการ",
    ),
)


def bare(text: str) -> str:
    return text.replace(" ", "")


def test_a_thai_letter_has_its_parts_in_their_order() -> None:
    first, second = pages_of(letter(THAI, MADE))
    parts = ["ที่", "เครือข่ายตะวันตก", "5มกราคม2570", "เรื่อง", "เรียน", "สิ่งที่ส่งมาด้วย", "ด้วยเครือข่าย"]
    parts += ["จึงเรียนมา", "ขอแสดงความนับถือ", "ผู้ประสานงานเครือข่าย", "โทร."]
    places = [first.index(part) for part in parts]
    assert places == sorted(places)
    assert "กำหนดการ" in second and "เพื่อนช่วยเพื่อน" in second


def test_thai_digits_stand_everywhere_but_in_addresses() -> None:
    first, second = pages_of(letter(replace(THAI, thai_digits=True), MADE))
    assert "๒๔มกราคม๒๕๗๐" in first
    assert "https://example.org/invited/a1/" in first
    assert "๙.๑๐–๑๐.๔๐น." in second
    assert not [sign for sign in second if sign in "0123456789"]


def test_an_english_letter_is_plain() -> None:
    english = replace(THAI, language="en", number="", to="The mayor", closing="Yours sincerely")
    first, _ = pages_of(letter(english, MADE))
    assert "Subject:" in first and "Ref." not in first and "Yourssincerely" in first


def test_what_is_left_open_can_be_written_by_hand() -> None:
    (first,) = pages_of(letter(replace(THAI, to="", number="", signer=(), sheet=None), MADE))
    assert "เรียน" in first


@pytest.mark.parametrize("words", ["#set page(width: 1pt)", "*ก* _ข_ $x$", "</b>&amp;", "\\u{41}"])
def test_no_sign_is_markup(words: str) -> None:
    hostile = replace(THAI, subject=words, to=words, body=(words,), signer=(words,), sheet=None)
    assert pages_of(letter(hostile, MADE))[0].count(bare(words)) == 4


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert letter(THAI, MADE) == letter(THAI, MADE)
