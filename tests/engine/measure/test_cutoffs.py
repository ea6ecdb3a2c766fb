"""Nobody falls on the wrong side of a cut-off: every pattern of ten deprivations at every score.

Floats do put households on the wrong side: 7/18 reached as 0.3888… is not ≥ 0.38888…9.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from ruamsuk.engine.assess import assess
from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.measure.cutoffs import threshold
from ruamsuk.engine.result import Assessment
from ruamsuk.engine.tables import Table
from tests.engine.measure.reference import as_table

NAMES = [f"d{j}" for j in range(10)]
PATTERNS = list(itertools.product((0, 1), repeat=10))
TINY = Fraction(1, 10**9)
WEIGHTS = {
    "three goals of 2, 2 and 6 indicators": ([1, 1, 1], [2, 2, 6]),
    "goals of 1/7, 0.1 and 0.3": (["1/7", "0.1", "0.3"], [3, 3, 4]),
    "a tenth and its multiples": (["0.1", "0.2", "0.3", "0.4"], [1, 2, 3, 4]),
    "thirds of thirds": ([1], [10]),
}


def framework(goals: Sequence[object], sizes: Sequence[int], kind: str) -> Framework:
    names = iter(NAMES)
    return Framework.model_validate(
        {
            "framework": "patterns",
            "title": "patterns",
            "variables": {name: {"type": "integer"} for name in NAMES},
            "goals": [
                {
                    "id": f"g{i}",
                    "title": "goal",
                    "weight": weight,
                    "indicators": [
                        {"id": name, "title": name, "achieved": f"{name} = 0"}
                        for name in itertools.islice(names, size)
                    ],
                }
                for i, (weight, size) in enumerate(zip(goals, sizes, strict=True))
            ],
            "index": {"kind": kind, "cutoff": "0.5"},
        }
    )


@cache
def table() -> Table:
    columns = {name: [p[j] for p in PATTERNS] for j, name in enumerate(NAMES)}
    return as_table(pa.table({"household_id": range(len(PATTERNS)), **columns}))


def scores(weights: Sequence[object], sizes: Sequence[int]) -> list[Fraction]:
    """Score of each pattern as an exact fraction of 1."""
    shares = [Fraction(str(w)) for w in weights]
    inside = [s / sum(shares) / n for s, n in zip(shares, sizes, strict=True) for _ in range(n)]
    return [sum((w for w, d in zip(inside, p, strict=True) if d), Fraction(0)) for p in PATTERNS]


def headcounts(found: Assessment) -> list[dict[str, Any]]:
    """Rows of measure H."""
    estimates = found.estimates()
    kept = estimates.filter(pc.equal(estimates["measure"].cast(pa.string()), "H"))
    rows: list[dict[str, Any]] = kept.to_pylist()
    return rows


@pytest.mark.parametrize("kind", ["alkire-foster", "gnh"])
@pytest.mark.parametrize("weights", WEIGHTS)
def test_how_many_are_poor(weights: str, kind: str) -> None:
    goals, sizes = WEIGHTS[weights]
    points = scores(goals, sizes)
    reachable = sorted({s if kind == "alkire-foster" else 1 - s for s in points} - {0})
    asked = sorted({k + e for k in reachable for e in (-TINY, 0, TINY) if 0 < k + e <= 1})
    step = max(1, len(asked) // 25)  # a plan of thousands of cut-offs would take minutes
    asked = asked[:: step | 1]
    found = assess(framework(goals, sizes, kind), table(), cutoffs=asked)
    ours = {row["k"]: round(row["numerator"]) for row in headcounts(found)}
    poor = {
        float(k): sum(s >= k if kind == "alkire-foster" else 1 - s < k for s in points)
        for k in asked
    }
    assert ours == poor


@pytest.mark.parametrize("kind", ["alkire-foster", "gnh"])
@pytest.mark.parametrize("weights", WEIGHTS)
def test_every_pattern_at_every_cutoff(weights: str, kind: str) -> None:
    goals, sizes = WEIGHTS[weights]
    integers, total = framework(goals, sizes, kind).integer_weights()
    ours = [sum(n for n, d in zip(integers, p, strict=True) if d) for p in PATTERNS]
    exact = scores(goals, sizes)
    assert [Fraction(n, total) for n in ours] == exact
    reachable = sorted({*exact, *(1 - s for s in exact)} - {0})
    for k in (k + e for k in reachable for e in (-TINY, 0, TINY) if 0 < k + e <= 1):
        least = threshold(k, total, kind)
        poor = [s >= k if kind == "alkire-foster" else 1 - s < k for s in exact]
        assert [n >= least for n in ours] == poor, k


@pytest.mark.parametrize("kind", ["alkire-foster", "gnh"])
def test_each_household_by_itself(kind: str) -> None:
    """Every pattern is its own group: its H is its side, at the cut-offs that floats get wrong."""
    goals, sizes = WEIGHTS["three goals of 2, 2 and 6 indicators"]
    asked = [Fraction(n, 18) for n in (6, 7, 12)]
    found = assess(
        framework(goals, sizes, kind),
        table(),
        by=[("household_id",)],
        cutoffs=asked,
    )
    ours = {(row["group"], row["k"]): row["estimate"] for row in headcounts(found) if row["by"]}
    exact = scores(goals, sizes)
    assert ours == {
        (str(i), float(k)): float(s >= k if kind == "alkire-foster" else 1 - s < k)
        for i, s in enumerate(exact)
        for k in asked
    }


def test_floats_would_get_it_wrong() -> None:
    """The danger is real: adding the weights as floats misses patterns that reach 7/18."""
    weights = [1 / 3 / 2] * 4 + [1 / 3 / 6] * 6
    goals, sizes = WEIGHTS["three goals of 2, 2 and 6 indicators"]
    points = zip(PATTERNS, scores(goals, sizes), strict=True)
    lost = [
        p for p, s in points
        if s >= Fraction(7, 18)
        and not sum(w * d for w, d in zip(weights, p, strict=True)) >= 7 / 18
    ]  # fmt: skip
    assert lost
