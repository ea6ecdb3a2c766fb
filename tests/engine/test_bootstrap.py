"""The bootstrap agrees with R survey's linearised standard errors within its own noise."""

import csv
from pathlib import Path

import numpy as np
import pytest

from ruamsuk.engine import Design, Framework, assess
from ruamsuk.engine.bootstrap import bootstrap_errors, bootstrap_se, rao_wu
from tests.engine.measure.reference import framework, survey

REFERENCE = Path(__file__).parents[1] / "data" / "reference"
WEIGHTS = np.array([3, 3, 3, 3, 1, 1, 1, 1, 1, 1]) / 18
REPLICATES = 2000


def clusters():
    """First round of the golden data as (PSU totals, stratum, region)."""
    with (REFERENCE / "golden_syn.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["t"] == "1"]
    names = [name for name in rows[0] if name.startswith("d_")]
    deprived = np.array([[float(row[name] or "nan") for name in names] for row in rows])
    weight = np.array([float(row["w"]) for row in rows])
    weight = np.where(np.isnan(deprived).any(axis=1), 0, weight)
    score = np.nan_to_num(deprived) @ WEIGHTS
    poor = score >= 0.33
    columns = np.stack([weight * poor, weight * poor * score, weight], axis=1)
    psu, first, index = np.unique(
        [row["psu"] for row in rows], return_index=True, return_inverse=True
    )
    totals = np.zeros((len(psu), 3))
    np.add.at(totals, index, columns)
    strata = np.array([int(row["stratum"]) for row in rows])[first]
    regions = np.array([int(row["region"]) for row in rows])[first]
    return totals, strata, regions


def expected(level):
    """R survey's SEs of H and M0, by subgroup."""
    with (REFERENCE / "survey_levels.csv").open() as file:
        return {
            (row["measure"], row["subg"]): float(row["se"])
            for row in csv.DictReader(file)
            if row["design"] == "t1_lonely_certainty_ccdomain" and row["loa"] == level
        }


@pytest.mark.parametrize("level", ["nat", "region"])
def test_agrees_with_linearised_standard_errors(level):
    totals, strata, regions = clusters()
    group = np.zeros(len(totals), int) if level == "nat" else regions - 1
    se = bootstrap_se(totals[:, :2], totals[:, 2:], strata, group, replicates=REPLICATES, seed=1)
    wanted = expected(level)
    names = ["nat"] if level == "nat" else [str(i + 1) for i in range(8)]
    for g, name in enumerate(names):
        for column, measure in enumerate(["H", "M0"]):
            # noise of a standard error from 2,000 replicates, 4 times, and the curvature of a
            # ratio from 10 clusters, that linearisation leaves out
            assert se[g, column] == pytest.approx(wanted[measure, name], rel=0.1), (measure, name)


def test_multipliers_keep_each_stratum_and_its_lonely_cluster():
    stratum = np.array(["b", "a", "b", "c", "a", "b"])
    drawn = np.array(list(rao_wu(stratum, 4000, seed=3)))
    for name, size in (("a", 2), ("b", 3), ("c", 1)):
        own = drawn[:, stratum == name]
        assert np.allclose(own.sum(axis=1), size)
        assert np.allclose(own.mean(axis=0), 1, atol=0.06)
    assert (drawn[:, 3] == 1).all()


def test_same_seed_same_replicates():
    first, again, other = (list(rao_wu([1, 1, 1, 2, 2], 5, seed)) for seed in (1, 1, 2))
    assert np.array_equal(first, again) and not np.array_equal(first, other)


def test_a_group_that_nobody_is_in_has_no_standard_error():
    se = bootstrap_se([[1.0], [2.0], [0.0]], [[2.0], [3.0], [0.0]], [1, 1, 1], [0, 0, 1])
    assert se[0, 0] > 0 and np.isnan(se[1, 0])


def test_an_assessment_checks_its_own_errors():
    found = assess(
        framework(),
        survey(1, 2),
        rounds="t",
        by=[("area",), ("hhsize",)],
        design=Design("w", "stratum", "psu", lonely="certainty"),
    )
    for by in ((), ("area",)):
        table = bootstrap_errors(found, by, replicates=400, seed=2).to_pylist()
        assert len(table) == (1 if not by else 2) * 2 * (3 + 10 * 5)
        ratios = [row["bootstrap_se"] / row["se"] for row in table if row["se"]]
        assert 0.95 < np.median(ratios) < 1.05
        assert all(0.75 < ratio < 1.3 for ratio in ratios)
    # groups that cut through clusters share the draws of these
    crossed = bootstrap_errors(found, ("hhsize",), replicates=200).to_pylist()
    ratios = [row["bootstrap_se"] / row["se"] for row in crossed if row["measure"] == "H"]
    assert 0.9 < np.median(ratios) < 1.1


def test_a_full_count_has_nothing_to_resample():
    assert bootstrap_errors(assess(framework(), survey(1))).num_rows == 0


def test_medians_alone_have_nothing_to_resample():
    plain = {
        "framework": "money",
        "title": "money",
        "variables": {"hhsize": {"type": "integer"}},
        "goals": [
            {
                "id": "size",
                "title": "size",
                "indicators": [
                    {"id": name, "title": name, "value": "hhsize", "summary": name}
                    for name in ("median", "sum")
                ],
            }
        ],
    }
    found = assess(Framework.model_validate(plain), survey(1), design=Design(sample=True))
    assert bootstrap_errors(found).num_rows == 0
