"""A report in each language with everything a report can hold."""

from __future__ import annotations

import datetime

from ruamsuk.booklets import Booklet, Column, Figure, Note, Paragraph, Section, Table
from ruamsuk.lib.text import Language, LocalText
from tests.charts.samples import SAMPLES

MADE = datetime.datetime(2026, 1, 24, 9, 30, tzinfo=datetime.UTC)
SENTENCE = "ครัวเรือนที่มีน้ำดื่มสะอาดเพียงพอตลอดปีเพิ่มขึ้นจากรอบก่อน"

_BODY = LocalText(
    f"{SENTENCE} คณะกรรมการหมู่บ้านนัดคืนข้อมูลให้ทุกบ้านฟังพร้อมกันที่ศาลาวัด เพื่อช่วยกันดูว่าบ้านไหน"
    "ยังลำบากอยู่ และกลุ่มออมทรัพย์เพื่อการผลิต (Savings group) จะช่วยค้ำประกันให้ผู้ที่ทำบัญชีครัวเรือนครบ"
    "สามเดือนได้อย่างไร ตัวเลขทุกตัวในเล่มนี้นับจากครัวเรือนที่ตอบจริงในปี 2568 ไม่ใช่การคาดเดา",
    "More households have enough clean drinking water all year than in the round before. The "
    "village committee invites every house to the temple hall to hear the numbers, to see who is "
    "still struggling, and to plan how the savings group (กลุ่มออมทรัพย์) can stand surety.",
)
_PLACES = ("บ้านเลือก", "หนองสาหร่าย", "ท่าน้ำตื้น", "คลองตัน", "ดอนแร่")


def report(language: Language, *, chapters: int = 5, rows: int = 8) -> Booklet:
    """A report of ``chapters`` chapters over the sample pictures."""

    def to(th: str, en: str) -> str:
        return LocalText(th, en).to(language)

    pictures = [draw(language) for draw in SAMPLES.values()]
    body = _BODY.to(language)
    table = Table(
        (Column(to("ชุมชน", "Community")), Column(to("เป้าหมาย", "Goal")),
         Column(to("ร้อยละ", "Per cent"), numbers=True),
         Column(to("ช่วงที่เชื่อได้", "Interval"), numbers=True)),
        tuple(
            (_PLACES[i % 5], to("น้ำดื่มสะอาดเพียงพอตลอดปี", "Clean drinking water all year"),
             f"{60 + i % 37}.{i % 10}", f"{55 + i % 37}–{66 + i % 30}")
            for i in range(rows)
        ),
        to("ครัวเรือนที่บรรลุเป้าหมาย แยกตามชุมชน", "Households that reached the goal, by community"),
    )  # fmt: skip
    sections = []
    for i in range(chapters):
        shown = (
            Figure(
                picture,
                to("น้ำดื่มสะอาด แยกตามชุมชน", "Clean water by community"),
                to("บ้านเลือกสูงที่สุด ท่าน้ำตื้นยังห่างเป้า 18 จุด", "Ban Lueak is highest."),
            )
            for picture in (pictures[i * 2 % 9], pictures[(i * 2 + 1) % 9])
        )
        sections += [
            Section(to(f"เป้าหมายที่ {i + 1} น้ำดื่มสะอาด", f"Goal {i + 1}: clean water"),
                    (Paragraph(f"{body}\n\n{body}"), *shown)),
            Section(to("ดูเป็นตาราง", "As a table"),
                    (table, Note(to("ช่องที่ขีดไว้มีครัวเรือนน้อยกว่าห้าหลัง จึงไม่แสดง",
                                    "Hatched cells have fewer than five households."))), level=2),
        ]  # fmt: skip
    return Booklet(
        language,
        to("รายงานผลรอบปี 2568", "Report of the round 2025"),
        tuple(sections),
        subtitle=to("ชุมชนเห็นว่าตัวเองยืนอยู่ตรงไหน", "A community sees where it stands"),
        community=to("ตำบลบ้านเลือก อำเภอโพธาราม จังหวัดราชบุรี", "Ban Lueak, Photharam, Ratchaburi"),
        round=to("รอบที่ 3 (พ.ศ. 2568)", "Round 3 (2025)"),
        date=to("24 ม.ค. 2569", "24 Jan 2026"),
        banner=to("ข้อมูลสมมุติ", "Invented data"),
    )
