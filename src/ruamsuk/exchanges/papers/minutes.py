"""Minutes on paper: their head, their text and, for those who may see them, the names."""

from __future__ import annotations

import datetime
import itertools

from django.utils import timezone

from ruamsuk.booklets import Column, Heading, Items, Paragraph, Record, Table
from ruamsuk.exchanges.marks import Block, blocks
from ruamsuk.exchanges.models import Forum, Minutes
from ruamsuk.exchanges.papers import INVENTED
from ruamsuk.exchanges.timetable import timetable
from ruamsuk.lib.text import Language, LocalText
from ruamsuk.lib.thai import WEEKDAYS, format_date

_TITLE = LocalText("รายงานการประชุม{title}", "Minutes: {title}")
_WHEN = LocalText("เมื่อวัน{weekday}ที่ {date}", "{weekday}, {date}")
_WHERE = LocalText("ณ {venue}", "{venue}")
_BEGAN = LocalText("เริ่มประชุมเวลา {clock} น.", "The meeting began at {clock}.")
_ENDED = LocalText("เลิกประชุมเวลา {clock} น.", "The meeting ended at {clock}.")
_SIGNERS = (
    LocalText("ผู้จดรายงานการประชุม", "who took the minutes"),
    LocalText("ผู้ตรวจรายงานการประชุม", "who checked them"),
)
_DRAFT = LocalText("ร่าง ฉบับที่ {number}", "Draft, version {number}")
_AGREED = LocalText("ฉบับที่ {number} รับรองเมื่อ {date}", "Version {number}, agreed on {date}")
_CAME = LocalText("รายชื่อผู้มาประชุม", "Who came")
_HEADS = (LocalText("ชื่อ", "Name"), LocalText("ชุมชน", "Community"), LocalText("หน้าที่", "Part"))


def head_of(forum: Forum, language: Language) -> tuple[str, ...]:
    """What stands above the minutes: which forum, whose, when and where."""
    facts = {
        "title": forum.title.to(language),
        "weekday": WEEKDAYS[forum.day.weekday()].to(language),
        "date": format_date(forum.day, language, full=True),
        "venue": forum.venue,
    }
    lines = [_TITLE, forum.place.name, _WHEN, *([_WHERE] if forum.venue else [])]
    return tuple(line.to(language).format(**facts) for line in lines)


def record_of(minutes: Minutes, language: Language, *, named: bool) -> Record:
    """The minutes as they are printed.

    Args:
        minutes: which version.
        language: of what stands around the text.
        named: whether to add the list of those who came.
    """
    forum = minutes.forum
    day = timetable(forum)
    began, ended = day.starts, day.ends
    if day.slots:
        began = day.slots[0].starts
    state = _AGREED if minutes.agreed_on else _DRAFT
    foot = state.to(language).format(
        number=minutes.number,
        date=format_date(minutes.agreed_on, language) if minutes.agreed_on else "",
    )
    return Record(
        language,
        title=head_of(forum, language),
        opening=_BEGAN.to(language).format(clock=_clock(began)),
        pieces=tuple(_piece(block) for block in blocks(minutes.text)),
        closing=_ENDED.to(language).format(clock=_clock(ended)) if day.slots else "",
        signers=tuple(signer.to(language) for signer in _SIGNERS),
        annex=_annex(forum, language) if named else None,
        foot=foot,
        banner=INVENTED.to(language) if forum.synthetic else "",
    )


def _clock(moment: datetime.datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local.hour}.{local.minute:02}"


def _piece(block: Block) -> Heading | Paragraph | Items | Table:
    match block.kind:
        case "heading" | "smaller":
            return Heading(block.text, smaller=block.kind == "smaller")
        case "items":
            return Items(block.lines)
        case "table":
            # rows that were edited by hand may be of any length
            columns = tuple(zip(*itertools.zip_longest(*block.rows, fillvalue=""), strict=True))
            return Table(tuple(Column(head) for head in columns[0]), columns[1:])
        case _:
            return Paragraph(block.text)


def _annex(forum: Forum, language: Language) -> Table | None:
    came = forum.attendances.filter(came__isnull=False).exclude(name="")
    rows = tuple(
        (
            str(at),
            line.name,
            line.community.name.to(language) if line.community else "",
            line.part,
        )
        for at, line in enumerate(
            came.select_related("community").order_by("community", "name", "pk"), start=1
        )
    )
    heads = (Column("", numbers=True), *(Column(head.to(language)) for head in _HEADS))
    return Table(heads, rows, _CAME.to(language)) if rows else None
