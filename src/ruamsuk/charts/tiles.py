"""A map of equal tiles, for a network without boundaries: every place has the same room."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ruamsuk.charts import svg
from ruamsuk.charts.model import Label, Scale, Value
from ruamsuk.charts.text import wrap
from ruamsuk.lib.text import Language, LocalText

WIDTH, HEIGHT, GAP = 116.0, 92.0, 6.0
SIZE = 13.0


@dataclass(frozen=True, slots=True)
class Tile:
    """One place.

    Attributes:
        code: what it is known by; orders the tiles that have no cell of their own.
        name: what people call it.
        value: its value.
        cell: column and row on the grid from 0; laid out in order of code when None.
    """

    code: str
    name: Label
    value: Value
    cell: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class TileMap:
    """Places as tiles.

    Attributes:
        title: what is shown.
        scale: the scale of all tiles.
        tiles: the places.
        across: how many tiles stand side by side where they have no cell.
    """

    title: LocalText
    scale: Scale
    tiles: tuple[Tile, ...]
    across: int = 3


def draw_tile_map(tile_map: TileMap, language: Language) -> str:
    """The tiles as SVG."""
    cells = arrange(tile_map.tiles, tile_map.across)
    columns = 1 + max((column for column, _ in cells.values()), default=0)
    rows = 1 + max((row for _, row in cells.values()), default=-1)
    parts = [
        _tile(tile, tile_map.scale, language, *cells[tile.code])
        for tile in sorted(tile_map.tiles, key=lambda tile: tile.code)
    ]
    width = max(columns, 3) * (WIDTH + GAP) - GAP
    top = rows * (HEIGHT + GAP) + 6
    absent = {tile.value.hidden for tile in tile_map.tiles if tile.value.shown is None}
    swatches = svg.step_swatches(language, [tile_map.scale])
    swatches += svg.gap_swatches(language, hidden=True in absent, no_data=False in absent)
    legend, height = svg.legend(0, top, width, swatches)
    return svg.picture(
        width,
        top + height + 2,
        "".join(parts) + legend,
        title=tile_map.title.to(language),
        description="; ".join(
            f"{tile.name.full.to(language)} {tile_map.scale.words(tile.value, language)}"
            for tile in tile_map.tiles
        ),
        language=language,
    )


def arrange(tiles: tuple[Tile, ...], across: int) -> dict[str, tuple[int, int]]:
    """A cell for every tile: its own, or the next free one in order of code.

    Raises:
        ValueError: where two tiles share a code or a cell.
    """
    cells = {tile.code: tile.cell for tile in tiles if tile.cell is not None}
    taken = set(cells.values())
    if len({tile.code for tile in tiles}) < len(tiles) or len(taken) < len(cells):
        raise ValueError("two tiles share a code or a cell")
    spot = 0
    for tile in sorted(tiles, key=lambda tile: tile.code):
        if tile.code in cells:
            continue
        while (free := (spot % across, math.floor(spot / across))) in taken:
            spot += 1
        cells[tile.code] = free
        taken.add(free)
    return cells


def _tile(tile: Tile, scale: Scale, language: Language, column: int, row: int) -> str:
    x, y = column * (WIDTH + GAP), row * (HEIGHT + GAP)
    name = wrap(tile.name.brief(language), WIDTH - 12, SIZE, lines=3)
    shown = tile.value.shown
    ink = svg.INK
    if shown is None:
        box = svg.gap(x, y, WIDTH, HEIGHT, hidden=tile.value.hidden, radius=10)
        if tile.value.hidden:
            box += svg.tag(
                "rect", x=x + 4, y=y + 4, width=WIDTH - 8, height=56, rx=7, fill=svg.CARD
            )
        else:
            name = name[:1]
        return box + _centred(x, y + 18, name, ink)
    step = scale.step(shown)
    fill, ink = (svg.PLAIN, svg.INK) if step is None else (svg.STEPS[step], svg.STEP_INK[step])
    box = svg.tag("rect", x=x, y=y, width=WIDTH, height=HEIGHT, rx=10, fill=fill)
    words = wrap(scale.words(tile.value, language), WIDTH - 8, 18, lines=1, bold=True)
    number = svg.label(
        x + WIDTH / 2, y + HEIGHT - 12, words, size=18, fill=ink, bold=True, anchor="middle"
    )
    return box + _centred(x, y + (19 if len(name) > 1 else 30), name, ink) + number


def _centred(x: float, y: float, lines: list[str], ink: str) -> str:
    return svg.label(x + WIDTH / 2, y, lines, size=SIZE, fill=ink, anchor="middle", leading=1.25)
