"""When the meetings of a plan are held: on days that people set, else as the calendar has it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ruamsuk import matching
from ruamsuk.exchanges.models import Plan
from ruamsuk.exchanges.planning import Met


@dataclass(frozen=True)
class Times:
    """When everybody meets.

    Attributes:
        calendar: of the days of the plan; None where it has none, or nobody meets on them.
        slots: when each pair meets; without those that have no day.
    """

    calendar: matching.Calendar | None
    slots: Mapping[matching.Link, matching.Slot]


def slots_of(plan: Plan) -> list[matching.Slot]:
    """The times at which meetings of a plan can be held."""
    return [
        matching.Slot(datetime.date.fromisoformat(day), part)
        for day in plan.days
        for part in range(1, plan.a_day + 1)
    ]


def times_of(plan: Plan, proposal: matching.Proposal, kept: Mapping[Met, matching.Slot]) -> Times:
    """When everybody meets.

    Args:
        plan: its days.
        proposal: who meets.
        kept: times that meetings keep where the same communities meet again. One that is none of
            the plan's was set by hand: no other meeting is held then.
    """
    slots = slots_of(plan)
    fixed: dict[tuple[str, str, int], matching.Slot] = {}
    found: dict[matching.Link, matching.Slot] = {}
    rest = []
    for meeting in proposal.meetings:
        slot = kept.get((meeting.giver, meeting.topic, frozenset(meeting.guests)))
        if slot is not None and slot not in slots:
            found |= dict.fromkeys(_links(meeting), slot)
            continue
        rest.append(meeting)
        if slot is not None:
            fixed[meeting.giver, meeting.topic, meeting.number] = slot
    if not slots or not rest:
        return Times(None, found)
    calendar = matching.schedule(replace(proposal, meetings=tuple(rest)), slots, fixed)
    for placed in calendar.placed:
        found |= dict.fromkeys(_links(placed.meeting), placed.slot)
    return Times(calendar, found)


def _links(meeting: matching.Meeting) -> list[matching.Link]:
    return [matching.Link(guest, meeting.topic, meeting.giver) for guest in meeting.guests]
