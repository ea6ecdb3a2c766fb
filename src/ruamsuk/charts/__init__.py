"""The pictures, as SVG: plain numbers in, one string out.

Every picture is a frozen description and a function that draws it in one language:
`HeatTable`, `Bars`, `Changes`, `Petals`, `Multiples`, `TileMap`, `Choropleth`, `Chain`, `River` and
`Stairs`. The same description gives the same bytes; `draw` takes any of them. Numbers stand in the
unit that people read (per cent for shares). The sentences that go under them are made in
`ruamsuk.charts.readings`.
"""

from ruamsuk.charts.bars import Bars, draw_bars
from ruamsuk.charts.chain import Chain, Link, draw_chain
from ruamsuk.charts.changes import Change, Changes, change_words, draw_changes
from ruamsuk.charts.choropleth import Choropleth, Region, draw_choropleth, regions_from_geojson
from ruamsuk.charts.draw import Picture, draw
from ruamsuk.charts.heat import HeatTable, draw_heat_table
from ruamsuk.charts.meter import draw_meter
from ruamsuk.charts.model import PERCENT, Label, Scale, Value, format_number, usual_decimals
from ruamsuk.charts.multiples import Multiples, Panel, draw_multiples
from ruamsuk.charts.petals import Petals, draw_petals
from ruamsuk.charts.river import draw_river, river_words
from ruamsuk.charts.river_model import River, Stretch
from ruamsuk.charts.spread import Spread, draw_spread
from ruamsuk.charts.stairs import Climber, Stairs, draw_stairs, stairs_words
from ruamsuk.charts.svg import step_words
from ruamsuk.charts.tiles import Tile, TileMap, draw_tile_map

__all__ = [
    "PERCENT",
    "Bars",
    "Chain",
    "Change",
    "Changes",
    "Choropleth",
    "Climber",
    "HeatTable",
    "Label",
    "Link",
    "Multiples",
    "Panel",
    "Petals",
    "Picture",
    "Region",
    "River",
    "Scale",
    "Spread",
    "Stairs",
    "Stretch",
    "Tile",
    "TileMap",
    "Value",
    "change_words",
    "draw",
    "draw_bars",
    "draw_chain",
    "draw_changes",
    "draw_choropleth",
    "draw_heat_table",
    "draw_meter",
    "draw_multiples",
    "draw_petals",
    "draw_river",
    "draw_spread",
    "draw_stairs",
    "draw_tile_map",
    "format_number",
    "regions_from_geojson",
    "river_words",
    "stairs_words",
    "step_words",
    "usual_decimals",
]
