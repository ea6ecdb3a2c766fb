"""The exchange as arrays, in an order of its own, so that the order of the input changes nothing.

Communities, topics, requests and offers are numbered in the order of their codes. Requests and
offers of a topic stand together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ruamsuk.matching.model import Community, Exchange, Link, Offer, Policy, Request, Topic

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
NO_LIMIT = 1 << 40
EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""


class Ground:
    """Arrays of an exchange under a policy. R requests, O offers, N communities.

    Attributes:
        exchange: what people brought, in the order of codes.
        policy: what they agreed.
        seeker: (R,) community that asks.
        request_topic: (R,) topic it asks about.
        current: (R,) its level; ``wished`` (R,) the one it wishes; ``reach`` (R,) the least level
            of a giver under the policy.
        giver: (O,) community that offers.
        offer_topic: (O,) topic it offers.
        level: (O,) its level.
        capacity: (O,) guests it takes on the topic.
        usable: (O,) whether it is willing and has what it needs to show.
        visits: (N,) most visits of a community.
        guests: (N,) most guests of a community.
    """

    def __init__(self, exchange: Exchange, policy: Policy):
        self.policy = policy
        self.communities: list[Community] = sorted(exchange.communities, key=lambda c: c.code)
        self.topics: list[Topic] = sorted(exchange.topics, key=lambda t: t.code)
        self.place = {c.code: i for i, c in enumerate(self.communities)}
        self.topic_at = {t.code: i for i, t in enumerate(self.topics)}
        key = lambda x: (x.topic, x.community)  # noqa: E731
        self.requests: list[Request] = sorted(exchange.requests, key=key)
        self.offers: list[Offer] = sorted(exchange.offers, key=key)
        self.distances = exchange.distances
        self.words = exchange.words
        self._number_requests()
        self._number_offers()
        self.visits = _limits([c.visits for c in self.communities])
        self.guests = _limits([c.guests for c in self.communities])

    def _number_requests(self) -> None:
        asked = self.requests
        self.seeker = np.array([self.place[r.community] for r in asked], np.int64)
        self.request_topic = np.array([self.topic_at[r.topic] for r in asked], np.int64)
        self.current = np.array([r.current for r in asked], float)
        self.wished = np.array([r.wished for r in asked], float)
        self.step = np.array([t.step for t in self.topics], float)
        above = np.minimum(self.current + self.step[self.request_topic], self.wished)
        self.reach = self.wished if self.policy.reach == "wished" else above

    def _number_offers(self) -> None:
        made = self.offers
        self.giver = np.array([self.place[o.community] for o in made], np.int64)
        self.offer_topic = np.array([self.topic_at[o.topic] for o in made], np.int64)
        self.level = np.array([o.level for o in made], float)
        self.capacity = np.array([o.capacity for o in made], np.int64)
        self.willing = np.array([o.willing for o in made], bool)
        shown = np.array([o.evidence > 0 for o in made], bool)
        self.usable = self.willing & (shown | (not self.policy.evidence))

    @cached_property
    def request_at(self) -> dict[tuple[str, str], int]:
        """Number of the request of a community on a topic."""
        return {(r.community, r.topic): i for i, r in enumerate(self.requests)}

    @cached_property
    def offer_at(self) -> dict[tuple[str, str], int]:
        """Number of the offer of a community on a topic."""
        return {(o.community, o.topic): i for i, o in enumerate(self.offers)}

    def numbers(self, links: Iterable[Link]) -> Ints:
        """(L, 2) request and offer of each link, in the order of both."""
        pairs = [(self.request_at[x[0], x[1]], self.offer_at[x[2], x[1]]) for x in links]
        return np.array(sorted(set(pairs)), np.int64).reshape(-1, 2)

    def link(self, request: int, offer: int) -> Link:
        """The link of a request and an offer."""
        asked = self.requests[request]
        return Link(asked.community, asked.topic, self.offers[offer].community)

    @cached_property
    def both(self) -> Flags:
        """(N,) whether a community asks for something itself."""
        asks = np.zeros(len(self.communities), bool)
        asks[self.seeker] = True
        return asks

    @cached_property
    def directions(self) -> Floats:
        """(N, 3) where communities lie, as unit vectors; NaN where unknown."""
        nan = float("nan")
        degrees = [
            (nan, nan) if c.latitude is None or c.longitude is None else (c.latitude, c.longitude)
            for c in self.communities
        ]
        north, east = np.radians(np.array(degrees, float).reshape(-1, 2)).T
        level = np.cos(north)
        return np.column_stack([level * np.cos(east), level * np.sin(east), np.sin(north)])

    @cached_property
    def located(self) -> Floats:
        """(N, 3) the same, with unknown places in the middle of the known ones."""
        known = np.isfinite(self.directions[:, 0])
        middle = self.directions[known].sum(axis=0) if known.any() else np.zeros(3)
        length = float(np.linalg.norm(middle))
        middle = middle / length if length > 0 else np.array([1.0, 0.0, 0.0])
        return np.where(known[:, None], self.directions, middle)

    @cached_property
    def sizes(self) -> Floats:
        """(N,) people; NaN where unknown."""
        return np.array([c.size or np.nan for c in self.communities], float)

    @cached_property
    def livelihoods(self) -> Floats:
        """(N, L) which livelihoods a community has."""
        return _incidence([c.livelihoods for c in self.communities])

    @cached_property
    def _reasons(self) -> tuple[Floats, Floats]:
        words = [c.conditions for c in self.communities] + [o.because for o in self.offers]
        table = _incidence(words)
        return table[: len(self.communities)], table[len(self.communities) :]

    @property
    def conditions(self) -> Floats:
        """(N, C) which conditions a community has."""
        return self._reasons[0]

    @property
    def because(self) -> Floats:
        """(O, C) which conditions an offer says made it work."""
        return self._reasons[1]

    @cached_property
    def roads(self) -> tuple[Ints, Ints, Floats]:
        """From, to and kilometres of the distances that were given, in both directions."""
        given = sorted(self.distances.items())
        start = np.array([self.place[a] for (a, _), _ in given], np.int64)
        end = np.array([self.place[b] for (_, b), _ in given], np.int64)
        km = np.array([km for _, km in given], float)
        return np.append(start, end), np.append(end, start), np.append(km, km)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A solution: (R,) the offer of each request, or −1."""

    offer: Ints

    @property
    def met(self) -> Ints:
        """Requests that have an offer."""
        return np.flatnonzero(self.offer >= 0)


def _limits(limits: Sequence[int | None]) -> Ints:
    return np.array([NO_LIMIT if limit is None else limit for limit in limits], np.int64)


def _incidence(words: Sequence[frozenset[str]]) -> Floats:
    """(len(words), W) which of all W words each set has."""
    column = {word: i for i, word in enumerate(sorted(frozenset().union(*words)))}
    table = np.zeros((len(words), len(column)))
    for row, own in enumerate(words):
        for word in own:
            table[row, column[word]] = 1
    return table
