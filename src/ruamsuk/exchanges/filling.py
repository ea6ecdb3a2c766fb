"""A proposal written down as a plan: its figures and sentences, and its pairs as matches."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ruamsuk import matching
from ruamsuk.exchanges.models import Match, Plan
from ruamsuk.exchanges.planning import Ground
from ruamsuk.exchanges.timing import Times
from ruamsuk.lib.text import LocalText


def fill(
    plan: Plan,
    ground: Ground,
    proposal: matching.Proposal,
    times: Times,
    by_hand: Collection[matching.Link] = (),
) -> list[Match]:
    """Write a proposal into a plan: figures and sentences into it, its pairs as new matches."""
    calendar, group = times.calendar, _groups(proposal)
    plan.proof = _figures(proposal, calendar)
    plan.unmet = [
        {"request": ground.request_at[one.seeker, one.topic].pk, **_both(one.sentence)}
        for one in proposal.unmet
    ]
    plan.closed = sorted(ground.request_at[key].pk for key in proposal.closed)
    plan.told = [_both(one.sentence) for one in proposal.herding]
    for late in calendar.unplaced if calendar else ():
        meeting = late.meeting
        first = matching.Link(meeting.guests[0], meeting.topic, meeting.giver)
        plan.told.append(_both(late.sentence) | {"group": group[first]})
    return [
        _match(plan, ground, proposal, pair, group[pair.link], times.slots.get(pair.link), by_hand)
        for pair in proposal.pairs
    ]


def _figures(
    proposal: matching.Proposal, calendar: matching.Calendar | None
) -> dict[str, float | bool | None]:
    """How good the proposal is."""
    proof = proposal.proof
    return {
        "value": proof.value,
        "bound": proof.bound,
        "gap": proof.gap,
        "optimal": proof.optimal,
        "seconds": round(proof.seconds, 3),
        "need": proposal.need_met,
        "km": proposal.km,
        "dated": calendar.optimal if calendar else None,
    }


def _groups(proposal: matching.Proposal) -> dict[matching.Link, int]:
    """Which meeting each pair belongs to, counted from 1."""
    return {
        matching.Link(guest, meeting.topic, meeting.giver): number
        for number, meeting in enumerate(proposal.meetings, start=1)
        for guest in meeting.guests
    }


def _match(
    plan: Plan,
    ground: Ground,
    proposal: matching.Proposal,
    pair: matching.Pair,
    group: int,
    slot: matching.Slot | None,
    by_hand: Collection[matching.Link],
) -> Match:
    link = pair.link
    return Match(
        plan=plan,
        request=ground.request_at[link.seeker, link.topic],
        offer=ground.offer_at[link.giver, link.topic],
        group=group,
        day=slot.date.isoformat() if slot else "",
        part=slot.number if slot else 1,
        locked=link in proposal.locked,
        by_hand=link in by_hand,
        reasons=_both(pair.sentence),
        gap=pair.gap,
        value=pair.value,
        kilometres=pair.km,
    )


def _both(words: LocalText) -> dict[str, Any]:
    """Words in both languages as they are kept."""
    return {"th": words.th, "en": words.en}
