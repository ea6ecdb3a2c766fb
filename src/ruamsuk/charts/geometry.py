"""Plane geometry for labels on maps: where inside an outline there is most room."""

from __future__ import annotations

import math
from collections.abc import Iterable

Point = tuple[float, float]
Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]

_MOST_POINTS = 300


def area(ring: Ring) -> float:
    """Signed area by the shoelace formula; positive when drawn against the clock."""
    return (
        sum(
            x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True)
        )
        / 2
    )


def centre(ring: Ring) -> Point:
    """The point farthest from the outline among a grid of 13 × 13 over the ring's box.

    A centroid may lie outside a bent place; this point never does unless the place is a thread.
    Between equals the one nearest to the middle of the box is taken. Of an outline of many points
    some hundreds are looked at: on a page the others lie closer together than a line is wide.
    """
    ring = ring[:: -(-len(ring) // _MOST_POINTS)]
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    grid = [
        (
            min(xs) + (max(xs) - min(xs)) * i / 14,
            min(ys) + (max(ys) - min(ys)) * j / 14,
        )
        for i in range(1, 14)
        for j in range(1, 14)
    ]
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2

    def room(point: Point) -> float:
        near = 0.05 * math.dist(point, middle)
        return (_distance(ring, *point) if _inside(ring, *point) else -math.inf) - near

    return max(grid, key=room)


def _edges(ring: Ring) -> Iterable[tuple[Point, Point]]:
    return zip(ring, (*ring[1:], ring[0]), strict=True)


def _inside(ring: Ring, x: float, y: float) -> bool:
    """Whether a ray to the right crosses the outline an odd number of times."""
    crossings = 0
    for (x1, y1), (x2, y2) in _edges(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossings += 1
    return crossings % 2 == 1


def _distance(ring: Ring, x: float, y: float) -> float:
    """Distance from a point to the outline, counting across twice: labels are wide and low."""
    best = math.inf
    for (x1, y1), (x2, y2) in _edges(ring):
        dx, dy = (x2 - x1) / 2, y2 - y1
        px, py = (x - x1) / 2, y - y1
        length = dx * dx + dy * dy
        t = 0.0 if length == 0 else min(1.0, max(0.0, (px * dx + py * dy) / length))
        best = min(best, math.hypot(px - t * dx, py - t * dy))
    return best


def fits(ring: Ring, x: float, y: float, width: float, height: float) -> bool:
    """Whether a box around (x, y) lies inside the ring: its border points all do."""
    steps = [-0.5, -0.25, 0.0, 0.25, 0.5]
    border = [(i, j) for i in steps for j in steps if 0.5 in (abs(i), abs(j))]
    return all(_inside(ring, x + i * width, y + j * height) for i, j in border)
