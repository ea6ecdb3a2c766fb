"""From an exchange to a proposal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

import numpy as np

from ruamsuk.matching.candidates import Hands, levels
from ruamsuk.matching.check import check
from ruamsuk.matching.ground import Ground, Ints
from ruamsuk.matching.model import Exchange, Link, Policy
from ruamsuk.matching.proposal import Balance, Herding, Meeting, Outlook, Pair, Proposal, Unmet
from ruamsuk.matching.reasons import Why, lacking
from ruamsuk.matching.solution import Solution, best
from ruamsuk.matching.words import Reason, called
from ruamsuk.matching.worth import worth


def propose(
    exchange: Exchange,
    policy: Policy | None = None,
    *,
    locked: Collection[Link] = (),
    forbidden: Collection[Link] = (),
    closed: Collection[tuple[str, str]] = (),
) -> Proposal:
    """Who should learn what from whom: the best for all together, with the proof.

    Args:
        exchange: who takes part, what they ask and what they offer.
        policy: what the network agreed on.
        locked: pairs that stay, however far or dear; a giver must still be high enough.
        forbidden: pairs that must not be.
        closed: (seeker, topic) of requests that shall get nobody this time.

    Raises:
        ProblemsFound: what was brought does not fit together; every problem is named.
    """
    policy = policy or Policy()
    check(exchange, policy, locked, forbidden, closed)
    ground = Ground(exchange, policy)
    hands = by_hand(ground, locked, forbidden, closed)
    return tell(ground, hands, best(ground, hands), exchange)


def outlook(exchange: Exchange, policy: Policy | None = None) -> Outlook:
    """What stands in the way of any proposal, without making one; it takes no time.

    Raises:
        ProblemsFound: what was brought does not fit together; every problem is named.
    """
    policy = policy or Policy()
    check(exchange, policy, (), (), ())
    ground = Ground(exchange, policy)
    funnel = levels(ground)
    found = (
        _unmet(ground, request, reason)
        for request in range(len(ground.requests))
        if (reason := lacking(ground, funnel, request))
    )
    return Outlook(tuple(found), _herding(ground))


def by_hand(
    ground: Ground,
    locked: Collection[Link],
    forbidden: Collection[Link],
    closed: Collection[tuple[str, str]],
) -> Hands:
    """What people decided, as numbers."""
    requests = np.array(sorted(ground.request_at[one] for one in set(closed)), np.int64)
    return Hands(ground.numbers(locked), ground.numbers(forbidden), requests)


def tell(ground: Ground, hands: Hands, solution: Solution, exchange: Exchange) -> Proposal:
    """A solution in words and figures."""
    why = Why(ground, solution, hands.closed)
    met = np.flatnonzero(solution.chosen >= 0)
    meetings = _meetings(ground, solution.chosen, met)
    together = {
        (meeting.topic, meeting.giver, guest): len(meeting.guests)
        for meeting in meetings
        for guest in meeting.guests
    }
    pairs: list[Pair] = []
    by_offer = met[np.argsort(solution.chosen[met], kind="stable")]
    changes = np.flatnonzero(np.diff(solution.chosen[by_offer])) + 1
    for guests in np.split(by_offer, changes) if len(met) else ():
        pairs += _pairs(ground, why, guests, together)
    left = np.flatnonzero(solution.chosen < 0)
    return Proposal(
        pairs=tuple(sorted(pairs, key=lambda p: (p.link.topic, p.link.giver, p.link.seeker))),
        meetings=meetings,
        unmet=tuple(_unmet(ground, one, why.unmet(one)) for one in left.tolist()),
        herding=_herding(ground),
        balance=_balance(ground, why),
        proof=solution.proof,
        exchange=exchange,
        policy=ground.policy,
        locked=frozenset(ground.link(*pair) for pair in hands.locked.tolist()),
        forbidden=frozenset(ground.link(*pair) for pair in hands.forbidden.tolist()),
        closed=frozenset(
            (ground.requests[r].community, ground.requests[r].topic) for r in hands.closed.tolist()
        ),
    )


def _pairs(
    ground: Ground, why: Why, guests: Ints, together: Mapping[tuple[str, str, str], int]
) -> Iterator[Pair]:
    """The pairs of one offer."""
    number = int(why.solution.chosen[guests[0]])
    offer, topic = ground.offers[number], ground.topics[ground.offer_topic[number]]
    figures = worth(ground, guests, np.array([number]))
    giver = called(ground.communities[ground.giver[number]])
    for at, request in enumerate(guests.tolist()):
        link = ground.link(request, number)
        seeker = called(ground.communities[ground.seeker[request]])
        km = float(figures.km[at, 0])
        company = together[offer.topic, offer.community, link.seeker]
        yield Pair(
            link=link,
            gap=float(figures.gap[at, 0]),
            likeness=float(figures.likeness[at, 0]),
            km=km if why.known(request, number) else None,
            value=float(figures.value[at, 0]),
            locked=bool(why.solution.candidates.locked[request]),
            reasons=why.pair(request, number, km, company),
            names=(seeker, called(topic), giver),
        )


def _unmet(ground: Ground, request: int, reason: Reason) -> Unmet:
    asked = ground.requests[request]
    seeker = called(ground.communities[ground.seeker[request]])
    topic = called(ground.topics[ground.request_topic[request]])
    return Unmet(asked.community, asked.topic, reason, (seeker, topic))


def _meetings(ground: Ground, chosen: Ints, met: Ints) -> tuple[Meeting, ...]:
    """Guests of one offer in as few meetings as their size allows, and these as even as can be."""
    guests: dict[int, list[str]] = defaultdict(list)
    for request in met.tolist():
        guests[int(chosen[request])].append(ground.requests[request].community)
    found = []
    for number in sorted(guests):
        offer, codes = ground.offers[number], sorted(guests[number])
        parts = -(-len(codes) // ground.policy.group_size)
        for i, part in enumerate(np.array_split(np.array(codes, object), parts), start=1):
            found.append(Meeting(offer.community, offer.topic, i, tuple(part)))
    return tuple(found)


def _herding(ground: Ground) -> tuple[Herding, ...]:
    found = []
    for number, topic in enumerate(ground.topics):
        asks = ground.request_topic == number
        offers = ground.offer_topic == number
        levels = dict(zip(ground.giver[offers].tolist(), ground.level[offers], strict=True))
        levels |= dict(zip(ground.seeker[asks].tolist(), ground.current[asks], strict=True))
        steps = np.floor((np.array(list(levels.values())) - topic.lowest) / topic.step + 1e-9)
        if not len(steps):
            continue
        values, counts = np.unique(steps, return_counts=True)
        most = int(counts.argmax())
        last = np.floor((topic.highest - topic.lowest) / topic.step + 1e-9)
        places = int((ground.capacity * ground.usable)[offers].sum())
        in_the_middle = 0 < values[most] < last and 2 * counts[most] >= len(steps)
        if in_the_middle and asks.sum() > places:
            level = float(topic.lowest + values[most] * topic.step)
            figures = int(counts[most]), len(steps), int(asks.sum()), places
            found.append(Herding(topic, level, *figures))
    return tuple(found)


def _balance(ground: Ground, why: Why) -> Balance:
    codes = [community.code for community in ground.communities]
    asks = np.unique(ground.seeker).tolist()
    gives = np.unique(ground.giver[ground.usable]).tolist()
    guests = np.sort(why.guests[gives]).astype(float)
    count, total = len(guests), float(guests.sum())
    # Σ|gᵢ − gⱼ| over ordered values is 2 Σ (2i − n − 1) gᵢ
    spread = float(((2 * np.arange(1, count + 1) - count - 1) * guests).sum())
    both = sorted(set(asks) & set(gives))
    return Balance(
        visits={codes[i]: int(why.visits[i]) for i in asks},
        guests={codes[i]: int(why.guests[i]) for i in gives},
        only_asks=tuple(codes[i] for i in both if why.visits[i] and not why.guests[i]),
        only_asked=tuple(codes[i] for i in asks if why.guests[i] and not why.visits[i]),
        gini=spread / (count * total) if total else 0.0,
    )
