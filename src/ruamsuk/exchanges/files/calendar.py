"""Calendar files (RFC 5545), so that a phone reminds of a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone

KIND = "text/calendar; charset=utf-8"
_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Bangkok",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "TZNAME:+07",
    "END:STANDARD",
    "END:VTIMEZONE",
)
_LONGEST = 75  # octets of a line


@dataclass(frozen=True)
class Event:
    """Something on a day.

    Attributes:
        uid: the same whenever the same event is given again, so that it replaces itself.
        starts: the moment; or only the day, of what is due on it.
        sequence: goes up when the event changes.
    """

    uid: str
    title: str
    starts: datetime.datetime | datetime.date
    changed: datetime.datetime
    ends: datetime.datetime | None = None
    where: str = ""
    text: str = ""
    url: str = ""
    sequence: int = 0
    called_off: bool = False


def calendar(events: Iterable[Event], name: str = "") -> bytes:
    """A calendar file with these events, in the time of Thailand."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Ruamsuk//Forums//TH", "METHOD:PUBLISH"]
    if name:
        lines.append(f"X-WR-CALNAME:{_escaped(name)}")
    lines += _ZONE
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{event.changed.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{event.sequence}"
    for name, moment in (("DTSTART", event.starts), ("DTEND", event.ends)):
        if isinstance(moment, datetime.datetime):
            yield f"{name};TZID=Asia/Bangkok:{timezone.localtime(moment):%Y%m%dT%H%M%S}"
        elif moment:
            yield f"{name};VALUE=DATE:{moment:%Y%m%d}"
            yield "TRANSP:TRANSPARENT"  # nobody is busy all day because something is due
    words = {"SUMMARY": event.title, "LOCATION": event.where, "DESCRIPTION": event.text}
    for name, text in words.items():
        if text:
            yield f"{name}:{_escaped(text)}"
    if event.url:
        yield f"URL:{event.url}"
    yield f"STATUS:{'CANCELLED' if event.called_off else 'CONFIRMED'}"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        text = text.replace(sign, written)
    return "\\n".join(text.splitlines())


def _folded(line: str) -> str:
    """A line cut into lines of at most 75 octets, between letters; each but the first indented."""
    pieces, room = [""], _LONGEST
    for sign in line:
        size = len(sign.encode())
        if size > room:
            pieces.append(" ")
            room = _LONGEST - 1
        pieces[-1] += sign
        room -= size
    return "\r\n".join(pieces)
