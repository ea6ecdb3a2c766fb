"""Confidence limits: on the logit scale for shares, plain for the rest, exact at 0 and 1."""

from __future__ import annotations

import numpy as np

from ruamsuk.engine.measure.design import Floats

EDGE = 1e-13
"""A share nearer to 0 or 1 than this is 0 or 1 but for rounding."""


def t_quantile(freedom: Floats, level: float) -> Floats:
    """Two-sided quantile of Student's t; NaN where there are no degrees of freedom."""
    from scipy import special  # slow to import

    distinct, place = np.unique(np.asarray(freedom, dtype=float), return_inverse=True)
    safe = np.where(distinct > 0, distinct, np.nan)
    normal = special.ndtri(0.5 + level / 2)
    quantiles = np.where(np.isinf(safe), normal, special.stdtrit(safe, 0.5 + level / 2))
    return np.asarray(quantiles[place].reshape(np.shape(freedom)))


def linear_limits(estimate: Floats, error: Floats, t: Floats) -> tuple[Floats, Floats]:
    """The estimate ± t · SE."""
    half = t * error
    return estimate - half, estimate + half


def logit_limits(
    share: Floats, error: Floats, t: Floats, count: Floats, level: float
) -> tuple[Floats, Floats]:
    """Limits of a share on the logit scale, log(p/(1−p)) ± t · SE / (p(1−p)).

    At 0 and 1 the logit has no width, so the limit is Korn and Graubard's (1998) exact one for the
    units counted, made wider by (t of the units / t of the design)².

    Args:
        share: estimates, 0-1.
        error: their standard errors.
        t: quantiles of Student's t for the degrees of freedom of each.
        count: unweighted units in the denominator of each.
        level: confidence level.

    Returns:
        Lower and upper limits; NaN where there are no degrees of freedom or no standard error.
    """
    from scipy import special

    t = np.where(np.isnan(error), np.nan, t)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = special.logit(share)
        half = t * error / (share * (1 - share))
        lower, upper = special.expit(centre - half), special.expit(centre + half)
    none, all_ = share <= EDGE, share >= 1 - EDGE
    edge = none | all_
    if edge.any():
        reach = np.full(share.shape, np.nan)
        reach[edge] = _exact_reach(count[edge], t[edge], level)
        lower = np.where(none, 0 * t, np.where(all_, 1 - reach, lower))
        upper = np.where(none, reach, np.where(all_, 1 + 0 * t, upper))
    return lower, upper


def _exact_reach(count: Floats, t: Floats, level: float) -> Floats:
    """How far from 0 (or 1) a share may be of which nobody (or everybody) was seen."""
    with np.errstate(divide="ignore", invalid="ignore"):
        effective = count * (t_quantile(count - 1, level) / t) ** 2
        # one unit has no t of its own and counts as one
        reach = 1 - ((1 - level) / 2) ** (1 / np.fmin(effective, count))
        return np.where(np.isnan(t), np.nan, reach)
