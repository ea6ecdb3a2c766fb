"""The solution for a whole country: an auction, with a bound that anyone can check.

Seekers bid for places with givers; a price rises by what the bidder would lose with its next best
choice, plus ε; who is outbid bids elsewhere. At the end everybody has, within ε, the best there is
at the prices. Bertsekas, D. P. (1988), The auction algorithm, Annals of Operations Research 14:
105-123; Bertsekas and Castañón (1989), for similar places of one giver, ibid. 20: 67-96.

A giver keeps the highest bids that its offers and its own limit leave room for, and of these
those that outweigh its load. A seeker bids for its best requests up to its limit of visits.

Whatever the prices are, no solution can be worth more than what all would gain if each took its
best at these prices (`bound`): weak duality. It is taken over every pair, so that candidates that
were left out are counted too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ruamsuk.matching.candidates import Candidates, Hands, blocks
from ruamsuk.matching.ground import Flags, Floats, Ground, Ints
from ruamsuk.matching.programme import reward

ROUND = 200
"""What a round costs beyond its bids, in bids."""
EFFORT = 100_000
"""Bids after which the least rise of a price grows."""


class Auction:
    """An auction under way. R requests, O offers, N communities.

    Attributes:
        step: least rise of a price, ε.
        beyond: a price that nobody would pay.
        held: (R,) offer that holds the request's bid, or −1.
        bid: (R,) what it bids.
        offer_price: (O,) least bid that an offer holds which has no room left, else −∞.
        giver_price: (N,) what a place with the giver costs at least.
        visits: (N,) bids of each seeker that are held.
        selling: (O,) offers that can have guests.
    """

    def __init__(self, ground: Ground, candidates: Candidates, step: float):
        self.ground, self.candidates, self.step = ground, candidates, step
        people = len(ground.communities)
        most = float(candidates.value.max(initial=0))
        self.beyond = most + 2 * ground.policy.fairness + 1
        self.held = np.full(len(ground.requests), -1)
        self.bid = np.zeros(len(ground.requests))
        self.offer_price = np.where(ground.capacity > 0, -np.inf, self.beyond)
        first = -reward(ground, np.arange(people), np.zeros(people, np.int64))
        self.giver_price = np.where(ground.guests > 0, first, self.beyond)
        self.visits = np.zeros(people, np.int64)
        self.selling = ground.usable.copy()
        self.by_seeker = np.argsort(ground.seeker, kind="stable")
        self.start = np.searchsorted(ground.seeker[self.by_seeker], np.arange(people + 1))
        self._hold_the_locked()

    def _hold_the_locked(self) -> None:
        """Locked pairs bid more than anybody can."""
        locked = np.flatnonzero(self.candidates.locked)
        self.held[locked] = self.candidates.offer[locked, 0]
        self.selling[self.held[locked]] = True
        self.bid[locked] = self.beyond
        np.add.at(self.visits, self.ground.seeker[locked], 1)
        self._settle(np.unique(self.ground.giver[self.held[locked]]))

    def run(self) -> Ints:
        """(R,) offer of each request, or −1, once nobody bids any more.

        Where many are worth the same they would bid against each other by one step at a time
        without end in sight; so steps grow with the effort, and the bound tells what that costs.
        """
        patience = EFFORT + 40 * len(self.held)
        effort = 0
        active = np.unique(self.ground.seeker)
        while len(active):
            requests = self._bid(active)
            givers = np.unique(self.ground.giver[self.held[requests]])
            active = np.unique(self.ground.seeker[self._settle(givers)])
            effort += ROUND + len(requests)
            if effort > patience:
                self.step, effort = 4 * self.step, 0
        return self.held

    def _bid(self, active: Ints) -> Ints:
        """Every active seeker bids for its best requests; these are returned, as held."""
        ground = self.ground
        active = active[self.visits[active] < ground.visits[active]]
        requests = self._open(active)
        best, offer, second = self._choices(requests)
        seeker = ground.seeker[requests]
        order = np.lexsort((requests, -best, seeker))
        requests, seeker, best = requests[order], seeker[order], best[order]
        offer, second = offer[order], second[order]
        place = ranks(seeker)
        room = (ground.visits - self.visits)[seeker]
        least = np.where((place == 0) & (self.visits[seeker] == 0), -ground.policy.fairness, 0.0)
        bids = (place < room) & (best > least)
        following = np.full(len(ground.communities), -np.inf)
        np.maximum.at(following, seeker[~bids], best[~bids])
        # Who bids for one visit alone would lose what fairness adds to the first, too.
        count = self.visits + np.bincount(seeker[bids], minlength=len(self.visits))
        alone = -ground.policy.fairness * (count[seeker] == 1)
        other = np.maximum(np.maximum(second, following[seeker]), alone)
        self.held[requests[bids]] = offer[bids]
        rise = (best - other)[bids] + self.step
        self.bid[requests[bids]] = self.price(offer[bids]) + rise
        np.add.at(self.visits, seeker[bids], 1)
        return requests[bids]

    def _open(self, seekers: Ints) -> Ints:
        """Requests of these seekers that nobody holds."""
        count = self.start[seekers + 1] - self.start[seekers]
        before = np.cumsum(count) - count
        at = np.repeat(self.start[seekers] - before, count) + np.arange(count.sum())
        requests = self.by_seeker[at]
        free: Ints = requests[self.held[requests] < 0]
        return free

    def _choices(self, requests: Ints) -> tuple[Floats, Ints, Floats]:
        """The best net worth of each request, whose it is, and the second best."""
        offers = self.candidates.offer[requests]
        net = self.candidates.value[requests] - self.price(offers)
        at = net.argmax(axis=1)
        row = np.arange(len(requests))
        best, offer = net[row, at], offers[row, at]
        net[row, at] = -np.inf
        return best, offer, net.max(axis=1, initial=-np.inf)

    def price(self, offers: Ints) -> Floats:
        """What a place costs with each of these offers."""
        dearer: Floats = np.maximum(
            self.offer_price[offers], self.giver_price[self.ground.giver[offers]]
        )
        return dearer

    def _settle(self, givers: Ints) -> Ints:
        """These givers keep their best bids; the requests that they let go are returned."""
        ground = self.ground
        here = np.zeros(len(ground.communities), bool)
        here[givers] = True
        held = np.flatnonzero(self.held >= 0)
        held = held[here[ground.giver[self.held[held]]]]

        held, offer, place = self._ranked(held, self.held[held])
        last = place == ground.capacity[offer] - 1
        self.offer_price[offer[last]] = self.bid[held[last]]
        roomy = place < ground.capacity[offer]
        crowded, held = held[~roomy], held[roomy]

        held, giver, place = self._ranked(held, ground.giver[self.held[held]])
        kept = (place < ground.guests[giver]) & (self.bid[held] + reward(ground, giver, place) >= 0)
        self._raise(givers, giver[kept], self.bid[held[kept]])
        gone = np.append(crowded, held[~kept])
        self.held[gone] = -1
        np.subtract.at(self.visits, ground.seeker[gone], 1)
        return gone

    def _ranked(self, requests: Ints, key: Ints) -> tuple[Ints, Ints, Ints]:
        """Requests by key and falling bid, with the key and the rank inside it."""
        order = np.lexsort((requests, -self.bid[requests], key))
        return requests[order], key[order], ranks(key[order])

    def _raise(self, givers: Ints, giver: Ints, bids: Floats) -> None:
        """A further guest costs its load, or as much as the least bid held; prices never fall."""
        people = len(self.ground.communities)
        count = np.bincount(giver, minlength=people)
        least = np.full(people, np.inf)
        np.minimum.at(least, giver, bids)
        further = np.where(
            count[givers] < self.ground.guests[givers],
            -reward(self.ground, givers, count[givers]),
            np.inf,
        )
        price = np.minimum(further, least[givers])
        full_of_nobody = ~np.isfinite(price)
        price[full_of_nobody] = self.giver_price[givers[full_of_nobody]]
        self.giver_price[givers] = np.maximum(self.giver_price[givers], price)


def ranks(key: Ints) -> Ints:
    """Rank from 0 of each element among the equal ones before it; equal ones stand together."""
    at = np.arange(len(key))
    first = np.append(True, key[1:] != key[:-1])[: len(key)]
    place: Ints = at - np.maximum.accumulate(np.where(first, at, 0)) if len(key) else at
    return place


def total(ground: Ground, values: Floats, requests: Ints, offers: Ints) -> float:
    """Worth of a solution: its pairs, the fairness that it reaches, less the load of givers."""
    guests = np.sort(ground.giver[offers])
    loads = reward(ground, guests, ranks(guests)).sum()
    turns = ground.policy.fairness * len(np.unique(ground.seeker[requests]))
    return float(values.sum() + loads + turns)


@dataclass(frozen=True, slots=True)
class Bound:
    """What no solution can exceed, and the pairs that a better one could be made of.

    Attributes:
        value: no solution can be worth more than this.
        within: loss up to which pairs were collected.
        request: (P,) request of each of these.
        offer: (P,) its offer.
        worth: (P,) their value.
        loss: (P,) a solution with this pair is worth at most ``value`` less this.
    """

    value: float
    within: float
    request: Ints
    offer: Ints
    worth: Floats
    loss: Floats


def bound(
    ground: Ground, hands: Hands, candidates: Candidates, auction: Auction, loss: float, most: int
) -> Bound:
    """The bound over every pair, and the pairs that lose up to ``loss``, at least ``most`` of them.

    A solution that holds a pair forgoes at least what its request would gain more with its best
    choice, or with none.
    """
    prices = auction.price(np.arange(len(ground.offers)))
    best = np.full(len(ground.requests), -np.inf)
    forced = np.zeros(len(ground.requests), bool)
    forced[hands.closed] = True
    forced[candidates.locked] = True
    kept = _Kept(loss, most)
    for block in blocks(ground, hands):
        rows = block.requests
        net = np.where(block.worthwhile(ground), block.value - prices[block.offers], -np.inf)
        net[forced[rows]] = -np.inf
        best[rows] = net.max(axis=1)
        lost = np.maximum(best[rows], -ground.policy.fairness)[:, None] - net
        row, column = np.nonzero(lost <= kept.within)
        kept.add(rows[row], block.offers[column], block.value[row, column], lost[row, column])
    fixed = np.flatnonzero(candidates.locked)
    best[fixed] = candidates.value[fixed, 0] - prices[auction.held[fixed]]
    value = _seekers(ground, best, candidates.locked) + _givers(ground, auction)
    nothing = np.zeros(len(fixed))
    kept.add(fixed, auction.held[fixed], candidates.value[fixed, 0], nothing)
    return Bound(value, kept.within, *kept.done())


class _Kept:
    """Pairs of little loss; where they become too many, only those of less."""

    def __init__(self, loss: float, most: int):
        self.within, self.most = loss, most
        self.parts: list[tuple[Ints, Ints, Floats, Floats]] = []
        self.count = 0

    def add(self, requests: Ints, offers: Ints, worth: Floats, loss: Floats) -> None:
        self.parts.append((requests, offers, worth, loss))
        self.count += len(requests)
        if self.count > 4 * self.most:
            self._shrink()

    def _shrink(self) -> None:
        part = tuple(np.concatenate(column) for column in zip(*self.parts, strict=True))
        self.within = float(np.partition(part[3], self.most)[self.most])
        few = part[3] <= self.within
        self.parts = [(part[0][few], part[1][few], part[2][few], part[3][few])]
        self.count = int(few.sum())

    def done(self) -> tuple[Ints, Ints, Floats, Floats]:
        requests, offers, worth, loss = zip(*self.parts, strict=True)
        return (
            np.concatenate(requests),
            np.concatenate(offers),
            np.concatenate(worth),
            np.concatenate(loss),
        )


def _seekers(ground: Ground, best: Floats, locked: Flags) -> float:
    """What seekers gain if each takes its best requests at these prices."""
    order = np.lexsort((-best, ~locked, ground.seeker))
    seeker, best, locked = ground.seeker[order], best[order], locked[order]
    place = ranks(seeker)
    gain = best + ground.policy.fairness * (place == 0)
    gain = np.where(locked, gain, np.maximum(gain, 0))
    return float(gain[place < ground.visits[seeker]].sum())


def _givers(ground: Ground, auction: Auction) -> float:
    """What givers gain if each sells as many places as it would at these prices."""
    over = np.maximum(auction.offer_price - auction.giver_price[ground.giver], 0)
    places = np.zeros(len(ground.communities), np.int64)
    np.add.at(places, ground.giver, auction.selling * ground.capacity)
    most = np.minimum(places, ground.guests)
    giver = np.repeat(np.arange(len(most)), most)
    number = np.arange(len(giver)) - np.repeat(np.cumsum(most) - most, most)
    gain = auction.giver_price[giver] + reward(ground, giver, number)
    return float(np.maximum(gain, 0).sum() + (over * ground.capacity).sum())
