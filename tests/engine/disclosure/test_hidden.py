"""Small cells are hidden, and nobody can work them out from what stays shown."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruamsuk.engine.disclosure import Cells, crossed, hidden

from .attacker import bounds, derivable, vectors


def cells(member, n, cases):
    """Cells from counts of leaves: the published groups are their sums."""
    member = [np.array(codes) for codes in member]
    total = [
        [
            np.array([leaves[codes == g].sum() for g in range(codes.max() + 1)])
            for leaves in (np.array(n), np.array(cases))
        ]
        for codes in member
    ]
    return Cells(member, [t[0] for t in total], [t[1] for t in total])


NATION_AND_VILLAGES = [[0, 0, 0, 0], [0, 1, 2, 3]]
NATION_DISTRICT_VILLAGE = [[0] * 6, [0, 0, 0, 1, 1, 1], [0, 1, 2, 3, 4, 5]]
SEX_AND_PLACE = [[0] * 6, [0, 0, 0, 1, 1, 1], [0, 1, 2, 0, 1, 2], [0, 1, 2, 3, 4, 5]]


@pytest.mark.parametrize(
    ("what", "member", "n", "cases", "expected"),
    [
        ("all large", NATION_AND_VILLAGES, [50, 50, 50, 50], [20] * 4, ["-", "----"]),
        ("a small base takes the smallest sibling along", NATION_AND_VILLAGES,
         [3, 90, 40, 50], [0, 40, 20, 20], ["-", "x-x-"]),
        ("few cases", NATION_AND_VILLAGES, [50, 60, 70, 80], [2, 30, 30, 30], ["-", "xx--"]),
        ("few without", NATION_AND_VILLAGES, [50, 60, 70, 80], [48, 30, 30, 30], ["-", "xx--"]),
        ("a zero is shown, and so is a whole", NATION_AND_VILLAGES,
         [50, 50, 50, 50], [0, 50, 20, 20], ["-", "----"]),
        ("an empty village is shown and helps nobody", NATION_AND_VILLAGES,
         [3, 0, 40, 50], [1, 0, 20, 20], ["-", "x-x-"]),
        ("two small ones are still few together", NATION_AND_VILLAGES,
         [3, 4, 40, 50], [1, 1, 20, 20], ["-", "xxx-"]),
        ("three small ones are enough", [[0] * 4, [0, 1, 2, 3]],
         [8, 8, 9, 50], [4, 4, 4, 25], ["-", "xxx-"]),
        ("a hidden sibling without cases protects no cases", NATION_AND_VILLAGES,
         [50, 20, 70, 80], [2, 0, 30, 30], ["-", "x-x-"]),
        ("a district with one village is the village", [[0, 0, 0], [0, 1, 1], [0, 1, 2]],
         [4, 40, 50], [2, 20, 20], ["-", "xx", "xx-"]),
        ("a hidden district opens a village in the district beside it",
         [[0] * 4, [0, 0, 1, 1], [0, 1, 2, 3]], [3, 4, 40, 50], [1, 1, 20, 20],
         ["-", "xx", "xxx-"]),
        ("trouble stays inside the district", NATION_DISTRICT_VILLAGE,
         [3, 30, 50, 40, 40, 40], [1, 15, 20, 20, 20, 20], ["-", "--", "xx----"]),
        ("crossed: a rectangle", SEX_AND_PLACE,
         [3, 40, 50, 41, 42, 43], [1, 20, 20, 20, 20, 20], ["-", "--", "---", "xx-xx-"]),
        ("nothing above, nothing to subtract from", [[0, 1]], [3, 50], [1, 20], ["x-"]),
    ],
)  # fmt: skip
def test_what_is_hidden(what, member, n, cases, expected):
    flags = hidden(cells(member, n, cases), 10)
    assert ["".join("-x"[int(f)] for f in level) for level in flags] == expected, what


def test_threshold_of_one_hides_nothing():
    assert not any(f.any() for f in hidden(cells(NATION_AND_VILLAGES, [1, 2, 3, 4], [1] * 4), 1))


def secure(published, flags, threshold, every_count):
    """Attack every hidden group; ``every_count`` also demands width for counts that are large."""
    member, n, cases = published.member, published.n, published.cases
    shown = vectors(member, n, lambda level, group: not flags[level][group])
    rows = [vector for _, _, vector in shown]
    for level, group, goal in vectors(member, n, lambda level, group: flags[level][group]):
        assert not derivable(rows, goal), ("derived", level, group)
        for counts in (cases, [a - b for a, b in zip(n, cases, strict=True)], n):
            count = counts[level][group]
            if count == 0 or (count >= threshold and not every_count):
                continue
            low, high = bounds(rows, [counts[i][g] for i, g, _ in shown], goal)
            assert high - low >= threshold - 1e-6, ("bounded", level, group, low, high)


counts = st.tuples(st.integers(0, 40), st.floats(0, 1)).map(lambda x: (x[0], round(x[0] * x[1])))


@st.composite
def nested(draw):
    leaves = draw(st.lists(counts, min_size=2, max_size=9))
    n, achieved = zip(*leaves, strict=True)
    middle = draw(st.lists(st.integers(-1, 2), min_size=len(n), max_size=len(n)))
    finest = [-1 if draw(st.integers(0, 9)) == 0 else i for i in range(len(n))]
    middle_full = [max(m, 0) for m in middle]
    return cells([[0] * len(n), draw(st.sampled_from([middle, middle_full])), finest], n, achieved)


@st.composite
def crossed_tables(draw):
    rows, columns, layers = draw(st.sampled_from([(2, 2, 1), (3, 3, 1), (2, 4, 1), (2, 2, 3)]))
    size = rows * columns * layers
    n, achieved = zip(*draw(st.lists(counts, min_size=size, max_size=size)), strict=True)
    row, column, layer = (axis.ravel() for axis in np.indices((rows, columns, layers)))
    levels = [row, column, row * columns + column, layer, row * layers + layer, np.arange(size)]
    picked = draw(st.lists(st.sampled_from(range(6)), min_size=2, max_size=5, unique=True))
    nation = [[np.zeros(size, dtype=int)], []][draw(st.integers(0, 1))]
    return cells([*nation, *(levels[i] for i in picked)], n, achieved)


@settings(max_examples=60, deadline=None)
@given(nested(), st.integers(2, 12))
def test_nested_groups_are_secure(published, threshold):
    secure(published, hidden(published, threshold), threshold, every_count=True)


@settings(max_examples=60, deadline=None)
@given(crossed_tables(), st.integers(2, 12))
def test_crossed_groups_are_secure(published, threshold):
    secure(published, hidden(published, threshold), threshold, every_count=False)


@settings(max_examples=40, deadline=None)
@given(crossed_tables(), st.integers(2, 12))
def test_crossed_groups_are_secure_when_too_many_to_bound(published, threshold):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crossed, "EXACT_UP_TO", 0)
        secure(published, hidden(published, threshold), threshold, every_count=False)


def test_the_attacker_would_find_what_only_primary_suppression_hides():
    published = cells(NATION_AND_VILLAGES, [3, 90, 40, 50], [1, 40, 20, 20])
    with pytest.raises(AssertionError, match="derived"):
        secure(published, [np.zeros(1, bool), np.array([True, False, False, False])], 10, True)


def test_the_whole_country_is_quick():
    rng = np.random.default_rng(1)
    village = np.arange(7255)
    member = [np.zeros(7255, int), village * 77 // 7255, village * 928 // 7255, village]
    member[1] = (member[2] * 77) // 928
    n = rng.integers(0, 60, 7255)
    published = cells(member, n, rng.binomial(n, 0.3))
    start = time.process_time()
    flags = hidden(published, 10)
    assert time.process_time() - start < 1.0
    assert flags[3].any() and not flags[0].any()
