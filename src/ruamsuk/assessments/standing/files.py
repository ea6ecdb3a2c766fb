"""The river and the stairs as files: a picture, a table, a page to print."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from ruamsuk.assessments.standing.pictures import Rows, river_rows, stairs_rows
from ruamsuk.base.files import harmless
from ruamsuk.booklets import Booklet, Column, Figure, Section, Table, pdf, png
from ruamsuk.charts import River, Stairs, draw_river, draw_stairs
from ruamsuk.charts.readings import river_reading, stairs_reading
from ruamsuk.communities.models import Network
from ruamsuk.lib.text import Language, LocalText
from ruamsuk.lib.thai import format_date
from ruamsuk.results.exports.files import File
from ruamsuk.results.exports.rows import SYNTHETIC

PNG_WIDTH, PRINTED = 1600, 640.0
_TABLE = LocalText("ตัวเลขทั้งหมด", "All numbers")


@dataclass(frozen=True)
class _Sheet:
    """A picture with everything that goes along with it."""

    name: str
    title: LocalText
    when: str
    network: Network
    svg: str
    printed: str
    reading: Sequence[LocalText]
    rows: Rows


def river_file(
    network: Network,
    river: River,
    kind: str,
    language: Language,
    *,
    when: str,
) -> File:
    """A river as a file of one of `KINDS`; ``when`` says in words whose time it is."""
    sheet = _Sheet(
        "river",
        river.title,
        when,
        network,
        draw_river(river, language),
        draw_river(river, language, PRINTED),
        river_reading(river),
        river_rows(river),
    )
    return _file(sheet, kind, language)


def stairs_file(
    network: Network, stairs: Stairs, kind: str, language: Language, *, when: str
) -> File:
    """Stairs as a file of one of `KINDS`."""
    sheet = _Sheet(
        "stairs",
        stairs.title,
        when,
        network,
        draw_stairs(stairs, language),
        draw_stairs(stairs, language, PRINTED),
        stairs_reading(stairs),
        stairs_rows(stairs),
    )
    return _file(sheet, kind, language)


def _file(sheet: _Sheet, kind: str, language: Language) -> File:
    media, make = _MAKERS[kind]
    note = ["synthetic"] if sheet.network.demo else []
    name = "-".join(["ruamsuk", sheet.network.slug, sheet.name, *note])
    return File(f"{name}.{kind}", media, make(sheet, language))


def _svg(sheet: _Sheet, _language: Language) -> bytes:
    return sheet.svg.encode()


def _png(sheet: _Sheet, language: Language) -> bytes:
    return png(sheet.svg, PNG_WIDTH, _titled(sheet, language), language)


def _titled(sheet: _Sheet, language: Language) -> str:
    """A picture stands alone: it says whose it is, when, and that the data are made up."""
    parts = [sheet.title.to(language), sheet.network.name.to(language), sheet.when]
    if sheet.network.demo:
        parts.append(SYNTHETIC.to(language))
    return " · ".join(part for part in parts if part)


def _csv(sheet: _Sheet, language: Language) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in (sheet.rows.heads, *sheet.rows.cells):
        writer.writerow([_harmless(cell.to(language)) for cell in row])
    if sheet.network.demo:
        writer.writerow([SYNTHETIC.to(language)])
    return text.getvalue().encode("utf-8-sig")


def _harmless(words: str) -> str:
    """Words that no spreadsheet takes for a formula; a change such as +1 is a number."""
    signed = words[:1] in "+-" and words[1:].isdecimal()
    return words if signed else harmless(words)


def _pdf(sheet: _Sheet, language: Language) -> bytes:
    rows = sheet.rows
    columns = tuple(
        Column(head.to(language), numbers=0 < at < 4) for at, head in enumerate(rows.heads)
    )
    cells = tuple(tuple(cell.to(language) for cell in row) for row in rows.cells)
    reading = " ".join(text.to(language) for text in sheet.reading)
    booklet = Booklet(
        language,
        sheet.title.to(language),
        (
            Section(
                sheet.title.to(language),
                (Figure(sheet.printed, sheet.title.to(language), reading),),
            ),
            Section(_TABLE.to(language), (Table(columns, cells),)),
        ),
        subtitle=sheet.when,
        community=sheet.network.name.to(language),
        date=format_date(timezone.localdate(), language),
        banner=SYNTHETIC.to(language) if sheet.network.demo else "",
    )
    return pdf(booklet, datetime.datetime.combine(timezone.localdate(), datetime.time()))


_MAKERS = {
    "pdf": ("application/pdf", _pdf),
    "png": ("image/png", _png),
    "svg": ("image/svg+xml", _svg),
    "csv": ("text/csv; charset=utf-8", _csv),
}
KINDS = tuple(_MAKERS)
