"""Who stands where: the figures behind the river and the stairs, and their pictures."""

from ruamsuk.assessments.standing.files import KINDS, river_file, stairs_file
from ruamsuk.assessments.standing.levels import in_the_hall, of_practices, settled
from ruamsuk.assessments.standing.model import Here, Standing, Topic
from ruamsuk.assessments.standing.naming import Named, named
from ruamsuk.assessments.standing.pictures import (
    RIVER,
    Rows,
    river_of,
    river_rows,
    stairs_of,
    stairs_rows,
)
from ruamsuk.assessments.standing.results import (
    Measured,
    measured,
    of_goals,
    of_indicators,
    with_steps,
)

__all__ = [
    "KINDS",
    "RIVER",
    "Here",
    "Measured",
    "Named",
    "Rows",
    "Standing",
    "Topic",
    "in_the_hall",
    "measured",
    "named",
    "of_goals",
    "of_indicators",
    "of_practices",
    "river_file",
    "river_of",
    "river_rows",
    "settled",
    "stairs_file",
    "stairs_of",
    "stairs_rows",
    "with_steps",
]
