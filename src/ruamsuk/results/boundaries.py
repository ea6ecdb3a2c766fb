"""Outlines from the operator's file: found by code, made lighter, kept by tambon."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ruamsuk.communities.models import Tambon
from ruamsuk.results.models import Boundary

GRID = 3
"""Decimals of a degree that are kept: about 100 m, finer than a phone can show of a tambon."""

Ring = list[tuple[float, float]]


class UnreadableMap(Exception):
    """The file holds no outlines of tambons; its message says what to do."""


@transaction.atomic
def load_boundaries(path: Path) -> int:
    """Keep the outlines of a GeoJSON file, in place of those kept before for the same tambons.

    The middle of each tambon is kept too: distances count from there where a community does not
    say where it lies.

    Returns:
        How many tambons now have an outline from it.

    Raises:
        UnreadableMap: it is no GeoJSON, or none of its places has the code of a tambon.
    """
    features = _features(path)
    known = frozenset(Tambon.objects.values_list("code", flat=True))
    column = _code_column(features, known)
    found: dict[str, list[list[Ring]]] = {}
    for feature in features:
        code = _code((feature.get("properties") or {}).get(column))
        if code in known and (polygons := _polygons(feature.get("geometry") or {})):
            found.setdefault(code, []).extend(polygons)
    for code, polygons in found.items():
        Boundary.objects.update_or_create(
            tambon_id=code, defaults={"polygons": polygons, "source": path.name}
        )
        if middle := _middle(polygons):
            longitude, latitude = middle
            Tambon.objects.filter(pk=code).update(latitude=latitude, longitude=longitude)
    return len(found)


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        read = json.loads(path.read_text(encoding="utf-8-sig"))
        features = read["features"]
    except (ValueError, KeyError, TypeError) as problem:
        raise UnreadableMap(
            _("“%(name)s” is not GeoJSON. Save the map as GeoJSON (EPSG:4326) and try again.")
            % {"name": path.name}
        ) from problem
    return [feature for feature in features if isinstance(feature, dict)]


def _code(value: object) -> str:
    """The six digits of a tambon's code, of ``700704`` as of ``TH700704``."""
    return re.sub(r"\D", "", str(value if value is not None else ""))


def _code_column(features: Iterable[Mapping[str, Any]], known: frozenset[str]) -> str:
    """The property that holds the codes: the one in which most of them are known."""
    hits = Counter(
        name
        for feature in features
        for name, value in (feature.get("properties") or {}).items()
        if _code(value) in known
    )
    if not hits:
        raise UnreadableMap(
            _("No place in the file has the 6-digit code of a tambon among its properties.")
        )
    return str(hits.most_common(1)[0][0])


def _polygons(geometry: Mapping[str, Any]) -> list[list[Ring]]:
    shapes = geometry.get("coordinates") or []
    if geometry.get("type") == "Polygon":
        shapes = [shapes]
    elif geometry.get("type") != "MultiPolygon":
        return []
    made = [[_lighter(ring) for ring in shape] for shape in shapes]
    return [[ring for ring in shape if ring] for shape in made if shape and shape[0]]


def _middle(polygons: Iterable[list[Ring]]) -> tuple[float, float] | None:
    """The centre of mass of the outer rings; holes are small and do not count."""
    area = x = y = 0.0
    for (ax, ay), (bx, by) in (pair for shape in polygons for pair in pairwise(_closed(shape[0]))):
        part = ax * by - bx * ay
        area, x, y = area + part, x + (ax + bx) * part, y + (ay + by) * part
    return (round(x / (3 * area), GRID), round(y / (3 * area), GRID)) if area else None


def _closed(ring: Ring) -> Ring:
    """The ring, back to where it began, counter-clockwise."""
    turned = sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]))
    return [*ring, ring[0]] if turned > 0 else [ring[0], *reversed(ring)]


def _lighter(ring: Iterable[Iterable[float]]) -> Ring:
    """The ring on a grid, without what no longer turns; neighbours keep a common border.

    Every outline is laid on the same grid, so a border that two tambons share stays shared, which
    simplifying each on its own would not give. A ring smaller than the grid vanishes.
    """
    points: Ring = []
    for x, y, *_rest in ring:
        point = (round(float(x), GRID), round(float(y), GRID))
        if not points or point != points[-1]:
            points.append(point)
    kept = points[:1]
    for point, after in pairwise(points[1:]):
        if _turn(kept[-1], point, after):
            kept.append(point)
    kept += points[-1:]
    return kept if len(kept) > 3 else []


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> bool:
    """Whether the way from a over b to c is not straight, in whole steps of the grid."""
    unit = 10**GRID
    (ax, ay), (bx, by), (cx, cy) = ((round(x * unit), round(y * unit)) for x, y in (a, b, c))
    return bool((bx - ax) * (cy - by) != (by - ay) * (cx - bx))
