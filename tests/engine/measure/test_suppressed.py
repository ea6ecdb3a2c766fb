"""Somebody with a computer and the whole published table cannot find a hidden small count.

The attacker knows that every household has answered, and may suppose any number of households, in
each finest place and for each indicator, of the four kinds: poor or not, deprived of it or not.
Whatever is shown is a linear equation in these, M0 tying the indicators together. A hidden small
count must leave at least two numbers to choose from. (An attacker who reasons besides about which
combinations of deprivations make a household poor is beyond what the rules promise.)
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruamsuk.engine.assess import assess
from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.result import Assessment
from tests.engine.disclosure.attacker import bounds
from tests.engine.measure.reference import as_table
from tests.engine.measure.test_agrees_with_oracle import few

NAMES = ("water", "school", "debt")
WEIGHTS = (Fraction(1, 2), Fraction(1, 3), Fraction(1, 6))
CUTOFF = Fraction(1, 2)
PLACES = [
    {"district": f"d{v // 2}", "village": f"v{v}", "sex": sex} for v in range(4) for sex in (0, 1)
]
BYS = [("district",), ("village",), ("sex",), ("district", "sex")]
LEAST = 5
Kind = tuple[int, int, int]  # indicator, deprived of it, poor
KINDS: list[Kind] = [(j, d, p) for j in range(3) for d in (0, 1) for p in (0, 1)]
Amount = Mapping[Kind, float]

FRAMEWORK = Framework.model_validate(
    {
        "framework": "network",
        "title": "network",
        "variables": {name: {"type": "integer"} for name in NAMES},
        "goals": [
            {
                "id": name,
                "title": name,
                "weight": weight,
                "indicators": [{"id": name, "title": name, "achieved": f"{name} = 0"}],
            }
            for name, weight in zip(NAMES, WEIGHTS, strict=True)
        ],
        "index": {"kind": "alkire-foster", "cutoff": CUTOFF},
    }
)


def network(rng: random.Random) -> list[dict[str, Any]]:
    """Two rounds of households in four villages, some of them tiny."""
    rows = []
    for year in (2021, 2024):
        lean = [rng.choice([0.05, 0.3, 0.6]) for _ in NAMES]
        for place in PLACES:
            for _ in range(rng.choice([0, 2, 6, 15, 40])):
                answers = {name: int(rng.random() < p) for name, p in zip(NAMES, lean, strict=True)}
                rows.append({"year": year, **place, **answers})
    return rows


def published(rows: list[dict[str, Any]]) -> Assessment:
    table = as_table(pa.Table.from_pylist(rows))
    return assess(FRAMEWORK, table, rounds="year", by=BYS, suppress=LEAST)


EVERYONE: Amount = {(0, d, p): 1.0 for d in (0, 1) for p in (0, 1)}
POOR: Amount = {(0, d, 1): 1.0 for d in (0, 1)}
POINTS: Amount = {(j, 1, 1): float(w) for j, w in enumerate(WEIGHTS)}


def amounts(measure: str, indicator: str) -> tuple[Amount, Amount]:
    """What a row's numerator and its ``n`` are sums of."""
    j = NAMES.index(indicator) if indicator else 0
    points: Amount = {(j, 1, 1): float(WEIGHTS[j])}
    found: dict[str, tuple[Amount, Amount]] = {
        "share": ({(j, 0, p): 1.0 for p in (0, 1)}, EVERYONE),
        "headcount": ({(j, 1, p): 1.0 for p in (0, 1)}, EVERYONE),
        "H": (POOR, EVERYONE),
        "A": (POINTS, POOR),
        "M0": (POINTS, EVERYONE),
        "censored_headcount": ({(j, 1, 1): 1.0}, EVERYONE),
        "contribution": (points, EVERYONE),
        "contribution_share": (points, POOR),
    }
    return found[measure]


COUNTED = ("share", "headcount", "H", "censored_headcount")


def vector(row: dict[str, Any], amount: Amount) -> np.ndarray:
    """Coefficients of a row's figure over (place, kind)."""
    by = row["by"].split(",") if row["by"] else []
    inside = [" · ".join(str(place[b]) for b in by) == row["group"] for place in PLACES]
    return np.outer(inside, [amount.get(kind, 0.0) for kind in KINDS]).ravel()


def truth(rows: list[dict[str, Any]], year: int) -> np.ndarray:
    """Households of each (place, kind)."""
    found = np.zeros((len(PLACES), len(KINDS)))
    for row in rows:
        if row["year"] == year:
            place = {key: row[key] for key in ("district", "village", "sex")}
            points = sum(
                (w * row[name] for name, w in zip(NAMES, WEIGHTS, strict=True)), Fraction()
            )
            for j, name in enumerate(NAMES):
                kind = (j, row[name], int(points >= CUTOFF))
                found[PLACES.index(place), KINDS.index(kind)] += 1
    return found.ravel()


def known_besides() -> list[np.ndarray]:
    """In each place the poor, and the others, are the same number by every indicator."""
    found = []
    for place, _ in enumerate(PLACES):
        for j in (1, 2):
            for p in (0, 1):
                own = np.zeros((len(PLACES), len(KINDS)))
                for d in (0, 1):
                    own[place, KINDS.index((j, d, p))] = 1.0
                    own[place, KINDS.index((0, d, p))] = -1.0
                found.append(own.ravel())
    return found


def equations(shown: list[dict[str, Any]]) -> tuple[np.ndarray, np.ndarray]:
    """Every distinct figure that is shown, as rows · counts = values."""
    found = {own.tobytes(): (own, 0.0) for own in known_besides()}
    for row in shown:
        top, n = amounts(row["measure"], row["indicator"])
        for own, value in ((vector(row, top), row["numerator"]), (vector(row, n), row["n"])):
            found[own.tobytes()] = (own, value)
    rows, values = zip(*found.values(), strict=True)
    return np.array(rows), np.array(values)


@settings(few, max_examples=5)
@given(st.integers(0, 2**32))
def test_no_small_count_can_be_worked_out(seed: int) -> None:
    rows = network(random.Random(seed))
    table = published(rows).estimates().to_pylist()
    for year in (2021, 2024):
        own = [row for row in table if row["round"] == str(year)]
        real = truth(rows, year)
        shown = [row for row in own if not row["hidden"]]
        if not shown:
            continue
        known, values = equations(shown)
        assert np.allclose(known @ real, values)  # the attacker understands the table
        goals = {}
        for row in own:
            if row["hidden"] and row["measure"] in COUNTED:
                top, n = amounts(row["measure"], row["indicator"])
                for goal in (vector(row, top), vector(row, n) - vector(row, top)):
                    if 0 < goal @ real < LEAST:
                        goals[goal.tobytes()] = (goal, row)
        for goal, row in goals.values():
            low, high = bounds(known, values, goal)
            assert high - low >= 1 - 1e-6, (row, low, high)


@settings(few, max_examples=5)
@given(st.integers(0, 2**32))
def test_small_counts_are_hidden_with_everything_beside_them(seed: int) -> None:
    rows = network(random.Random(seed))
    found = published(rows)
    numbers = ("estimate", "se", "lower", "upper", "numerator", "denominator", "n", "missing")
    counted = {year: truth(rows, year) for year in (2021, 2024)}
    hidden = set()
    for row in found.estimates().to_pylist():
        real = counted[int(row["round"])]
        top, n = amounts(row["measure"], row["indicator"])
        counts = [vector(row, n) @ real]
        if row["measure"] in COUNTED:
            counts += [vector(row, top) @ real, (vector(row, n) - vector(row, top)) @ real]
        if any(0 < count < LEAST for count in counts):
            assert row["hidden"], row
        if row["hidden"]:
            assert all(row[name] is None for name in numbers)
            hidden.add((row["round"], *place_of(row)))
    for row in found.changes().to_pylist():
        ends = {(row[end], *place_of(row)) for end in ("from_round", "to_round")}
        assert row["hidden"] == bool(ends & hidden)
        if row["hidden"]:
            assert all(row[name] is None for name in ("estimate", "se", "lower", "upper"))
    index_hidden = {key for key in hidden if key[3] == "M0"}
    for row in found.splits().to_pylist():
        ends = {(row[e], row["by"], row["group"], "M0", "", row["k"])
                for e in ("from_round", "to_round")}  # fmt: skip
        inside = row["split"].removeprefix("subgroup:")
        parts = {key for key in index_hidden if key[1] == inside}
        rounds = (row["from_round"], row["to_round"])
        assert row["hidden"] or not (ends & hidden)
        assert row["hidden"] or not [key for key in parts if key[0] in rounds]
        assert not row["hidden"] or row["estimate"] is None


def place_of(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["by"], row["group"], row["measure"], row["indicator"], row["k"]


def test_without_a_threshold_nothing_is_hidden() -> None:
    table = as_table(pa.Table.from_pylist(network(random.Random(1))))
    assert not any(
        assess(FRAMEWORK, table, rounds="year", by=BYS).estimates()["hidden"].to_pylist()
    )


def test_the_attacker_would_find_a_count_that_is_not_protected() -> None:
    """Hiding one village by hand is not enough: the district gives it away."""
    rows = network(random.Random(2))
    table = as_table(pa.Table.from_pylist(rows))
    everything = assess(FRAMEWORK, table, rounds="year", by=BYS).estimates().to_pylist()
    own = [row for row in everything if row["round"] == "2021"]
    secret = next(row for row in own if row["by"] == "village" and row["measure"] == "headcount")
    goal = vector(secret, amounts("headcount", secret["indicator"])[0])
    shown = [r for r in own if (r["by"], r["group"]) != ("village", secret["group"])]
    low, high = bounds(*equations(shown), goal)
    assert high - low == pytest.approx(0, abs=1e-6)
