"""Requests, offers and plans as files."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from ruamsuk.exchanges.files.rows import rows_file
from ruamsuk.exchanges.models import Match, Offer, Request
from ruamsuk.exchanges.planning import Ground
from ruamsuk.lib.text import Language, LocalText
from ruamsuk.lib.thai import format_date, format_number

_HEADS = (
    LocalText("ขอหรือให้", "Asks or offers"),
    LocalText("เรื่อง", "About"),
    LocalText("ชุมชน", "Community"),
    LocalText("ระดับตอนนี้", "Level now"),
    LocalText("ระดับที่อยากไป", "Level wished"),
    LocalText("อยากไปถึง / สิ่งที่เราทำ", "Wants to reach / what we did"),
    LocalText("ลองทำแล้ว / สิ่งที่ยืนยัน", "Tried / what shows it"),
    LocalText("รับได้กี่ชุมชน", "Can take"),
    LocalText("วันที่สะดวก", "Days"),
)
_ASKS, _OFFERS = LocalText("ขอ", "asks"), LocalText("ให้", "offers")
_PLAN = (
    LocalText("กลุ่มที่", "Meeting"),
    LocalText("วัน", "Day"),
    LocalText("ช่วงที่", "Part of the day"),
    LocalText("เรื่อง", "About"),
    LocalText("ผู้ขอ", "Who asks"),
    LocalText("ผู้ให้", "Who helps"),
    LocalText("กม.", "km"),
    LocalText("ล็อกไว้", "Locked"),
    LocalText("เหตุผล", "Why"),
)
_YES = LocalText("ใช่", "yes")


def exchanges_file(ground: Ground, kind: str, title: str, language: Language) -> bytes:
    """What the communities of a network ask and offer, thing by thing."""
    rows = [tuple(head.to(language) for head in _HEADS)]
    for subject in ground.subjects:
        name = subject.name.to(language)
        rows += [
            (
                _ASKS.to(language),
                name,
                one.community.name.to(language),
                _level(one, one.current),
                _level(one, one.wished),
                one.reach,
                one.tried,
                "",
                "",
            )
            for one in ground.requests
            if one.topic_code == subject.code
        ]
        rows += [
            (
                _OFFERS.to(language),
                name,
                one.community.name.to(language),
                _level(one, one.level),
                "",
                one.did,
                one.evidence,
                str(one.capacity),
                ", ".join(day_words(day, language) for day in one.days),
            )
            for one in ground.offers
            if one.topic_code == subject.code
        ]
    return rows_file(rows, kind, title)


def _level(one: Request | Offer, level: int) -> str:
    """A level as a number, a share with its sign."""
    return str(level) if one.practice_id else f"{level}%"


def plan_file(matches: Iterable[Match], kind: str, title: str, language: Language) -> bytes:
    """The pairs of a plan."""
    rows = [tuple(head.to(language) for head in _PLAN)]
    rows += [
        (
            str(one.group),
            day_words(one.day, language),
            str(one.part) if one.day else "",
            one.request.topic.to(language),
            one.request.community.name.to(language),
            one.offer.community.name.to(language),
            "" if one.kilometres is None else format_number(one.kilometres),
            _YES.to(language) if one.locked else "",
            one.why.to(language),
        )
        for one in matches
    ]
    return rows_file(rows, kind, title)


def day_words(day: str, language: Language) -> str:
    """An ISO day as people say it; nothing where there is none."""
    return format_date(datetime.date.fromisoformat(day), language) if day else ""
