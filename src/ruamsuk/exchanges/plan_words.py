"""A plan in words: its meetings, how good it is, and its calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from ruamsuk.communities.models import Community
from ruamsuk.exchanges.models import Match, Plan
from ruamsuk.lib.text import LocalText
from ruamsuk.lib.thai import format_date, format_number

_BEST = LocalText(
    "เป็นแผนที่ดีที่สุดเท่าที่ทำได้ มีการพิสูจน์แล้ว",
    "This is the best possible plan: it is proven.",
)
_NEAR = LocalText(
    "แผนที่ดีที่สุดอาจดีกว่านี้ได้ไม่เกิน {gap}%",
    "The best possible plan could be better by {gap}% at most.",
)
_TOTALS = LocalText(
    "{met} จาก {asked} คำขอมีคู่ ช่วยกันได้รวม {need} ขั้น",
    "{met} of {asked} requests find a giver; {need} steps of need can be met.",
)
_FAR = LocalText("เดินทางรวมราว {km} กม. (เที่ยวไป)", "Journeys of about {km} km in all, one way.")
_UNKNOWN = LocalText(
    "มี {n} คู่ที่ยังไม่รู้ระยะทาง ใส่พิกัดของชุมชนได้ที่หน้า “เกี่ยวกับเรา” ของแต่ละชุมชน",
    "Of {n} pairs the distance is not known. Each community can say where it lies on its page "
    "“About us”.",
)
_HAND = LocalText(
    "มีคู่ที่ย้ายเอง จึงอาจไม่ใช่แผนที่ดีที่สุดแล้ว",
    "Some pairs were moved by hand; it need not be the best plan any more.",
)
_MONTHS = LocalText(
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    "January February March April May June July August September October November December",
)


@dataclass(frozen=True)
class MeetingOf:
    """Those who meet: a giver and its guests on one practice or indicator.

    Attributes:
        pairs: one for each guest.
        load: meetings that the giver has in the whole plan.
    """

    number: int
    pairs: Sequence[Match]
    load: int

    @property
    def first(self) -> Match:
        """Any of its pairs: giver, topic and day are the same in all."""
        return self.pairs[0]

    @property
    def giver(self) -> Community:
        """Who helps."""
        return self.first.offer.community

    @property
    def day(self) -> datetime.date | None:
        """The day; None while none is set."""
        return datetime.date.fromisoformat(self.first.day) if self.first.day else None

    def of(self, community: int) -> bool:
        """Whether a community is at it."""
        return community == self.giver.pk or any(
            one.request.community_id == community for one in self.pairs
        )


def meetings_of(matches: Iterable[Match]) -> list[MeetingOf]:
    """The meetings of a plan, by their number."""
    groups = [
        (number, list(pairs))
        for number, pairs in groupby(
            sorted(matches, key=lambda one: (one.group, one.request_id)), lambda one: one.group
        )
    ]
    givers = [pairs[0].offer.community_id for _, pairs in groups]
    return [
        MeetingOf(number, pairs, givers.count(pairs[0].offer.community_id))
        for number, pairs in groups
    ]


def proof_words(plan: Plan, matches: Sequence[Match]) -> list[LocalText]:
    """How much a plan does, and how good it is; nothing where it could not be worked out."""
    proof = plan.proof
    if not proof:
        return []
    need = proof["need"]
    found = [
        _TOTALS.format(
            met=len(matches),
            asked=len(matches) + len(plan.unmet),
            need=format_number(need, 0 if float(need).is_integer() else 1),
        )
    ]
    if any(one.kilometres is not None for one in matches):
        found.append(_FAR.format(km=format_number(proof["km"])))
    if unknown := sum(one.kilometres is None for one in matches):
        found.append(_UNKNOWN.format(n=unknown))
    if any(one.by_hand for one in matches) or plan.closed:
        return [*found, _HAND]
    gap = format_number(proof["gap"] * 100, 1)
    return [*found, _BEST if proof["optimal"] else _NEAR.format(gap=gap)]


def month_words(day: datetime.date) -> LocalText:
    """A month with its year: มกราคม 2569, January 2026."""
    at = day.month - 1
    return LocalText(
        f"{_MONTHS.th.split()[at]} {day.year + 543}", f"{_MONTHS.en.split()[at]} {day.year}"
    )


def day_text(day: datetime.date) -> LocalText:
    """A day in both languages."""
    return LocalText(format_date(day, "th"), format_date(day, "en"))
