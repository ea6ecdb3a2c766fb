"""Complementary suppression where groups nest: nation, provinces, districts, villages.

In a tree the shown groups cut the people into **atoms**: what is left of a shown group when the
largest shown groups inside it are taken away. An attacker who adds and subtracts learns the
counts of the atoms and nothing finer, so a hidden part of an atom may be anything from 0 to the
whole atom. Protection is a matter of making atoms that are large and have several members.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from ruamsuk.engine.disclosure.cells import Family, Flags, Ints, is_small


def refines(fine: Ints, coarse: Ints) -> bool:
    """Whether each group of ``fine`` lies inside one group of ``coarse`` or outside them all."""
    inside = fine >= 0
    if not inside.any():
        return True
    image = np.empty(int(fine.max()) + 1, dtype=np.int64)
    image[fine[inside]] = coarse[inside]
    return bool((image[fine[inside]] == coarse[inside]).all())


def nested_levels(family: Family) -> list[int]:
    """A set of levels whose groups all nest or are disjoint, begun with the finest level."""
    sizes = [int((n > 0).sum()) for n in family.n]
    kept: list[int] = []
    for level in sorted(range(len(sizes)), key=lambda i: (-sizes[i], i)):
        codes = family.member[level]
        if all(refines(family.member[k], codes) or refines(codes, family.member[k]) for k in kept):
            kept.append(level)
    return kept


@dataclass(frozen=True)
class Tree:
    """Groups that nest, as nodes numbered from small to large.

    Groups that hold the same people (a district with one village) share one node.

    Attributes:
        node: per level, the node of each group, −1 for empty groups and levels left out.
        parent: node of the smallest group around each node, −1 at the top.
        parts: counts of each node, shape (N, Q).
        rest: counts of a node's people who are in none of its children, shape (N, Q).
        children: per node, its children from small to large.
    """

    node: tuple[Ints, ...]
    parent: Ints
    parts: Ints
    rest: Ints
    children: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, family: Family, levels: Sequence[int]) -> Tree:
        """Arrange the groups of ``levels``, which must nest, as a tree."""
        node = [np.full(len(n), -1, dtype=np.int64) for n in family.n]
        owner = np.concatenate([np.full(len(family.n[i]), at) for at, i in enumerate(levels)])
        group = np.concatenate([np.arange(len(family.n[i])) for i in levels])
        parts = np.concatenate([family.parts[i] for i in levels])
        n = parts.sum(axis=1)
        leaves = np.concatenate([_leaves(family.member[i], len(family.n[i])) for i in levels])
        order = np.lexsort((group, owner, leaves, n))  # what holds another comes after it
        order = order[n[order] > 0]
        for at, level in enumerate(levels):
            mine = owner[order] == at
            node[level][group[order[mine]]] = np.flatnonzero(mine)
        parts, n = parts[order], n[order]
        parent = _parents(family, levels, node, len(order))
        same = _people(parent, n)
        keep = same == np.arange(len(n))
        number = np.cumsum(keep) - 1
        up = np.where(parent[keep] >= 0, number[same[parent[keep]]], -1)
        return cls(
            tuple(np.where(codes >= 0, number[same[codes]], -1) for codes in node),
            up,
            parts[keep],
            _rest(parts[keep], up),
            _children(up),
        )

    def spread(self, flags: Flags) -> list[Flags]:
        """Flags of nodes as flags of the groups of each level, False for groups left out."""
        return [(codes >= 0) & np.append(flags, False)[codes] for codes in self.node]

    def gather(self, flags: Sequence[Flags]) -> Flags:
        """Flags of groups as flags of nodes: true when one of a node's groups has it."""
        out = np.zeros(len(self.parent), dtype=bool)
        for codes, level in zip(self.node, flags, strict=True):
            out[codes[level & (codes >= 0)]] = True
        return out


def _leaves(codes: Ints, groups: int) -> Ints:
    return np.bincount(codes[codes >= 0], minlength=groups)


def _parents(family: Family, levels: Sequence[int], node: Sequence[Ints], size: int) -> Ints:
    """The first node after each node, in order, that holds all its people."""
    parent = np.full(size, size, dtype=np.int64)
    for level, other in permutations(levels, 2):
        codes, around = family.member[level], family.member[other]
        both = (codes >= 0) & (around >= 0)
        mine, theirs = node[level][codes[both]], node[other][around[both]]
        upward = theirs > mine  # groups that share a leaf nest, and the larger comes later
        np.minimum.at(parent, mine[upward], theirs[upward])
    return np.where(parent == size, -1, parent)


def _people(parent: Ints, n: Ints) -> Ints:
    """For each node the largest node with the same people."""
    same = np.arange(len(n))
    for i in np.flatnonzero((parent >= 0) & (n == n[parent]))[::-1]:
        same[i] = same[parent[i]]
    return same


def _rest(parts: Ints, parent: Ints) -> Ints:
    rest = parts.copy()
    inner = parent >= 0
    np.subtract.at(rest, parent[inner], parts[inner])
    return rest


def _children(parent: Ints) -> tuple[tuple[int, ...], ...]:
    children: list[list[int]] = [[] for _ in parent]
    for i, up in enumerate(parent.tolist()):
        if up >= 0:
            children[up].append(i)
    return tuple(map(tuple, children))


def protect_tree(tree: Tree, hidden: Flags, threshold: int) -> Flags:
    """Hide more nodes, smallest first, until no atom gives a hidden node away.

    Afterwards, for each shown node whose atom has hidden nodes: every part of the atom is 0 or
    at least ``threshold``, and each hidden node is neither the whole atom nor outside it (as a
    hidden node whose children are all shown would be).

    Args:
        tree: the groups.
        hidden: what must be hidden anyway, shape (N,).
        threshold: least count that may be derived.

    Returns:
        What to hide, shape (N,), including ``hidden``.
    """
    hidden = hidden.copy()
    starts = {int(up) for up in tree.parent[hidden]}
    for top in sorted(starts - {-1}):  # small to large, so inner atoms are settled first
        if not hidden[top]:
            _settle(tree, hidden, top, threshold)
    for root in np.flatnonzero((tree.parent < 0) & hidden):
        _settle(tree, hidden, int(root), threshold)
    return hidden


def _settle(tree: Tree, hidden: Flags, top: int, threshold: int) -> None:
    """Hide inside the atom of one node until it is safe."""
    while (found := _weakness(tree, hidden, top, threshold)) is not None:
        hidden[found] = True


def _weakness(tree: Tree, hidden: Flags, top: int, threshold: int) -> int | None:
    """The shown node that should be hidden next in the atom of ``top``; None when safe."""
    inner: dict[int, Ints] = {}
    atom = _uncovered(tree, hidden, top, inner)
    if hidden[top]:  # no shown group around it: only sums of its own parts can give it away
        inner[top] = atom
    for node, uncovered in inner.items():
        if not uncovered.any():
            return min(_largest_shown(tree, hidden, node))
    if hidden[top]:
        return None
    shown = set(_largest_shown(tree, hidden, top))
    lacking = is_small(atom, threshold)
    if lacking.any() and (useful := [i for i in shown if tree.parts[i][lacking].any()]):
        return min(useful)
    for node, uncovered in inner.items():
        if (uncovered == atom).all():
            return min(shown.difference(_largest_shown(tree, hidden, node)))
    return None


def _uncovered(tree: Tree, hidden: Flags, top: int, inner: dict[int, Ints]) -> Ints:
    """Counts under ``top`` that no shown node covers; ``inner`` collects those of hidden nodes."""
    total: Ints = tree.rest[top].copy()
    for child in tree.children[top]:
        if hidden[child]:
            inner[child] = _uncovered(tree, hidden, child, inner)
            total += inner[child]
    return total


def _largest_shown(tree: Tree, hidden: Flags, top: int) -> Iterator[int]:
    """The largest shown nodes under ``top``."""
    for child in tree.children[top]:
        if hidden[child]:
            yield from _largest_shown(tree, hidden, child)
        else:
            yield child
