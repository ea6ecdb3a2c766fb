"""The list of who came to a forum, as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone

from ruamsuk.exchanges.files.rows import rows_file
from ruamsuk.exchanges.models import Attendance, Forum
from ruamsuk.lib.text import Language, LocalText

_HEADS = (
    LocalText("ชื่อ", "Name"),
    LocalText("ชุมชน", "Community"),
    LocalText("หน้าที่ในเวที", "Part in the forum"),
    LocalText("คำตอบ", "Answer"),
    LocalText("มาเมื่อ", "Came at"),
    LocalText("ทราบจาก", "Known by"),
)


def people_file(forum: Forum, lines: Iterable[Attendance], kind: str, language: Language) -> bytes:
    """The list as CSV for programs, or as XLSX for people."""
    rows = [tuple(head.to(language) for head in _HEADS), *_rows(lines, language)]
    return rows_file(rows, kind, str(forum))


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
