"""The same matching in plain Python, slowly: every choice tried, and the greedy one."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Collection, Iterator

from ruamsuk.matching import Community, Exchange, Link, Offer, Policy, Request


def kilometres(a: Community, b: Community) -> float:
    """Haversine."""
    rad = math.radians
    north, east = rad(b.latitude - a.latitude), rad(b.longitude - a.longitude)
    h = math.sin(north / 2) ** 2
    h += math.cos(rad(a.latitude)) * math.cos(rad(b.latitude)) * math.sin(east / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(h))


def likeness(a: Community, b: Community, offer: Offer) -> float:
    parts = []
    if a.size and b.size:
        parts.append(min(a.size, b.size) / max(a.size, b.size))
    if a.livelihoods and b.livelihoods:
        parts.append(len(a.livelihoods & b.livelihoods) / len(a.livelihoods | b.livelihoods))
    if a.conditions and offer.because:
        parts.append(len(a.conditions & offer.because) / len(offer.because))
    return sum(parts) / len(parts) if parts else 0.0


def pairs(exchange: Exchange, policy: Policy) -> dict[Link, float]:
    """Every pair that may be, with its worth."""
    people = {c.code: c for c in exchange.communities}
    found = {}
    for request, offer in itertools.product(exchange.requests, exchange.offers):
        if may(request, offer, policy):
            seeker, giver = people[request.community], people[offer.community]
            km = kilometres(seeker, giver)
            gap = min(request.wished, offer.level) - request.current
            like = policy.likeness * likeness(seeker, giver, offer)
            if km <= (policy.farthest or math.inf):
                link = Link(request.community, request.topic, offer.community)
                found[link] = gap * (1 + like) - km / policy.km_per_step
    return found


def may(request: Request, offer: Offer, policy: Policy) -> bool:
    reach = request.wished if policy.reach == "wished" else request.current + 1
    shown = offer.evidence > 0 or not policy.evidence
    same = request.topic == offer.topic and request.community != offer.community
    return same and offer.level >= reach and offer.willing and shown


def fits(exchange: Exchange, links: Collection[Link]) -> bool:
    """Whether nobody has more than it can take."""
    offers = {(o.community, o.topic): o.capacity for o in exchange.offers}
    people = {c.code: c for c in exchange.communities}
    limits = [
        (Counter((x.seeker, x.topic) for x in links), lambda key: 1),
        (Counter((x.giver, x.topic) for x in links), lambda key: offers[key]),
        (Counter(x.giver for x in links), lambda key: people[key].guests),
        (Counter(x.seeker for x in links), lambda key: people[key].visits),
    ]
    return all(
        (most := limit(key)) is None or count <= most
        for counts, limit in limits
        for key, count in counts.items()
    )


def total(
    exchange: Exchange, policy: Policy, links: Collection[Link], worth: dict[Link, float]
) -> float:
    """What a matching is worth with load and fairness."""
    asks = {r.community for r in exchange.requests}
    value = sum(worth[link] for link in links)
    for giver, guests in Counter(link.giver for link in links).items():
        value -= policy.load * guests * (guests - 1) / 2
        value += policy.fairness * (giver in asks)
    return value + policy.fairness * len({link.seeker for link in links})


def choices(exchange: Exchange, worth: dict[Link, float]) -> Iterator[tuple[Link, ...]]:
    """Every way to give each request one of its givers, or nobody."""
    rows = [
        [None, *(x for x in worth if (x.seeker, x.topic) == (r.community, r.topic))]
        for r in exchange.requests
    ]
    for row in itertools.product(*rows):
        links = tuple(link for link in row if link)
        if fits(exchange, links):
            yield links


def best(exchange: Exchange, policy: Policy) -> float:
    """The greatest worth of all matchings."""
    worth = pairs(exchange, policy)
    return max(total(exchange, policy, links, worth) for links in choices(exchange, worth))


def greedy(exchange: Exchange, policy: Policy) -> tuple[Link, ...]:
    """The best pair first, then the best that still fits."""
    worth = pairs(exchange, policy)
    taken: tuple[Link, ...] = ()
    for link in sorted(worth, key=lambda x: (-worth[x], x)):
        if worth[link] > 0 and fits(exchange, (*taken, link)):
            taken = (*taken, link)
    return taken
