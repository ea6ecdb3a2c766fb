"""What is published: counts of groups, level by level, over the same finest places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Cells:
    """One family of counts, such as one indicator in one round, at every published level.

    Attributes:
        member: per level, the group of each leaf (finest place), shape (L,); −1 where the leaf
            belongs to no group of the level.
        n: per level, how many were counted in each group, unweighted, shape (G,).
        cases: per level, how many of these achieve (or are poor), shape (G,). For a mean or a
            sum, where only the base is a count, give ``n`` itself.
    """

    member: Sequence[Ints]
    n: Sequence[Ints]
    cases: Sequence[Ints]


@dataclass(frozen=True)
class Family:
    """Counts split into parts that add up to the base; the form in which all rules work.

    Attributes:
        member: per level, the group of each leaf, shape (L,), leaves of empty groups left out.
        parts: per level, counts ≥ 0 that partition each group, shape (G, Q).
    """

    member: tuple[Ints, ...]
    parts: tuple[Ints, ...]

    @classmethod
    def of(cls, member: Sequence[Ints], parts: Sequence[Ints]) -> Family:
        """Gather the arrays; leaves that a shown empty group proves to be empty are dropped."""
        alive = np.ones(len(member[0]) if member else 0, dtype=bool)
        for codes, counts in zip(member, parts, strict=True):
            empty = np.append(counts.sum(axis=1) == 0, False)  # the last is for −1
            alive &= ~empty[codes]
        return cls(
            tuple(np.asarray(codes, dtype=np.int64)[alive] for codes in member),
            tuple(np.asarray(counts, dtype=np.int64) for counts in parts),
        )

    @property
    def n(self) -> tuple[Ints, ...]:
        """Per level, the base of each group, shape (G,)."""
        return tuple(counts.sum(axis=1) for counts in self.parts)

    def primary(self, threshold: int) -> list[Flags]:
        """Per level, the groups with a part that is small: above 0 and below the threshold.

        A small base, or a small sum of parts, always holds a small part, so this covers them.
        """
        return [any_of(is_small(counts, threshold)) for counts in self.parts]


def is_small(counts: Ints, threshold: int) -> Flags:
    """Where a count is above 0 and below the threshold; nobody hides in a zero."""
    return np.logical_and(counts > 0, counts < threshold)


def any_of(flags: Flags) -> Flags:
    """Whether any is set along the last axis."""
    return np.asarray(flags.any(axis=-1))
