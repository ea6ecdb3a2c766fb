"""When everybody meets: each community at one meeting at a time, givers on days that they can.

As many guests as possible get a date, and then as early as can be. Few meetings are placed by an
integer programme, with its proof:

    maximise  Σ (weight · guests_m − t) z_mt
    where     Σ_t z_mt ≤ 1                            a meeting takes place once at most
              Σ z_mt over the meetings of c ≤ 1       a community is at one meeting at a time

with a weight so great that no gain in time outweighs a guest. Many meetings are placed one after
another, the most entangled first, each as early as it fits: list colouring of the graph whose edges
are shared communities (Welsh and Powell (1967), doi:10.1093/comjnl/10.1.85). That is proven best in
guests where everybody gets a date.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ruamsuk.lib.problem import Problem, ProblemsFound
from ruamsuk.lib.text import LocalText
from ruamsuk.lib.thai import format_date
from ruamsuk.matching.model import Slot
from ruamsuk.matching.programme import Entries, solve
from ruamsuk.matching.proposal import Meeting, Proposal
from ruamsuk.matching.words import Reason, called, sentence

EXACT = 5_000
"""Meetings times slots up to which the integer programme is solved."""
SECONDS = 10.0
"""Time that the integer programme gets before the best found so far stands."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A meeting that has its time.

    Attributes:
        meeting: who meets about what.
        slot: when.
        sentence: the same in words.
    """

    meeting: Meeting
    slot: Slot
    sentence: LocalText


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A meeting that found no time, and why.

    Attributes:
        meeting: who would meet about what.
        reason: why not.
        sentence: the same in words.
    """

    meeting: Meeting
    reason: Reason
    sentence: LocalText


@dataclass(frozen=True, slots=True)
class Calendar:
    """When everybody meets.

    Attributes:
        placed: by time, then topic and giver.
        unplaced: by topic and giver.
        guests: guests that have a date.
        bound: guests that can have one at most, as far as is proven.
        optimal: whether it is proven that no calendar has more guests, or as many earlier; of
            many meetings, only that none has more guests.
        seconds: how long it took.
    """

    placed: tuple[Placed, ...]
    unplaced: tuple[Unplaced, ...]
    guests: int
    bound: int
    optimal: bool
    seconds: float = field(compare=False)


def schedule(
    proposal: Proposal,
    slots: Collection[Slot],
    fixed: Mapping[tuple[str, str, int], Slot] | None = None,
) -> Calendar:
    """Give every meeting of a proposal a time.

    Args:
        proposal: whose meetings.
        slots: times at which meetings can be held; any number at once, in different places.
        fixed: times that people settled: (giver, topic, number of the meeting) → slot. These
            hold even on days that the giver did not name.

    Raises:
        ProblemsFound: there is no slot, or what is fixed cannot be.
    """
    began = time.perf_counter()
    if not slots:
        raise ProblemsFound([Problem("matching.no-slots")])
    times = sorted(set(slots), key=lambda slot: (slot.date, slot.number))
    table = _Table(proposal, times, fixed or {})
    if len(table.meetings) * len(times) <= EXACT:
        at, bound, optimal = _exactly(table)
    else:
        at = _one_after_another(table)
        bound = sum(
            len(m.guests) for m, free in zip(table.meetings, table.free, strict=True) if free
        )
        optimal = bound == _guests(table, at)
    return _tell(proposal, table, at, bound, optimal, time.perf_counter() - began)


class _Table:
    """Meetings against slots.

    Attributes:
        meetings: all meetings.
        times: all slots in their order.
        free: for each meeting, a whole number whose bit t says that its giver can at slot t.
    """

    def __init__(
        self, proposal: Proposal, times: Sequence[Slot], fixed: Mapping[tuple[str, str, int], Slot]
    ):
        self.meetings = proposal.meetings
        self.times = times
        number = {slot: t for t, slot in enumerate(times)}
        named = {(m.giver, m.topic, m.number): i for i, m in enumerate(self.meetings)}
        _check(proposal, named, number, fixed, self.meetings)
        dates = {(o.community, o.topic): set(o.dates) for o in proposal.exchange.offers}
        self.free = [self._bits(dates[m.giver, m.topic]) for m in self.meetings]
        self.settled = {named[key]: number[slot] for key, slot in fixed.items()}
        for i, t in self.settled.items():
            self.free[i] = 1 << t

    def _bits(self, dates: Collection[object]) -> int:
        return sum(1 << t for t, s in enumerate(self.times) if not dates or s.date in dates)


def _check(
    proposal: Proposal,
    named: Mapping[tuple[str, str, int], int],
    number: Mapping[Slot, int],
    fixed: Mapping[tuple[str, str, int], Slot],
    meetings: Sequence[Meeting],
) -> None:
    problems = [
        Problem("matching.meeting-unknown", values={"giver": g, "topic": t, "number": n})
        for (g, t, n), slot in sorted(fixed.items(), key=lambda item: item[0])
        if (g, t, n) not in named or slot not in number
    ]
    if not problems:
        names = {c.code: called(c) for c in proposal.exchange.communities}
        at = Counter(
            (c, slot) for key, slot in fixed.items() for c in meetings[named[key]].everyone
        )
        for (code, slot), count in at.items():
            if count > 1:
                date = LocalText(format_date(slot.date, "th"), format_date(slot.date, "en"))
                values = {"community": names[code], "date": date, "number": slot.number}
                problems.append(Problem("matching.meeting-clash", values=values))
    if problems:
        raise ProblemsFound(problems)


def _guests(table: _Table, at: Sequence[int | None]) -> int:
    return sum(len(m.guests) for m, t in zip(table.meetings, at, strict=True) if t is not None)


def _exactly(table: _Table) -> tuple[list[int | None], int, bool]:
    """The best calendar by the integer programme: slots, most guests, whether it is proven."""
    meetings, slots = table.meetings, len(table.times)
    cells = [(i, t) for i, free in enumerate(table.free) for t in range(slots) if free >> t & 1]
    at: list[int | None] = [None] * len(meetings)
    if not cells:
        return at, 0, True
    meeting, slot = np.array(cells).T
    guests = np.array([len(m.guests) for m in meetings])
    weight = len(meetings) * slots + 1
    rows: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for column, (i, t) in enumerate(cells):
        rows["meeting", i].append(column)
        for code in meetings[i].everyone:
            rows[code, t].append(column)
    columns = np.concatenate([np.array(own) for own in rows.values()])
    row = np.repeat(np.arange(len(rows)), [len(own) for own in rows.values()])
    matrix = Entries(row, columns, np.ones(len(row)))
    lower = np.array([float(i in table.settled) for i in meeting])
    solved = solve(
        (weight * guests[meeting] - slot).astype(float),
        np.ones(len(cells)),
        lower,
        np.ones(len(cells), bool),
        matrix,
        (np.full(len(rows), -np.inf), np.ones(len(rows))),
        SECONDS,
    )
    for column in np.flatnonzero(solved.x > 0.5).tolist():
        at[int(meeting[column])] = int(slot[column])
    # The lateness of all meetings together is less than the weight of one guest.
    most = int(np.floor((solved.bound + weight - 1) / weight + 1e-9))
    return at, min(most, int(guests.sum())), solved.optimal


def _one_after_another(table: _Table) -> list[int | None]:
    """Meetings that people settled first, then those whose communities meet most."""
    busy: dict[str, int] = defaultdict(int)
    load = Counter(code for meeting in table.meetings for code in meeting.everyone)
    entangled = [sum(load[code] for code in meeting.everyone) for meeting in table.meetings]
    at: list[int | None] = [None] * len(table.meetings)
    order = sorted(range(len(at)), key=lambda i: (i not in table.settled, -entangled[i], i))
    for i in order:
        free = table.free[i]
        for code in table.meetings[i].everyone:
            free &= ~busy[code]
        if not free:
            continue
        first = free & -free
        at[i] = first.bit_length() - 1
        for code in table.meetings[i].everyone:
            busy[code] |= first
    return at


def _tell(
    proposal: Proposal,
    table: _Table,
    at: Sequence[int | None],
    bound: int,
    optimal: bool,
    seconds: float,
) -> Calendar:
    names = {c.code: called(c) for c in proposal.exchange.communities}
    topics = {t.code: called(t) for t in proposal.exchange.topics}
    placed, unplaced = [], []
    for i, (meeting, t) in enumerate(zip(table.meetings, at, strict=True)):
        who = _company(meeting, names, topics)
        if t is None:
            code = "dates-taken" if table.free[i] else "no-date"
            reason = Reason(code, {"giver": names[meeting.giver]})
            opening = LocalText("{who} ยังไม่มีวัน:", "{who}: no date yet").format(who=who)
            unplaced.append(Unplaced(meeting, reason, sentence(opening, (reason,))))
        else:
            placed.append(Placed(meeting, table.times[t], _when(table.times[t], who)))
    placed.sort(key=lambda p: (p.slot.date, p.slot.number, p.meeting.topic, p.meeting.giver))
    unplaced.sort(key=lambda u: (u.meeting.topic, u.meeting.giver, u.meeting.number))
    guests = _guests(table, at)
    return Calendar(tuple(placed), tuple(unplaced), guests, bound, optimal, seconds)


def _company(
    meeting: Meeting, names: Mapping[str, LocalText], topics: Mapping[str, LocalText]
) -> LocalText:
    guests = [names[code] for code in meeting.guests]
    return LocalText(
        "{guests} พบ {giver} เรื่อง {topic}", "{giver} receives {guests} about {topic}"
    ).format(
        guests=LocalText(
            " ".join(g.to("th") for g in guests), ", ".join(g.to("en") for g in guests)
        ),
        giver=names[meeting.giver],
        topic=topics[meeting.topic],
    )


def _when(slot: Slot, who: LocalText) -> LocalText:
    return LocalText("{date} ช่วงที่ {number}: {who}", "{date}, part {number}: {who}.").format(
        date=LocalText(format_date(slot.date, "th"), format_date(slot.date, "en")),
        number=slot.number,
        who=who,
    )
