"""The rules put together: what must not be shown of one family of counts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ruamsuk.engine.disclosure.cells import Cells, Family, Flags
from ruamsuk.engine.disclosure.crossed import View, protect_crossed
from ruamsuk.engine.disclosure.tree import Tree, nested_levels, protect_tree


def hidden(cells: Cells, threshold: int) -> list[Flags]:
    """Which groups must not be shown, so that no small count can be seen or worked out.

    A group is hidden when its base, its cases or the others among its base are more than 0 and
    fewer than ``threshold`` (primary suppression); then further groups, those with the fewest
    people first, until

    - no hidden group is a sum or difference of shown groups, and
    - for each hidden small count the least and the greatest value that agree with all that is
      shown, counts being ≥ 0, are at least ``threshold`` apart (complementary suppression).

    In nested groups the second holds for every hidden count but zero. Empty groups are shown.

    Args:
        cells: the published groups with their unweighted counts.
        threshold: the least count that may be shown; 0 or 1 hides nothing.

    Returns:
        Per level, which groups to hide, shape (G,).
    """
    parts = [
        np.stack([np.asarray(cases), np.asarray(n) - np.asarray(cases)], axis=1)
        for n, cases in zip(cells.n, cells.cases, strict=True)
    ]
    family = Family.of(cells.member, parts)
    return protect(family, threshold, [np.zeros(len(n), dtype=bool) for n in family.n])


def protect(family: Family, threshold: int, forced: Sequence[Flags]) -> list[Flags]:
    """Primary and complementary suppression of a family of which some groups hide anyway.

    Args:
        family: counts as parts of their base.
        threshold: the least count that may be shown.
        forced: per level, groups that hide for another reason, shape (G,).

    Returns:
        Per level, which groups to hide, shape (G,).
    """
    flags = [
        (primary | asked) & (n > 0)
        for primary, asked, n in zip(family.primary(threshold), forced, family.n, strict=True)
    ]
    if not any(level.any() for level in flags):
        return flags
    levels = nested_levels(family)
    tree = Tree.of(family, levels)
    secret = [a | b for a, b in zip(flags, tree.spread(tree.gather(flags)), strict=True)]
    nodes = protect_tree(tree, tree.gather(secret), threshold)
    flags = [a | b for a, b in zip(secret, tree.spread(nodes), strict=True)]
    crossing = tuple(level for level in range(len(flags)) if level not in levels)
    if crossing:
        flags = protect_crossed(View(family, tree, crossing, flags), secret, threshold)
    return flags
