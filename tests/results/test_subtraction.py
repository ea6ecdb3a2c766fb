"""Nobody who reads what is shown can work out what is hidden: tried by brute force."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest

from ruamsuk.engine import load_framework
from ruamsuk.results.computing import Computed, Frozen, compute_rounds
from tests.results.makers import FRAMEWORK

LEAST = 5
ROUNDS = ("2567", "2568")
Counts = tuple[int, int]


def villages(draw: random.Random) -> pa.Table:
    """A full count of three to six villages, some of them tiny, some answers missing."""
    rows = [
        (f"7007040{village}", draw.choice([0.0, 0.0, 0.0, 500.0]), draw.random() < 0.8)
        for village in range(1, draw.randint(4, 7))
        for _household in range(draw.choice([3, 8, 15, 40]))
    ]
    return pa.table(
        {
            "household_id": [f"h{n}" for n in range(len(rows))],
            "village": [village for village, _debt, _water in rows],
            "debt": [debt if draw.random() < 0.9 else None for _village, debt, _water in rows],
            "water": [water for _village, _debt, water in rows],
            "rice": [draw.random() for _row in rows],
        }
    )


def counted(rows: list[dict[str, Any]], label: str, indicator: str) -> dict[str, Counts | None]:
    """Numerator and denominator by village, ``""`` for all; None where they are hidden."""
    return {
        row["group"]: None
        if row["hidden"]
        else (round(row["numerator"]), round(row["denominator"]))
        for row in rows
        if (row["round"], row["measure"], row["indicator"]) == (label, "share", indicator)
    }


def possible(whole: Counts, shown: list[Counts], sizes: list[int]) -> Iterator[range]:
    """For each hidden village, the numerators that fit, told how many answered in each."""
    rest = whole[0] - sum(numerator for numerator, _size in shown)
    for size in sizes:
        others = sum(sizes) - size
        yield range(max(0, rest - others), min(size, rest) + 1)


@pytest.mark.parametrize("seed", range(12))
def test_by_brute_force(seed: int) -> None:
    draw = random.Random(seed)
    rounds = [Frozen(label, {}, villages(draw), None) for label in ROUNDS]
    framework = load_framework(FRAMEWORK)
    computed = compute_rounds(framework, rounds, LEAST, lambda _step: None)
    full, shown = computed.full.estimates().to_pylist(), computed.shown.estimates().to_pylist()
    hidden_ones = 0
    for label in ROUNDS:
        for indicator in ("debt-free", "water"):
            true, seen = counted(full, label, indicator), counted(shown, label, indicator)
            hidden = [group for group in true if group and seen[group] is None]
            hidden_ones += len(hidden)
            for group, counts in seen.items():
                if counts is not None:
                    assert not any(0 < c < LEAST for c in (counts[0], counts[1] - counts[0])), group
            whole = seen[""]
            if whole is None:
                continue
            others = [counts for group, counts in seen.items() if group and counts]
            sizes = [counts[1] for group in hidden if (counts := true[group])]
            for group, fits in zip(hidden, possible(whole, others, sizes), strict=True):
                assert len(fits) > 1, (label, indicator, group)
    assert hidden_ones
    assert_alike(computed)


def assert_alike(computed: Computed) -> None:
    """What is shown is what was computed, less what is hidden."""
    for full, shown in (
        (computed.full.estimates(), computed.shown.estimates()),
        (computed.full.changes(), computed.shown.changes()),
    ):
        for true, seen in zip(full.to_pylist(), shown.to_pylist(), strict=True):
            assert seen["hidden"] or seen == true
