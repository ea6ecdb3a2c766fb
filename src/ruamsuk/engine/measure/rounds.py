"""Two rounds side by side: which groups pair up, and what their clusters have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from ruamsuk.engine.measure.cells import Label, Level
from ruamsuk.engine.measure.design import Design, Floats, Ints
from ruamsuk.engine.measure.variance import Domain


@dataclass(frozen=True, slots=True)
class RoundPair:
    """The groups of a level that stand in both of two rounds.

    Attributes:
        earlier: code of the earlier round.
        later: code of the later round.
        before: (P,) group of the earlier round.
        after: (P,) the same group in the later round.
        years: time between the rounds, where their labels are years; else None.
    """

    earlier: int
    later: int
    before: Ints
    after: Ints
    years: float | None


def round_pairs(level: Level) -> Iterator[RoundPair]:
    """All pairs of rounds, earlier first."""
    rounds = level.cells.rounds
    place = {group: i for i, group in enumerate(level.group)}
    for earlier, later in combinations(range(len(rounds)), 2):
        pairs = [
            (place[rounds[earlier], *rest], i)
            for i, (round_, *rest) in enumerate(level.group)
            if round_ == rounds[later] and (rounds[earlier], *rest) in place
        ]
        if pairs:
            before, after = np.array(pairs, dtype=np.int64).T
            yield RoundPair(earlier, later, before, after, _years(rounds[earlier], rounds[later]))


def _years(earlier: Label, later: Label) -> float | None:
    """Years between two rounds that are named by their year, C.E. or B.E.; else None."""
    try:
        first, last = float(str(earlier)), float(str(later))
    except ValueError:
        return None
    return last - first if all(1900 <= year < 2700 for year in (first, last)) else None


class SharedClusters:
    """Clusters that were drawn in both rounds of a pair, and the covariance they bring.

    With n_s shared clusters in a stratum, Cov = Σ_h √((1−f₁)(1−f₀)) · n_s/(n_s−1) ·
    (Σ u₁u₀ − Σu₁ Σu₀ / n_s): for a full overlap this is the variance of the pooled difference.
    Berger and Priam (2016), doi:10.1111/rssa.12116.
    """

    def __init__(self, level: Level, pair: RoundPair) -> None:
        cells = level.cells
        assert cells.strata is not None
        self._level, self._pair = level, pair
        self._size = len(pair.before)
        round_ = cells.strata.round[cells.psu_stratum]
        early, late = np.flatnonzero(round_ == pair.earlier), np.flatnonzero(round_ == pair.later)
        _, i, j = np.intersect1d(
            cells.psu_name[early], cells.psu_name[late], assume_unique=True, return_indices=True
        )
        self.any = bool(len(i))
        if not self.any:
            return
        strata = cells.strata
        stratum = cells.psu_stratum[late[j]]  # shared strata go by the later round's number
        count = np.bincount(stratum, minlength=len(strata.round)).astype(float)
        sampled = np.ones(len(strata.round))
        for psus in (early[i], late[j]):
            own = cells.psu_stratum[psus]
            n = strata.clusters[own]
            sampled[stratum] *= strata.factor[own] * (n - 1) / n
        self._factor = np.where(count > 1, np.sqrt(sampled) * count / np.maximum(count - 1, 1), 0.0)
        self._count = np.maximum(count, 1)
        self._strata = len(strata.round)
        twin = np.full(len(cells.psu_stratum), -1, np.int64)
        twin[early[i]] = np.arange(len(i))
        twin[late[j]] = np.arange(len(i))
        self._stratum_of_twin = stratum
        self._before = self._rows_of(level, pair.before, twin)
        self._after = self._rows_of(level, pair.after, twin)

    def _rows_of(self, level: Level, groups: Ints, twin: Ints) -> tuple[Ints, Ints, Ints]:
        """Rows of the groups in shared clusters, with their pair and their twin."""
        pair_of_group = np.full(len(level.group), -1, np.int64)
        pair_of_group[groups] = np.arange(len(groups))
        pair = pair_of_group[level.row_group]
        shared = twin[level.row_psu]
        rows = np.flatnonzero((pair >= 0) & (shared >= 0))
        return rows, pair[rows], shared[rows]

    def covariance(self, u: Floats) -> Floats:
        """(M, P) covariance between the rounds of the sums of linearised values u (M, R)."""
        if not self.any:
            return np.zeros((u.shape[0], self._size))
        twins = len(self._stratum_of_twin)
        (rows0, pair0, twin0), (rows1, pair1, twin1) = self._before, self._after
        _, i, j = np.intersect1d(
            pair0 * twins + twin0, pair1 * twins + twin1, assume_unique=True, return_indices=True
        )
        block0 = pair0 * self._strata + self._stratum_of_twin[twin0]
        block1 = pair1 * self._strata + self._stratum_of_twin[twin1]
        present = np.unique(np.concatenate([block0, block1]))
        size = len(present)
        block0, block1 = np.searchsorted(present, block0), np.searchsorted(present, block1)
        both = _sums(u[:, rows0[i]] * u[:, rows1[j]], block0[i], size)
        first, second = _sums(u[:, rows0], block0, size), _sums(u[:, rows1], block1, size)
        stratum = present % self._strata
        parts = (both - first * second / self._count[stratum]) * self._factor[stratum]
        return _sums(parts, present // self._strata, self._size)

    def freedom(self, units: Floats, design: Design) -> Floats:
        """(P,) degrees of freedom of a difference between the rounds.

        Those of both rounds; what shared clusters have in common is counted once, for a panel of
        n clusters has n differences, not 2n independent totals.

        Args:
            units: (C,) total that is positive in the cells that count.
            design: how degrees of freedom are counted.
        """
        freedom = Domain.of(self._level, units, design).freedom
        before, after = freedom[self._pair.before], freedom[self._pair.after]
        if design.freedom == "design":  # those of all rounds already
            return after
        return before + after - self._common(self._level.rows_of(units) > 0)

    def _common(self, present: npt.NDArray[np.bool_]) -> Floats:
        """(P,) clusters minus strata of the rows (R,) that are present in both rounds."""
        if not self.any:
            return np.zeros(self._size)
        twins = len(self._stratum_of_twin)
        before, after = (
            (pair * twins + twin)[present[rows]] for rows, pair, twin in (self._before, self._after)
        )
        pair, twin = np.divmod(np.intersect1d(before, after, assume_unique=True), twins)
        blocks = np.unique(pair * self._strata + self._stratum_of_twin[twin])
        clusters = np.bincount(pair, minlength=self._size)
        strata = np.bincount(blocks // self._strata, minlength=self._size)
        return (clusters - strata).astype(np.float64)


def _sums(values: Floats, of: Ints, size: int) -> Floats:
    """(M, size) sums of values (M, N) that belong to the same number in ``of`` (N,)."""
    return np.stack([np.bincount(of, weights=row, minlength=size) for row in values]).astype(float)
