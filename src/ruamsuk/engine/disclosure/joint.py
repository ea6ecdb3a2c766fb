"""The attack on an index over places and indicators at once.

Over places each indicator is protected, inside a group M0 gives no indicator away; but M0 of one
village and the totals of the district together may. So the bounds of each hidden count of people
poor and deprived are computed from all equations together. The equations fall into components
without a common unknown (a district, as a rule), and one programme bounds a count of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from ruamsuk.engine.disclosure.cells import Family, Flags, Ints, is_small
from ruamsuk.engine.disclosure.crossed import EXACT_UP_TO, SLACK, View
from ruamsuk.engine.disclosure.tree import Tree, nested_levels

Numbers = NDArray[np.float64]
Place = tuple[int, int, int]
"""Level, group and indicator."""


@dataclass(frozen=True)
class Unknowns:
    """What is unknown of one indicator.

    Attributes:
        view: what an attacker sees of the indicator over places.
        start: number of its first unknown among those of all indicators.
    """

    view: View
    start: int

    @property
    def size(self) -> int:
        """How many kinds of leaves are unknown."""
        return len(self.view.unknown)

    def inside(self, level: int) -> tuple[Ints, Ints]:
        """The unknowns that lie in groups of a level: (group, number of the unknown) of each."""
        codes = self.view.kinds[self.view.unknown, level]
        held = np.flatnonzero(codes >= 0)
        return codes[held], self.start + held

    def known(self, level: int) -> Ints:
        """What is known of the first part of each group of a level, shape (G,)."""
        view = self.view
        known = np.ones(len(view.kinds), dtype=bool)
        known[view.unknown] = False
        codes = view.kinds[:, level]
        known &= codes >= 0
        out = np.zeros(len(view.family.n[level]), dtype=np.int64)
        np.add.at(out, codes[known], view.atom_parts[view.atom[known], 0])
        return out


@dataclass(frozen=True)
class System:
    """All that an attacker knows of the hidden counts, and what these are.

    Attributes:
        equal: sums that are known, matrix (E, U) and values (E,).
        most: sums with an upper bound, matrix (C, U) and values (C,).
        goals: sums that must stay uncertain, matrix (T, U).
        places: where each goal stands, T of them.
    """

    equal: tuple[sp.csr_array, Numbers]
    most: tuple[sp.csr_array, Numbers]
    goals: sp.csr_array
    places: tuple[Place, ...]


def told(
    families: Sequence[Family],
    poor: Sequence[Ints],
    weights: Ints,
    group: Sequence[Flags],
    indicator: Sequence[Flags],
    threshold: int,
) -> tuple[list[Place], list[Place]]:
    """Hidden counts that follow, exactly or within less than ``threshold``, from all together.

    Args:
        families: the counts of each indicator, the poor and deprived as first part.
        poor: per level, shape (G,).
        weights: shape (J,).
        group: per level, where M0 is hidden, shape (G,).
        indicator: per level, where the indicator is hidden, shape (G, J).
        threshold: least width between the bounds of a small count.

    Returns:
        Counts that are told, and counts in components too large to tell.
    """
    system = _system(families, poor, weights, group, indicator, threshold)
    if not system.places:
        return [], []
    rows = sp.csr_array(sp.vstack([system.equal[0], system.goals]))
    label = connected_components(rows.T @ rows, directed=False)[1].astype(np.int64)
    too_large = np.bincount(label)[label] > EXACT_UP_TO
    first = system.goals.indices[system.goals.indptr[:-1]]
    of_goal, hard = label[first], too_large[first]
    limit = max(int(counts.max(initial=0)) for counts in poor) + 2.0 * threshold
    narrow = _narrow(system, label, of_goal, hard, threshold, limit)
    return (
        [place for place, flag in zip(system.places, narrow, strict=True) if flag],
        [place for place, flag in zip(system.places, hard, strict=True) if flag],
    )


def _narrow(
    system: System, label: Ints, of_goal: Ints, hard: Flags, threshold: int, limit: float
) -> Flags:
    """Whether each goal's bounds are closer than the threshold.

    Each round bounds one open goal of each component. Every solution is a possible truth, so it
    also widens what is known to be possible for the other goals.
    """
    low, high = np.full((2, len(of_goal)), np.nan)
    tried = hard.copy()
    while True:
        wide = high - low >= threshold - SLACK
        still = np.flatnonzero(~wide & ~tried)
        if not still.size:
            return np.asarray(~wide & ~hard)
        now = still[np.unique(of_goal[still], return_index=True)[1]]
        columns = np.flatnonzero(np.isin(label, of_goal[now]))
        goals = system.goals[:, columns]
        aim = np.asarray(goals[now].sum(axis=0), dtype=np.float64)
        concerned = np.isin(of_goal, of_goal[now])
        for sign in (1.0, -1.0):
            solution = _solve(system, columns, sign * aim, limit)
            if solution is not None:
                met = np.where(concerned, goals @ solution, np.nan)
                low, high = np.fmin(low, met), np.fmax(high, met)
        tried[now] = True


def _solve(system: System, columns: Ints, aim: Numbers, limit: float) -> Numbers | None:
    """The least ``aim·x`` with 0 ≤ x ≤ ``limit`` over some unknowns; None without an answer."""
    from scipy.optimize import linprog

    (equal, values), (most, highest) = (
        _about(matrix, bounds, columns) for matrix, bounds in (system.equal, system.most)
    )
    answer = linprog(
        aim, A_ub=most, b_ub=highest, A_eq=equal, b_eq=values, bounds=(0, limit), method="highs"
    )
    return np.asarray(answer.x) if answer.status == 0 else None


def _about(matrix: sp.csr_array, values: Numbers, columns: Ints) -> tuple[Any, Numbers]:
    """The rows of a matrix that have entries in some columns, and those columns."""
    part = sp.csr_array(matrix[:, columns])
    rows = np.diff(part.indptr) > 0
    return part[rows], values[rows]


def _system(
    families: Sequence[Family],
    poor: Sequence[Ints],
    weights: Ints,
    group: Sequence[Flags],
    indicator: Sequence[Flags],
    threshold: int,
) -> System:
    unknowns: list[Unknowns] = []
    width = 0
    for j, family in enumerate(families):
        view = _view(family, [flags[:, j] for flags in indicator])
        unknowns.append(Unknowns(view, width))
        width += unknowns[-1].size
    equal, most, goals = Rows(width), Rows(width), Rows(width)
    places: list[Place] = []
    for own in unknowns:
        matrix, values, _ = own.view.equations
        row, column = np.nonzero(matrix)
        equal.add(row, own.start + column, matrix[row, column], values[:, 0])
    for level, hidden in enumerate(indicator):
        link = np.zeros(len(hidden))
        linked: list[tuple[Ints, Ints, Numbers]] = []
        for j, own in enumerate(unknowns):
            counts, known = families[j].parts[level], own.known(level)
            row, column = own.inside(level)
            loose = hidden[:, j] & ~group[level]
            link += np.where(loose, weights[j] * (counts[:, 0] - known), 0)
            linked.append((row, column, np.where(loose[row], float(weights[j]), 0.0)))
            most.add(row, column, np.ones(len(row)), poor[level] - known, loose)
            small = is_small(counts[:, 0], threshold)
            small |= is_small(counts[:, 1], threshold) & ~group[level]
            secret = hidden[:, j] & small
            goals.add(row, column, np.ones(len(row)), np.zeros(len(secret)), secret)
            places += [(level, int(g), j) for g in np.flatnonzero(secret)]
        row, column, weight = map(np.concatenate, zip(*linked, strict=True))
        equal.add(row, column, weight, link, hidden.any(axis=1) & ~group[level])
    return System(equal.join(), most.join(), goals.join()[0], tuple(places))


class Rows:
    """Rows of a sparse matrix with their values, collected entry by entry."""

    def __init__(self, width: int):
        self.shape = (0, width)
        self.entries = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))]
        self.values = [np.zeros(0)]

    def add(
        self,
        row: Ints,
        column: Ints,
        entry: Numbers,
        values: NDArray[np.generic],
        wanted: Flags | None = None,
    ) -> None:
        """Add the wanted rows of a block: its entries (row, column, entry), its values by row."""
        wanted = np.ones(len(values), bool) if wanted is None else wanted
        kept = wanted[row] & (entry != 0)
        number = self.shape[0] + np.cumsum(wanted) - 1
        self.entries.append((number[row[kept]], column[kept], entry[kept]))
        self.values.append(np.asarray(values[wanted], dtype=np.float64))
        self.shape = (self.shape[0] + int(wanted.sum()), self.shape[1])

    def join(self) -> tuple[sp.csr_array, Numbers]:
        """All rows and values."""
        row, column, entry = map(np.concatenate, zip(*self.entries, strict=True))
        matrix = sp.coo_array((entry, (row, column)), shape=self.shape)
        return sp.csr_array(matrix), np.concatenate(self.values)


def _view(family: Family, hidden: list[Flags]) -> View:
    levels = nested_levels(family)
    crossing = tuple(level for level in range(len(hidden)) if level not in levels)
    return View(family, Tree.of(family, levels), crossing, hidden)
