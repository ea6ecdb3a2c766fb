"""Changes and splits over two rounds: clusters visited twice, and groups that nobody is in."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from scipy import stats

from ruamsuk.engine import Design, Framework, assess
from ruamsuk.engine.measure.design import Freedom
from tests.engine.measure.reference import as_table

FRAMEWORK = Framework.model_validate(
    {
        "framework": "panel",
        "title": "panel",
        "variables": {"debt": {"type": "integer"}, "money": {"type": "integer"}},
        "goals": [
            {
                "id": "all",
                "title": "all",
                "indicators": [
                    {"id": "debt", "title": "debt", "achieved": "debt = 0"},
                    {"id": "money", "title": "money", "value": "money", "summary": "median"},
                ],
            }
        ],
        "index": {"kind": "alkire-foster"},
    }
)


def visited(before: range, after: range) -> pa.Table:
    """Ten households in each of the clusters of two rounds; even and odd clusters are strata."""
    random = np.random.default_rng(1)
    psu = np.repeat([*before, *after], 10)
    return pa.table(
        {
            "year": np.repeat([2020, 2021], [10 * len(before), 10 * len(after)]),
            "psu": psu,
            "stratum": psu % 2,
            "debt": random.integers(0, 2, len(psu)),
            "money": random.integers(0, 100, len(psu)),
        }
    )


@pytest.mark.parametrize(
    ("before", "after", "freedom", "df"),
    [
        (range(6), range(6, 12), "domain", 4 + 4),
        (range(6), range(6), "domain", 4),
        (range(6), range(2, 8), "domain", 4 + 4 - 2),
        (range(6), range(6, 12), "design", 12 - 4),
        (range(6), range(6), "normal", np.inf),
    ],
)
def test_degrees_of_freedom(before: range, after: range, freedom: Freedom, df: float) -> None:
    design = Design(strata="stratum", cluster="psu", freedom=freedom)
    table = as_table(visited(before, after))
    found = assess(FRAMEWORK, table, rounds="year", by=[("stratum",)], design=design)
    rows = [row for row in found.changes().to_pylist() if not row["by"]]
    rows += [row for row in found.splits().to_pylist() if row["split"] == "incidence_intensity"]
    reach = {
        (row["upper"] - row["estimate"]) / row["se"] for row in rows if row["se"] and not row["by"]
    }
    assert len(rows) > 10
    assert list(reach) == pytest.approx([stats.t.ppf(0.975, df)] * len(reach))


def test_a_grouping_without_any_label_has_no_split() -> None:
    table = visited(range(6), range(6))
    nobody = table.append_column("district", pa.nulls(len(table), pa.string()))
    found = assess(FRAMEWORK, as_table(nobody), rounds="year", by=[("district",)])
    assert {row["split"] for row in found.splits().to_pylist()} == {"incidence_intensity"}
    assert {row["by"] for row in found.changes().to_pylist()} == {""}


def test_units_without_a_label_are_a_part_of_the_split() -> None:
    table = visited(range(6), range(6))
    some = table.append_column("district", pa.array(["north", None, "south"] * 40))
    found = assess(FRAMEWORK, as_table(some), rounds="year", by=[("district",)])
    parts = [row for row in found.splits().to_pylist() if row["split"] == "subgroup:district"]
    [change] = [
        row["estimate"]
        for row in found.changes().to_pylist()
        if (row["measure"], row["by"], row["kind"]) == ("M0", "", "absolute")
    ]
    assert {row["subgroup"] for row in parts} == {"north", "south", ""}
    assert sum(row["estimate"] for row in parts) == pytest.approx(change, abs=1e-12)
    careful = assess(FRAMEWORK, as_table(some), rounds="year", by=[("district",)], suppress=5)
    hidden = {row["split"]: row["hidden"] for row in careful.splits().to_pylist()}
    assert hidden == {"incidence_intensity": False, "subgroup:district": True}
