"""What somebody with a computer can work out from the shown counts."""

import numpy as np
from scipy.optimize import linprog


def bounds(rows, values, goal, limited=(), limits=()):
    """Least and greatest goal·x over x ≥ 0 with rows·x = values and limited·x ≤ limits."""
    equal = {"A_eq": rows, "b_eq": values} if len(rows) else {}
    most = {"A_ub": limited, "b_ub": limits} if len(limited) else {}
    ends = []
    for sign in (1, -1):
        answer = linprog(sign * goal, **equal, **most)
        assert answer.status in (0, 3), answer.message
        ends.append(sign * answer.fun if answer.status == 0 else -sign * np.inf)
    return ends


def derivable(rows, goal):
    """Whether goal is a linear combination of rows."""
    if not goal.any() or not len(rows):
        return not goal.any()
    rows = np.array(rows, dtype=float)
    solution = np.linalg.lstsq(rows.T, goal.astype(float), rcond=None)[0]
    return np.abs(rows.T @ solution - goal).max() < 1e-9


def vectors(member, n, groups_of):
    """Leaf indicators of the groups for which ``groups_of(level, group)``; empty leaves dropped."""
    alive = np.ones(len(member[0]), dtype=bool)
    for codes, counts in zip(member, n, strict=True):
        alive &= ~np.append(counts == 0, False)[codes]
    return [
        (level, group, (codes[alive] == group).astype(float))
        for level, (codes, counts) in enumerate(zip(member, n, strict=True))
        for group in range(len(counts))
        if counts[group] > 0 and groups_of(level, group)
    ]
