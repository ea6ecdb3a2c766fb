"""Minutes on paper: their parts in order, tables that run on, words that stay words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ruamsuk.booklets import Column, Heading, Items, Paragraph, Record, Table, minutes
from tests.booklets.reader import pages_of
from tests.booklets.samples import MADE

RECORD = Record(
    "th",
    title=("รายงานการประชุมเวทีเครือข่าย", "เครือข่ายตะวันตก", "เมื่อวันอาทิตย์ที่ 24 มกราคม 2570"),
    opening="เริ่มประชุมเวลา 9.05 น.",
    pieces=(
        Heading("ผู้มาประชุม"),
        Items(("บ้านเลือก 12 คน", "คลองตัน 8 คน")),
        Heading("เป้าหมายหลัก", smaller=True),
        Paragraph("ทุกตำบลเห็นร่วมกันว่าจะปลูกป่าริมคลอง และทำบัญชีครัวเรือน\n\nย่อหน้าที่สอง"),
        Table((Column("ต้องทำอะไร"), Column("ใคร")), (("ร่างระเบียบกองทุน", "บ้านเลือก"),)),
    ),
    closing="เลิกประชุมเวลา 11.30 น.",
    signers=("ผู้จดรายงานการประชุม", "ผู้ตรวจรายงานการประชุม"),
    foot="ฉบับที่ 2 รับรองเมื่อ 25 ม.ค. 2570",
)


def bare(text: str) -> str:
    return text.replace(" ", "")


def test_the_parts_stand_in_their_order_and_can_be_searched() -> None:
    (page,) = (bare(page) for page in pages_of(minutes(RECORD, MADE)))
    parts = ["รายงานการประชุม", "เริ่มประชุม", "ผู้มาประชุม", "บ้านเลือก12คน", "เป้าหมายหลัก", "ริมคลอง"]
    parts += ["ย่อหน้าที่สอง", "ร่างระเบียบกองทุน", "เลิกประชุม", "ผู้จดรายงานการประชุม"]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)
    assert "ฉบับที่2" in page and "1/1" in page


def test_names_stand_on_a_sheet_of_their_own() -> None:
    rows = tuple((str(at), f"คนที่ {at}") for at in range(1, 91))
    annex = Table((Column("", numbers=True), Column("ชื่อ")), rows, "รายชื่อผู้มาประชุม")
    first, *rest = (bare(page) for page in pages_of(minutes(replace(RECORD, annex=annex), MADE)))
    assert "รายชื่อ" not in first and len(rest) > 1
    assert all("ชื่อ" in page for page in rest), "the head stands on every page"
    assert all(sum(f"คนที่{at}" in page for page in rest) for at in range(1, 91))


@pytest.mark.parametrize("words", ["#set page(width: 1pt)", "*ก* _ข_ $x$", "= ก", "\\u{41}"])
def test_no_sign_is_markup(words: str) -> None:
    pieces = (Heading(words), Items((words,)), Paragraph(words), Table((Column(words),), ()))
    (page,) = pages_of(minutes(replace(RECORD, pieces=pieces), MADE))
    assert bare(page).count(bare(words)) == 4


def test_the_same_minutes_give_the_same_bytes() -> None:
    assert minutes(RECORD, MADE) == minutes(RECORD, MADE)
