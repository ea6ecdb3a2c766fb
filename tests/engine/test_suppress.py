"""What is hidden beside the tidy tables: small cells that only a join of figures would show."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pyarrow as pa
import pytest

from ruamsuk.engine import Assessment, Framework, assess, insights
from tests.engine.measure.reference import as_table


def framework(count: int, kind: str = "alkire-foster") -> Framework:
    names = [f"v{j}" for j in range(count)]
    return Framework.model_validate(
        {
            "framework": "small",
            "title": "small",
            "variables": {name: {"type": "integer"} for name in names},
            "goals": [
                {
                    "id": name,
                    "title": name,
                    "indicators": [{"id": name, "title": name, "achieved": f"{name} = 0"}],
                }
                for name in names
            ],
            "index": {"kind": kind},
        }
    )


def assessed(counts: dict[tuple[Any, ...], int], **asked: Any) -> Assessment:
    """Assess so many households of each kind: their deprivations, then their round or place."""
    count = asked.pop("count")
    rows = [kind for kind, number in counts.items() for _ in range(number)]
    names = [f"v{j}" for j in range(count)] + ["where"]
    columns = {name: list(own) for name, own in zip(names, zip(*rows, strict=True), strict=False)}
    kind = asked.pop("kind", "alkire-foster")
    return assess(framework(count, kind), as_table(pa.table(columns)), suppress=5, **asked)


def shown(found: Assessment, measure: str) -> dict[tuple[str, float | None], float]:
    return {
        (row["indicator"], row["k"]): row["numerator"]
        for row in found.estimates().to_pylist()
        if row["measure"] == measure and not row["hidden"]
    }


def test_headcounts_of_a_mean_score_have_small_cells_of_their_own() -> None:
    """20 are deprived of v0, but only 2 of them answered the other question."""
    counts = {(1, None): 18, (1, 1): 2, (0, 1): 28, (0, 0): 52}
    found = assessed(counts, count=2, kind="mean")
    assert shown(found, "headcount") == {}
    assert shown(found, "score") == {}


def test_few_deprived_people_between_two_cutoffs_are_hidden() -> None:
    """Poor at 2/4 but not at 3/4 are 42, and 2 of them are deprived of v0."""
    counts = {
        (1, 0, 0, 0): 10,
        (1, 1, 0, 0): 2,
        (0, 0, 1, 1): 20,
        (0, 1, 0, 1): 20,
        (1, 1, 1, 0): 12,
        (1, 0, 1, 1): 12,
        (0, 1, 1, 1): 12,
        (0, 0, 0, 0): 40,
        (0, 1, 0, 0): 10,
        (0, 0, 1, 0): 10,
        (0, 0, 0, 1): 10,
    }
    both = [Fraction(2, 4), Fraction(3, 4)]
    for cutoffs in ([both[0]], [both[1]]):
        alone = assessed(counts, count=4, cutoffs=cutoffs)
        assert ("v0", float(cutoffs[0])) in shown(alone, "censored_headcount")
    together = shown(assessed(counts, count=4, cutoffs=both), "censored_headcount")
    assert {name for name, _ in together} == {"v1", "v2"}  # v3 would tell v0 through M0


@pytest.mark.parametrize("threshold", [0, 5])
def test_the_number_of_rows_would_tell_the_size_of_a_hidden_round(threshold: int) -> None:
    rounds = [2021] * 100 + [2024] * 3
    table = as_table(pa.table({"v0": [0, 1] * 50 + [0, 1, 1], "year": rounds}))
    found = assess(framework(1), table, rounds="year", suppress=threshold)
    assert ("rows" in found.manifest["data"][0]) == (threshold == 0)


def test_findings_do_not_tell_of_hidden_places() -> None:
    """Three large places are alike; a fourth differs, but it has four households."""
    counts = {(d, place): 50 for place in "abe" for d in (0, 1)} | {(1, "c"): 4}
    [finding] = insights(assessed(counts, count=1, by=[("where",)]))
    assert (finding.kind, dict(finding.values)) == ("alike", {"range": 0})


@pytest.mark.parametrize(("apart", "told"), [(0, True), (1, False), (5, True)])
def test_findings_of_pairs_do_not_tell_of_few(apart: int, told: bool) -> None:
    counts = {(1, 1): 100, (0, 0): 100, (1, 0): apart}
    found = insights(assessed(counts, count=2))
    assert any(finding.kind == "redundant" for finding in found) == told


def test_pairs_are_those_of_the_latest_round() -> None:
    counts = {(1, 0, 2021): 50, (0, 1, 2021): 50, (1, 1, 2024): 50, (0, 0, 2024): 50}
    [finding] = insights(assessed(counts, count=2, rounds="where"))
    assert (finding.kind, finding.values["overlap"]) == ("redundant", 1)
