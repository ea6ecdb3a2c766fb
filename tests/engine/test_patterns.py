"""Patterns give the engine's own index, and pairs of deprivations as counted by hand."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from ruamsuk.engine import Design, assess, collapse, insights
from ruamsuk.engine.framework.models import Framework
from ruamsuk.lib.problem import ProblemsFound
from tests.engine.measure.reference import DEPRIVATIONS, as_table, framework, survey

DESIGN = Design("w", "stratum", "psu", lonely="remove")


@pytest.fixture(scope="module")
def patterns():
    return collapse(framework(), survey(1, 2), rounds="t", by=["region"], design=DESIGN)


def test_the_base_specification_is_the_assessment(patterns) -> None:
    ranking = patterns.ranking(weightings=5, cutoffs=[Fraction(1, 2)])
    found = assess(framework(), survey(1, 2), rounds="t", by=[("region",)], design=DESIGN)
    m0 = {
        (row["round"], row["group"]): row["estimate"]
        for row in found.estimates().to_pylist()
        if row["measure"] == "M0" and row["by"] == "region"
    }
    ours = {(str(r), str(g)): v for (r, g), v in zip(ranking.groups, ranking.base, strict=True)}
    assert ours.keys() == m0.keys()
    assert all(abs(ours[key] - m0[key]) < 1e-12 for key in m0)
    assert ranking.values.M0.shape == (2, 16, 5)
    assert ranking.spearman[0] == pytest.approx(1.0)
    assert np.all(ranking.ranges.lowest <= ranking.ranges.base)


def test_pairs_are_counted_over_complete_answers(patterns) -> None:
    rows = [
        row
        for row in survey(1, 2).arrow.to_pylist()
        if all(row[name] is not None for name in DEPRIVATIONS)
    ]
    pair = next(p for p in patterns.pairs() if (p.first, p.second) == ("d-nutr", "d-asst"))
    both = sum(row["w"] for row in rows if row["d_nutr"] and row["d_asst"])
    only = sum(row["w"] for row in rows if row["d_nutr"] and not row["d_asst"])
    total = sum(row["w"] for row in rows)
    assert pair.both == pytest.approx(both)
    assert pair.first_only == pytest.approx(only)
    assert pair.both + pair.first_only + pair.second_only + pair.neither == pytest.approx(total)


def test_an_indicator_that_repeats_another_is_found() -> None:
    arrow = survey(1).arrow
    twice = arrow.append_column("d_again", arrow["d_nutr"])
    plain = framework().model_dump(mode="json")
    plain["variables"]["d_again"] = plain["variables"]["d_nutr"]
    plain["goals"][0]["indicators"].append(
        {"id": "d-again", "title": "again", "achieved": "d_again = 0"}
    )
    found = insights(assess(Framework.model_validate(plain), as_table(twice), design=DESIGN))
    assert ("redundant", {"d-nutr", "d-again"}) in [
        (finding.kind, {finding.indicator, finding.other}) for finding in found
    ]


def test_without_an_index_there_are_no_patterns() -> None:
    bare = framework().model_copy(update={"index": None})
    with pytest.raises(ProblemsFound, match="so other weights cannot be tried"):
        collapse(bare, survey(1))


def test_an_index_without_a_cutoff_ranks_by_its_mean_score() -> None:
    plain = framework().model_dump(mode="json")
    plain["index"]["kind"] = "mean"
    mean = Framework.model_validate(plain)
    ranking = collapse(mean, survey(1), by=["region"], design=DESIGN).ranking(weightings=2)
    found = assess(mean, survey(1), by=[("region",)], design=DESIGN).estimates().to_pylist()
    score = [row["estimate"] for row in found if (row["measure"], row["by"]) == ("score", "region")]
    assert 1 - ranking.base == pytest.approx(score, abs=1e-12)


def test_a_table_without_households_says_that_nobody_is_scored() -> None:
    empty = as_table(survey(1).arrow.slice(0, 0))
    with pytest.raises(ProblemsFound, match="Nobody has answered all the indicators"):
        collapse(framework(), empty)
    assert insights(assess(framework().model_copy(update={"index": None}), empty)) == ()


def test_a_table_read_for_another_framework_lacks_a_column() -> None:
    other = as_table(survey(1).arrow.drop_columns(["d_nutr"]))
    with pytest.raises(ProblemsFound, match="The tables have no column d_nutr"):
        assess(framework(), other)
