"""Cases of docs/decisions/0012: what a peer's rule finds, and what we do instead."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ruamsuk.engine import Design, assess
from tests.engine.measure.reference import DEPRIVATIONS, framework, survey

K = Fraction(7, 18)
PLACES = ("region", "area")


def test_a_float_cut_off_loses_poor_households() -> None:
    weights, total = framework().integer_weights()
    rows = [
        [row[name] for name in DEPRIVATIONS]
        for row in survey(1, 2, 3).arrow.to_pylist()
        if all(row[name] is not None for name in DEPRIVATIONS)
    ]
    exactly = [sum(n * int(g) for n, g in zip(weights, row, strict=True)) for row in rows]
    floats = [sum(n / total * g for n, g in zip(weights, row, strict=True)) for row in rows]
    poor = sum(score >= 7 for score in exactly)
    lost = sum(score >= 7 and peer < 7 / 18 for score, peer in zip(exactly, floats, strict=True))
    assert (lost, poor) == (69, 1191)  # a sum of floats calls 69 of the poor not poor

    found = assess(framework(), survey(1, 2, 3), cutoffs=[K]).estimates().to_pylist()
    headcount = next(row for row in found if row["measure"] == "H")
    assert headcount["numerator"] == poor
    assert headcount["n"] == len(rows)


def test_nobody_poor_has_limits_and_no_intensity() -> None:
    design = Design("w", "stratum", "psu", lonely="remove")
    found = assess(framework(), survey(1), by=[PLACES], design=design, cutoffs=[Fraction(1)])
    rows = [
        row
        for row in found.estimates().to_pylist()
        if row["measure"] in ("H", "A") and row["by"] == "region,area"
    ]
    empty = [row for row in rows if row["measure"] == "H" and row["estimate"] == 0]
    assert any(row["upper"] for row in empty)
    for row in empty:
        if row["upper"] is not None:  # none where a single cluster leaves no degrees of freedom
            assert 0 == row["lower"] < row["upper"] < 0.2
        intensity = next(r for r in rows if r["measure"] == "A" and r["group"] == row["group"])
        assert intensity["estimate"] is intensity["se"] is intensity["lower"] is None


@pytest.mark.parametrize("measure", ["H", "M0", "headcount", "contribution"])
def test_a_full_count_has_no_error(measure: str) -> None:
    found = assess(framework(), survey(1)).estimates().to_pylist()
    rows = [row for row in found if row["measure"] == measure]
    assert rows
    assert all(row["se"] is row["lower"] is row["upper"] is None for row in rows)
