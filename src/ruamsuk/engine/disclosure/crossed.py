"""Complementary suppression where groups cross: sex with province, province with age.

What the tree rules leave is checked by linear programming: for each small count that is hidden,
the least and the greatest value that agree with everything shown (Fischetti & Salazar, 2001,
"Solving the cell suppression problem on tabular data with linear constraints", Management
Science 47(7), the attacker's problems). Where these lie closer than the threshold, the smallest
of the shown groups that the bound rests on (those with a dual value) is hidden as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ruamsuk.engine.disclosure.cells import Family, Flags, Ints, is_small
from ruamsuk.engine.disclosure.tree import Tree, protect_tree

EXACT_UP_TO = 600
"""Unknown kinds of leaves up to which bounds are computed; beyond, whole crossings are hidden."""

SLACK = 1e-6
"""Rounding of the linear programmes: counts are integers, so this is far below any of them."""

Group = tuple[int, int]
Target = tuple[Group, int]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class View:
    """What an attacker can set up from the shown groups.

    Leaves that belong to the same groups everywhere are one **kind**. Shown groups that nest
    give the counts of their atoms; shown groups that cross give sums over kinds of several atoms.

    Attributes:
        family: the counts.
        tree: the nested levels; ``crossing`` are the other levels.
        crossing: numbers of the levels that cross the tree.
        hidden: per level, what is hidden.
    """

    family: Family
    tree: Tree
    crossing: tuple[int, ...]
    hidden: list[Flags]

    @cached_property
    def kinds(self) -> Ints:
        """Groups of each kind of leaf, shape (K, levels)."""
        return np.unique(np.stack(self.family.member, axis=1), axis=0)

    @cached_property
    def atom(self) -> Ints:
        """The smallest shown node around each kind, −1 where there is none, shape (K,)."""
        shown = np.append(~self.tree.gather(self.hidden), False)
        size = len(self.tree.parent)
        around = np.full(len(self.kinds), size, dtype=np.int64)
        for level, codes in enumerate(self.tree.node):
            node = np.append(codes, -1)[self.kinds[:, level]]
            around = np.where(shown[node] & (node < around), node, around)
        return np.where(around == size, -1, around)

    @cached_property
    def atom_parts(self) -> Ints:
        """Counts of the atom of each node that is shown, shape (N, Q)."""
        hidden = self.tree.gather(self.hidden)
        out = self.tree.rest.copy()
        for node in np.flatnonzero(hidden & (self.tree.parent >= 0)):  # small to large
            out[self.tree.parent[node]] += out[node]
        return out

    @cached_property
    def unknown(self) -> Ints:
        """Kinds whose counts do not follow from their atom alone."""
        members = np.bincount(self.atom[self.atom >= 0], minlength=len(self.tree.parent))
        return np.flatnonzero((self.atom < 0) | (np.append(members, 0)[self.atom] > 1))

    @cached_property
    def equations(self) -> tuple[Numbers, Numbers, list[Group | int]]:
        """Sums over unknown kinds that are known: matrix (E, U), values (E, Q) and their source.

        The source is a group (level, number) that crosses, or the node of an atom.
        """
        atom = self.atom[self.unknown]
        rows = [atom == node for node in np.unique(atom[atom >= 0])]
        values = [self.atom_parts[node] for node in np.unique(atom[atom >= 0])]
        source: list[Group | int] = [int(node) for node in np.unique(atom[atom >= 0])]
        for level in self.crossing:
            for group in np.flatnonzero(~self.hidden[level] & (self.family.n[level] > 0)):
                loose, known = self.split((level, int(group)))
                if loose.any():
                    rows.append(loose)
                    values.append(self.family.parts[level][group] - known)
                    source.append((level, int(group)))
        width = len(self.unknown)
        matrix = np.array(rows, dtype=float).reshape(len(rows), width)
        parts = self.tree.parts.shape[1]
        return matrix, np.array(values, dtype=float).reshape(len(rows), parts), source

    def split(self, group: Group) -> tuple[Flags, Ints]:
        """A group as unknown kinds in atoms it cuts, and the counts of the atoms it holds whole."""
        inside = self.kinds[:, group[0]] == group[1]
        whole = self.whole(group)
        loose = inside & ~np.append(whole, False)[self.atom]
        return loose[self.unknown], self.atom_parts[whole].sum(axis=0)

    def whole(self, group: Group) -> Flags:
        """The nodes whose atoms lie wholly in a group, shape (N,)."""
        inside = self.kinds[:, group[0]] == group[1]
        size = len(self.tree.parent)
        kinds = np.bincount(self.atom[self.atom >= 0], minlength=size)
        mine = np.bincount(self.atom[inside & (self.atom >= 0)], minlength=size)
        return np.asarray((mine == kinds) & (mine > 0))

    def hide(self, groups: list[Group]) -> View:
        """The view when these are hidden as well."""
        hidden = [flags.copy() for flags in self.hidden]
        for level, number in groups:
            hidden[level][number] = True
        return self.with_nodes(hidden, self.tree.gather(hidden))

    def with_nodes(self, hidden: list[Flags], nodes: Flags) -> View:
        """The view when these groups, and all groups of these nodes, are hidden."""
        shared = self.tree.spread(nodes)
        flags = [a | b for a, b in zip(hidden, shared, strict=True)]
        return View(self.family, self.tree, self.crossing, flags)


class TooHardError(Exception):
    """There are too many unknowns, or the programme has no clean answer."""


def protect_crossed(view: View, secret: list[Flags], threshold: int) -> list[Flags]:
    """Hide more groups until no secret count is bounded closer than ``threshold``.

    Args:
        view: groups of which the nested ones are already protected among themselves.
        secret: per level, the groups that must not be known; the others in ``view.hidden`` only
            protect these.
        threshold: least width between the bounds of each secret count.

    Returns:
        Per level, what to hide.
    """
    seen: dict[Target, list[float]] = {}
    targets = _targets(view, secret, threshold)
    try:
        for target in targets:
            while (support := _attack(view, target, targets, seen, threshold)) is not None:
                view = view.hide([support])
    except TooHardError:
        return _hide_crossings(view, secret, threshold).hidden
    return _show_derivable(view, secret).hidden


def _targets(view: View, secret: list[Flags], threshold: int) -> list[Target]:
    """The small parts of secret groups, or the least part if none is small; small groups first."""
    found: list[tuple[int, Group, int]] = []
    for level, flags in enumerate(secret):
        for group in np.flatnonzero(flags):
            counts = view.family.parts[level][group]
            small = np.flatnonzero(is_small(counts, threshold))
            least = np.argmin(np.where(counts > 0, counts, counts.max() + 1))
            parts = small if small.size else [least]
            found += [(int(counts.sum()), (level, int(group)), int(part)) for part in parts]
    return [(group, part) for _, group, part in sorted(found)]


def _attack(
    view: View,
    target: Target,
    targets: list[Target],
    seen: dict[Target, list[float]],
    threshold: int,
) -> Group | None:
    """Try to bound one hidden count; the shown group to hide next, or None when it is safe.

    Every solution found is a possible truth, also for the other hidden counts and also when more
    is hidden later: ``seen`` keeps the least and greatest value met, and most attacks need no
    programme at all.
    """
    if len(view.unknown) > EXACT_UP_TO:
        raise TooHardError
    if _width(seen, target) >= threshold - SLACK:
        return None
    group, part = target
    goal = view.split(group)[0].astype(float)
    if not goal.any():
        return _smallest(view, set(_of_known(view, group)))
    support: set[Group] = set()
    for sign in (1.0, -1.0):
        solution = _solve(view, sign * goal, part)
        if solution is None:  # no upper bound
            seen[target] = [-np.inf, np.inf]
            return None
        values, duals = solution
        for other in targets:
            if other[1] == part:
                _note(seen, other, _value(view, other[0], part, values))
        support |= _rests_on(view, duals)
        if _width(seen, target) >= threshold - SLACK:
            return None
    return _smallest(view, support)


def _solve(view: View, goal: Numbers, part: int) -> tuple[Numbers, Numbers] | None:
    """Least ``goal·x`` for x ≥ 0 that fits the equations: (x, duals), None when unbounded."""
    from scipy.optimize import linprog

    matrix, values, _ = view.equations
    answer = linprog(goal, A_eq=matrix, b_eq=values[:, part])
    if answer.status == 3:
        return None
    if answer.status != 0:
        raise TooHardError
    return np.asarray(answer.x), np.asarray(answer.eqlin.marginals)


def _value(view: View, group: Group, part: int, values: Numbers) -> float:
    loose, known = view.split(group)
    return float(values[loose].sum() + known[part])


def _note(seen: dict[Target, list[float]], target: Target, value: float) -> None:
    bounds = seen.setdefault(target, [value, value])
    bounds[0], bounds[1] = min(bounds[0], value), max(bounds[1], value)


def _width(seen: dict[Target, list[float]], target: Target) -> float:
    low, high = seen.get(target, (0.0, 0.0))
    return high - low


def _rests_on(view: View, duals: Numbers) -> set[Group]:
    """The shown groups that make up the equations with a dual value."""
    _, _, source = view.equations
    groups: set[Group] = set()
    for dual, origin in zip(duals, source, strict=True):
        if abs(dual) <= SLACK:
            continue
        if isinstance(origin, tuple):
            groups |= {origin, *_of_known(view, origin)}
        else:
            groups |= set(_of_atom(view, origin))
    return groups


def _of_atom(view: View, top: int) -> Iterator[Group]:
    """The shown groups whose difference is an atom: its node and the largest shown ones inside."""
    hidden = view.tree.gather(view.hidden)
    nodes, open_nodes = [top], [top]
    while open_nodes:
        for child in view.tree.children[open_nodes.pop()]:
            (open_nodes if hidden[child] else nodes).append(child)
    for level, codes in enumerate(view.tree.node):
        yield from ((level, int(group)) for group in np.flatnonzero(np.isin(codes, nodes)))


def _of_known(view: View, group: Group) -> Iterator[Group]:
    """The shown groups of the tree from which the known part of a group comes."""
    for atom in np.flatnonzero(view.whole(group)):
        yield from _of_atom(view, int(atom))


def _smallest(view: View, groups: set[Group]) -> Group:
    return min(groups, key=lambda group: (int(view.family.n[group[0]][group[1]]), group))


def _hide_crossings(view: View, secret: list[Flags], threshold: int) -> View:
    """Hide each crossing group that cuts an atom: too many unknowns to bound them all.

    What stays shown are sums of whole atoms, which tell nothing that the tree does not tell.
    """
    while True:
        nodes = protect_tree(view.tree, view.tree.gather(view.hidden), threshold)
        view = view.with_nodes(view.hidden, nodes)
        told = next(
            (
                (level, int(group))
                for level in view.crossing
                for group in np.flatnonzero(secret[level])
                if not view.split((level, int(group)))[0].any()
            ),
            None,
        )
        if told is None:
            break
        view = view.hide([_smallest(view, set(_of_known(view, told)))])
    cutting = [
        (level, int(group))
        for level in view.crossing
        for group in np.flatnonzero(~view.hidden[level] & (view.family.n[level] > 0))
        if view.split((level, int(group)))[0].any()
    ]
    return view.hide(cutting)


def _show_derivable(view: View, secret: list[Flags]) -> View:
    """Show again what is not secret and follows from what is shown anyway."""
    basis = view.equations[0]
    if basis.size:
        _, singular, rows = np.linalg.svd(basis, full_matrices=False)
        basis = rows[singular > SLACK]
    hidden = [flags.copy() for flags in view.hidden]
    for level, flags in enumerate(view.hidden):
        for group in np.flatnonzero(flags & ~secret[level]):
            loose = view.split((level, int(group)))[0].astype(float)
            hidden[level][group] = np.linalg.norm(loose - basis.T @ (basis @ loose)) > SLACK
    return View(view.family, view.tree, view.crossing, hidden)
