"""A map of places filled by their value, for boundaries given as GeoJSON."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ruamsuk.charts import svg
from ruamsuk.charts.geometry import Polygon, area, centre, fits
from ruamsuk.charts.model import Label, Scale, Value
from ruamsuk.charts.text import text_width
from ruamsuk.lib.text import Language, LocalText

SIZE = 12.5
LEGEND = LocalText("ที่แคบเกินจะเขียนตัวเลข ดูในตาราง", "places too small for a number are in the table")

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class Region:
    """One place's outline.

    Attributes:
        code: joins the outline to its value.
        name: what people call it.
        polygons: each an outer ring and its holes, as (longitude, latitude).
    """

    code: str
    name: Label
    polygons: tuple[Polygon, ...]


@dataclass(frozen=True, slots=True)
class Choropleth:
    """Outlines and the values that fill them.

    Attributes:
        title: what is shown.
        scale: the scale of all places.
        regions: the outlines; one without a value is drawn as “no data”.
        values: value by code.
    """

    title: LocalText
    scale: Scale
    regions: tuple[Region, ...]
    values: Mapping[str, Value]


def regions_from_geojson(
    collection: Mapping[str, Any], code: str, name: str, codes: Iterable[str]
) -> tuple[Region, ...]:
    """The outlines of ``codes`` in a GeoJSON FeatureCollection, in the order of ``codes``.

    Args:
        collection: the parsed GeoJSON with Polygon and MultiPolygon geometries.
        code: property that holds the code.
        name: property that holds the name.
        codes: the places wanted; those without an outline are left out.
    """
    found: dict[str, Region] = {}
    for feature in collection.get("features", ()):
        geometry, properties = feature.get("geometry") or {}, feature.get("properties") or {}
        if geometry.get("type") not in ("Polygon", "MultiPolygon") or code not in properties:
            continue
        shapes = geometry["coordinates"]
        if geometry["type"] == "Polygon":
            shapes = [shapes]
        polygons = tuple(
            tuple(tuple((float(p[0]), float(p[1])) for p in ring) for ring in shape)
            for shape in shapes
            if shape and shape[0]  # an empty outline draws nothing, and has no middle
        )
        key = str(properties[code])
        words = str(properties.get(name, key))
        found[key] = Region(key, Label(LocalText(words, words)), polygons)
    return tuple(found[key] for key in map(str, codes) if key in found)


def draw_choropleth(choropleth: Choropleth, language: Language, width: float = 360.0) -> str:
    """The map as SVG, north up, degrees of longitude narrowed by the cosine of the middle latitude.

    Names are printed in the place or beside it, else the number alone; nothing overlaps.
    """
    outlines, height = _project(choropleth.regions, width)
    shapes = [
        _shape(outline, choropleth.values.get(region.code, Value(None)), choropleth.scale)
        for region, outline in zip(choropleth.regions, outlines, strict=True)
    ]
    labels, complete = _labels(choropleth, outlines, language, (width, height))
    values = [choropleth.values.get(region.code, Value(None)) for region in choropleth.regions]
    absent = {value.hidden for value in values if value.shown is None}
    swatches = svg.step_swatches(language, [choropleth.scale])
    swatches += svg.gap_swatches(language, hidden=True in absent, no_data=False in absent)
    legend, depth = svg.legend(0, height + 12, width, swatches)
    if not complete:
        depth += 20
        legend += svg.label(0, height + 8 + depth, LEGEND.to(language), size=SIZE, fill=svg.MUTED)
    return svg.picture(
        width,
        height + 16 + depth,
        "".join(shapes) + labels + legend,
        title=choropleth.title.to(language),
        description="; ".join(
            f"{region.name.full.to(language)} {choropleth.scale.words(value, language)}"
            for region, value in zip(choropleth.regions, values, strict=True)
        ),
        language=language,
    )


def _project(regions: tuple[Region, ...], width: float) -> tuple[list[list[Polygon]], float]:
    """Longitude and latitude to pixels, and the height that the map takes."""
    points = [p for r in regions for polygon in r.polygons for ring in polygon for p in ring]
    if not points:
        return [[] for _ in regions], 0.0
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = math.cos(math.radians((south + north) / 2))
    span = max((east - west) * narrow, (north - south) / 1.4, 1e-9)
    unit = (width - 4) / span
    left = 2 + (width - 4 - (east - west) * narrow * unit) / 2

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return left + (point[0] - west) * narrow * unit, 2 + (north - point[1]) * unit

    outlines = [
        [tuple(tuple(map(at, ring)) for ring in polygon) for polygon in region.polygons]
        for region in regions
    ]
    return outlines, (north - south) * unit + 4


def _shape(outline: list[Polygon], value: Value, scale: Scale) -> str:
    path = "".join(
        "M" + "L".join(f"{svg.number(x)} {svg.number(y)}" for x, y in ring) + "Z"
        for polygon in outline
        for ring in polygon
        if ring
    )
    if not path:
        return ""
    if value.shown is None:
        fill = svg.hatch_fill() if value.hidden else svg.CARD
    else:
        step = scale.step(value.shown)
        fill = svg.PLAIN if step is None else svg.STEPS[step]
    return svg.tag(
        "path",
        d=path,
        fill=fill,
        fill_rule="evenodd",
        stroke=svg.CARD if value.shown is not None else "#b9ab88",
        stroke_width=1.5,
        stroke_linejoin="round",
    )


def _labels(
    choropleth: Choropleth,
    outlines: list[list[Polygon]],
    language: Language,
    size: tuple[float, float],
) -> tuple[str, bool]:
    """Names and numbers inside or beside their places, and whether every number found room."""
    parts, complete = [], True
    taken = [box for outline in outlines if (box := _bounds(outline))]
    for region, outline in zip(choropleth.regions, outlines, strict=True):
        value = choropleth.values.get(region.code, Value(None))
        if value.shown is None or not outline or not outline[0]:
            continue
        step = choropleth.scale.step(value.shown)
        ink = svg.INK if step is None else svg.STEP_INK[step]
        ring = max((polygon[0] for polygon in outline if polygon), key=lambda r: abs(area(r)))
        x, y = centre(ring)
        number = choropleth.scale.number(value.shown)
        name = region.name.brief(language)
        wide = max(text_width(name, SIZE), text_width(number, 14, bold=True))
        if fits(ring, x, y, wide + 4, 34):
            parts.append(svg.label(x, y - 3, name, size=SIZE, fill=ink, anchor="middle"))
            parts.append(svg.label(x, y + 13, number, fill=ink, bold=True, anchor="middle"))
        elif spot := _beside(_bounds(outline), wide + 4, taken, size):
            taken.append(spot)
            x, y = (spot[0] + spot[2]) / 2, (spot[1] + spot[3]) / 2
            parts.append(svg.label(x, y - 3, name, size=SIZE, fill=svg.INK, anchor="middle"))
            parts.append(svg.label(x, y + 13, number, fill=svg.INK, bold=True, anchor="middle"))
        elif fits(ring, x, y, text_width(number, SIZE, bold=True) + 2, 13):
            parts.append(
                svg.label(x, y + 4.5, number, size=SIZE, fill=ink, bold=True, anchor="middle")
            )
        else:
            complete = False
    return "".join(parts), complete


def _bounds(outline: list[Polygon]) -> Box | None:
    points = [point for polygon in outline for ring in polygon for point in ring]
    if not points:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _beside(
    place: Box | None, wide: float, taken: list[Box], size: tuple[float, float]
) -> Box | None:
    """Room for a name above its number below, above or next to a place that stands free."""
    if place is None:
        return None
    left, top, right, bottom = place
    x, y, half, tall = (left + right) / 2, (top + bottom) / 2, wide / 2, 36.0
    spots = (
        (x - half, bottom + 1, x + half, bottom + 1 + tall),
        (x - half, top - 1 - tall, x + half, top - 1),
        (right + 3, y - tall / 2, right + 3 + wide, y + tall / 2),
        (left - 3 - wide, y - tall / 2, left - 3, y + tall / 2),
    )
    for spot in spots:
        inside = spot[0] >= 0 and spot[1] >= 0 and spot[2] <= size[0] and spot[3] <= size[1]
        if inside and not any(_overlap(spot, box) for box in taken):
            return spot
    return None


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
