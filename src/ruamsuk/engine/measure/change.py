"""Change between rounds: absolute, relative and by the year, shared clusters heeded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ruamsuk.engine.measure.design import Design, Floats
from ruamsuk.engine.measure.estimate import BLOCK, Estimates
from ruamsuk.engine.measure.intervals import linear_limits, t_quantile
from ruamsuk.engine.measure.rounds import RoundPair, SharedClusters, round_pairs
from ruamsuk.engine.measure.variance import linearised

Kind = Literal["absolute", "relative", "annualised_absolute", "annualised_relative"]


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes of M measures in the P groups that stand in both rounds, each array (M, P).

    Attributes:
        estimates: where the measures and groups are.
        pair: the rounds and groups.
        kind: ``absolute`` R₁ − R₀, ``relative`` R₁/R₀ − 1, ``annualised_absolute`` (R₁ − R₀)/years,
            ``annualised_relative`` (R₁/R₀)^(1/years) − 1.
        estimate: the changes.
        error: their standard errors, by the delta method.
        lower: lower confidence limits.
        upper: upper confidence limits.
    """

    estimates: Estimates
    pair: RoundPair
    kind: Kind
    estimate: Floats
    error: Floats
    lower: Floats
    upper: Floats


def changes_of(estimates: Estimates, design: Design) -> Iterator[Changes]:
    """Every kind of change between every two rounds."""
    for pair in round_pairs(estimates.level):
        shared = None if estimates.level.cells.census else SharedClusters(estimates.level, pair)
        covariance = _covariance(estimates, pair, shared)
        r0, r1 = estimates.estimate[:, pair.before], estimates.estimate[:, pair.after]
        v0, v1 = estimates.error[:, pair.before] ** 2, estimates.error[:, pair.after] ** 2
        quantile = t_quantile(_freedom(estimates, pair, shared, design), design.level)
        for kind, value, d0, d1 in _kinds(r0, r1, pair.years):
            with np.errstate(invalid="ignore"):
                error = np.sqrt(
                    np.maximum(d0 * d0 * v0 + d1 * d1 * v1 + 2 * d0 * d1 * covariance, 0.0)
                )
            lower, upper = linear_limits(value, error, quantile)
            yield Changes(estimates, pair, kind, value, error, lower, upper)


def _kinds(
    r0: Floats, r1: Floats, years: float | None
) -> Iterator[tuple[Kind, Floats, Floats, Floats]]:
    """Each kind with its value and its derivatives in R₀ and R₁."""
    one = np.ones_like(r0)
    yield "absolute", r1 - r0, -one, one
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(r0 != 0, r1 / r0, np.nan)
        yield "relative", ratio - 1, -ratio / r0, 1 / np.where(r0 != 0, r0, np.nan)
        if years:
            yield "annualised_absolute", (r1 - r0) / years, -one / years, one / years
            growth = np.where(ratio > 0, ratio, np.nan) ** (1 / years)
            yield "annualised_relative", growth - 1, -growth / (years * r0), growth / (years * r1)


def _freedom(
    estimates: Estimates, pair: RoundPair, shared: SharedClusters | None, design: Design
) -> Floats:
    """(M, P) degrees of freedom of each change; NaN for a full count."""
    if shared is None:
        return np.full((len(estimates.measures), len(pair.before)), np.nan)
    total = estimates.level.cells.total
    domains = [measure.domain for measure in estimates.measures]
    found = {domain: shared.freedom(total(domain), design) for domain in set(domains)}
    return np.stack([found[domain] for domain in domains])


def _covariance(estimates: Estimates, pair: RoundPair, shared: SharedClusters | None) -> Floats:
    """(M, P) covariance of the estimates of two rounds; 0 unless clusters are shared.

    Medians have no totals to covary: 0 leaves their errors on the safe side.
    """
    level = estimates.level
    found = np.zeros((len(estimates.measures), len(pair.before)))
    if shared is None or not shared.any or not all(m.y for m in estimates.measures):
        return found
    for start in range(0, len(estimates.measures), BLOCK):
        block = estimates.measures[start : start + BLOCK]
        y = np.stack([level.rows(m.y) for m in block])
        x = np.stack([level.rows(m.x) if m.x else np.zeros(y.shape[1]) for m in block])
        scale = np.array([m.scale for m in block])[:, None]
        bottom = estimates.denominator[start : start + BLOCK]
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = level.groups(y) / bottom
        u = linearised(level, y, x, ratio, bottom) * scale
        found[start : start + BLOCK] = shared.covariance(u)
    return found
