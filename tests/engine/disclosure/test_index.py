"""An index gives no small count away, neither over places nor over its indicators."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruamsuk.engine.disclosure import IndexCells, hidden_index
from ruamsuk.engine.disclosure.index import linked

from .attacker import bounds, derivable, vectors


def index_cells(member, deprived, weights, cutoff):
    """Counts at each level from the deprivations of households (leaf by leaf)."""
    member = [np.array(codes) for codes in member]
    n, poor, any_, both = [], [], [], []
    for codes in member:
        groups = range(codes.max() + 1)
        people = [np.concatenate([deprived[leaf] for leaf in np.flatnonzero(codes == g)])
                  for g in groups]  # fmt: skip
        is_poor = [(rows @ weights) >= cutoff for rows in people]
        n.append(np.array([len(rows) for rows in people]))
        poor.append(np.array([flags.sum() for flags in is_poor]))
        any_.append(np.array([rows.sum(axis=0) for rows in people]))
        both.append(
            np.array([rows[p].sum(axis=0) for rows, p in zip(people, is_poor, strict=True)])
        )
    return IndexCells(member, n, poor, any_, both, np.array(weights))


@pytest.mark.parametrize(
    ("what", "poor", "poor_deprived", "weights", "hidden", "alone", "expected"),
    [
        ("nothing hidden", 50, [40, 30, 20], [1, 1, 1], "---", False, "---"),
        ("one hidden takes the smallest along", 50, [40, 30, 3], [1, 1, 1], "--x", False, "-xx"),
        ("two hidden are enough", 50, [40, 30, 3], [1, 1, 1], "x-x", False, "x-x"),
        ("all the poor or none of them help nobody", 50, [50, 0, 20, 3], [1, 1, 1, 1], "---x",
         False, "--xx"),
        ("a light one cannot hide a heavy one", 50, [40, 20, 3], [1, 1, 9], "--x", True, "xxx"),
        ("whole numbers and uneven weights", 50, [5, 6, 20], [7, 9, 1], "xx-", False, "xxx"),
        ("only one indicator", 50, [50], [1], "x", True, "x"),
    ],
)  # fmt: skip
def test_m0_does_not_tell(what, poor, poor_deprived, weights, hidden, alone, expected):
    flags = np.array([[c == "x" for c in hidden]])
    groups, more = linked(
        np.array([poor]), np.array([poor_deprived]), np.array(weights), flags, threshold=10
    )
    assert (groups[0], "".join("-x"[int(f)] for f in more[0])) == (alone, expected), what


@st.composite
def surveys(draw):
    leaves = draw(st.integers(2, 6))
    indicators = draw(st.integers(1, 4))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    sizes = draw(st.lists(st.integers(1, 60), min_size=leaves, max_size=leaves))
    shares = draw(st.lists(st.floats(0, 1), min_size=indicators, max_size=indicators))
    deprived = [(rng.random((size, indicators)) < shares).astype(int) for size in sizes]
    weights = np.array(draw(st.lists(st.integers(1, 9), min_size=indicators, max_size=indicators)))
    cutoff = draw(st.integers(1, int(weights.sum())))
    middle = np.minimum(np.arange(leaves) // 2, 2)
    return index_cells([[0] * leaves, middle, np.arange(leaves)], deprived, weights, cutoff)


def four(cells, level, j):
    n, poor = cells.n[level], cells.poor[level]
    deprived, both = cells.deprived[level][:, j], cells.poor_deprived[level][:, j]
    return [both, poor - both, deprived - both, n - poor - deprived + both]


@settings(max_examples=20, deadline=None)
@given(surveys(), st.integers(2, 10))
def test_places_are_secure_for_each_indicator(cells, threshold):
    result = hidden_index(cells, threshold)
    levels = range(len(cells.n))
    families = [(result.group, [[p, n - p] for n, p in zip(cells.n, cells.poor, strict=True)])]
    for j in range(len(cells.weights)):
        flags = [f[:, j] for f in result.indicator]
        families.append((flags, [four(cells, level, j) for level in levels]))
    for flags, parts in families:
        shown = vectors(cells.member, cells.n, lambda i, g, flags=flags: not flags[i][g])
        rows = [vector for _, _, vector in shown]
        for level, group, goal in vectors(
            cells.member, cells.n, lambda i, g, flags=flags: flags[i][g]
        ):
            assert not derivable(rows, goal)
            for part in range(len(parts[level])):
                if parts[level][part][group] == 0:
                    continue
                low, high = bounds(rows, [parts[i][part][g] for i, g, _ in shown], goal)
                assert high - low >= threshold - 1e-6


@settings(max_examples=25, deadline=None)
@given(surveys(), st.integers(2, 10))
def test_what_is_shown_is_never_small(cells, threshold):
    result = hidden_index(cells, threshold)
    for level, (group, indicator) in enumerate(zip(result.group, result.indicator, strict=True)):
        assert (indicator | ~group[:, None]).all()
        for counts in (cells.poor[level], cells.n[level] - cells.poor[level]):
            assert not ((counts > 0) & (counts < threshold) & ~group).any()
        for j in range(len(cells.weights)):
            for counts in four(cells, level, j):
                assert not ((counts > 0) & (counts < threshold) & ~indicator[:, j]).any()


def everything(cells, result):
    """All shown counts of the poor and deprived, and M0: equations and upper bounds."""
    equal, most = [], []
    J = len(cells.weights)
    for level, codes in enumerate(cells.member):
        for g, poor in enumerate(cells.poor[level]):
            rows = [np.outer(codes == g, np.eye(J)[j]).ravel() for j in range(J)]
            counts = cells.poor_deprived[level][g]
            shown = ~result.indicator[level][g]
            equal += [(row, x) for row, x, flag in zip(rows, counts, shown, strict=True) if flag]
            if not result.group[level][g]:
                weighted = sum(w * row for w, row in zip(cells.weights, rows, strict=True))
                equal.append((weighted, cells.weights @ counts))
                most += [(row, poor) for row in rows]
    return equal, most


@settings(max_examples=25, deadline=None)
@given(surveys(), st.integers(2, 8))
def test_all_equations_together_tell_no_small_count(cells, threshold):
    result = hidden_index(cells, threshold)
    equal, most = everything(cells, result)
    A, b = zip(*equal, strict=True) if equal else ((), ())
    limits = tuple(zip(*most, strict=True))
    for level, codes in enumerate(cells.member):
        for g, j in np.argwhere(result.indicator[level]):
            x, poor = cells.poor_deprived[level][g, j], cells.poor[level][g]
            small = 0 < x < threshold
            if not small and (result.group[level][g] or not 0 < poor - x < threshold):
                continue
            goal = np.outer(codes == g, np.eye(len(cells.weights))[j]).ravel()
            low, high = bounds(A, b, goal, *limits)
            assert high - low >= threshold - 1e-6
