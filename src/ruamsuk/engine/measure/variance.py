"""Standard errors by Taylor linearisation on cluster totals.

For a ratio R = Y / X each cluster a has the linearised value u_a = (y_a − R x_a) / X, and
V(R) = Σ_h (1 − f_h) n_h / (n_h − 1) · (Σ_a u_a² − (Σ_a u_a)² / n_h), where n_h counts the clusters
of the whole design, also those without units of the group (their u is 0). Wolter, *Introduction to
Variance Estimation* (2007), chapter 6; Lumley, *Complex Surveys* (2010), chapter 2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ruamsuk.engine.measure.cells import Level
from ruamsuk.engine.measure.design import Design, Floats, Ints
from ruamsuk.engine.measure.intervals import t_quantile


@dataclass(frozen=True, slots=True)
class Domain:
    """What the clusters of a domain say of its degrees of freedom.

    Attributes:
        freedom: (G,) degrees of freedom of the limits.
        t: (G,) their quantile of Student's t.
        spread: (G,) factor of the variance for lonely strata (policy ``average``), else 1.
    """

    freedom: Floats
    t: Floats
    spread: Floats

    @classmethod
    def of(cls, level: Level, units: Floats, design: Design) -> Domain:
        """Count the clusters and strata of the cells whose ``units`` (C,) are more than none."""
        strata = level.cells.strata
        assert strata is not None
        present = (level.rows_of(units) > 0).astype(float)
        clusters = level.groups(present)
        blocks = (np.add.reduceat(present, level.block_starts) > 0).astype(float)
        held = np.add.reduceat(blocks, level.group_blocks)
        freedom = clusters - held
        if design.freedom == "design":
            held_psu = np.unique(level.cells.psu[units > 0])
            held_strata = np.unique(level.cells.psu_stratum[held_psu])
            freedom = np.full(len(level.group), float(len(held_psu) - len(held_strata)))
        elif design.freedom == "normal":
            freedom = np.full(len(level.group), np.inf)
        spread = np.ones(len(level.group))
        if design.lonely == "average":
            lonely = np.add.reduceat(
                blocks * strata.lonely[level.block_stratum], level.group_blocks
            )
            with np.errstate(divide="ignore", invalid="ignore"):
                spread = np.where(held > lonely, held / (held - lonely), np.nan)
        return cls(freedom, t_quantile(freedom, design.level), spread)


def variance(level: Level, u: Floats) -> Floats:
    """(…, G) variance of the sum over each group of linearised values (…, R); u is overwritten."""
    strata = level.cells.strata
    assert strata is not None
    n = strata.clusters[level.block_stratum]
    centre = np.where(strata.lonely, 0.0, 1.0)[level.block_stratum] / n
    sums = np.add.reduceat(u, level.block_starts, axis=-1)
    np.multiply(u, u, out=u)
    squares = np.add.reduceat(u, level.block_starts, axis=-1)
    spread = (squares - sums * sums * centre) * strata.factor[level.block_stratum]
    return np.maximum(np.add.reduceat(spread, level.group_blocks, axis=-1), 0.0)


def residuals(level: Level, y: Floats, x: Floats, ratio: Floats) -> Floats:
    """(…, R) y_a − R x_a of each row, with R (…, G) of its group."""
    u = np.repeat(ratio, _sizes(level), axis=-1)
    with np.errstate(invalid="ignore"):
        u *= x
        return np.subtract(y, u, out=u)


def linearised(level: Level, y: Floats, x: Floats, ratio: Floats, total: Floats) -> Floats:
    """(…, R) u_a = (y_a − R x_a) / X of each row, with R and X (…, G) of its group."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return residuals(level, y, x, ratio) / np.repeat(total, _sizes(level), axis=-1)


def _sizes(level: Level) -> Ints:
    """(G,) rows of each group."""
    return np.diff(np.append(level.group_starts, len(level.row_starts)))
