"""Levels and counts of opinions as files. Counts only; too few by phone stay unsaid."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import xlsxwriter

from ruamsuk.assessments.models import LEVELS, Level, Sitting
from ruamsuk.assessments.sheet import Cell, sheet_of
from ruamsuk.base.files import harmless
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import Place
from ruamsuk.engine.export import CREATED
from ruamsuk.lib.text import Language, LocalText
from ruamsuk.results.exports.files import File
from ruamsuk.results.exports.rows import SYNTHETIC

_COLUMNS = {
    "held_on": LocalText("วันที่", "Day"),
    "community": LocalText("รหัสชุมชน", "Community's code"),
    "name": LocalText("ชุมชน", "Community"),
    "table": LocalText("ตาราง", "Table"),
    "practice": LocalText("แนวปฏิบัติ", "Practice"),
    **{
        f"saw_{level}": LocalText(f"เห็นระดับ {level} (คน)", f"Saw level {level} (people)")
        for level in LEVELS
    },
    "answers": LocalText("ตอบกี่คน", "Answers"),
    "current": LocalText("ระดับที่ตกลงกัน", "Agreed level"),
    "wished": LocalText("ระดับที่อยากไปถึง", "Wished level"),
    "by_when": LocalText("ภายใน", "By when"),
    "evidence": LocalText("หลักฐาน", "Evidence"),
    "seen": LocalText("ข้อมูลในวันนั้น", "What the data said then"),
    "note": LocalText("หมายเหตุ", "Note"),
}
_WIDE = frozenset({"practice", "evidence", "seen", "table"})
_SHEET = LocalText("ระดับ", "Levels")


def write(place: Place, communities: Sequence[Community], kind: str, language: Language) -> File:
    """All that was agreed and said in some communities, as a file.

    Args:
        place: whose file it is; its name and a note on invented data come from it.
        communities: whose levels.
        kind: one of `KINDS`.
        language: of the words.
    """
    media, make = _MAKERS[kind]
    name = "-".join(["ruamsuk", place.slug, "levels", *(["synthetic"] if place.demo else [])])
    return File(f"{name}.{kind}", media, make(list(_rows(communities, language)), language))


def _rows(communities: Sequence[Community], language: Language) -> Iterator[dict[str, Any]]:
    wanted = {one.pk: one for one in communities}
    sittings = Sitting.objects.filter(communities__in=wanted).distinct().select_related("table")
    for sitting in sittings.prefetch_related("communities"):
        members = [wanted[one.pk] for one in sitting.communities.all() if one.pk in wanted]
        for cell in sheet_of(sitting, members).cells:
            if cell.state != "none":
                yield _row(sitting, cell, language)


def _row(sitting: Sitting, cell: Cell, language: Language) -> dict[str, Any]:
    counts = cell.spread.counts
    row: dict[str, Any] = {
        "held_on": sitting.held_on.isoformat(),
        "community": cell.community.slug,
        "name": cell.community.name.to(language),
        "table": sitting.table.title.to(language),
        "practice": cell.practice.name.to(language),
        **{f"saw_{level}": n for level, n in zip(LEVELS, counts, strict=True)},
        "answers": cell.spread.total,
        "note": SYNTHETIC.to(language) if cell.community.demo else "",
    }
    return row | _agreed(cell.level, language)


def _agreed(level: Level | None, language: Language) -> dict[str, Any]:
    names = ("current", "wished", "by_when", "evidence")
    said = {name: getattr(level, name) if level else None for name in names}
    return said | {"seen": level.seen.to(language) if level else None}


def _csv(rows: Sequence[dict[str, Any]], _language: Language) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for row in rows:
        writer.writerow([harmless(row[name]) for name in _COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(rows: Sequence[dict[str, Any]], language: Language) -> bytes:
    buffer = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": CREATED})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(_SHEET.to(language))
        sheet.freeze_panes(1, 0)
        for at, (name, words) in enumerate(_COLUMNS.items()):
            sheet.set_column(at, at, 34 if name in _WIDE else 12)
            sheet.write(0, at, words.to(language), head)
        for number, row in enumerate(rows, start=1):
            for at, name in enumerate(_COLUMNS):
                if row[name] not in (None, ""):
                    sheet.write(number, at, row[name], body)
    return buffer.getvalue()


_MAKERS: dict[str, tuple[str, Callable[[Sequence[dict[str, Any]], Language], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
}
KINDS = tuple(_MAKERS)
