"""What must hold between the figures of one assessment, to 1e-12."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given, settings

from ruamsuk.engine.assess import assess
from ruamsuk.engine.measure.design import Design
from tests.engine.measure.reference import framework, survey
from tests.engine.measure.test_agrees_with_oracle import assessed, few
from tests.engine.measure.worlds import World, worlds

Rows = list[dict[str, Any]]


def near(value: float) -> Any:
    return pytest.approx(value, rel=1e-12, abs=1e-12)


def at(rows: Rows, *keys: str) -> dict[tuple[Any, ...], dict[str, Rows]]:
    """Rows by place and then by measure, those without an estimate left out."""
    found: dict[tuple[Any, ...], dict[str, Rows]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row["estimate"] is not None:
            found[tuple(row[key] for key in keys)][row["measure"]].append(row)
    return found


def within_a_place(rows: Rows) -> None:
    for (*_, k), own in at(rows, "round", "by", "group", "k").items():
        if k is not None and "A" in own:
            [h], [a], [m0] = own["H"], own["A"], own["M0"]
            assert m0["estimate"] == near(h["estimate"] * a["estimate"])
            assert sum(r["estimate"] for r in own["contribution_share"]) == near(1)
        if "M0" in own:
            total = own["M0"][0]["estimate"]
            assert sum(r["estimate"] for r in own["contribution"]) == near(total)
        if "GNH" in own:
            assert own["GNH"][0]["estimate"] == near(1 - own["M0"][0]["estimate"])
        bands = [r["estimate"] for m, rs in own.items() if m.startswith("band:") for r in rs]
        assert not bands or sum(bands) == near(1)
        if "score" in own:
            short = sum(r["estimate"] for r in own["contribution"])
            assert own["score"][0]["estimate"] == near(1 - short)


def over_places(rows: Rows, by: str) -> None:
    """Groups weighted by their denominators make the whole."""
    keys = ("round", "measure", "indicator", "k")
    for row in rows:
        if row["by"] == "" and row["estimate"] is not None and row["measure"] != "median":
            parts = [
                r
                for r in rows
                if r["by"] == by and all(r[key] == row[key] for key in keys) and r["denominator"]
            ]
            if row["measure"] == "sum":
                assert sum(r["estimate"] for r in parts) == near(row["estimate"])
                continue
            whole = sum(r["denominator"] for r in parts)
            assert whole == near(row["denominator"])
            weighted = sum(r["denominator"] * r["estimate"] for r in parts) / whole
            assert weighted == near(row["estimate"])


@few
@given(worlds())
def test_in_any_world(world: World) -> None:
    rows = assessed(world).estimates().to_pylist()
    within_a_place(rows)
    over_places(rows, "district")  # every household has a district


@settings(few, max_examples=10)
@given(worlds(rounds=3))
def test_changes_in_any_world(world: World) -> None:
    found = assessed(world)
    whole = at(found.changes().to_pylist(), "from_round", "to_round", "by", "group", "k", "kind")
    change_of_m0 = {}
    for (early, late, by, group, k, kind), own in whole.items():
        if kind == "absolute" and "M0" in own:
            change = own["M0"][0]["estimate"]
            change_of_m0[early, late, by, group, k] = change
            assert sum(r["estimate"] for r in own["contribution"]) == near(change)
    parts: dict[tuple[Any, ...], list[float | None]] = defaultdict(list)
    for row in found.splits().to_pylist():
        place = (row["from_round"], row["to_round"], row["by"], row["group"], row["k"])
        if "village" not in row["split"]:  # a household without a village is in no part
            parts[(*place, row["split"])].append(row["estimate"])
    for (*place, _), values in parts.items():
        if None not in values:
            assert sum(filter(None, values)) == near(change_of_m0[tuple(place)])


def test_changes_of_the_reference_survey() -> None:
    """The same on a survey where everybody has a region, so that no split may be left out."""
    found = assess(
        framework(),
        survey(1, 2),
        rounds="t",
        by=[("area",), ("region",)],
        design=Design("w", "stratum", "psu", lonely="remove"),
    )
    change = {
        (row["by"], row["group"]): row
        for row in found.changes().to_pylist()
        if row["measure"] == "M0" and row["kind"] == "absolute"
    }
    names = set()
    splits: dict[tuple[str, str, str], float] = defaultdict(float)
    for row in found.splits().to_pylist():
        names.add(row["split"])
        splits[row["by"], row["group"], row["split"]] += row["estimate"]
    assert names == {"incidence_intensity", "subgroup:area", "subgroup:region"}
    for (by, group, _), total in splits.items():
        assert total == near(change[by, group]["estimate"])
