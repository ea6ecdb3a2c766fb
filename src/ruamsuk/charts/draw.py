"""One function that draws any picture."""

from __future__ import annotations

from functools import singledispatch

from ruamsuk.charts.bars import Bars, draw_bars
from ruamsuk.charts.chain import Chain, draw_chain
from ruamsuk.charts.changes import Changes, draw_changes
from ruamsuk.charts.choropleth import Choropleth, draw_choropleth
from ruamsuk.charts.heat import HeatTable, draw_heat_table
from ruamsuk.charts.multiples import Multiples, draw_multiples
from ruamsuk.charts.petals import Petals, draw_petals
from ruamsuk.charts.river import draw_river
from ruamsuk.charts.river_model import River
from ruamsuk.charts.stairs import Stairs, draw_stairs
from ruamsuk.charts.tiles import TileMap, draw_tile_map
from ruamsuk.lib.text import Language

Picture = (
    Bars | Chain | Changes | Choropleth | HeatTable | Multiples | Petals | River | Stairs | TileMap
)


@singledispatch
def draw(picture: Picture, language: Language) -> str:
    """The picture as SVG, drawn at its natural width."""
    raise TypeError(f"no way to draw a {type(picture).__name__}")


draw.register(Bars, draw_bars)
draw.register(Chain, draw_chain)
draw.register(Changes, draw_changes)
draw.register(Choropleth, draw_choropleth)
draw.register(HeatTable, draw_heat_table)
draw.register(Multiples, draw_multiples)
draw.register(Petals, draw_petals)
draw.register(River, draw_river)
draw.register(Stairs, draw_stairs)
draw.register(TileMap, draw_tile_map)
