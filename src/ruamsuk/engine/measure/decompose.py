"""Exact splits of a change in M0, with standard errors.

Without a panel (the same households twice) a split describes two snapshots: it rests on the
assumption that the groups are comparable. Alkire et al. (2015), chapter 9; the two-factor split is
Shapley's (Roche 2013, doi:10.1016/j.worlddev.2012.10.007).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ruamsuk.engine.measure.cells import Label, Level
from ruamsuk.engine.measure.design import Design, Floats
from ruamsuk.engine.measure.intervals import linear_limits, t_quantile
from ruamsuk.engine.measure.rounds import RoundPair, SharedClusters, round_pairs
from ruamsuk.engine.measure.variance import Domain, linearised, variance


@dataclass(frozen=True, slots=True)
class Split:
    """Parts of a change in M0 in the P groups of a pair of rounds, each array (parts, P).

    Attributes:
        level: the groups.
        pair: the rounds.
        parts: names of the parts; with the label of the subgroup where there is one.
        estimate: the parts, which sum to the change in M0.
        error: their standard errors.
        lower: lower confidence limits.
        upper: upper confidence limits.
    """

    level: Level
    pair: RoundPair
    parts: tuple[tuple[str, Label], ...]
    estimate: Floats
    error: Floats
    lower: Floats
    upper: Floats


def split_incidence_intensity(level: Level, q: int, design: Design) -> Iterator[Split]:
    """ΔM0 = ΔH·Ā + ΔA·H̄: more or fewer poor, and each poor household more or less poor.

    Args:
        level: the groups, over all rounds.
        q: which cut-off of the plan.
        design: confidence level and policies.
    """
    weight, poor, score = (level.rows(name) for name in ("W@c", f"W@{q}", f"S@{q}"))
    totals = [level.groups(v) for v in (weight, poor, score)]
    with np.errstate(divide="ignore", invalid="ignore"):
        h, a = totals[1] / totals[0], totals[2] / totals[1]
    u_h = linearised(level, poor, weight, h, totals[0])
    u_a = linearised(level, score, poor, a, totals[1])
    for pair in round_pairs(level):
        h0, h1, a0, a1 = h[pair.before], h[pair.after], a[pair.before], a[pair.after]
        estimate = np.stack([(h1 - h0) * (a1 + a0) / 2, (a1 - a0) * (h1 + h0) / 2])
        mean_a, half_h = (a0 + a1) / 2, (h1 - h0) / 2
        mean_h, half_a = (h0 + h1) / 2, (a1 - a0) / 2
        # derivatives of each part in H and A of the earlier and the later round
        before = (np.stack([-mean_a, half_a]), np.stack([half_h, -mean_h]))
        after = (np.stack([mean_a, half_a]), np.stack([half_h, mean_h]))
        u = _signed(level, pair, (u_h, u_a), before, after)
        parts = (("incidence", None), ("intensity", None))
        yield Split(level, pair, parts, estimate, *_Errors(level, pair, design).of(estimate, u))


def split_subgroups(level: Level, child: Level, q: int, design: Design) -> Iterator[Split]:
    """ΔM0 = Σ v̄_l ΔM0_l + Σ Δv_l M̄0_l: change inside the subgroups, and their changed sizes.

    Units without a label are a subgroup without a name, so that the parts add up.

    Args:
        level: the whole groups.
        child: the subgroups; each lies inside one group of ``level``.
        q: which cut-off of the plan.
        design: confidence level and policies.
    """
    if not child.group:
        return
    weight = level.rows("W@c")
    whole = level.groups(weight)
    for pair in round_pairs(level):
        errors = _Errors(level, pair, design)
        parts: list[tuple[str, Label]] = []
        found: list[tuple[Floats, Floats, Floats, Floats]] = []
        for name, inside in _subgroups(child):
            own = level.rows_where("W@c", inside)
            score = level.rows_where(f"S@{q}", inside)
            size, points = level.groups(own), level.groups(score)
            with np.errstate(divide="ignore", invalid="ignore"):
                v, m = size / whole, points / size
            m = np.nan_to_num(m)  # a subgroup that is not there weighs nothing
            u_v = linearised(level, own, weight, v, whole)
            u_m = np.nan_to_num(linearised(level, score, own, m, size))
            v0, v1, m0, m1 = v[pair.before], v[pair.after], m[pair.before], m[pair.after]
            mean_v, half_m = (v0 + v1) / 2, (m1 - m0) / 2
            mean_m, half_v = (m0 + m1) / 2, (v1 - v0) / 2
            estimate = np.stack([mean_v * (m1 - m0), mean_m * (v1 - v0)])
            before = (np.stack([half_m, -mean_m]), np.stack([-mean_v, half_v]))
            after = (np.stack([half_m, mean_m]), np.stack([mean_v, half_v]))
            u = _signed(level, pair, (u_v, u_m), before, after)
            found.append((estimate, *errors.of(estimate, u)))
            parts += [("within", name), ("size", name)]
        yield Split(level, pair, tuple(parts), *map(np.concatenate, zip(*found, strict=True)))


def _subgroups(child: Level) -> Iterator[tuple[str, npt.NDArray[np.bool_]]]:
    """Name and cells (C,) of each subgroup, and without a name those that belong to none."""
    for label in dict.fromkeys(group[1:] for group in child.group):
        members = [i for i, group in enumerate(child.group) if group[1:] == label]
        yield " · ".join(map(str, label)), np.isin(child.group_of_cell, members)
    outside = child.group_of_cell < 0
    if outside.any():
        yield "", outside


def _signed(
    level: Level,
    pair: RoundPair,
    u: tuple[Floats, Floats],
    before: tuple[Floats, Floats],
    after: tuple[Floats, Floats],
) -> Floats:
    """(parts, R) linearised values of the parts; rows of other rounds are 0."""
    slopes = np.zeros((2, before[0].shape[0], len(level.group)))
    for i in range(2):
        slopes[i][:, pair.before] = before[i]
        slopes[i][:, pair.after] = after[i]
    rows = slopes[:, :, level.row_group]
    return np.asarray(np.nan_to_num(rows[0] * u[0] + rows[1] * u[1]))


class _Errors:
    """Standard errors and limits of parts of one pair of rounds; NaN for a full count."""

    def __init__(self, level: Level, pair: RoundPair, design: Design) -> None:
        self._level, self._pair, self._confidence = level, pair, design.level
        self._shared = None if level.cells.census else SharedClusters(level, pair)
        if self._shared:
            units = level.cells.total("W@c")
            self._spread = Domain.of(level, units, design).spread
            self._freedom = self._shared.freedom(units, design)

    def of(self, estimate: Floats, u: Floats) -> tuple[Floats, Floats, Floats]:
        """SE, lower and upper limit (parts, P) from linearised values (parts, R)."""
        if not self._shared:
            nothing = np.full_like(estimate, np.nan)
            return nothing, nothing, nothing
        covariance = self._shared.covariance(u)
        by_group = variance(self._level, u) * self._spread
        total = by_group[:, self._pair.before] + by_group[:, self._pair.after] + 2 * covariance
        error = np.where(np.isnan(estimate), np.nan, np.sqrt(np.maximum(total, 0.0)))
        df = np.broadcast_to(self._freedom, estimate.shape)
        return error, *linear_limits(estimate, error, t_quantile(df, self._confidence))
