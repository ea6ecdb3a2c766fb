"""The list of who came to a forum, as a file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO

import xlsxwriter
from django.utils import timezone

from ruamsuk.exchanges.models import Attendance, Forum
from ruamsuk.lib.text import Language, LocalText

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_HEADS = (
    LocalText("ชื่อ", "Name"),
    LocalText("ชุมชน", "Community"),
    LocalText("หน้าที่ในเวที", "Part in the forum"),
    LocalText("คำตอบ", "Answer"),
    LocalText("มาเมื่อ", "Came at"),
    LocalText("ทราบจาก", "Known by"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # signs by which a spreadsheet knows a formula


def people_file(forum: Forum, lines: Iterable[Attendance], kind: str, language: Language) -> bytes:
    """The list as CSV for programs, or as XLSX for people."""
    rows = [tuple(head.to(language) for head in _HEADS), *_rows(lines, language)]
    return _csv(rows) if kind == "csv" else _xlsx(rows, str(forum))


def _rows(lines: Iterable[Attendance], language: Language) -> Iterator[tuple[str, ...]]:
    for line in lines:
        came = timezone.localtime(line.came).strftime("%Y-%m-%d %H:%M") if line.came else ""
        yield (
            line.name,
            line.community.name.to(language) if line.community else "",
            line.part,
            str(line.get_answer_display()),
            came,
            str(line.get_way_display()),
        )


def _csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    text = StringIO()
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(rows: Iterable[tuple[str, ...]], title: str) -> bytes:
    buffer = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": title})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(_HEADS) - 1, 24)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row, None if at else bold)
    return buffer.getvalue()
