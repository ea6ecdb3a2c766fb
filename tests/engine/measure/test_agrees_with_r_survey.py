"""Estimates, standard errors and limits are those of R survey 4.1 (Lumley) on 15 designs."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ruamsuk.engine.assess import assess
from ruamsuk.engine.measure.design import Design
from tests.engine.measure.reference import figures, framework, survey

CLUSTERED = {"weight": "w", "strata": "stratum", "cluster": "psu"}
DESIGNS: dict[str, tuple[dict[str, object], dict[str, object]]] = {
    **{
        f"t1_lonely_{lonely}_{missing}": (
            {**CLUSTERED, "lonely": lonely},
            {"missing": "listwise" if missing == "listwise" else "complete"},
        )
        for lonely in ("remove", "adjust", "average", "certainty")
        for missing in ("ccdomain", "listwise")
    },
    "t1_psu_ccdomain": ({"weight": "w", "cluster": "psu"}, {}),
    "t1_strata_ccdomain": ({"weight": "w", "strata": "stratum"}, {}),
    "t1_srs_ccdomain": ({"weight": "w"}, {}),
    "t1_fpc_ccdomain": ({**CLUSTERED, "fpc": "Npsu", "lonely": "remove"}, {}),
    "t1_popweights_ccdomain": ({**CLUSTERED, "weight": "wp", "lonely": "remove"}, {}),
    "t1_k20_ccdomain": ({**CLUSTERED, "lonely": "remove"}, {"k": 20}),
    "t1_k90_degenerate_ccdomain": ({**CLUSTERED, "lonely": "remove"}, {"k": 90}),
}
MEASURES = {
    "hd": "headcount",
    "hdk": "censored_headcount",
    "actb": "contribution",
    "pctb": "contribution_share",
}
Key = tuple[str, str, str, str]


def ours(design: Design, cutoff: int, missing: str) -> dict[Key, dict[str, float | None]]:
    """Our estimates by (by, group, measure, indicator)."""
    found = assess(
        framework(),
        survey(1),
        by=[("area",), ("region",)],
        design=design,
        cutoffs=[Fraction(cutoff, 100)],
        missing=missing,
    )
    return {
        (row["by"], row["group"], row["measure"], row["indicator"]): row
        for row in found.estimates().to_pylist()
    }


def key_of(row: dict[str, object]) -> Key:
    by = "" if row["loa"] == "nat" else str(row["loa"])
    group = "" if row["loa"] == "nat" else str(row["subg"])
    measure = MEASURES.get(str(row["measure"]), str(row["measure"]))
    return by, group, measure, str(row["indicator"] or "").replace("_", "-")


def close(ours: float | None, theirs: float | None, relative: float) -> bool:
    if theirs is None:
        return True
    return ours is not None and abs(ours - theirs) <= relative * abs(theirs) + 1e-15


@pytest.mark.parametrize("name", DESIGNS)
@pytest.mark.parametrize("freedom", ["domain", "design"])
def test_design(name: str, freedom: str) -> None:
    columns, options = DESIGNS[name]
    design = Design(**{"lonely": "fail", **columns, "freedom": freedom})  # type: ignore[arg-type]
    found = ours(design, int(options.get("k", 33)), str(options.get("missing", "complete")))
    theirs = [row for row in figures("survey_levels.csv") if row["design"] == name]
    assert len(theirs) == 473
    wrong = []
    for row in theirs:
        own = found[key_of(row)]
        points = close(own["estimate"], row["b"], 1e-12)
        errors = close(own["se"], row["se"], 1e-10)
        interior = row["se"] is not None and row["se"] > 1e-12
        limits = not interior or all(
            close(own[side], row[f"{end}_logit_{freedom}df"], 1e-10)
            for side, end in (("lower", "ll"), ("upper", "ul"))
        )
        if not (points and errors and limits):
            wrong.append((key_of(row), own, row))
    assert wrong == []
