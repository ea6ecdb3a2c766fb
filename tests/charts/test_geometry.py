"""Where the label of a place goes."""

from __future__ import annotations

import math

import pytest

from ruamsuk.charts import geometry
from ruamsuk.charts.geometry import Ring, centre


def circle(points: int) -> Ring:
    turns = [2 * math.pi * i / points for i in range(points)]
    return tuple((100 + 50 * math.cos(a), 100 + 50 * math.sin(a)) for a in turns)


@pytest.mark.parametrize("points", [3, 4, 299, 300, 301, 5000])
def test_few_points_are_looked_at(points: int, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    distance = geometry._distance

    def counted(ring: Ring, x: float, y: float) -> float:
        seen.append(len(ring))
        return distance(ring, x, y)

    monkeypatch.setattr(geometry, "_distance", counted)
    x, y = centre(circle(points))
    assert math.dist((x, y), (100, 100)) < 25
    assert min(points, 150) <= max(seen) <= 300


def test_a_bent_place_is_named_inside_itself() -> None:
    corner: Ring = ((0, 0), (100, 0), (100, 20), (20, 20), (20, 100), (0, 100))
    x, y = centre(corner)
    assert 0 < x < 100 and 0 < y < 100 and (x < 20 or y < 20)
