"""Why each pair was chosen, and why a request got nobody."""

from __future__ import annotations

import numpy as np

from ruamsuk.lib.text import LocalText
from ruamsuk.matching.candidates import Funnel
from ruamsuk.matching.ground import Floats, Ground, Ints
from ruamsuk.matching.solution import Solution
from ruamsuk.matching.words import Reason, called, kilometres, listed, standing

LIKE_SIZE = 0.75
"""Smaller by larger, from which on two communities are told to be of like size."""


def lacking(ground: Ground, funnel: Funnel, request: int) -> Reason | None:
    """Why there is nobody at all to meet a request; None where somebody could."""
    topic = ground.topics[ground.request_topic[request]]
    reach = standing(topic, float(ground.reach[request]))
    if not funnel.any[request]:
        return Reason("nobody-offers")
    if not funnel.high[request]:
        highest = standing(topic, float(funnel.highest[request]))
        return Reason("none-high-enough", {"highest": highest, "reach": reach})
    if not funnel.willing[request]:
        return Reason("none-willing", {"n": int(funnel.high[request]), "reach": reach})
    if not funnel.shown[request]:
        return Reason("no-evidence", {"n": int(funnel.willing[request])})
    return None


class Why:
    """Reasons of one solution."""

    def __init__(self, ground: Ground, solution: Solution, closed: Ints):
        self.ground, self.solution, self.words = ground, solution, ground.words
        chosen = solution.chosen
        self.guests_of_offer = np.bincount(chosen[chosen >= 0], minlength=len(ground.offers))
        givers = ground.giver[chosen[chosen >= 0]]
        self.guests = np.bincount(givers, minlength=len(ground.communities))
        met = ground.seeker[np.flatnonzero(chosen >= 0)]
        self.visits = np.bincount(met, minlength=len(ground.communities))
        self.closed = set(closed.tolist())
        self.full = (self.guests_of_offer >= ground.capacity) | (
            self.guests[ground.giver] >= ground.guests[ground.giver]
        )

    def pair(self, request: int, offer: int, km: float, together: int) -> tuple[Reason, ...]:
        """Reasons of a pair, the weightiest first."""
        ground = self.ground
        asked, offered = ground.requests[request], ground.offers[offer]
        topic = ground.topics[ground.request_topic[request]]
        stands = Reason(
            "stands",
            {
                "seeker": self._community(int(ground.seeker[request])),
                "giver": self._community(int(ground.giver[offer])),
                "current": standing(topic, asked.current),
                "wished": standing(topic, asked.wished),
                "level": standing(topic, offered.level),
            },
        )
        found = [stands]
        if self.solution.candidates.locked[request]:
            found.append(Reason("locked"))
        found += self._setting(request, offer, km)
        if together > 1:
            found.append(Reason("together", {"n": together}))
        return (*found, *self._instead_of(request, offer), *self._turn(offer))

    def known(self, request: int, offer: int) -> bool:
        """Whether the distance of a pair is known."""
        ground = self.ground
        ends = ground.seeker[request], ground.giver[offer]
        codes = tuple(ground.communities[end].code for end in ends)
        given = ground.distances
        if codes in given or codes[::-1] in given:
            return True
        return bool(np.isfinite(ground.directions[list(ends), 0]).all())

    def _community(self, number: int) -> LocalText:
        return called(self.ground.communities[number])

    def _setting(self, request: int, offer: int, km: float) -> list[Reason]:
        ground = self.ground
        seeker = ground.communities[ground.seeker[request]]
        giver = ground.communities[ground.giver[offer]]
        found = [
            Reason("near", {"km": kilometres(km)})
            if self.known(request, offer)
            else Reason("place-unknown")
        ]
        if both := seeker.livelihoods & giver.livelihoods:
            found.append(Reason("livelihoods", {"words": listed(both, self.words)}))
        if both := seeker.conditions & ground.offers[offer].because:
            found.append(Reason("conditions", {"words": listed(both, self.words)}))
        sizes = seeker.size or 0, giver.size or 0
        if min(sizes) and min(sizes) / max(sizes) >= LIKE_SIZE:
            found.append(Reason("size"))
        return found

    def _instead_of(self, request: int, offer: int) -> list[Reason]:
        """The giver that would have suited better, and what stands against it."""
        candidates = self.solution.candidates
        first = int(candidates.offer[request, 0])
        if candidates.locked[request] or first == offer:
            return []
        here = candidates.value[request][candidates.offer[request] == offer]
        if not len(here) or candidates.value[request, 0] <= here[0] + 1e-9:
            return []
        other = {"other": self._community(int(self.ground.giver[first]))}
        return [Reason("first-full" if self.full[first] else "first-spared", other)]

    def _turn(self, offer: int) -> list[Reason]:
        giver = int(self.ground.giver[offer])
        if self.visits[giver] and self.guests[giver] == 1:
            return [Reason("own-turn", {"giver": self._community(giver)})]
        return []

    def unmet(self, request: int) -> Reason:
        """The first sieve that nobody passed, or who took the places."""
        if request in self.closed:
            return Reason("closed")
        nobody = lacking(self.ground, self.solution.funnel, request)
        return nobody or self._out_of_reach(request) or self._crowded(request)

    def _out_of_reach(self, request: int) -> Reason | None:
        funnel = self.solution.funnel
        if not funnel.allowed[request]:
            return Reason("kept-apart")
        km = kilometres(float(funnel.nearest[request]))
        if not funnel.near[request]:
            farthest = kilometres(self.ground.policy.farthest or 0)
            return Reason("too-far", {"km": km, "farthest": farthest})
        if not funnel.worthwhile[request]:
            return Reason("not-worthwhile", {"km": km})
        return None

    def _crowded(self, request: int) -> Reason:
        seeker = self.ground.seeker[request]
        if self.visits[seeker] >= self.ground.visits[seeker]:
            return Reason("visits-full", {"n": int(self.visits[seeker])})
        values: Floats = self.solution.candidates.value[request]
        offers = self.solution.candidates.offer[request][np.isfinite(values)]
        if self.full[offers].all():
            return Reason("givers-full", {"n": int(self.solution.funnel.worthwhile[request])})
        return Reason("givers-spared")
