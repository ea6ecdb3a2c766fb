"""A second opinion on standard errors: the rescaling bootstrap on totals of clusters.

Rao & Wu (1988), "Resampling inference with complex survey data", JASA 83(401); in the form with
weights of Rao, Wu & Yue (1992), Survey Methodology 18(2): in each stratum of n clusters, n − 1 are
drawn with replacement and each draw counts n / (n − 1). Like the linearised variance with
replacement it leaves the finite population correction out: with a large sampling fraction its
standard errors are on the safe side, too large by 1 / √(1 − f).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike, NDArray

from ruamsuk.engine.result import Assessment
from ruamsuk.engine.tidy import group_name

Numbers = NDArray[np.float64]

ERRORS = pa.schema(
    [(name, pa.string()) for name in ("round", "group", "measure", "indicator")]
    + [(name, pa.float64()) for name in ("k", "estimate", "se", "bootstrap_se")]
)
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
    cluster: ArrayLike | None = None,
    *,
    replicates: int = 200,
    seed: int = 0,
) -> Numbers:
    """Standard errors of ratios of totals for each group: √ mean over replicates of (R* − R)².

    Args:
        numerator: weighted totals of each row, shape (R, C) for C ratios. A row is what one
            cluster holds of one group.
        denominator: weighted totals of each row, shape (R, C) or (R, 1).
        stratum: stratum of each cluster, shape (P,). The whole design belongs here, also the
            clusters without anybody who is counted.
        group: the group of each row, 0 to G − 1, −1 for none, shape (R,).
        cluster: the cluster of each row, shape (R,); each its own, in order, when None.
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
    of = np.arange(len(codes)) if cluster is None else np.asarray(cluster, dtype=np.int64)
    totals = np.concatenate([above[order], below[order]], axis=1)
    groups = int(codes.max(initial=-1)) + 1
    limits = np.searchsorted(codes[order], np.arange(groups + 1))
    squares, counted = np.zeros((2, groups, above.shape[1]))
    multipliers = rao_wu(stratum, replicates, seed)
    while block := list(islice(multipliers, BLOCK)):
        weights = np.stack(block)[:, of[order]]
        for g, (start, stop) in enumerate(pairwise(limits)):
            own = totals[start:stop]
            deviation = _ratio(weights[:, start:stop] @ own) - _ratio(own.sum(axis=0))
            squares[g] += np.nansum(deviation**2, axis=0)
            counted[g] += np.isfinite(deviation).sum(axis=0)
    with np.errstate(invalid="ignore"):
        return np.sqrt(squares / counted)


def bootstrap_errors(
    assessment: Assessment, by: Sequence[str] = (), *, replicates: int = 200, seed: int = 0
) -> pa.Table:
    """Bootstrap errors of an assessment beside the linearised ones, as a check of these.

    Args:
        assessment: of a sample; medians and plain totals are left out.
        by: one of its groupings.
        replicates: 200 give a standard error to about 5 %.
        seed: of the generator.

    Returns:
        Columns ``round, group, measure, indicator, k, estimate, se, bootstrap_se``; nothing for a
        full count. Where small cells are hidden they are left out here too.
    """
    rows: list[dict[str, object]] = []
    for part in assessment.parts:
        for estimates in part.estimates:
            level, cells = estimates.level, estimates.level.cells
            picked = [i for i, measure in enumerate(estimates.measures) if measure.x]
            if level.by != tuple(by) or cells.census or not picked:
                continue
            measures = [estimates.measures[i] for i in picked]
            errors = bootstrap_se(
                np.stack([level.rows(m.y) for m in measures], axis=1),
                np.stack([level.rows(m.x) for m in measures], axis=1),
                cells.psu_stratum,
                level.row_group,
                level.row_psu,
                replicates=replicates,
                seed=seed,
            )
            hidden = assessment.hidden_of(estimates)
            rows += [
                {
                    "round": str(group[0]),
                    "group": group_name(group[1:]),
                    "measure": measure.name,
                    "indicator": measure.indicator,
                    "k": None if measure.k is None else float(measure.k),
                    "estimate": estimates.estimate[i, g],
                    "se": estimates.error[i, g],
                    "bootstrap_se": abs(measure.scale) * errors[g, j],
                }
                for j, (i, measure) in enumerate(zip(picked, measures, strict=True))
                for g, group in enumerate(level.group)
                if not hidden[i, g]
            ]
    return pa.Table.from_pylist(rows, schema=ERRORS)


def _ratio(totals: Numbers) -> Numbers:
    """First half of the columns over the second; NaN over nothing."""
    above, below = np.split(totals, 2, axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(below != 0, above / below, np.nan)
