"""The words of an invitation: a letter, and a message to send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from ruamsuk.booklets import Column, Letter, Table
from ruamsuk.communities.models import Community
from ruamsuk.exchanges.models import Forum
from ruamsuk.exchanges.papers import INVENTED
from ruamsuk.exchanges.timetable import Slot, Timetable, timetable
from ruamsuk.lib.text import Language, LocalText
from ruamsuk.lib.thai import WEEKDAYS, format_date

_SUBJECT = LocalText("ขอเชิญร่วม{title}", "Invitation: {title}")
_OPENING = LocalText(
    "ด้วย{place} กำหนดจัด{title} ในวัน{weekday}ที่ {date} เวลา {starts} ถึง {ends}{venue}{purpose}",
    "{place} will hold “{title}” on {weekday} {date}, from {starts} to {ends}{venue}. {purpose}",
)
_VENUE = LocalText(" ณ {venue}", " at {venue}")
_PURPOSE = LocalText(" เพื่อให้{purpose}", "{purpose}")
_ASKING = LocalText(
    "จึงเรียนมาเพื่อโปรดพิจารณาเข้าร่วมตาม{given}ดังกล่าว ทั้งนี้ ได้แนบกำหนดการมาพร้อมหนังสือนี้แล้ว",
    "We would be glad if you came. The agenda is enclosed.",
)
_GIVEN = {
    True: LocalText("วัน เวลา และสถานที่", "day, hour and place"),
    False: LocalText("วันและเวลา", "day and hour"),
}
_ANSWER = LocalText("ตอบรับได้ที่ {link}", "Please tell us whether you will come: {link}")
_ENCLOSED = LocalText("กำหนดการ จำนวน 1 ชุด", "The agenda")
_CLOSING = LocalText("ขอแสดงความนับถือ", "Yours sincerely,")
_SHEET = LocalText("กำหนดการ {title}", "Agenda: {title}")
_HEADS = (
    LocalText("เวลา", "Time"),
    LocalText("เรื่อง", "What"),
    LocalText("ใคร", "Who"),
)
_CLOCK = LocalText("{clock}\u00a0น.", "{clock}")
_MESSAGE = LocalText(
    "ขอเชิญร่วม{title}\nวัน{weekday}ที่ {date} เวลา {starts} ถึง {ends}{venue}",
    "You are invited: {title}\n{weekday} {date}, {starts} to {ends}{venue}",
)


def letter_of(forum: Forum, link: str, given: Mapping[str, Any], language: Language) -> Letter:
    """The letter that invites to a forum.

    Args:
        forum: to what.
        link: where one answers, if there is one.
        given: what `LetterForm` asks.
        language: of the letter; it decides its form too.
    """
    day, facts = timetable(forum, planned=True), _facts(forum)
    body = [_OPENING.format(**facts), _ASKING.format(**facts)]
    if link:
        body.append(_ANSWER.format(link=link))
    signer = [f"({given['signer']})" if given["signer"] else "", given["position"]]
    today = timezone.localdate()
    return Letter(
        language,
        number=given["number"],
        sender=tuple(line.to(language) for line in _sender(forum)),
        date=format_date(today, language, full=True),
        subject=_SUBJECT.format(**facts).to(language),
        to=given["to"],
        enclosed=(_ENCLOSED.to(language),),
        body=tuple(words.to(language).strip() for words in body),
        closing=_CLOSING.to(language),
        signer=tuple(filter(None, signer)),
        contact=(given["contact"],) if given["contact"] else (),
        sheet=_sheet(forum, day, language),
        thai_digits=given["digits"] and language == "th",
        banner=INVENTED.to(language) if forum.synthetic else "",
    )


def message_of(forum: Forum, link: str, language: Language) -> str:
    """The invitation as a message, such as for LINE."""
    return "\n".join(filter(None, (_MESSAGE.format(**_facts(forum)).to(language), link)))


def _facts(forum: Forum) -> dict[str, object]:
    day = timetable(forum, planned=True)
    date = LocalText(*(format_date(forum.day, to, full=True) for to in ("th", "en")))
    return {
        "place": forum.place.name,
        "title": forum.title,
        "weekday": WEEKDAYS[forum.day.weekday()],
        "date": date,
        "starts": _clock(day.starts),
        "ends": _clock(day.ends),
        "venue": _VENUE.format(venue=forum.venue) if forum.venue else "",
        "given": _GIVEN[bool(forum.venue)],
        "purpose": _PURPOSE.format(purpose=forum.purpose) if forum.purpose else "",
    }


def _clock(moment: Any) -> LocalText:
    return _CLOCK.format(clock=f"{moment.hour}.{moment.minute:02}")


def _sender(forum: Forum) -> list[LocalText]:
    lines = [forum.place.name]
    if isinstance(forum.place, Community):
        tambon = forum.place.tambon
        district, province = tambon.district, tambon.district.province
        lines.append(
            LocalText(
                f"ตำบล{tambon.name_th} อำเภอ{district.name_th}",
                f"{tambon.name_en}, {district.name_en}",
            )
        )
        lines.append(LocalText(f"จังหวัด{province.name_th}", province.name_en))
    return lines


def _sheet(forum: Forum, day: Timetable, language: Language) -> Table:
    def row(slot: Slot) -> tuple[str, ...]:
        clock = f"{slot.starts:%-H.%M}–{slot.ends:%-H.%M}"
        return clock, slot.item.title.to(language), slot.item.who.to(language)

    columns = tuple(Column(head.to(language), numbers=not at) for at, head in enumerate(_HEADS))
    caption = _SHEET.format(title=forum.title).to(language)
    return Table(columns, tuple(map(row, day.slots)), caption)
