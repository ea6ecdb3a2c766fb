"""Disclosure control of an index, whose figures are tied to one another as well as over places.

In a group of n people, with those who are poor and those deprived in indicator j, the figures
shown reveal four counts for each indicator: poor and deprived, poor only, deprived only, neither.
And M0 = Σ_j ω_j h_j(k) ties the indicators together: a single hidden one would follow from M0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ruamsuk.engine.disclosure.cells import Family, Flags, Ints, any_of, is_small
from ruamsuk.engine.disclosure.protect import protect

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class IndexCells:
    """The counts behind an index at one cut-off in one round, all unweighted.

    Attributes:
        member: per level, the group of each leaf, shape (L,), −1 for none.
        n: per level, the base of the index in each group, shape (G,).
        poor: per level, those at or above the cut-off (for GNH: not yet happy), shape (G,).
        deprived: per level, those deprived in each indicator, shape (G, J).
        poor_deprived: per level, those poor and deprived in each indicator, shape (G, J).
        weights: the integer weights of the indicators, shape (J,).
    """

    member: Sequence[Ints]
    n: Sequence[Ints]
    poor: Sequence[Ints]
    deprived: Sequence[Ints]
    poor_deprived: Sequence[Ints]
    weights: Ints

    def parts_of(self, level: int) -> Ints:
        """The four counts of each indicator, shape (G, J, 4)."""
        n, poor = self.n[level][:, None], self.poor[level][:, None]
        deprived, both = self.deprived[level], self.poor_deprived[level]
        return np.stack([both, poor - both, deprived - both, n - poor - deprived + both], axis=2)


@dataclass(frozen=True)
class IndexHidden:
    """What must not be shown of an index.

    Attributes:
        group: per level, where H, A, M0 and everything by indicator is hidden, shape (G,).
        indicator: per level, where an indicator's headcounts (censored and uncensored, among the
            base of the index) and its contributions are hidden, shape (G, J).
    """

    group: list[Flags]
    indicator: list[Flags]


def hidden_index(cells: IndexCells, threshold: int) -> IndexHidden:
    """What must not be shown of an index at all published levels.

    H, A and M0 of a group are shown or hidden together. The rules of
    :func:`ruamsuk.engine.disclosure.hidden` hold over places for (poor, not poor) and for the
    four counts of each indicator; the rule of :func:`linked` holds inside each group. What one
    rule hides the other protects in turn, until neither hides more.

    Args:
        cells: the counts.
        threshold: the least count that may be shown.

    Returns:
        What to hide.
    """
    levels = range(len(cells.n))
    parts = [cells.parts_of(level) for level in levels]
    people = Family.of(
        cells.member,
        [np.stack([p, n - p], axis=1) for n, p in zip(cells.n, cells.poor, strict=True)],
    )
    families = [
        Family.of(cells.member, [counts[:, j] for counts in parts])
        for j in range(len(cells.weights))
    ]
    group = [np.zeros(len(n), dtype=bool) for n in cells.n]
    indicator = [any_of(is_small(counts, threshold)) for counts in parts]
    size = -1
    while size != (size := _size(group, indicator)):
        group = protect(people, threshold, group)
        for j, family in enumerate(families):
            forced = [a | b[:, j] for a, b in zip(group, indicator, strict=True)]
            for level, flags in enumerate(protect(family, threshold, forced)):
                indicator[level][:, j] = flags
        for i in levels:
            alone, more = linked(
                cells.poor[i], cells.poor_deprived[i], cells.weights, indicator[i], threshold
            )
            group[i] |= alone
            indicator[i] = more | group[i][:, None]
        if size == _size(group, indicator):  # each rule by itself is content
            _hide_told(cells, families, group, indicator, threshold)
    return IndexHidden(group, indicator)


def _size(group: list[Flags], indicator: list[Flags]) -> int:
    return sum(int(flags.sum()) for flags in (*group, *indicator))


def _hide_told(
    cells: IndexCells,
    families: Sequence[Family],
    group: list[Flags],
    indicator: list[Flags],
    threshold: int,
) -> None:
    """Hide one more indicator of each group where all equations together tell a hidden count.

    Where none is left to hide, or the equations are too many to solve, the whole group hides.
    """
    if not any(flags.any() for flags in indicator):
        return
    from ruamsuk.engine.disclosure.joint import told  # sparse matrices are slow to import

    narrow, too_hard = told(families, cells.poor, cells.weights, group, indicator, threshold)
    for level, number, _ in narrow:
        hidden = indicator[level][number]
        if hidden.all():
            group[level][number] = True
        else:
            rank = _helpful_first(cells.poor[level], cells.poor_deprived[level])[number]
            hidden[np.where(hidden, len(rank), rank).argmin()] = True
    for level, number, _ in too_hard:
        group[level][number] = True


def linked(
    poor: Ints, poor_deprived: Ints, weights: Ints, hidden: Flags, threshold: int
) -> tuple[Flags, Flags]:
    """Hide more indicators of a group until M0 does not give the hidden ones away.

    With the shown indicators taken from M0 an attacker knows R = Σ ω_j x_j over the hidden
    counts 0 ≤ x_j ≤ poor, hence for each x_j bounds that must be ``threshold`` apart.

    Args:
        poor: shape (G,).
        poor_deprived: shape (G, J).
        weights: shape (J,).
        hidden: what is hidden already, shape (G, J).
        threshold: least width between the bounds.

    Returns:
        Groups where hiding all indicators is not enough, so that M0 must hide too, shape (G,);
        and the indicators to hide, shape (G, J).
    """
    hidden = hidden.copy()
    rank = _helpful_first(poor, poor_deprived)
    while True:
        width = _widths(poor, poor_deprived, weights, hidden)
        told = any_of(hidden & (width < np.minimum(threshold, poor)[:, None]))
        more = told & ~hidden.all(axis=1)
        if not more.any():
            return told, hidden
        rows = np.flatnonzero(more)
        hidden[rows, np.where(hidden, rank.shape[1], rank)[rows].argmin(axis=1)] = True


def _helpful_first(poor: Ints, poor_deprived: Ints) -> Ints:
    """Rank of the indicators of each group: the smallest first, those that cannot vary last."""
    helpful = (poor_deprived > 0) & (poor_deprived < poor[:, None])
    count = np.where(helpful, poor_deprived, poor_deprived.max(initial=0) + 1)
    order = np.argsort(count, axis=1, kind="stable")
    return np.argsort(order, axis=1, kind="stable")


def _widths(poor: Ints, poor_deprived: Ints, weights: Ints, hidden: Flags) -> Numbers:
    """Width between the bounds of each hidden count, given the sum of the hidden ones.

    Where the weights are uneven only every s-th whole number solves the sum (7x + 9y = 89 leaves
    x = 5 alone), so the values that are possible may lie up to 2(s − 1) closer than the bounds.
    """
    weight = np.where(hidden, weights, 0)
    total = (weight * poor_deprived).sum(axis=1, keepdims=True)
    others = (weight.sum(axis=1, keepdims=True) - weights) * poor[:, None]
    high = np.minimum(poor[:, None], total / weights)
    low = np.maximum(0, (total - others) / weights)
    common = _common_divisor_of_others(weight)
    step = np.maximum(common // np.gcd(common, weights), 1)
    return np.asarray(high - low - 2 * (step - 1))


def _common_divisor_of_others(weight: Ints) -> Ints:
    """Greatest common divisor of each row without the element itself, zeros aside."""
    none = np.zeros((len(weight), 1), dtype=np.int64)
    before = np.gcd.accumulate(np.hstack([none, weight[:, :-1]]), axis=1)
    after = np.gcd.accumulate(np.hstack([none, weight[:, :0:-1]]), axis=1)[:, ::-1]
    return np.asarray(np.gcd(before, after))
