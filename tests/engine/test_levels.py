"""Households, persons and communities in one assessment, each from its own table."""

from __future__ import annotations

import pyarrow as pa
import pytest

from ruamsuk.engine import Design, Framework, assess
from ruamsuk.lib.problem import ProblemsFound
from tests.engine.measure.reference import as_table

FRAMEWORK = Framework.model_validate(
    {
        "framework": "levels",
        "title": "levels",
        "variables": {
            "water": {"type": "boolean"},
            "age": {"type": "integer", "level": "person"},
            "fund": {"type": "boolean", "level": "community"},
        },
        "goals": [
            {
                "id": "all",
                "title": "all",
                "indicators": [
                    {"id": "water", "title": "water", "achieved": "water"},
                    {"id": "young", "title": "y", "level": "person", "achieved": "age < 15"},
                    {"id": "fund", "title": "f", "level": "community", "achieved": "fund"},
                ],
            }
        ],
    }
)
HOUSEHOLDS = pa.table(
    {
        "household_id": ["a", "b", "c", "d"],
        "village": [1, 1, 2, 2],
        "w": [1.0, 3.0, 2.0, 2.0],
        "water": [True, False, True, True],
        "age": [99, 99, 99, 99],  # not the person's age, whatever it is
    }
)
PERSONS = pa.table(
    {
        "household_id": ["a", "a", "b", "c"],
        "age": [10, 40, None, 12],
        "sex": ["f", "m", "f", "f"],
    }
)
COMMUNITIES = pa.table({"community": ["x", "y"], "fund": [True, False]})


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str, str], dict[str, object]]:
    assessment = assess(
        FRAMEWORK,
        as_table(HOUSEHOLDS),
        as_table(PERSONS, "person"),
        as_table(COMMUNITIES, "community"),
        by=[("village",), ("sex",), ("village", "sex")],
        design=Design(weight="w"),
    )
    rows = assessment.estimates().to_pylist()
    return {(row["indicator"], row["by"], row["group"]): row for row in rows}


@pytest.mark.parametrize(
    ("where", "estimate", "n", "missing"),
    [
        (("water", "", ""), 5 / 8, 4, 0.0),
        (("water", "village", "1"), 1 / 4, 2, 0.0),
        (("young", "", ""), 3 / 4, 3, 3 / 7),  # persons carry their household's weight
        (("young", "village", "1"), 1 / 2, 2, 3 / 5),
        (("fund", "", ""), 1 / 2, 2, 0.0),
    ],
)
def test_estimate(found, where, estimate, n, missing) -> None:
    row = found[where]
    assert row["estimate"] == pytest.approx(estimate, abs=1e-12)
    assert row["n"] == n
    assert row["missing"] == pytest.approx(missing, abs=1e-12)


def test_communities_are_all_counted(found) -> None:
    assert found["fund", "", ""]["se"] is None
    assert found["water", "", ""]["se"] is not None
    assert ("fund", "village", "1") not in found


def test_each_level_is_grouped_by_what_its_tables_hold(found) -> None:
    by = {name: {b for i, b, _ in found if i == name} for name in ("water", "young", "fund")}
    assert by == {
        "water": {"", "village"},
        "young": {"", "village", "sex", "village,sex"},
        "fund": {""},
    }
    assert found["young", "sex", "f"]["estimate"] == 1
    assert found["young", "village,sex", "1 · m"]["estimate"] == 0


def test_a_column_that_no_table_holds() -> None:
    with pytest.raises(ProblemsFound, match="no column tambon"):
        assess(
            FRAMEWORK,
            as_table(HOUSEHOLDS),
            as_table(PERSONS, "person"),
            as_table(COMMUNITIES, "community"),
            by=[("sex",), ("tambon",)],
        )


def test_persons_alone_are_enough_where_only_persons_are_counted() -> None:
    plain = FRAMEWORK.model_dump(mode="json")
    plain["goals"][0]["indicators"] = plain["goals"][0]["indicators"][1:2]
    framework = Framework.model_validate(plain)
    assessment = assess(framework, persons=as_table(PERSONS, "person"))
    row = assessment.estimates().to_pylist()[0]
    assert (row["estimate"], row["n"], row["missing"]) == (2 / 3, 3, 1 / 4)


def test_a_small_group_shows_no_mean_score() -> None:
    plain = FRAMEWORK.model_dump(mode="json")
    plain["goals"][0]["indicators"] = plain["goals"][0]["indicators"][:1]
    plain["index"] = {"kind": "mean"}
    many = pa.table(
        {"village": [1] * 3 + [2] * 40, "water": [True, False, True] + [True, False] * 20}
    )
    assessment = assess(
        Framework.model_validate(plain), as_table(many), by=[("village",)], suppress=5
    )
    rows = [row for row in assessment.estimates().to_pylist() if row["by"] == "village"]
    assert {row["measure"] for row in rows} >= {"score", "share", "headcount", "contribution"}
    assert all(row["hidden"] and row["estimate"] is None for row in rows)
