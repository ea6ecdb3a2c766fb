"""What a pair is worth: need met, weighed by likeness of setting, less the journey.

    value = gap · (1 + likeness weight · likeness) − km / km_per_step

all in steps. The load of givers and fairness do not belong to one pair; the solvers add them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ruamsuk.matching.ground import EARTH_KM, Flags, Floats, Ground, Ints


@dataclass(frozen=True, slots=True)
class Worth:
    """Figures of pairs; every array has the same shape.

    Attributes:
        gap: need met in steps: from the current level to the wished one, or to the giver's
            where that is lower.
        likeness: 0 (nothing alike, or nothing known) to 1.
        km: distance in kilometres.
        value: what the pair is worth, in steps.
    """

    gap: Floats
    likeness: Floats
    km: Floats
    value: Floats


def worth(ground: Ground, requests: Ints, offers: Ints) -> Worth:
    """Figures of every request with every offer of one topic: (requests, offers)."""
    rows, columns = ground.seeker[requests], ground.giver[offers]
    top = np.minimum(ground.wished[requests, None], ground.level[offers])
    step = ground.step[ground.request_topic[requests]]
    gap = (top - ground.current[requests, None]) / step[:, None]
    km = _kilometres(ground, rows, columns)
    like = _likeness(ground, rows, columns, offers)
    policy = ground.policy
    value = gap * (1 + policy.likeness * like) - km / policy.km_per_step
    return Worth(gap, like, km, value)


def _kilometres(ground: Ground, rows: Ints, columns: Ints) -> Floats:
    """The road where it was given, else the great circle, from the chord to within a metre.

    A community whose place is unknown counts from the middle of those that are known.
    """
    cosine = ground.located[rows] @ ground.located[columns].T
    chord = np.sqrt(np.maximum(2 - 2 * cosine, 0)) / 2
    km: Floats = 2 * EARTH_KM * np.arcsin(np.minimum(chord, 1))
    start, end, given = ground.roads
    if len(given):
        row, column = positions(ground, rows)[start], positions(ground, columns)[end]
        here = (row >= 0) & (column >= 0)
        km[row[here], column[here]] = given[here]
    return km


def positions(ground: Ground, communities: Ints) -> Ints:
    """(N,) where each community stands among ``communities``, or −1; each stands there once."""
    at = np.full(len(ground.communities), -1)
    at[communities] = np.arange(len(communities))
    return at


def _likeness(ground: Ground, rows: Ints, columns: Ints, offers: Ints) -> Floats:
    """Mean of what is known: size (smaller by larger), livelihoods, and why it worked there.

    Livelihoods: those shared by those that either has (Jaccard, P. (1901) Bulletin de la Société
    vaudoise des sciences naturelles 37: 547). Why it worked: share of the giver's reasons that
    hold at the seeker's too.
    """
    parts = [
        _likeness_of_size(ground.sizes[rows], ground.sizes[columns]),
        _shared(ground.livelihoods[rows], ground.livelihoods[columns], union=True),
        _shared(ground.conditions[rows], ground.because[offers], union=False),
    ]
    total = np.zeros((len(rows), len(columns)))
    known = np.zeros((len(rows), len(columns)))
    for part, there in parts:
        total += np.where(there, part, 0)
        known += there
    return total / np.maximum(known, 1)


def _likeness_of_size(rows: Floats, columns: Floats) -> tuple[Floats, Flags]:
    ratio = np.minimum(rows[:, None], columns) / np.maximum(rows[:, None], columns)
    return ratio, np.isfinite(ratio)


def _shared(rows: Floats, columns: Floats, *, union: bool) -> tuple[Floats, Flags]:
    """What both have, as a share of what either has or of what the columns have; where known."""
    both = rows @ columns.T
    own, theirs = rows.sum(axis=1)[:, None], columns.sum(axis=1)
    all_ = own + theirs - both if union else np.broadcast_to(theirs, both.shape)
    known = (own > 0) & (theirs > 0)
    return both / np.maximum(all_, 1), known
