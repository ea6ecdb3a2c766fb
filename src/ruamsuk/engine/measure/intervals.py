"""Confidence limits: on the logit scale for shares, plain for the rest, exact at 0 and 1."""

from __future__ import annotations

import numpy as np
from scipy import special

from ruamsuk.engine.measure.design import Floats


def t_quantile(freedom: Floats, level: float) -> Floats:
    """Two-sided quantile of Student's t; NaN where there are no degrees of freedom."""
    freedom = np.asarray(freedom, dtype=float)
    safe = np.where(freedom > 0, freedom, np.nan)
    normal = special.ndtri(0.5 + level / 2)
    return np.where(np.isinf(safe), normal, special.stdtrit(safe, 0.5 + level / 2))


def linear_limits(
    estimate: Floats, error: Floats, freedom: Floats, level: float
) -> tuple[Floats, Floats]:
    """The estimate ± t · SE."""
    half = t_quantile(freedom, level) * error
    return estimate - half, estimate + half


def logit_limits(
    share: Floats, error: Floats, freedom: Floats, count: Floats, level: float
) -> tuple[Floats, Floats]:
    """Limits of a share on the logit scale, log(p/(1−p)) ± t · SE / (p(1−p)).

    At 0 and 1 the logit has no width, so the limit is Korn and Graubard's (1998) exact one for the
    units counted, made wider by (t of the units / t of the design)².

    Args:
        share: estimates, 0-1.
        error: their standard errors.
        freedom: degrees of freedom of each.
        count: unweighted units in the denominator of each.
        level: confidence level.

    Returns:
        Lower and upper limits; NaN where there are no degrees of freedom.
    """
    t = t_quantile(freedom, level)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = special.logit(share)
        half = t * error / (share * (1 - share))
        lower, upper = special.expit(centre - half), special.expit(centre + half)
        effective = count * (t_quantile(count - 1, level) / t) ** 2
        reach = 1 - ((1 - level) / 2) ** (1 / np.minimum(effective, count))
    none, all_ = share <= 0, share >= 1
    lower = np.where(none, 0 * t, np.where(all_, 1 - reach, lower))
    upper = np.where(none, reach, np.where(all_, 1 + 0 * t, upper))
    return lower, upper
