"""The best matching of an exchange, with the proof that there is none better.

Few pairs go to the integer programme at once, and so do many of which most are alike (`alike`).
Other many go through an auction first: its prices bound
what any solution can be worth, so that a pair that loses more at these prices than is missing to
the bound stands in no better solution. What is left, of a whole country too, is a small integer
programme, and its optimum is that of all pairs (reduced-cost fixing: Crowder, Johnson and Padberg
(1983), doi:10.1287/opre.31.5.803). Where too much is left, the auction's solution stands with its
gap.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from ruamsuk.matching.alike import kinds, pairs_of_kinds
from ruamsuk.matching.auction import Auction, Bound, bound, total
from ruamsuk.matching.candidates import NOBODY, SEED, Candidates, Funnel, Hands, find, values_of
from ruamsuk.matching.ground import Floats, Ground, Ints
from ruamsuk.matching.programme import Pairs, match

FEW_PAIRS = 5_000
"""Pairs up to which the integer programme is solved at once."""
MANY_PAIRS = 30_000
"""Pairs left by the auction up to which it is solved after it."""
CANDIDATES = 32
"""Candidates of each request that the auction starts with."""
FINENESS = 1 / 20_000
"""Least rise of a price at first, as a share of what a request is worth on average."""
MANY_TIED = 0.05
"""Share of requests with several equally good givers from which on these are told apart."""
TOLD_APART = 0.003
"""How far equal pairs are told apart at most, as a share of what a request is worth on average."""
NEAR_ENOUGH = 0.005
"""Gap above which the auction is held again with four times the candidates."""
ROUNDING = 1e-6
"""Steps that the arithmetic may be off by."""


@dataclass(frozen=True, slots=True)
class Proof:
    """How good a solution is.

    Attributes:
        method: ``integer programme`` (HiGHS) or ``auction``.
        value: worth of the solution in steps: need, likeness and fairness less journeys and load.
        bound: no solution can be worth more.
        pairs: pairs of seeker and giver that came into question; the bound covers them all.
        optimal: whether it is proven that none is better.
        seconds: how long it took.
    """

    method: Literal["integer programme", "auction"]
    value: float
    bound: float
    pairs: int
    optimal: bool
    seconds: float = field(compare=False)

    @property
    def gap(self) -> float:
        """Share of the bound that may be missing at most; 0 where nothing can."""
        missing = max(self.bound - self.value, 0.0)
        return 0.0 if self.optimal else missing / max(abs(self.bound), ROUNDING)


@dataclass(frozen=True, slots=True)
class Solution:
    """Who goes to whom.

    Attributes:
        chosen: (R,) offer of each request, or −1.
        candidates: what it was chosen from.
        funnel: how many offers were sieved out where.
        proof: how good it is.
    """

    chosen: Ints
    candidates: Candidates
    funnel: Funnel
    proof: Proof


def best(ground: Ground, hands: Hands) -> Solution:
    """The best matching of everybody who comes into question."""
    began = time.perf_counter()
    keep = CANDIDATES
    candidates, funnel = find(ground, hands, keep)
    pairs = int(funnel.worthwhile.sum())
    if pairs <= FEW_PAIRS:
        if not candidates.complete:
            candidates, _ = find(ground, hands, int(funnel.worthwhile.max()))
        return among(ground, candidates, funnel, began)
    kind = kinds(ground, hands)
    if few := pairs_of_kinds(ground, hands, kind, MANY_PAIRS):
        return _of_kinds(ground, few, kind, candidates, funnel, began)
    while True:
        chosen, value, most = _auction(ground, hands, candidates)
        if left := _left(candidates, most, most.value - value):
            exact, limit, optimal = match(ground, left)
            if optimal:
                value = _total(ground, left, exact)
                proof = Proof("integer programme", value, limit, pairs, True, _since(began))
                return Solution(exact, candidates, funnel, proof)
        proof = Proof("auction", value, most.value, pairs, False, _since(began))
        if proof.gap <= NEAR_ENOUGH or candidates.complete:
            return Solution(chosen, candidates, funnel, proof)
        keep *= 4
        candidates, funnel = find(ground, hands, keep)


def _of_kinds(
    ground: Ground, few: Pairs, kind: Ints, candidates: Candidates, funnel: Funnel, began: float
) -> Solution:
    """The optimum where many offers are alike; it is that of all pairs."""
    chosen, limit, optimal = match(ground, few, kind)
    met = np.flatnonzero(chosen >= 0)
    worth = total(ground, values_of(ground, np.column_stack([met, chosen[met]])), met, chosen[met])
    pairs = int(funnel.worthwhile.sum())
    proof = Proof("integer programme", worth, limit, pairs, optimal, _since(began))
    return Solution(chosen, candidates, funnel, proof)


def among(
    ground: Ground, candidates: Candidates, funnel: Funnel, began: float | None = None
) -> Solution:
    """The optimum among these candidates by the integer programme."""
    began = time.perf_counter() if began is None else began
    request, column = np.nonzero(np.isfinite(candidates.value))
    offer, value = candidates.offer[request, column], candidates.value[request, column]
    choice = Pairs(request, offer, value, candidates.locked[request])
    chosen, limit, optimal = match(ground, choice)
    worth = _total(ground, choice, chosen)
    proof = Proof("integer programme", worth, limit, len(request), optimal, _since(began))
    return Solution(chosen, candidates, funnel, proof)


def _auction(ground: Ground, hands: Hands, candidates: Candidates) -> tuple[Ints, float, Bound]:
    """Its solution, what that is worth, and what none can exceed."""
    top = candidates.value[:, 0]
    top = top[np.isfinite(top) & (top > 0)]
    step = FINENESS * (float(top.mean()) if len(top) else 1.0)
    auction = Auction(ground, told_apart(candidates), step)
    chosen = auction.run()
    met = np.flatnonzero(chosen >= 0)
    # Each pair is within one step of the best at these prices; candidates left out add to it.
    missing = 4 * auction.step * len(met) + ROUNDING
    most = bound(ground, hands, candidates, auction, missing, MANY_PAIRS)
    here = candidates.offer[met] == chosen[met, None]
    here &= np.isfinite(candidates.value[met])
    return chosen, total(ground, candidates.value[met][here], met, chosen[met]), most


def told_apart(candidates: Candidates) -> Candidates:
    """The candidates, with equal ones made a little unequal where many are.

    Who is as well served by many givers would bid against others by one least step at a time. The
    bound is taken over what pairs are really worth, so it tells what this costs.
    """
    value = candidates.value
    first = value[:, 0][np.isfinite(value[:, 0])]
    tied = (value[:, 0] == value[:, 1:2].max(axis=1, initial=NOBODY)) & np.isfinite(value[:, 0])
    if tied.sum() <= MANY_TIED * len(first):
        return candidates
    apart = TOLD_APART * float(np.abs(first).mean())
    noise = np.random.default_rng(SEED).random(value.shape)
    return replace(candidates, value=value + apart * noise)


def _left(candidates: Candidates, most: Bound, missing: float) -> Pairs | None:
    """The pairs that a better solution could hold; None where these are too many."""
    few = most.loss <= missing + ROUNDING
    if missing + ROUNDING > most.within or few.sum() > MANY_PAIRS:
        return None
    request, offer = most.request[few], most.offer[few]
    return Pairs(request, offer, most.worth[few], candidates.locked[request])


def _total(ground: Ground, choice: Pairs, chosen: Ints) -> float:
    taken = chosen[choice.request] == choice.offer
    values: Floats = choice.value[taken]
    return total(ground, values, choice.request[taken], choice.offer[taken])


def _since(began: float) -> float:
    return time.perf_counter() - began
