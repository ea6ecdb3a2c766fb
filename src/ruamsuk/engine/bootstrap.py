"""A second opinion on standard errors: the rescaling bootstrap on totals of clusters.

Rao & Wu (1988), "Resampling inference with complex survey data", JASA 83(401); in the form with
weights of Rao, Wu & Yue (1992), Survey Methodology 18(2): in each stratum of n clusters, n − 1 are
drawn with replacement and each draw counts n / (n − 1). Like the linearised variance with
replacement it leaves the finite population correction out: with a large sampling fraction its
standard errors are on the safe side, too large by 1 / √(1 − f).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]

BLOCK = 50
"""Replicates held in memory at a time."""


def rao_wu(stratum: ArrayLike, replicates: int, seed: int) -> Iterator[Numbers]:
    """The multipliers of each replicate: times a cluster's total, how much it counts.

    A stratum with a single cluster keeps it as it is (multiplier 1) and so adds no variance, as
    the rules ``remove`` and ``certainty`` for lonely clusters do.

    Args:
        stratum: stratum of each cluster (PSU), any codes, shape (P,).
        replicates: how many.
        seed: of the generator; the same seed gives the same replicates.

    Yields:
        Multipliers, shape (P,), with mean 1 in each stratum.
    """
    _, codes, sizes = np.unique(stratum, return_inverse=True, return_counts=True)
    order = np.argsort(codes, kind="stable")
    draws = np.where(sizes > 1, sizes - 1, 1)
    first = np.repeat(np.cumsum(sizes) - sizes, draws)
    among = np.repeat(sizes, draws)
    scale = (sizes / draws)[codes]
    random = np.random.default_rng(seed)
    for _ in range(replicates):
        drawn = order[first + random.integers(0, among)]
        yield np.bincount(drawn, minlength=len(codes)) * scale


def bootstrap_se(
    numerator: ArrayLike,
    denominator: ArrayLike,
    stratum: ArrayLike,
    group: ArrayLike,
    *,
    replicates: int = 200,
    seed: int = 0,
) -> Numbers:
    """Standard errors of ratios of totals for each group: √ mean over replicates of (R* − R)².

    Args:
        numerator: weighted totals of each cluster, shape (P, C) for C ratios.
        denominator: weighted totals of each cluster, shape (P, C) or (P, 1).
        stratum: stratum of each cluster, shape (P,). The whole design belongs here, also the
            clusters without anybody who is counted.
        group: the group of each cluster, 0 to G − 1, −1 for none, shape (P,).
        replicates: 200 give a standard error to about 5 %.
        seed: of the generator.

    Returns:
        Shape (G, C); NaN for a group without a denominator. A replicate in which a group has
        none is left out for that group.
    """
    above = np.asarray(numerator, dtype=np.float64)
    below = np.broadcast_to(np.asarray(denominator, dtype=np.float64), above.shape)
    codes = np.asarray(group, dtype=np.int64)
    order = np.argsort(codes, kind="stable")
    order = order[codes[order] >= 0]
    totals = np.concatenate([above[order], below[order]], axis=1)
    groups = int(codes.max(initial=-1)) + 1
    limits = np.searchsorted(codes[order], np.arange(groups + 1))
    squares, counted = np.zeros((2, groups, above.shape[1]))
    multipliers = rao_wu(stratum, replicates, seed)
    while block := list(islice(multipliers, BLOCK)):
        weights = np.stack(block)[:, order]
        for g, (start, stop) in enumerate(pairwise(limits)):
            own = totals[start:stop]
            deviation = _ratio(weights[:, start:stop] @ own) - _ratio(own.sum(axis=0))
            squares[g] += np.nansum(deviation**2, axis=0)
            counted[g] += np.isfinite(deviation).sum(axis=0)
    with np.errstate(invalid="ignore"):
        return np.sqrt(squares / counted)


def _ratio(totals: Numbers) -> Numbers:
    """First half of the columns over the second; NaN over nothing."""
    above, below = np.split(totals, 2, axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(below != 0, above / below, np.nan)
