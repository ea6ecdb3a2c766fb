"""Rows as files: CSV and Parquet for programs, XLSX for people, JSON for both."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import xlsxwriter

from ruamsuk.base.files import FORMULA
from ruamsuk.engine.export import CREATED, csv_bytes
from ruamsuk.lib.text import Language, LocalText
from ruamsuk.results.exports.rows import SYNTHETIC, Rows


@dataclass(frozen=True)
class File:
    """A file to be saved.

    Attributes:
        name: what it is called.
        kind: its media type.
    """

    name: str
    kind: str
    data: bytes


def write(rows: Rows, kind: str, table: str, language: Language) -> File:
    """The rows as a file.

    Args:
        rows: what is written.
        kind: one of `KINDS`.
        table: one of `TABLES`, for kinds that hold one table.
        language: of the words of a workbook.
    """
    media, make = _MAKERS[kind]
    parts = ["ruamsuk", rows.community.slug, *(r.replace("/", "-") for r in rows.rounds)]
    if table == "changes":
        parts.append(table)
    if rows.community.demo:
        parts.append("synthetic")
    return File(f"{'-'.join(parts)}.{kind}", media, make(rows, table, language))


def _csv(rows: Rows, table: str, _language: Language) -> bytes:
    return csv_bytes(_harmless(_flat(rows, table)))


def _harmless(table: pa.Table) -> pa.Table:
    """The table with no words that a spreadsheet would take for a formula."""
    for at, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            words = table.column(at)
            formula = pc.match_substring_regex(words, f"^[{re.escape(''.join(FORMULA))}]")
            quoted = pc.binary_join_element_wise("'", words, "")
            table = table.set_column(at, field.name, pc.if_else(formula, quoted, words))
    return table


def _parquet(rows: Rows, table: str, _language: Language) -> bytes:
    about = json.dumps(rows.about(), ensure_ascii=False)
    flat = _flat(rows, table).replace_schema_metadata({"ruamsuk": about})
    buffer = BytesIO()
    pq.write_table(flat, buffer, compression="zstd")
    return buffer.getvalue()


def _json(rows: Rows, _table: str, _language: Language) -> bytes:
    tables = {"estimates": rows.tables.estimates, "changes": rows.tables.changes}
    said = {name: table.to_pylist() for name, table in tables.items()}
    return json.dumps({"about": rows.about(), **said}, ensure_ascii=False).encode()


def _flat(rows: Rows, table: str) -> pa.Table:
    """The engine's columns between whose numbers they are and what the indicator is called."""
    found: pa.Table = getattr(rows.tables, table)
    count, titles = found.num_rows, rows.titles()
    ids = found["indicator"].to_pylist()
    words = [titles[i][1] if i in titles else LocalText() for i in ids]
    found = found.add_column(0, "community", pa.array([rows.community.slug] * count, pa.string()))
    for name in ("th", "en"):
        column = pa.array([getattr(text, name) for text in words], pa.string())
        found = found.append_column(f"title_{name}", column)
    if rows.community.demo:
        note = pa.array([f"{SYNTHETIC.th} ({SYNTHETIC.en})"] * count, pa.string())
        found = found.append_column("note", note)
    return found


_HEADERS = {
    "round": LocalText("รอบ", "Round"),
    "from_round": LocalText("จากรอบ", "From round"),
    "to_round": LocalText("ถึงรอบ", "To round"),
    "goal": LocalText("เป้าหมาย", "Goal"),
    "title": LocalText("ตัวชี้วัด", "Indicator"),
    "indicator": LocalText("รหัสตัวชี้วัด", "Indicator's code"),
    "measure": LocalText("วัดเป็น", "Measure"),
    "k": LocalText("เกณฑ์ของดัชนี", "Cut-off of the index"),
    "by": LocalText("แยกตาม", "By"),
    "group": LocalText("กลุ่ม", "Group"),
    "place": LocalText("ชื่อกลุ่ม", "Name of the group"),
    "kind": LocalText("วิธีเทียบ", "Kind of change"),
    "estimate": LocalText("ค่า", "Value"),
    "lower": LocalText("ช่วงล่าง", "Lower limit"),
    "upper": LocalText("ช่วงบน", "Upper limit"),
    "se": LocalText("ความคลาดเคลื่อน", "Standard error"),
    "numerator": LocalText("จำนวนที่ผ่าน", "Numerator"),
    "denominator": LocalText("จำนวนที่นับ", "Denominator"),
    "n": LocalText("ตอบกี่ราย", "Answers"),
    "missing": LocalText("สัดส่วนที่ไม่มีคำตอบ", "Share without an answer"),
    "unit": LocalText("หน่วย", "Unit"),
    "hidden": LocalText("ปิดไว้", "Hidden"),
}
WORDS: Mapping[str, Mapping[str | None, LocalText]] = {
    "measure": {
        "share": LocalText("สัดส่วนที่ผ่าน", "Share that reached it"),
        "mean": LocalText("ค่าเฉลี่ย", "Average"),
        "median": LocalText("ค่ากลาง", "Middle value"),
        "sum": LocalText("ผลรวม", "Total"),
        "ratio": LocalText("อัตราส่วน", "Ratio"),
        "score": LocalText("คะแนนเฉลี่ย", "Average score"),
        "H": LocalText("ขาดหลายด้าน (H)", "Deprived in many ways (H)"),
        "A": LocalText("คนที่ขาดหลายด้าน ขาดกี่ส่วน (A)", "What the deprived lack (A)"),
        "M0": LocalText("ดัชนีรวม (M0)", "The index (M0)"),
        "headcount": LocalText("ขาดเรื่องนี้", "Lacks it"),
        "censored_headcount": LocalText("ขาดเรื่องนี้และขาดหลายด้าน", "Lacks it, and many things"),
        "contribution": LocalText("ส่วนในดัชนี", "Part of the index"),
        "contribution_share": LocalText("สัดส่วนในดัชนี", "Share of the index"),
    },
    "kind": {
        "absolute": LocalText("ต่างกัน", "Difference"),
        "relative": LocalText("ต่างกันกี่ส่วน", "Relative difference"),
        "annualised_absolute": LocalText("ต่างกันต่อปี", "Difference a year"),
        "annualised_relative": LocalText("ต่างกันกี่ส่วนต่อปี", "Relative difference a year"),
    },
    "by": {"village": LocalText("หมู่บ้าน", "Village")},
    "unit": {"share": LocalText("ร้อยละ", "Per cent")},
}
"""What a table to read says in place of the engine's words."""
_SHEETS = {
    "estimates": LocalText("ผล", "Results"),
    "changes": LocalText("การเปลี่ยนแปลง", "Changes"),
}
_ABOUT = LocalText("เกี่ยวกับไฟล์นี้", "About this file")
_TOO_FEW = LocalText("น้อยเกินไป", "too few")
_NARROW, _WIDE = 12, 34


def _xlsx(rows: Rows, _table: str, language: Language) -> bytes:
    buffer = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": CREATED})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        formats = {"share": book.add_format({"num_format": "0.0%"})}
        for name in _SHEETS:
            table = getattr(rows.tables, name)
            sheet = book.add_worksheet(_SHEETS[name].to(language))
            _fill(sheet, rows, table, language, head, formats)
        sheet = book.add_worksheet(_ABOUT.to(language))
        sheet.set_column(0, 1, _WIDE)
        for number, pair in enumerate(_about(rows, language)):
            sheet.write_row(number, 0, pair)
    return buffer.getvalue()


def _fill(
    sheet: Any,
    rows: Rows,
    table: pa.Table,
    language: Language,
    head: Any,
    formats: Mapping[str, Any],
) -> None:
    names = [name for name in _HEADERS if name in (*table.column_names, "goal", "title", "place")]
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(names) - 1, _NARROW)
    sheet.set_column(names.index("goal"), names.index("title"), _WIDE)
    sheet.write_row(0, 0, [_HEADERS[name].to(language) for name in names], head)
    if table.num_rows:
        sheet.autofilter(0, 0, table.num_rows, len(names) - 1)
    for i, row in enumerate(_spoken(rows, table, language), start=1):
        look = formats["share"] if row["is_share"] else None
        for j, name in enumerate(names):
            value = row[name]
            if value is not None and value != "":
                unit = look if name in _IN_UNIT else None
                sheet.write(i, j, value, formats["share"] if name == "missing" else unit)


_IN_UNIT = frozenset(("estimate", "lower", "upper", "se"))


def _spoken(rows: Rows, table: pa.Table, language: Language) -> Iterator[dict[str, Any]]:
    """Each row in words, with names of goal, indicator and village; a hidden one says why."""
    titles, units = rows.titles(), rows.units()
    villages = {v.code: v.name.to(language) for v in rows.community.villages.all()}
    for row in table.to_pylist():
        goal, title = titles.get(row["indicator"], (LocalText(), LocalText()))
        words = {"goal": goal.to(language), "title": title.to(language)}
        for name, known in WORDS.items():
            said = known.get(row.get(name)) or (name == "unit" and units.get(row["indicator"]))
            words |= {name: said.to(language)} if said else {}
        place = villages.get(row["group"], "") if row["by"] == "village" else ""
        hidden = _TOO_FEW.to(language) if row["hidden"] else ""
        is_share = row["unit"] == "share"
        yield row | words | {"place": place, "hidden": hidden, "is_share": is_share}


def _about(rows: Rows, language: Language) -> Sequence[tuple[str, str]]:
    words = {
        LocalText("ชุมชน", "Community"): rows.community.name.to(language),
        LocalText("รหัสตำบล", "Code of the tambon"): rows.community.tambon_id,
        LocalText("รอบ", "Rounds"): ", ".join(rows.rounds),
        LocalText("โปรแกรม", "Program"): rows.about()["program"],
    }
    said = [(key.to(language), value) for key, value in words.items()]
    computed = LocalText("คำนวณเมื่อ", "Computed on").to(language)
    said += [(computed, (c.finished.isoformat() if c.finished else "")) for c in rows.computations]
    shares = LocalText("ค่าที่เป็นร้อยละเก็บเป็น 0 ถึง 1", "Shares are kept as 0 to 1")
    said.append((shares.to(language), ""))
    if rows.community.demo:
        said.insert(0, (SYNTHETIC.to(language), ""))
    return said


_MAKERS: dict[str, tuple[str, Callable[[Rows, str, Language], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "parquet": ("application/vnd.apache.parquet", _parquet),
    "json": ("application/json", _json),
}
KINDS = tuple(_MAKERS)
TABLES = tuple(_SHEETS)
