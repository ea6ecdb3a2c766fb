"""Which givers come into question for each request, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ruamsuk.matching.ground import Flags, Floats, Ground, Ints
from ruamsuk.matching.worth import worth

CELLS = 1_000_000
"""Pairs that are looked at together, which bounds the memory."""
NOBODY = -np.inf
EQUAL = 1e-9
"""Steps by which pairs may differ and still be as good."""
SEED = 1


@dataclass(frozen=True, slots=True)
class Hands:
    """What people decided by hand, as numbers of requests and offers.

    Attributes:
        locked: (L, 2) pairs that stay.
        forbidden: (F, 2) pairs that must not be.
        closed: requests that get nobody.
    """

    locked: Ints
    forbidden: Ints
    closed: Ints


@dataclass(frozen=True, slots=True)
class Candidates:
    """The best offers of each request, the best first.

    Attributes:
        offer: (R, K) offers; 0 where ``value`` is −∞, which is nobody.
        value: (R, K) what the pair is worth.
        locked: (R,) whether people fixed the request's one candidate.
        complete: whether nobody who comes into question was left out.
    """

    offer: Ints
    value: Floats
    locked: Flags
    complete: bool


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many offers of others are left to each request, (R,) each, one sieve after the other.

    Attributes:
        any: offers on the topic.
        high: high enough.
        willing: willing.
        shown: with evidence, where it is asked for.
        allowed: not kept apart by hand.
        near: not beyond the farthest distance.
        worthwhile: worth the journey.
        highest: greatest level on offer; NaN where there is none.
        nearest: kilometres to the nearest that is allowed; infinite where there is none.
    """

    any: Ints
    high: Ints
    willing: Ints
    shown: Ints
    allowed: Ints
    near: Ints
    worthwhile: Ints
    highest: Floats
    nearest: Floats


@dataclass(frozen=True, slots=True)
class Block:
    """Some requests of a topic with every offer that can be used there.

    Attributes:
        requests: (r,) their numbers.
        offers: (o,) their numbers.
        value: (r, o) worth; −∞ where the pair may not be.
        km: (r, o) kilometres; infinite where the pair may not be.
    """

    requests: Ints
    offers: Ints
    value: Floats
    km: Floats

    def near(self, ground: Ground) -> Flags:
        """(r, o) which pairs are not too far apart."""
        farthest = ground.policy.farthest
        return np.isfinite(self.km) & (self.km <= (np.inf if farthest is None else farthest))

    def worthwhile(self, ground: Ground) -> Flags:
        """(r, o) which of these are worth the journey, counting all that fairness can add."""
        return self.near(ground) & (self.value + 2 * ground.policy.fairness > 0)


def blocks(ground: Ground, hands: Hands, only: Flags | None = None) -> Iterator[Block]:
    """Every request with every offer of its topic, a block at a time.

    Args:
        ground: everything that is asked and offered.
        hands: what people decided.
        only: (O,) offers that are looked at; all that can be used by default.
    """
    looked_at = ground.usable if only is None else ground.usable & only
    for topic in range(len(ground.topics)):
        requests = np.flatnonzero(ground.request_topic == topic)
        requests = requests[np.argsort(ground.reach[requests], kind="stable")]
        usable = np.flatnonzero((ground.offer_topic == topic) & looked_at)
        size = max(1, CELLS // max(1, len(usable)))
        for start in range(0, len(requests), size):
            rows = requests[start : start + size]
            # Requests that reach alike stand together, so few offers are too low for all of them.
            offers = usable[ground.level[usable] >= ground.reach[rows[0]]]
            if len(offers):
                yield _block(ground, hands, rows, offers)


def _block(ground: Ground, hands: Hands, rows: Ints, offers: Ints) -> Block:
    figures = worth(ground, rows, offers)
    barred = ground.level[offers] < ground.reach[rows, None]
    barred |= ground.giver[offers] == ground.seeker[rows, None]
    if len(hands.forbidden):
        at_row = np.full(len(ground.requests), -1)
        at_column = np.full(len(ground.offers), -1)
        at_row[rows], at_column[offers] = np.arange(len(rows)), np.arange(len(offers))
        row, column = at_row[hands.forbidden[:, 0]], at_column[hands.forbidden[:, 1]]
        here = (row >= 0) & (column >= 0)
        barred[row[here], column[here]] = True
    figures.value[barred] = NOBODY
    figures.km[barred] = np.inf
    return Block(rows, offers, figures.value, figures.km)


def find(ground: Ground, hands: Hands, keep: int) -> tuple[Candidates, Funnel]:
    """The ``keep`` best candidates of each request, and how many were sieved out where.

    Who is left out of these is not forgotten: the bound of a solution looks at every pair again.
    """
    count = len(ground.requests)
    funnel = levels(ground)
    found: list[tuple[Ints, Ints, Floats]] = []
    for block in blocks(ground, hands):
        rows, worthwhile = block.requests, block.worthwhile(ground)
        funnel.allowed[rows] = np.isfinite(block.value).sum(axis=1)
        funnel.near[rows] = block.near(ground).sum(axis=1)
        funnel.worthwhile[rows] = worthwhile.sum(axis=1)
        funnel.nearest[rows] = block.km.min(axis=1)
        found.append((rows, *_best(np.where(worthwhile, block.value, NOBODY), block.offers, keep)))
    width = max((values.shape[1] for _, _, values in found), default=1)
    offer = np.zeros((count, width), np.int64)
    value = np.full((count, width), NOBODY)
    for rows, offers, values in found:
        offer[rows, : values.shape[1]] = offers
        value[rows, : values.shape[1]] = values
    complete = bool((funnel.worthwhile <= keep).all())
    return _fixed(ground, hands, Candidates(offer, value, np.zeros(count, bool), complete)), funnel


def _best(value: Floats, offers: Ints, keep: int) -> tuple[Ints, Floats]:
    """(rows, keep) the best offers of each row and their worth; the first of equals first.

    Of more equals than there is room for each row keeps others, so that not all bid for the same.
    """
    widest = int(np.isfinite(value).sum(axis=1).max(initial=1))
    keep = max(1, min(keep, widest, value.shape[1]))
    if keep < value.shape[1]:
        any_of_equals = value - EQUAL * np.random.default_rng(SEED).random(value.shape)
        at = np.sort(np.argpartition(-any_of_equals, keep - 1, axis=1)[:, :keep], axis=1)
    else:
        at = np.broadcast_to(np.arange(value.shape[1]), value.shape)
    best = np.take_along_axis(value, at, axis=1)
    order = np.argsort(-best, axis=1, kind="stable")
    value = np.take_along_axis(best, order, axis=1)
    chosen = offers[np.take_along_axis(at, order, axis=1)]
    return np.where(np.isfinite(value), chosen, 0), value


def only(ground: Ground, hands: Hands, pairs: Ints) -> Candidates:
    """Candidates of nothing but ``pairs``, at most one of a request, as they stand by now."""
    count = len(ground.requests)
    offer, value = np.zeros((count, 1), np.int64), np.full((count, 1), NOBODY)
    offer[pairs[:, 0], 0] = pairs[:, 1]
    value[pairs[:, 0], 0] = values_of(ground, pairs)
    return _fixed(ground, hands, Candidates(offer, value, np.zeros(count, bool), complete=True))


def _fixed(ground: Ground, hands: Hands, candidates: Candidates) -> Candidates:
    """Requests that people fixed have one candidate, those that they closed have none."""
    rows = np.append(hands.locked[:, 0], hands.closed)
    candidates.value[rows] = NOBODY
    candidates.offer[rows] = 0
    locked, offers = hands.locked.T
    candidates.offer[locked, 0] = offers
    candidates.value[locked, 0] = values_of(ground, hands.locked)
    candidates.locked[locked] = True
    return candidates


def values_of(ground: Ground, pairs: Ints) -> Floats:
    """What pairs of request and offer are worth, (P, 2) → (P,)."""
    return np.array([worth(ground, p[:1], p[1:]).value[0, 0] for p in pairs])


def levels(ground: Ground) -> Funnel:
    """The sieves that ask only for levels, and room for the others."""
    count = len(ground.requests)
    any_, high, willing, shown, allowed, near, worthwhile = np.zeros((7, count), np.int64)
    nobody, infinite = np.full(count, np.nan), np.full(count, np.inf)
    funnel = Funnel(any_, high, willing, shown, allowed, near, worthwhile, nobody, infinite)
    for topic in range(len(ground.topics)):
        rows = np.flatnonzero(ground.request_topic == topic)
        offers = np.flatnonzero(ground.offer_topic == topic)
        if not len(offers) or not len(rows):
            continue
        own = np.full(len(ground.communities), -1)
        own[ground.giver[offers]] = offers
        mine = own[ground.seeker[rows]]
        funnel.any[rows] = len(offers) - (mine >= 0)
        for sieve, those in (
            (funnel.high, offers),
            (funnel.willing, offers[ground.willing[offers]]),
            (funnel.shown, offers[ground.usable[offers]]),
        ):
            # its own level lies below what it reaches for, and is not among these
            heights = np.sort(ground.level[those])
            sieve[rows] = len(those) - np.searchsorted(heights, ground.reach[rows])
        order = offers[np.argsort(ground.level[offers], kind="stable")]
        first = ground.level[order[-1]]
        second = ground.level[order[-2]] if len(order) > 1 else np.nan
        funnel.highest[rows] = np.where(mine == order[-1], second, first)
    return funnel
