"""Robustness: exact scores, ranks, pairs and dominance."""

import time
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruamsuk.engine.robustness import (
    dirichlet_weightings,
    rank_correlation,
    rank_ranges,
    robust_pairs,
    robustness,
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_agrees_with_counting_by_hand(data):
    J = data.draw(st.integers(1, 64))
    bits = st.integers(0, 2**J - 1)
    cells = data.draw(st.lists(st.tuples(st.integers(0, 2), bits, st.integers(1, 9)), min_size=1))
    base = data.draw(st.lists(st.integers(1, 9), min_size=J, max_size=J))
    weightings = dirichlet_weightings(base, 3, seed=1)
    total = int(weightings[0].sum())
    cutoffs = [Fraction(1, 3), Fraction(data.draw(st.integers(1, total)), total), Fraction(1)]
    group, pattern, weight = zip(*cells, strict=True)
    result = robustness(group, np.array(pattern, np.uint64), weight, weightings, cutoffs)
    for i, k in enumerate(cutoffs):
        for g in range(max(group) + 1):
            for b, omega in enumerate(weightings.tolist()):
                scores = [
                    (Fraction(sum(w for j, w in enumerate(omega) if p >> j & 1), total), size)
                    for c, p, size in cells
                    if c == g
                ]
                people = sum(size for _, size in scores)
                if not people:
                    assert np.isnan(result.H[i, g, b])
                    continue
                poor = [(score, size) for score, size in scores if score >= k]
                H = Fraction(sum(size for _, size in poor), people)
                M0 = sum((score * size for score, size in poor), Fraction(0)) / people
                assert result.H[i, g, b] == pytest.approx(float(H), abs=1e-12)
                assert result.M0[i, g, b] == pytest.approx(float(M0), abs=1e-12)


def test_nobody_on_the_wrong_side_of_a_hostile_cutoff():
    weightings = np.array([[7, 6, 5]])  # 7/18 as a float is a little more than 7 · (1/18)
    result = robustness([0, 0], [1, 2], [1.0, 1.0], weightings, [Fraction(7, 18)])
    assert result.H[0, 0, 0] == 0.5


def test_weightings_must_have_one_sum():
    with pytest.raises(ValueError, match="same sum"):
        robustness([0], [1], [1.0], np.array([[1, 2], [1, 1]]), [Fraction(1, 2)])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(1, 5000), min_size=1, max_size=40), st.integers(1, 30))
def test_weightings_lie_on_one_grid(base, count):
    drawn = dirichlet_weightings(base, count, seed=7)
    assert drawn.shape == (count, len(base)) and (drawn >= 0).all()
    assert len(set(drawn.sum(axis=1).tolist())) == 1
    assert (drawn[0] * sum(base) == np.array(base) * drawn[0].sum()).all()
    assert np.array_equal(drawn, dirichlet_weightings(base, count, seed=7))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 5)] * 3), min_size=3, max_size=12))
def test_rank_correlations_agree_with_scipy(rows):
    from scipy.stats import kendalltau, spearmanr

    values = np.array(rows, dtype=float)
    rho, tau = rank_correlation(values, values[:, 0])
    for column in range(3):
        pair = values[:, column], values[:, 0]
        if all(np.ptp(axis) > 0 for axis in pair):
            assert rho[column] == pytest.approx(spearmanr(*pair).statistic, abs=1e-12)
            assert tau[column] == pytest.approx(kendalltau(*pair).statistic, abs=1e-12)
        else:
            assert np.isnan(rho[column]) and np.isnan(tau[column])


THREE = np.array([[0.1, 0.1, 0.2], [0.2, 0.3, 0.1], [0.5, 0.5, 0.5]])  # groups × specifications


def test_robust_pairs():
    assert robust_pairs(THREE, THREE[:, 0]) == pytest.approx(2 / 3)
    assert np.isnan(robust_pairs(THREE[:1], THREE[:1, 0]))


def test_rank_ranges():
    ranges = rank_ranges(THREE, THREE[:, 0])
    assert ranges.base.tolist() == [1, 2, 3]
    assert ranges.lowest.tolist() == [1, 1, 3] and ranges.highest.tolist() == [2, 2, 3]
    assert ranges.p5.tolist() == [1, 1, 3] and ranges.p95.tolist() == [2, 2, 3]


def test_rounding_does_not_break_a_tie():
    values = np.array([[0.1 + 0.2], [0.3], [0.4]])
    assert rank_ranges(values, values[:, 0]).base.tolist() == [1.5, 1.5, 3]


def test_a_country_takes_a_second():
    rng = np.random.default_rng(0)
    group, pattern = (axis.ravel() for axis in np.indices((77, 1024)))
    weightings = dirichlet_weightings([3, 3, 3, 3, 1, 1, 1, 1, 1, 1], 1000, seed=1)
    cutoffs = [Fraction(i, 20) for i in range(1, 21)]
    weight = rng.random(group.size)
    start = time.process_time()
    robustness(group, pattern, weight, weightings, cutoffs)
    assert time.process_time() - start < 2.0  # on two cores
