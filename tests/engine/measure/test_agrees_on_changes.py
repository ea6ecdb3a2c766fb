"""Changes over three rounds are those of R survey 4.1, and of mpitbR 1.0.1 over two."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ruamsuk.engine.assess import assess
from ruamsuk.engine.measure.design import Design
from tests.engine.measure.reference import figures, framework, survey

NAMES = {
    "hd": "headcount",
    "hdk": "censored_headcount",
    "actb": "contribution",
    "pctb": "contribution_share",
}
SURVEY = Design("w", "stratum", "psu", lonely="remove")


@pytest.fixture(scope="module")
def three_rounds() -> dict[tuple[str, ...], dict[str, float]]:
    found = assess(
        framework(),
        survey(1, 2, 3),
        rounds="t",
        by=[("area",), ("region",)],
        design=SURVEY,
        cutoffs=[Fraction(33, 100)],
    )
    keys = ("from_round", "to_round", "by", "group", "measure", "indicator", "kind")
    return {tuple(row[k] for k in keys): row for row in found.changes().to_pylist()}


def place_of(row: dict[str, object]) -> tuple[str, str]:
    return ("", "") if row["loa"] == "nat" else (str(row["loa"]), str(row["subg"]))


def measure_of(name: str) -> tuple[str, str]:
    if name.startswith(("h_", "k_")):
        kind = "headcount" if name.startswith("h_") else "censored_headcount"
        return kind, name[2:].replace("_", "-")
    return {"ck": "M0", "poor": "H"}.get(name, name), ""


def test_changes_of_r_survey(three_rounds: dict[tuple[str, ...], dict[str, float]]) -> None:
    rows = figures("survey_changes.csv")
    assert len(rows) == 759
    wrong = []
    for row in rows:
        by = "" if row["loa"] == "nat" else str(row["loa"])
        group = "" if row["loa"] == "nat" else str(row["subg"])
        where = (str(row["t0"]), str(row["t1"]), by, group, *measure_of(str(row["measure"])))
        absolute = three_rounds[(*where, "absolute")]
        relative = three_rounds[(*where, "relative")]
        # a difference of two shares can be no closer, relative to itself, than the shares are
        points = [
            (absolute["estimate"], row["abs"]),
            (relative["estimate"], row["rel_pct"] / 100),
        ]
        errors = [(absolute["se"], row["abs_se"]), (relative["se"], row["rel_se"] / 100)]
        wrong += [(where, a, b) for a, b in points if abs(a - b) > 1e-12]
        wrong += [(where, a, b) for a, b in errors if abs(a - b) > 1e-10 * b]
    assert wrong == []


@pytest.mark.parametrize(
    ("file", "rounds", "cutoffs"),
    [("mpitbR_t1_lframe.csv", (1,), (20, 33)), ("mpitbR_t12_lframe.csv", (1, 2), (20, 33))],
)
def test_levels_of_mpitbr(file: str, rounds: tuple[int, ...], cutoffs: tuple[int, ...]) -> None:
    found = assess(
        framework(),
        survey(*rounds),
        rounds="t",
        by=[("area",), ("region",)],
        design=Design("w", "stratum", "psu", lonely="remove", freedom="design"),
        cutoffs=[Fraction(k, 100) for k in cutoffs],
    )
    keys = ("round", "by", "group", "measure", "indicator", "k")
    ours = {tuple(row[k] for k in keys): row for row in found.estimates().to_pylist()}
    rows = figures(file)
    wrong = []
    for row in rows:
        place = place_of(row)
        measure, k = NAMES.get(row["measure"], row["measure"]), row["k"]
        k = None if measure == "headcount" else k / 100
        where = (
            str(row.get("t", 1)),
            *place,
            measure,
            (row["indicator"] or "").replace("_", "-"),
            k,
        )
        own = ours[where]
        close = abs(own["estimate"] - row["b"]) <= 1e-7
        if row["se"] is not None:
            close &= abs(own["se"] - row["se"]) <= 1e-10 * row["se"] + 1e-15
            if row["se"] > 1e-12:
                close &= abs(own["lower"] - row["ll"]) <= 1e-7
                close &= abs(own["upper"] - row["ul"]) <= 1e-7
        if not close:
            wrong.append((where, own, row))
    assert len(rows) > 800
    assert wrong == []


def test_changes_of_mpitbr() -> None:
    found = assess(
        framework(),
        survey(1, 2),
        rounds="year",
        by=[("area",), ("region",)],
        design=Design("w", "stratum", "psu", lonely="remove", freedom="normal"),
        cutoffs=[Fraction(20, 100), Fraction(33, 100)],
    )
    keys = ("by", "group", "measure", "indicator", "k", "kind")
    ours = {tuple(row[k] for k in keys): row for row in found.changes().to_pylist()}
    rows = figures("mpitbR_t12_cotframe.csv")
    wrong = []
    for row in rows:
        measure = NAMES.get(row["measure"], row["measure"])
        kind = {"abs": "absolute", "rel": "relative"}[row["ctype"]]
        kind = f"annualised_{kind}" if row["ann"] else kind
        k = None if measure == "headcount" else row["k"] / 100
        indicator = (row["indicator"] or "").replace("_", "-")
        own = ours[(*place_of(row), measure, indicator, k, kind)]
        unit = 100 if row["ctype"] == "rel" else 1
        close = abs(own["estimate"] * unit - row["b"]) <= 1e-7 * unit
        close &= abs(own["se"] * unit - row["se"]) <= 1e-10 * row["se"] + 1e-15
        close &= abs(own["lower"] * unit - row["ll"]) <= 1e-7 * unit
        close &= abs(own["upper"] * unit - row["ul"]) <= 1e-7 * unit
        if not close:
            wrong.append((own, row))
    assert len(rows) > 1500
    assert wrong == []
