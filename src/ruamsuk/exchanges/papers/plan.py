"""The calendar of a plan on paper."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import groupby

from django.utils import timezone

from ruamsuk.booklets import Booklet, Column, Note, Section, Table
from ruamsuk.communities.models import Community
from ruamsuk.exchanges.models import Plan
from ruamsuk.exchanges.papers import INVENTED
from ruamsuk.exchanges.plan_words import MeetingOf, month_words
from ruamsuk.lib.text import Language, LocalText
from ruamsuk.lib.thai import format_date

_TITLE = LocalText("ปฏิทินใครช่วยใคร", "Calendar: who helps whom")
_STATES = (
    LocalText("ข้อเสนอ ยังไม่ได้ตกลงกัน", "Proposal, not agreed yet"),
    LocalText("ตกลงกันแล้ว", "Agreed"),
)
_HEADS = (
    LocalText("วัน", "Day"),
    LocalText("ช่วงที่", "Part"),
    LocalText("เรื่อง", "About"),
    LocalText("ผู้ให้", "Who helps"),
    LocalText("ผู้มาเรียนรู้", "Who comes"),
)
_UNDATED = LocalText("ยังไม่มีวันนัด", "Without a day")
_NOTHING = LocalText("ยังไม่มีนัด", "There are no meetings.")


def calendar_paper(
    plan: Plan, meetings: Sequence[MeetingOf], community: Community | None, language: Language
) -> Booklet:
    """The meetings month by month, and those without a day.

    Args:
        plan: whose calendar.
        meetings: what to print.
        community: whose meetings these are; None for those of all.
        language: of the paper.
    """
    dated = sorted(
        ((one.day, one.first.part, one.number, one) for one in meetings if one.day),
        key=lambda row: row[:3],
    )
    sections = [
        Section(name, (_table([row[3] for row in rows], language),))
        for name, rows in groupby(dated, lambda row: month_words(row[0]).to(language))
    ]
    if undated := [one for one in meetings if not one.day]:
        sections.append(Section(_UNDATED.to(language), (_table(undated, language),)))
    if not sections:
        sections.append(Section(_TITLE.to(language), (Note(_NOTHING.to(language)),)))
    return Booklet(
        language,
        _TITLE.to(language),
        tuple(sections),
        subtitle=_STATES[plan.agreed is not None].to(language),
        community=(community or plan.network).name.to(language),
        date=format_date(timezone.localdate(), language),
        banner=INVENTED.to(language) if plan.network.demo else "",
    )


def _table(meetings: Sequence[MeetingOf], language: Language) -> Table:
    columns = tuple(Column(head.to(language)) for head in _HEADS)
    return Table(columns, tuple(_row(one, language) for one in meetings))


def _row(one: MeetingOf, language: Language) -> tuple[str, ...]:
    return (
        _day(one.day, language),
        str(one.first.part) if one.day else "",
        one.first.request.topic.to(language),
        one.giver.name.to(language),
        ", ".join(pair.request.community.name.to(language) for pair in one.pairs),
    )


def _day(day: datetime.date | None, language: Language) -> str:
    return format_date(day, language) if day else ""
