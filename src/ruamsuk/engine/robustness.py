"""Does the order of places hang on the weights and the cut-off that somebody chose?

Households are first collapsed to (place, pattern of deprivations) by the database; from there a
thousand weightings are a matrix product each. Scores are integers, so that no household stands on
the wrong side of a cut-off.

Sources: Alkire et al. (2015), *Multidimensional Poverty Measurement and Analysis*, chapter 8
(robust pairs, rank correlation, dominance over k); Alkire & Santos (2014), World Development 59.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
Numbers = NDArray[np.float64]

GRID = 1000
"""How many units a drawn weighting is made of when the framework's own weights are fewer."""

DECIMALS = 12
"""Shares that agree so far are the same: what differs is the rounding of sums."""


@dataclass(frozen=True)
class Robustness:
    """An index under many specifications.

    Attributes:
        H: share poor, shape (K, G, B) for K cut-offs, G groups, B weightings.
        M0: adjusted headcount ratio, shape (K, G, B).
    """

    H: Numbers
    M0: Numbers


@dataclass(frozen=True)
class RankRange:
    """Where each group may stand, 1 being the lowest value; ties share their mean rank.

    Attributes:
        base: rank under the base specification, shape (G,).
        lowest: least rank, shape (G,).
        p5: rank below which 5 % of the specifications put the group, shape (G,).
        p95: rank above which 5 % of the specifications put the group, shape (G,).
        highest: greatest rank, shape (G,).
    """

    base: Numbers
    lowest: Numbers
    p5: Numbers
    p95: Numbers
    highest: Numbers


def dirichlet_weightings(
    weights: ArrayLike, count: int, seed: int, concentration: float = 8.0
) -> Ints:
    """Random weightings around the framework's own, exact on a grid of integers.

    Each is a draw from a Dirichlet distribution whose mean is the framework's weights, rounded
    to the grid by largest remainders, so that all rows have the same sum. The first row is the
    framework's weighting itself.

    Args:
        weights: the framework's integer weights, shape (J,), all above 0.
        count: number of weightings B, the framework's included.
        seed: of the generator; the same seed gives the same weightings.
        concentration: how closely they keep to the framework: the parameters are
            ``concentration · J · ω_j``. At 8 and ten equal weights most lie within a third of it.

    Returns:
        Integer weights, shape (B, J).
    """
    base = np.asarray(weights, dtype=np.int64)
    total = int(base.sum())
    base = base * -(-GRID // total)
    total = int(base.sum())
    draws = np.random.default_rng(seed).dirichlet(
        concentration * len(base) * base / total, size=count - 1
    )
    exact = draws * total
    rounded = np.floor(exact).astype(np.int64)
    order = np.argsort(rounded - exact, axis=1, kind="stable")
    missing = total - rounded.sum(axis=1)
    extra = np.arange(len(base)) < missing[:, None]
    np.put_along_axis(rounded, order, np.take_along_axis(rounded, order, axis=1) + extra, axis=1)
    return np.concatenate([base[None, :], rounded])


def robustness(
    group: ArrayLike,
    pattern: ArrayLike,
    weight: ArrayLike,
    weightings: Ints,
    cutoffs: Sequence[Fraction],
) -> Robustness:
    """H and M0 of each group under each weighting and each cut-off.

    H = Σ w 1(c ≥ k) / Σ w and M0 = Σ w c 1(c ≥ k) / Σ w with the score c = Σ_j ω_j g_j
    (Alkire & Foster, 2011). A group without weight gets NaN.

    Args:
        group: code of the group of each cell, 0 to G − 1, shape (C,).
        pattern: deprivations of each cell, bit j set when deprived in indicator j, shape (C,).
        weight: sum of the weights of each cell's units, shape (C,).
        weightings: integer weights, shape (B, J) with J ≤ 64; all rows have the same sum N.
        cutoffs: k as shares of the weights, compared exactly with the scores.

    Returns:
        H and M0, each of shape (K, G, B).

    Raises:
        ValueError: when the rows of ``weightings`` differ in sum.
    """
    total = int(weightings[0].sum())
    if (weightings.sum(axis=1) != total).any():
        raise ValueError("all weightings must have the same sum")
    cells, scores = _collapse(group, pattern, weight, weightings)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = cells / cells.sum(axis=1, keepdims=True)
    least = [-(-k.numerator * total // k.denominator) for k in map(Fraction, cutoffs)]
    return _over_cutoffs(shares, scores, least, total)


def _collapse(
    group: ArrayLike, pattern: ArrayLike, weight: ArrayLike, weightings: Ints
) -> tuple[Numbers, Ints]:
    """Weights of the groups by observed pattern (G, P), and scores of the patterns (P, B)."""
    codes = np.asarray(group, dtype=np.int64)
    seen, index = np.unique(np.asarray(pattern, dtype=np.uint64), return_inverse=True)
    groups = int(codes.max(initial=-1)) + 1
    cells = np.zeros((groups, len(seen)))
    np.add.at(cells, (codes, index), np.asarray(weight, dtype=np.float64))
    bits = np.arange(weightings.shape[1], dtype=np.uint64)
    deprived = (seen[:, None] >> bits & np.uint64(1)).astype(np.float64)
    # floats below 2^53 hold these integers exactly, and their product is the fast one
    return cells, (deprived @ weightings.T.astype(np.float64)).astype(np.int64)


def _over_cutoffs(shares: Numbers, scores: Ints, least: Sequence[int], total: int) -> Robustness:
    """One pair of products for each cut-off."""
    K, G, B = len(least), len(shares), scores.shape[1]
    out = Robustness(np.empty((K, G, B)), np.empty((K, G, B)))
    depth = scores / total
    for i, score in enumerate(least):
        poor = (scores >= score).astype(np.float64)
        np.matmul(shares, poor, out=out.H[i])
        np.multiply(poor, depth, out=poor)
        np.matmul(shares, poor, out=out.M0[i])
    return out


def rank_correlation(values: Numbers, base: Numbers) -> tuple[Numbers, Numbers]:
    """Spearman's ρ and Kendall's τ-b of each specification with the base specification.

    Args:
        values: shape (G, S) for S specifications.
        base: shape (G,).

    Returns:
        ρ and τ-b, each of shape (S,); NaN where all groups are equal.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        ranks, reference = ranks_of(values), ranks_of(base[:, None])
        ranks, reference = ranks - ranks.mean(axis=0), reference - reference.mean()
        rho = (ranks * reference).sum(axis=0) / np.sqrt(
            (ranks**2).sum(axis=0) * (reference**2).sum()
        )
        tau = _kendall(values, base)
    return rho, tau


def _kendall(values: Numbers, base: Numbers) -> Numbers:
    """τ-b = Σ s s₀ / √(Σ s² Σ s₀²) over all pairs with the signs s and s₀ of their differences.

    A group is paired with all after it at a time, so that memory stays that of ``values``.
    """
    together, apart, apart_base = np.zeros(values.shape[1]), np.zeros(values.shape[1]), 0.0
    for i in range(len(base) - 1):
        signs = _order(values[i] - values[i + 1 :])
        expected = _order(base[i] - base[i + 1 :])
        together += expected @ signs
        apart += np.abs(signs).sum(axis=0)
        apart_base += np.abs(expected).sum()
    return together / np.sqrt(apart * apart_base)


def robust_pairs(values: Numbers, base: Numbers) -> float:
    """Share of the pairs of groups whose order is the same in every specification.

    Args:
        values: shape (G, S).
        base: shape (G,).

    Returns:
        The share, 0 to 1; NaN for fewer than two groups.
    """
    pairs = robust = 0
    for i in range(len(base) - 1):
        signs = _order(values[i] - values[i + 1 :])
        same = signs == _order(base[i] - base[i + 1 :])[:, None]
        pairs += len(same)
        robust += int(same.all(axis=1).sum())
    return robust / pairs if pairs else float("nan")


def rank_ranges(values: Numbers, base: Numbers) -> RankRange:
    """Where each group may stand over the specifications.

    Args:
        values: shape (G, S).
        base: shape (G,).
    """
    ranks = ranks_of(values)
    p5, p95 = np.quantile(ranks, [0.05, 0.95], axis=1, method="inverted_cdf")
    return RankRange(ranks_of(base[:, None])[:, 0], ranks.min(axis=1), p5, p95, ranks.max(axis=1))


def ranks_of(values: Numbers) -> Numbers:
    """Rank of each group in each specification, 1 the lowest, ties sharing their mean rank."""
    from scipy.stats import rankdata

    return np.asarray(rankdata(np.round(values, DECIMALS), axis=0))


def _order(gap: Numbers) -> Numbers:
    """The sign of a difference, 0 for what only rounding tells apart."""
    return np.sign(gap) * (np.abs(gap) > 0.5 * 10.0**-DECIMALS)
