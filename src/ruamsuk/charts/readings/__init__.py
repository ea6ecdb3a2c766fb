"""Sentences made from the numbers, plain enough to be read aloud and never surer than the numbers.

Every function takes values in the unit that people read (per cent for shares) and returns the
same sentence in Thai and in English.
"""

from ruamsuk.charts.readings.basis import Basis, Level, caution_reading, counted, join
from ruamsuk.charts.readings.change import change_reading
from ruamsuk.charts.readings.estimate import (
    share_reading,
    summary_reading,
    target_met,
    target_reading,
)
from ruamsuk.charts.readings.index import IndexKind, index_reading
from ruamsuk.charts.readings.places import places_reading
from ruamsuk.charts.readings.standing import river_reading, stairs_reading

__all__ = [
    "Basis",
    "IndexKind",
    "Level",
    "caution_reading",
    "change_reading",
    "counted",
    "index_reading",
    "join",
    "places_reading",
    "river_reading",
    "share_reading",
    "stairs_reading",
    "summary_reading",
    "target_met",
    "target_reading",
]
