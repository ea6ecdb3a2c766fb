"""When each part of a forum's day comes, by the clock."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from ruamsuk.exchanges.models import AgendaItem, Forum


@dataclass(frozen=True)
class Slot:
    """One part of the day with its times.

    Attributes:
        starts, ends: moments in the time zone of the hall: as it ran, else as it is planned, moved
            by how the parts before it ran. What runs over its time keeps the end that it had, and
            pushes what follows before it every minute, until that day is over.
        state: ``done``, ``now`` or nothing.
    """

    item: AgendaItem
    starts: datetime.datetime
    ends: datetime.datetime
    state: str = ""


@dataclass(frozen=True)
class Timetable:
    """The whole day."""

    slots: tuple[Slot, ...]
    starts: datetime.datetime

    @property
    def ends(self) -> datetime.datetime:
        """When the last part ends."""
        return self.slots[-1].ends if self.slots else self.starts

    @property
    def minutes(self) -> int:
        """How long all parts are meant to take together."""
        return sum(slot.item.minutes for slot in self.slots)

    @property
    def now(self) -> Slot | None:
        """The part that runs."""
        return next((slot for slot in self.slots if slot.state == "now"), None)

    @property
    def next(self) -> Slot | None:
        """The first part that has not begun after the last one that has."""
        begun = [at for at, slot in enumerate(self.slots) if slot.state]
        rest = self.slots[begun[-1] + 1 if begun else 0 :]
        return rest[0] if rest else None


def timetable(
    forum: Forum, items: Iterable[AgendaItem] | None = None, *, planned: bool = False
) -> Timetable:
    """The day of a forum.

    Args:
        forum: whose day.
        items: its parts, where they have been read already.
        planned: as it was planned, however it ran.
    """
    start = timezone.make_aware(datetime.datetime.combine(forum.day, forum.starts))
    at, now, slots = start, timezone.localtime(), []
    for item in forum.agenda.all() if items is None else items:
        if item.started and not planned:
            at = timezone.localtime(item.started)
        ends = at + datetime.timedelta(minutes=item.minutes)
        state = ""
        if item.ended and not planned:
            ends, state = timezone.localtime(item.ended), "done"
        elif item.started and not planned:
            state = "now"
        slots.append(Slot(item, at, ends, state))
        at = max(ends, now) if state == "now" and at.date() == now.date() else ends
    return Timetable(tuple(slots), start)
