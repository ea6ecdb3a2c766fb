"""A calendar never puts a community in two places, and keeps to the days that givers can."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruamsuk.lib.problem import ProblemsFound
from ruamsuk.matching import Exchange, Offer, Policy, Slot, calendar, propose, schedule

from .makers import PLAIN, ask, exchange, exchanges, give, policies

DAYS = [datetime.date(2010, 1, 24) + datetime.timedelta(days=i) for i in range(4)]
SLOTS = [Slot(day, number) for day in DAYS[:2] for number in (1, 2)]


def times(found) -> list[tuple[str, str, Slot]]:
    return [(p.meeting.topic, p.meeting.giver, p.slot) for p in found.placed]


def test_meetings_are_as_early_as_can_be() -> None:
    things = ask("a", topic="t"), ask("a", topic="u"), ask("b", topic="v")
    givers = give("g", topic="t"), give("h", topic="u"), give("i", topic="v")
    found = schedule(propose(exchange(*things, *givers), PLAIN), SLOTS)
    assert Counter(p.slot for p in found.placed) == {SLOTS[0]: 2, SLOTS[1]: 1}
    assert (found.guests, found.bound, found.optimal) == (3, 3, True)


def test_a_giver_meets_on_its_own_days_and_who_has_no_date_is_told_why() -> None:
    things = ask("a", topic="t"), ask("a", topic="u"), ask("b", topic="u")
    on = [Offer("g", "t", 4, dates=(DAYS[1],)), Offer("h", "u", 4, 2, dates=(DAYS[3],))]
    found = schedule(propose(exchange(*things, *on), PLAIN), SLOTS)
    assert times(found) == [("t", "g", SLOTS[2])]
    assert [one.reason.code for one in found.unplaced] == ["no-date"]
    same = [replace(offer, dates=(DAYS[1],)) for offer in on]
    busy = schedule(propose(exchange(*things, *same), PLAIN), SLOTS[2:3])
    assert times(busy) == [("u", "h", SLOTS[2])]
    assert [one.reason.code for one in busy.unplaced] == ["dates-taken"]


def test_what_people_settled_holds() -> None:
    proposal = propose(exchange(ask("a"), give("g")), PLAIN)
    found = schedule(proposal, SLOTS, {("g", "t", 1): SLOTS[3]})
    assert times(found) == [("t", "g", SLOTS[3])]
    assert found.placed[0].sentence.th == "25 ม.ค. 2553 ช่วงที่ 2: a พบ g เรื่อง t"
    assert found.placed[0].sentence.en == "25 Jan 2010, part 2: g receives a about t."


@pytest.mark.parametrize(
    ("slots", "fixed", "code"),
    [
        ([], {}, "no-slots"),
        (SLOTS, {("x", "t", 1): SLOTS[0]}, "meeting-unknown"),
        (SLOTS[:1], {("g", "t", 1): SLOTS[1]}, "meeting-unknown"),
        (SLOTS, {("g", "t", 1): SLOTS[0], ("g", "t", 2): SLOTS[0]}, "meeting-clash"),
    ],
)
def test_what_cannot_be_gets_a_sentence(slots, fixed, code) -> None:
    things = ask("a"), ask("b"), give("g", capacity=2)
    proposal = propose(exchange(*things), replace(PLAIN, group_size=1))
    with pytest.raises(ProblemsFound) as raised:
        schedule(proposal, slots, fixed)
    (problem,) = raised.value.problems
    assert problem.code == f"matching.{code}"
    assert problem.sentence("th") and problem.sentence("en")


@settings(max_examples=40, deadline=None)
@given(exchanges(7, 3), policies, st.integers(1, 4), st.booleans())
def test_nobody_is_in_two_places_at_once(
    brought: Exchange, policy: Policy, slots: int, many: bool
) -> None:
    proposal = propose(brought, policy)
    with pytest.MonkeyPatch.context() as patch:
        if many:
            patch.setattr(calendar, "EXACT", -1)
        found = schedule(proposal, SLOTS[:slots])
    at = Counter((code, p.slot) for p in found.placed for code in p.meeting.everyone)
    assert set(at.values()) <= {1}
    together = [p.meeting for p in found.placed] + [u.meeting for u in found.unplaced]
    assert sorted(together, key=str) == sorted(proposal.meetings, key=str)
    assert found.guests == sum(len(p.meeting.guests) for p in found.placed) <= found.bound
    if not many:
        assert found.optimal and found.guests == found.bound
