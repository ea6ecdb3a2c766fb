"""Files that cannot be brought in, each with the sentences that tell why."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pyarrow as pa
from pyarrow import parquet as pq

from .tables import GOOD, csv, xlsx

HEADER = list(GOOD)
ROW = list(GOOD.values())


def book(change: Callable[[Any, Any], None], sheets: int = 1, **row: Any) -> bytes:
    """A workbook with one row to which something is done."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        for _number in range(sheets):
            sheet = workbook.add_worksheet()
            sheet.write_row(0, 0, HEADER)
            sheet.write_row(1, 0, list({**GOOD, **row}.values()))
        change(workbook, sheet)
    return buffer.getvalue()


def rezipped(data: bytes, **more: bytes) -> bytes:
    """A workbook with more parts."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
        for name, content in more.items():
            new.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def bomb() -> bytes:
    """A workbook of some kilobytes that unpacks to more than half a gigabyte."""
    piece = b" " * (1 << 26)
    buffer = io.BytesIO(xlsx(HEADER, ROW))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(8):
            archive.writestr(f"xl/media/{number}.xml", piece)
    return buffer.getvalue()


def parquet(**columns: Any) -> bytes:
    """A Parquet table of good columns but for those given; None leaves one out."""
    good = {name: [value] for name, value in GOOD.items()} | columns
    buffer = io.BytesIO()
    pq.write_table(pa.table({n: v for n, v in good.items() if v is not None}), buffer)
    return buffer.getvalue()


def many_rows() -> bytes:
    """A small Parquet file that claims more cells than there can be."""
    buffer = io.BytesIO()
    pq.write_table(pa.table({"household_id": pa.nulls(21_000_000, pa.string())}), buffer)
    return buffer.getvalue()


def one(**cells: Any) -> str:
    """A CSV table of one row."""
    return csv(cells)


DAMAGED = "สมุดงานนี้เสียหาย อ่านไม่ได้ เปิดใน Excel แล้วบันทึกใหม่เป็น .xlsx หรือ CSV UTF-8"
NUMBER = "พิมพ์เป็นตัวเลข เช่น 1250 หรือเว้นว่างถ้าไม่มีคำตอบ"
WRITE_VILLAGE = "พิมพ์เลขหมู่ ชื่อ หรือรหัส 8 หลักของหมู่บ้าน"
REPEATED = "ลบแถวที่ซ้ำ หรือแก้เลขให้ถูก ถ้าเลขบ้านเริ่มใหม่ทุกหมู่บ้าน ให้เติมเลขหมู่ไว้หน้า เช่น 2-15"
QUESTIONNAIRE = "ตรวจค่ากับแบบสอบถาม"
AS_TABLE = "บันทึกตารางเป็น CSV, XLSX หรือ Parquet แล้วลองใหม่"

UGLY: list[tuple[str, str, bytes | str, list[str]]] = [
    ("empty file", "t.csv", b"", ["ไฟล์นี้ว่างเปล่า ใส่ชื่อคอลัมน์ในแถวแรก และข้อมูลในแถวถัดไป"]),
    ("blanks only", "t.csv", "  \n , ,\n", ["ไฟล์นี้ว่างเปล่า ใส่ชื่อคอลัมน์ในแถวแรก และข้อมูลในแถวถัดไป"]),
    ("header only", "t.csv", csv(), ["มีแต่ชื่อคอลัมน์ ไม่มีข้อมูล ใส่ข้อมูลตั้งแต่แถวที่ 2"]),
    (
        "header only, Excel",
        "t.xlsx",
        xlsx(HEADER),
        ["แผ่นงาน Sheet1: มีแต่ชื่อคอลัมน์ ไม่มีข้อมูล ใส่ข้อมูลตั้งแต่แถวที่ 2"],
    ),
    (
        "spoiled letters",
        "t.csv",
        one(water="ประปา").encode() + b"\xe0\xb8\n",
        ["แถว 3: อ่านตัวอักษรในแถวนี้ไม่ออก บันทึกไฟล์ใหม่เป็น CSV UTF-8"],
    ),
    (
        "latin letters as Thai",
        "t.csv",
        one(water="nai\xd4ve").encode("latin-1"),
        ["แถว 2: อ่านตัวอักษรในแถวนี้ไม่ออก บันทึกไฟล์ใหม่เป็น CSV UTF-8"],
    ),
    (
        "zero bytes",
        "t.csv",
        one().encode() + b"H2\0",
        ["แถว 3: มีข้อมูลที่ไม่ใช่ตัวอักษรปนอยู่ ไฟล์อาจเสียหาย เปิดใน Excel แล้วบันทึกใหม่เป็น .xlsx หรือ CSV UTF-8"],
    ),
    ("a picture", "t.xlsx", b"\x89PNG\r\n\x1a\n", [f"ไฟล์นี้เป็นรูปภาพ ไม่ใช่ตาราง {AS_TABLE}"]),
    ("a PDF", "t.csv", b"%PDF-1.7", [f"ไฟล์นี้เป็นไฟล์ PDF ไม่ใช่ตาราง {AS_TABLE}"]),
    (
        "a web page named .xls",
        "t.xls",
        b"<html><table>",
        [f"ไฟล์นี้เป็นหน้าเว็บ (HTML) ไม่ใช่ตาราง {AS_TABLE}"],
    ),
    (
        "old Excel",
        "t.xls",
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        ["ไฟล์ Excel นี้เป็นรุ่นเก่า (.xls) หรือมีรหัสผ่าน เปิดใน Excel เอารหัสผ่านออก แล้วบันทึกเป็น .xlsx"],
    ),
    (
        "any ZIP",
        "t.xlsx",
        rezipped(b"PK\x05\x06" + b"\0" * 18, a=b"b"),
        [f"ไฟล์นี้เป็นไฟล์ ZIP ไม่ใช่ตาราง {AS_TABLE}"],
    ),
    ("no ZIP although it begins so", "t.xlsx", b"PK\x03\x04nothing", [DAMAGED]),
    ("a workbook cut off", "t.xlsx", xlsx(HEADER, ROW)[:-200], [DAMAGED]),
    (
        "zip bomb",
        "t.xlsx",
        bomb(),
        ["สมุดงานนี้ใหญ่เกินไป แปลงเป็นไฟล์ Parquet ซึ่งอ่านได้ทุกขนาด หรือแบ่งเป็นหลายไฟล์"],
    ),
    (
        "macros",
        "t.xlsm",
        rezipped(xlsx(HEADER, ROW), **{"xl__vbaProject.bin": b"x"}),
        ["สมุดงานนี้มีมาโคร ซึ่งอาจเป็นอันตราย บันทึกเป็น .xlsx แบบไม่มีมาโคร แล้วลองใหม่"],
    ),
    (
        "links to other files",
        "t.xlsx",
        rezipped(xlsx(HEADER, ROW), **{"xl__externalLinks__a.xml": b"x"}),
        [
            "สมุดงานนี้ดึงค่าจากไฟล์อื่น จึงอาจไม่ใช่ค่าล่าสุด "
            "ใน Excel เลือก ข้อมูล > แก้ไขการเชื่อมโยง > ตัดการเชื่อมโยง แล้วบันทึก"
        ],
    ),
    (
        "merged cells",
        "t.xlsx",
        book(lambda w, s: s.merge_range("C2:C3", 0)),
        ["แผ่นงาน Sheet1: เซลล์ C2:C3 ถูกผสานรวมกัน ยกเลิกการผสาน แล้วใส่ค่าให้ครบทุกเซลล์"],
    ),
    (
        "a formula that gives an error",
        "t.xlsx",
        book(lambda w, s: s.write_formula("C2", "=1/0", None, "#DIV/0!")),
        [
            "แผ่นงาน Sheet1 แถว 2 คอลัมน์ debt: เซลล์นี้มีข้อผิดพลาดของ Excel: #DIV/0! "
            "แก้สูตร หรือพิมพ์ค่าแทน หรือเว้นว่าง"
        ],
    ),
    (
        "a formula as text",
        "t.csv",
        one(debt="=SUM(A1:A9)"),
        ["แถว 2 คอลัมน์ debt: สูตร =SUM(A1:A9) ยังไม่ได้คำนวณ เปิดใน Excel แล้วบันทึก หรือพิมพ์ค่าแทนสูตร"],
    ),
    (
        "CSV injection in a number",
        "t.csv",
        one(debt="=cmd|'/c calc'!A0"),
        ["แถว 2 คอลัมน์ debt: สูตร =cmd|'/c calc'!A0 ยังไม่ได้คำนวณ เปิดใน Excel แล้วบันทึก หรือพิมพ์ค่าแทนสูตร"],
    ),
    (
        "CSV injection in a household's number",
        "t.csv",
        one(household_id="=HYPERLINK(1)"),
        [
            "แถว 2 คอลัมน์ household_id: สูตร =HYPERLINK(1) ยังไม่ได้คำนวณ "
            "เปิดใน Excel แล้วบันทึก หรือพิมพ์ค่าแทนสูตร",
            "แถว 2 คอลัมน์ household_id: ไม่มีรหัสในแถวนี้ ใส่รหัสให้ทุกแถว",
        ],
    ),
    (
        "a header twice",
        "t.csv",
        csv({}, header=[*HEADER[:5], "debt"]),
        ["แถว 1 คอลัมน์ debt: มีชื่อคอลัมน์ซ้ำกันที่ C, F เก็บไว้คอลัมน์เดียว หรือตั้งชื่อให้ต่างกัน"],
    ),
    (
        "a column without a name",
        "t.csv",
        csv({}, header=[*HEADER[:5], ""]),
        ["แถว 1: คอลัมน์ F มีข้อมูลแต่ไม่มีชื่อ ตั้งชื่อคอลัมน์ หรือลบคอลัมน์นี้"],
    ),
    (
        "a title above the header",
        "t.csv",
        "แบบสำรวจ,,,,,\n" + one(),
        ["ชื่อคอลัมน์อยู่แถวที่ 2 ไม่ใช่แถวแรกของตาราง ลบแถวที่อยู่เหนือแถวที่ 2 ออก"],
    ),
    (
        "a row too long",
        "t.csv",
        one(water="tap,well"),
        ['แถว 2: แถวนี้มี 7 ช่อง แต่หัวตารางมี 6 ช่อง ถ้าข้อความมีเครื่องหมาย , อยู่ข้างใน ให้ครอบด้วย "…"'],
    ),
    (
        "a row too short",
        "t.csv",
        ",".join(HEADER) + "\nH1,1,0\n",
        ["แถว 2: แถวนี้มี 3 ช่อง แต่หัวตารางมี 6 ช่อง เติมช่องที่ขาดให้ครบ"],
    ),
    (
        "a cell that never ends",
        "t.csv",
        one(household_id="H" * 40_000),
        [
            "แถว 2 คอลัมน์ household_id: เซลล์นี้ยาวเกิน 32,767 ตัวอักษร "
            'ตัดข้อความให้สั้นลง หรือตรวจว่าเครื่องหมาย " ปิดครบคู่',
            "แถว 2 คอลัมน์ household_id: เซลล์นี้ยาวเกิน 64 ตัวอักษร "
            'ตัดข้อความให้สั้นลง หรือตรวจว่าเครื่องหมาย " ปิดครบคู่',
        ],
    ),
    (
        "a quotation mark left open",
        "t.csv",
        csv({}, {"household_id": '"H2'}, {"household_id": "H3"}),
        ['แถว 3: เครื่องหมาย " ในเซลล์นี้ไม่มีตัวปิด แถวถัดไปจึงรวมเข้ามาด้วย ลบเครื่องหมาย " หรือใส่ตัวปิดให้ครบคู่'],
    ),
    (
        "no household's number",
        "t.csv",
        csv({}, {"household_id": " "}),
        ["แถว 3 คอลัมน์ household_id: ไม่มีรหัสในแถวนี้ ใส่รหัสให้ทุกแถว"],
    ),
    (
        "a household twice",
        "t.csv",
        csv({}, {"household_id": "h1"}, {}),
        [f"แถว 4 คอลัมน์ household_id: เลข “H1” ซ้ำกับแถว 2 {REPEATED}"],
    ),
    (
        "a household twice, once in Thai digits",
        "t.csv",
        csv({"household_id": 12}, {"household_id": "๑๒"}),
        [f"แถว 3 คอลัมน์ household_id: เลข “12” ซ้ำกับแถว 2 {REPEATED}"],
    ),
    (
        "a number shortened by Excel",
        "t.csv",
        one(household_id="7.0E+11"),
        [
            "แถว 2 คอลัมน์ household_id: Excel ย่อรหัสเป็น “7.0E+11” ตัวเลขท้ายหายไป "
            "ตั้งคอลัมน์เป็นข้อความในไฟล์ต้นทาง แล้วบันทึกใหม่"
        ],
    ),
    (
        "a village that is not there",
        "t.csv",
        one(village="9"),
        [f"แถว 2 คอลัมน์ village: ไม่มีหมู่บ้าน “9” ในชุมชนนี้ {WRITE_VILLAGE} หรือเพิ่มหมู่บ้านนี้ในหน้าข้อมูลชุมชนก่อน"],
    ),
    (
        "a village of another tambon",
        "t.csv",
        one(village="10010101"),
        [
            f"แถว 2 คอลัมน์ village: ไม่มีหมู่บ้าน “10010101” ในชุมชนนี้ "
            f"{WRITE_VILLAGE} หรือเพิ่มหมู่บ้านนี้ในหน้าข้อมูลชุมชนก่อน"
        ],
    ),
    (
        "no village",
        "t.csv",
        one(village=""),
        [f"แถว 2 คอลัมน์ village: ไม่ได้บอกหมู่บ้าน {WRITE_VILLAGE}"],
    ),
    (
        "words for a number",
        "t.csv",
        one(debt="ไม่แน่ใจ"),
        [f"แถว 2 คอลัมน์ debt: “ไม่แน่ใจ” ไม่ใช่ตัวเลข {NUMBER}"],
    ),
    (
        "a negative number",
        "t.csv",
        one(debt="-5"),
        [f"แถว 2 คอลัมน์ debt: -5 น้อยกว่าค่าต่ำสุด 0 {QUESTIONNAIRE}"],
    ),
    (
        "too many members",
        "t.csv",
        one(members=99),
        [f"แถว 2 คอลัมน์ members: 99 มากกว่าค่าสูงสุด 20 {QUESTIONNAIRE}"],
    ),
    (
        "half a member",
        "t.csv",
        one(members="2.5"),
        ["แถว 2 คอลัมน์ members: “2.5” ไม่ใช่จำนวนเต็ม พิมพ์จำนวนเต็ม ไม่มีทศนิยม"],
    ),
    (
        "an endless number",
        "t.csv",
        one(debt="1e999"),
        ["แถว 2 คอลัมน์ debt: “1e999” ใหญ่เกินไป ตรวจจำนวนหลักของตัวเลข"],
    ),
    (
        "no choice",
        "t.csv",
        one(water="river"),
        ["แถว 2 คอลัมน์ water: “river” ไม่อยู่ในตัวเลือก ใช้คำตอบจาก: tap, well"],
    ),
    (
        "nearly a choice",
        "t.csv",
        one(water="wel"),
        ["แถว 2 คอลัมน์ water: “wel” ไม่อยู่ในตัวเลือก หมายถึง “well” หรือไม่"],
    ),
    (
        "a year of two digits",
        "t.csv",
        one(visited="24/1/69"),
        ["แถว 2 คอลัมน์ visited: “24/1/69” ไม่ใช่วันที่ พิมพ์ วัน/เดือน/ปี โดยใส่ปีสี่หลัก เช่น 24/01/2553"],
    ),
    (
        "a day that never was",
        "t.csv",
        one(visited="31/2/2569"),
        ["แถว 2 คอลัมน์ visited: “31/2/2569” ไม่ใช่วันที่ พิมพ์ วัน/เดือน/ปี โดยใส่ปีสี่หลัก เช่น 24/01/2553"],
    ),
    (
        "two sheets with tables",
        "t.xlsx",
        xlsx(HEADER, ROW, sheets=("ก", "ข")),
        ["มีหลายแผ่นงานที่เป็นตาราง: ก, ข พิมพ์ชื่อแผ่นงานที่จะใช้ในช่องด้านล่าง แล้วตรวจใหม่"],
    ),
    (
        "all sheets hidden but a blank one",
        "t.xlsx",
        book(
            lambda w, s: (
                w.add_worksheet("ว่าง").activate(),
                w.get_worksheet_by_name("ว่าง").set_first_sheet(),
                s.hide(),
            )
        ),
        ["ไฟล์นี้ว่างเปล่า ใส่ชื่อคอลัมน์ในแถวแรก และข้อมูลในแถวถัดไป"],
    ),
    (
        "Parquet cut off",
        "t.parquet",
        parquet()[:-9],
        ["ไฟล์ Parquet นี้เสียหาย อ่านไม่ได้ ส่งออกไฟล์ใหม่จากต้นทาง"],
    ),
    (
        "Parquet with lists",
        "t.parquet",
        parquet(debt=[[1, 2]]),
        [
            "คอลัมน์ debt: คอลัมน์นี้เก็บเป็น list<element: int64> แต่ควรเป็นข้อความหรือตัวเลข "
            "แปลงชนิดข้อมูลก่อนส่งออก หรือส่งออกเป็น CSV"
        ],
    ),
    (
        "Parquet of endless rows",
        "t.parquet",
        many_rows(),
        ["ตารางนี้มีถึง 21,000,000 แถว ใหญ่เกินไป แบ่งเป็นหลายไฟล์ เช่น หมู่บ้านละไฟล์"],
    ),
]
