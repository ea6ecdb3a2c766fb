"""Every picture: the same bytes, well formed, escaped, named, and whole at the extremes."""

from __future__ import annotations

import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruamsuk.charts import (
    Bars,
    Change,
    Changes,
    Choropleth,
    HeatTable,
    Label,
    Multiples,
    Panel,
    Petals,
    Scale,
    Tile,
    TileMap,
    Value,
    draw_bars,
    draw_changes,
    draw_choropleth,
    draw_heat_table,
    draw_multiples,
    draw_petals,
    draw_tile_map,
    regions_from_geojson,
)
from ruamsuk.charts.text import text_width
from ruamsuk.lib.text import LANGUAGES, Language, LocalText

from .samples import GEOJSON, HIDDEN, NOTHING, SAMPLES

SNAPSHOTS = Path(__file__).parent / "snapshots"
SVG = "{http://www.w3.org/2000/svg}"
CASES = [(name, language) for name in SAMPLES for language in LANGUAGES]


@pytest.mark.parametrize(("name", "language"), CASES)
def test_bytes_are_those_of_the_snapshot(name: str, language: Language) -> None:
    """RUAMSUK_SNAPSHOTS=write renews the files; look at each of them before it is committed."""
    path = SNAPSHOTS / f"{name}-{language}.svg"
    drawn = SAMPLES[name](language) + "\n"
    if os.environ.get("RUAMSUK_SNAPSHOTS") == "write":
        path.write_text(drawn, encoding="utf-8")
    assert drawn == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "language"), CASES)
def test_it_is_named_described_and_free_of_styles(name: str, language: Language) -> None:
    drawn = SAMPLES[name](language)
    root = ET.fromstring(drawn)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert root.get("role") == "img" and root.get("lang") == language
    assert {root.get("aria-labelledby"), root.get("aria-describedby")} <= set(ids)
    assert len(ids) == len(set(ids))
    assert (root.findtext(f"{SVG}title") or "").strip()
    assert (root.findtext(f"{SVG}desc") or "").strip()
    assert not re.search(r"style=|<style|<script|href|\son\w+=|nan|inf\b", drawn.lower())


@pytest.mark.parametrize(("name", "language"), CASES)
def test_no_text_leaves_the_picture(name: str, language: Language) -> None:
    root = ET.fromstring(SAMPLES[name](language))
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    for x, y, text, size in texts(root):
        assert x >= -1 and x + text_width(text, size) <= width + 1, text
        assert 0 <= y <= height, text


def texts(root: ET.Element) -> list[tuple[float, float, str, float]]:
    """Left edge, baseline, words and size of each text, with the shift of its group."""
    found = []
    shifts = {root: (0.0, 0.0)}
    for parent in root.iter():
        for child in parent:
            dx, dy = shifts[parent]
            if shift := re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", child.get("transform", "")):
                dx, dy = dx + float(shift[1]), dy + float(shift[2])
            shifts[child] = (dx, dy)
            if child.tag == f"{SVG}text":
                size, words = float(child.get("font-size", "14")), child.text or ""
                back = {"middle": 0.5, "end": 1.0}.get(child.get("text-anchor", ""), 0.0)
                left = float(child.get("x", "0")) + dx - back * text_width(words, size)
                found.append((left, float(child.get("y", "0")) + dy, words, size))
    return found


def overlaps(root: ET.Element) -> list[tuple[str, str]]:
    boxes = [(x, y - 0.7 * s, x + text_width(t, s), y, t) for x, y, t, s in texts(root)]
    return [
        (a[4], b[4])
        for i, a in enumerate(boxes)
        for b in boxes[:i]
        if min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1
    ]


@pytest.mark.parametrize(("name", "language"), CASES)
def test_no_text_overlaps_another(name: str, language: Language) -> None:
    assert overlaps(ET.fromstring(SAMPLES[name](language))) == []


@pytest.mark.parametrize(
    ("kind", "shapes"),
    [("Polygon", []), ("Polygon", [[]]), ("MultiPolygon", [[[]], [[[0, 0], [1, 0], [1, 1]]]])],
)
def test_an_outline_may_be_empty(kind: str, shapes: list[object]) -> None:
    feature = {"geometry": {"type": kind, "coordinates": shapes}, "properties": {"code": "1"}}
    regions = regions_from_geojson({"features": [feature]}, "code", "name", ["1"])
    assert "<svg" in draw_choropleth(
        Choropleth(LocalText("แผนที่", "Map"), Scale(), regions, {"1": Value(50)}), "th"
    )


def draw_all(names: list[str], values: list[Value], scale: Scale) -> list[str]:
    """All seven kinds from one list of names and values."""
    labels = [Label(LocalText(name, name)) for name in names]
    title = LocalText(names[0] if names else "ว่าง", names[0] if names else "empty")
    pairs = tuple(zip(labels, values, strict=True))
    rows = tuple(Change(label, value, value, value) for label, value in pairs)
    panels = tuple(Panel(label, scale, (value, value)) for label, value in pairs)
    tiles = tuple(Tile(f"{i:03}", label, value) for i, (label, value) in enumerate(pairs))
    cells = tuple((value, value) for value in values)
    heat = HeatTable(title, tuple(labels), (Label(title),) * 2, (scale,) * 2, cells)
    codes = [str(i + 1) for i in range(min(6, len(names)))]
    regions = regions_from_geojson(GEOJSON, "code", "name", codes)
    return [
        draw_heat_table(heat, "th"),
        draw_bars(Bars(title, scale, pairs), "en"),
        draw_changes(Changes(title, scale, title, title, rows), "th"),
        draw_petals(Petals(title, scale, pairs), "en"),
        draw_multiples(Multiples(title, (title, title), panels), "th"),
        draw_tile_map(TileMap(title, scale, tiles), "en"),
        draw_choropleth(
            Choropleth(title, scale, regions, dict(zip(codes, values, strict=False))), "th"
        ),
    ]


@pytest.mark.parametrize("count", [0, 1, 2, 10, 11, 40])
@pytest.mark.parametrize(
    "value",
    [Value(0, 0, 0), Value(100, 100, 100), Value(-30, -40, -20), Value(1e9), HIDDEN, NOTHING],
    ids=["zero", "hundred", "negative", "huge", "hidden", "none"],
)
def test_extremes_are_whole(count: int, value: Value) -> None:
    names = [f"ชุมชนที่ {i}" for i in range(count)]
    for drawn in draw_all(names, [value] * count, Scale(target=80)):
        root = ET.fromstring(drawn)
        assert overlaps(root) == []
        if value == HIDDEN and count:
            assert "ปิดไว้" in drawn or "hidden" in drawn
            assert "url(#chart-" in drawn


HOSTILE = "<script>alert('1')</script>&amp;\"]]>\x00\x0b\ud800 {0} %s"


def test_hostile_names_are_only_names() -> None:
    for drawn in draw_all([HOSTILE] * 3, [Value(50)] * 3, Scale()):
        root = ET.fromstring(drawn)
        assert not list(root.iter(f"{SVG}script"))
        assert "<script" not in drawn and "\x00" not in drawn


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=40), st.floats() | st.none(), st.booleans()), max_size=12),
    st.booleans(),
)
def test_whatever_comes_the_picture_is_well_formed(
    rows: list[tuple[str, float | None, bool]], up: bool
) -> None:
    values = [Value(estimate, estimate, estimate, hidden) for _, estimate, hidden in rows]
    for drawn in draw_all([name for name, *_ in rows], values, Scale(higher_is_better=up)):
        ET.fromstring(drawn)


@pytest.mark.parametrize(
    "broken",
    [
        lambda: Scale(bands=(1.0, 2.0)),
        lambda: Scale(bands=(4.0, 3.0, 2.0, 1.0)),
        lambda: Scale(lowest=1, highest=1),
        lambda: HeatTable(LocalText("", ""), (), (Label(LocalText("ก", "a")),), (), ()),
        lambda: Multiples(
            LocalText("", ""), (), (Panel(Label(LocalText("ก", "a")), Scale(), (NOTHING,)),)
        ),
        lambda: draw_tile_map(
            TileMap(
                LocalText("ก", "a"),
                Scale(),
                (Tile("1", Label(LocalText("ก", "a")), NOTHING),) * 2,
            ),
            "th",
        ),
    ],
)
def test_descriptions_that_cannot_be_drawn_are_refused(broken) -> None:
    with pytest.raises(ValueError):
        broken()
