"""How the households of the example come to be: a small model of a network of villages.

Each household carries a hidden well-being θ that lasts from round to round, each village does a
little better or worse at each goal, and each community follows its own trend. An answer is drawn
from the sum of these, so that answers go together as they do in life.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ruamsuk.example.places import COMMUNITIES, GOALS

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]

ROUNDS = (2567, 2568, 2569)

_FEWEST = 16  # households that are asked in a village, at least
_WELLBEING_LASTS = 0.85
_WELLBEING_COUNTS = 0.8
_VILLAGES_DIFFER = 0.35


@dataclass(frozen=True)
class Sample:
    """The households that are asked, n of them, the same in every round.

    Attributes:
        community: index in ``COMMUNITIES``, shape (n,).
        village: 8-digit code, shape (n,).
        house: running number of the household in its village, shape (n,).
        in_village: households in the village, shape (n,).
        answered: who was at home in each round, shape (rounds, n).
        wellbeing: hidden well-being θ, shape (rounds, n), standard normal.
        odds: log odds of reaching each goal, shape (goals, rounds, n).
    """

    community: Integers
    village: npt.NDArray[np.str_]
    house: Integers
    in_village: Integers
    answered: Booleans
    wellbeing: Floats
    odds: Floats

    def goal(self, name: str) -> Floats:
        """Log odds of one goal, shape (rounds, n)."""
        odds: Floats = self.odds[GOALS.index(name)]
        return odds


def chance(log_odds: Floats) -> Floats:
    """Probability that belongs to log odds."""
    probability: Floats = 1 / (1 + np.exp(-log_odds))
    return probability


def luck(rng: np.random.Generator, n: int, lasts: float = 0.7) -> Floats:
    """Uniform draws of shape (rounds, n); with chance ``lasts`` one keeps last round's draw."""
    draws = rng.random((len(ROUNDS), n))
    keeps = rng.random((len(ROUNDS), n)) < lasts
    for t in range(1, len(ROUNDS)):
        draws[t] = np.where(keeps[t], draws[t - 1], draws[t])
    return draws


def words(truth: Booleans) -> npt.NDArray[np.str_]:
    """``yes`` and ``no`` for true and false."""
    return np.where(truth, "yes", "no")


def draw_sample(rng: np.random.Generator, one_in: int) -> Sample:
    """Draw one household in so many of every village, and how well each does at every goal."""
    community, village, house, in_village = [], [], [], []
    for number, place in enumerate(COMMUNITIES):
        for code, total in zip(place.villages, place.households, strict=True):
            asked = max(_FEWEST, round(total / one_in))
            community += [number] * asked
            village += [code] * asked
            house += sorted(rng.choice(total, size=asked, replace=False) + 1)
            in_village += [total] * asked
    where = np.array(community)
    villages = np.array(village)
    wellbeing = _lasting_wellbeing(rng, len(where))
    return Sample(
        community=where,
        village=villages,
        house=np.array(house),
        in_village=np.array(in_village),
        answered=rng.random((len(ROUNDS), len(where))) < 0.97,
        wellbeing=wellbeing,
        odds=_log_odds(rng, where, villages, wellbeing),
    )


def _lasting_wellbeing(rng: np.random.Generator, n: int) -> Floats:
    """First-order autoregression over the rounds with unit variance, shape (rounds, n)."""
    wellbeing = rng.standard_normal((len(ROUNDS), n))
    news = np.sqrt(1 - _WELLBEING_LASTS**2)
    for t in range(1, len(ROUNDS)):
        wellbeing[t] = _WELLBEING_LASTS * wellbeing[t - 1] + news * wellbeing[t]
    return wellbeing


def _log_odds(
    rng: np.random.Generator, where: Integers, villages: npt.NDArray[np.str_], wellbeing: Floats
) -> Floats:
    """Community and its trend + village + θ, shape (goals, rounds, n)."""
    shares = np.array([place.shares for place in COMMUNITIES]).T / 100
    trends = np.array([place.trends for place in COMMUNITIES]).T
    steps = np.arange(len(ROUNDS)) - (len(ROUNDS) - 1)
    level = np.log(shares / (1 - shares))[:, None, :] + trends[:, None, :] * steps[None, :, None]
    codes, index = np.unique(villages, return_inverse=True)
    village = _VILLAGES_DIFFER * rng.standard_normal((len(GOALS), 1, len(codes)))
    odds: Floats = level[:, :, where] + village[:, :, index] + _WELLBEING_COUNTS * wellbeing
    return odds
