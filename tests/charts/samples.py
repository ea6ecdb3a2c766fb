"""One picture of every kind, with gaps, long names and awkward numbers."""

from __future__ import annotations

from collections.abc import Callable

from ruamsuk.charts import (
    Bars,
    Chain,
    Change,
    Changes,
    Choropleth,
    HeatTable,
    Label,
    Link,
    Multiples,
    Panel,
    Petals,
    Scale,
    Tile,
    TileMap,
    Value,
    draw_bars,
    draw_chain,
    draw_changes,
    draw_choropleth,
    draw_heat_table,
    draw_multiples,
    draw_petals,
    draw_river,
    draw_stairs,
    draw_tile_map,
    regions_from_geojson,
)
from ruamsuk.lib.text import Language, LocalText

from .standing import RIVER, STAIRS


def label(th: str, en: str, short_th: str = "", short_en: str = "") -> Label:
    return Label(LocalText(th, en), LocalText(short_th, short_en))


HIDDEN, NOTHING = Value(None, hidden=True), Value(None)
SHARE_BANDS = (40.0, 55.0, 70.0, 85.0)
SHARE = Scale(bands=SHARE_BANDS, target=80)
MONEY = Scale(
    unit=LocalText("บาท", "baht"),
    highest=50_000,
    bands=(5e3, 1e4, 2e4, 4e4),
    higher_is_better=False,
)

PLACES = (
    label("บ้านเลือก", "Ban Lueak"),
    label("หนองสาหร่าย", "Nong Sarai"),
    label("ท่าน้ำตื้น", "Tha Nam Tuen"),
    label("ชุมชนริมคลองฝั่งตะวันตกและตลาดเก่า", "West canal bank and old market"),
)
GOALS = (
    label("ปลอดหนี้ค้างชำระ", "No overdue debt"),
    label("น้ำดื่มสะอาดเพียงพอตลอดปี", "Clean drinking water all year", "น้ำดื่มสะอาด", "Clean water"),
    label("ร่วมดูแลป่าชุมชน", "Care for the community forest", "ป่าชุมชน", "Forest"),
    label("เยาวชนเข้มแข็ง", "Strong youth"),
    label("ผู้สูงอายุมีคนดูแล", "Elders are cared for"),
    label("อาชีพมั่นคง", "Secure livelihood"),
    label("สุขภาพดี", "Good health"),
    label("ผู้นำมีธรรมาภิบาล", "Well-governed leaders"),
    label("มีทุนชุมชน", "Community capital"),
)
ROUNDS = tuple(LocalText(f"รอบ {year + 543}", f"Round {year}") for year in (2024, 2025, 2026))

HEAT = HeatTable(
    LocalText("ชุมชนกับเป้าหมาย", "Communities by goal"),
    PLACES,
    GOALS,
    (SHARE,) * 9,
    tuple(
        tuple(
            HIDDEN
            if (r, c) == (3, 2)
            else NOTHING
            if (r, c) == (2, 7)
            else Value(shares[(r * 7 + c * 5) % 11])
            for c in range(9)
        )
        for r, shares in enumerate([[0.0, 41, 68, 85.4, 18, 80, 100, 70, 97, 0.2, 99.8]] * 4)
    ),
)
BARS = Bars(
    LocalText("น้ำดื่มสะอาด แยกตามชุมชน", "Clean water by community"),
    SHARE,
    (
        (PLACES[0], Value(62, 57, 66)),
        (PLACES[1], Value(100, 96.3, 100)),
        (PLACES[2], HIDDEN),
        (PLACES[3], Value(0, 0, 4.1)),
        (label("คลองตัน", "Khlong Tan"), NOTHING),
        (label("ดอนแร่", "Don Rae"), Value(63)),
    ),
)
DEBT = Bars(
    LocalText("หนี้ค้างชำระเฉลี่ย", "Mean overdue debt"),
    MONEY,
    ((PLACES[0], Value(12_345.6, 9_800, 14_900)), (PLACES[1], Value(61_000, 52_000, 70_000))),
)
CHANGES = Changes(
    LocalText("เปลี่ยนไปเท่าไร", "How much has changed"),
    SHARE,
    ROUNDS[1],
    ROUNDS[2],
    (
        Change(PLACES[0], Value(55), Value(62), Value(7, 2, 12)),
        Change(PLACES[1], Value(71), Value(64), Value(-7, -11.5, -2.5)),
        Change(PLACES[2], Value(40), Value(42), Value(2, -3, 7)),
        Change(PLACES[3], Value(50), HIDDEN, HIDDEN),
        Change(label("คลองตัน", "Khlong Tan"), Value(0), Value(100), Value(100, 0.3, 100)),
        Change(label("ดอนแร่", "Don Rae"), Value(98), Value(98), Value(0), full_count=True),
    ),
)
FLOWER = Petals(
    LocalText("กลีบดอกความสุข", "Petals of well-being"),
    SHARE,
    tuple(zip(GOALS, map(Value, (51, 71, 81, 30, 83, None, 94, 0, 100)), strict=True)),
)
MANY_PETALS = Petals(
    LocalText("33 ตัวชี้วัด", "33 indicators"),
    SHARE,
    tuple((label(f"ตัวชี้วัดที่ {i}", f"Indicator {i}"), Value(i * 3.0)) for i in range(33)),
)
LINES = Multiples(
    LocalText("สามรอบที่ผ่านมา", "Over three rounds"),
    ROUNDS,
    (
        Panel(GOALS[0], SHARE, (Value(30, 25, 35), Value(42, 37, 47), Value(55, 50, 60))),
        Panel(GOALS[1], SHARE, (Value(97), HIDDEN, Value(99.8))),
        Panel(GOALS[2], SHARE, (NOTHING, Value(42, 37, 47), Value(0, 0, 3))),
        Panel(label("หนี้เฉลี่ย", "Mean debt"), MONEY, (Value(45_000), Value(30_000), Value(12_345))),
        Panel(GOALS[4], SHARE, (HIDDEN, HIDDEN, HIDDEN)),
    ),
)
TILES = TileMap(
    LocalText("แผนที่ช่อง", "Tile map"),
    SHARE,
    (
        Tile("700704", PLACES[0], Value(62)),
        Tile("710911", PLACES[1], Value(91)),
        Tile("740309", PLACES[2], HIDDEN),
        Tile("700101", PLACES[3], Value(12)),
        Tile("700102", PLACES[3], NOTHING),
    ),
)


def _box(code: str, name: str, west: float, south: float, size: float) -> dict[str, object]:
    ring = [
        [west, south],
        [west + size, south],
        [west + size * 0.9, south + size * 0.6],
        [west + size, south + size],
        [west, south + size],
        [west, south],
    ]
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


GEOJSON = {
    "type": "FeatureCollection",
    "features": [
        _box("1", "บ้านเลือก", 99.8, 13.7, 0.2),
        _box("2", "หนองสาหร่าย", 100.0, 13.7, 0.2),
        _box("3", "ท่าน้ำตื้น", 99.8, 13.5, 0.2),
        _box("4", "คลองตัน", 100.0, 13.5, 0.1),
        _box("5", "ดอนแร่", 100.1, 13.5, 0.1),
        _box("6", "เล็ก", 100.0, 13.68, 0.015),
    ],
}
MAP = Choropleth(
    LocalText("แผนที่น้ำดื่มสะอาด", "Map of clean water"),
    SHARE,
    regions_from_geojson(GEOJSON, "code", "name", "123456"),
    {"1": Value(58), "2": Value(91), "3": HIDDEN, "4": Value(42), "6": Value(20)},
)
CHAIN = Chain(
    LocalText("ใครเรียนรู้จากใคร", "Who learned from whom"),
    tuple(zip("abcdef", (*PLACES, *GOALS[:2]), strict=True)),
    (
        Link("b", "a", "2549"),
        Link("a", "c", "ส.ค. 2551"),
        Link("a", "d"),
        Link("a", "e", "17 ส.ค. 2551"),
        Link("a", "f", "2552"),
        Link("e", "b"),  # learning goes both ways
        Link("d", "e"),
        Link("a", "nobody"),
    ),
)

SAMPLES: dict[str, Callable[[Language], str]] = {
    "heat_table": lambda language: draw_heat_table(HEAT, language),
    "bars": lambda language: draw_bars(BARS, language),
    "bars_money": lambda language: draw_bars(DEBT, language),
    "changes": lambda language: draw_changes(CHANGES, language),
    "petals": lambda language: draw_petals(FLOWER, language),
    "petals_33": lambda language: draw_petals(MANY_PETALS, language),
    "multiples": lambda language: draw_multiples(LINES, language),
    "tile_map": lambda language: draw_tile_map(TILES, language),
    "choropleth": lambda language: draw_choropleth(MAP, language),
    "chain": lambda language: draw_chain(CHAIN, language),
    "river": lambda language: draw_river(RIVER, language),
    "river_phone": lambda language: draw_river(RIVER, language, 340),
    "stairs": lambda language: draw_stairs(STAIRS, language),
    "stairs_phone": lambda language: draw_stairs(STAIRS, language, 340),
}
