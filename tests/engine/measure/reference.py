"""The synthetic reference survey and what peer programs found in it (tests/data/reference)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv

from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.tables import Table

FOLDER = Path(__file__).parents[2] / "data" / "reference"
GOALS = {
    "health": ("d_nutr", "d_cm"),
    "education": ("d_satt", "d_educ"),
    "living": ("d_elct", "d_sani", "d_wtr", "d_hsg", "d_ckfl", "d_asst"),
}
DEPRIVATIONS = tuple(name for names in GOALS.values() for name in names)


@cache
def framework() -> Framework:
    """The ten deprivations in three goals of equal weight."""
    goals = [
        {
            "id": goal,
            "title": goal,
            "indicators": [
                {"id": name.replace("_", "-"), "title": name, "achieved": f"{name} = 0"}
                for name in names
            ],
        }
        for goal, names in GOALS.items()
    ]
    return Framework.model_validate(
        {
            "framework": "reference",
            "title": "reference survey",
            "keys": {"household": "hh"},
            "variables": {name: {"type": "decimal"} for name in DEPRIVATIONS},
            "goals": goals,
            "index": {"kind": "alkire-foster", "cutoff": 0.33},
        }
    )


def as_table(arrow: pa.Table, level: str = "household") -> Table:
    """An Arrow table as if it had been read from a file."""
    complete = frozenset(c for c in arrow.column_names if arrow[c].null_count == 0)
    columns = tuple(arrow.column_names)
    return Table("data", level, columns, arrow.num_rows, arrow, None, (), complete, "0" * 64)


@cache
def survey(*rounds: int) -> Table:
    """The households of some rounds, with the weight of their persons as ``wp``."""
    arrow = csv.read_csv(FOLDER / "golden_syn.csv")
    arrow = arrow.filter(pc.is_in(arrow["t"], pa.array(rounds)))
    persons = pc.multiply(arrow["w"], arrow["hhsize"].cast(pa.float64()))
    return as_table(arrow.append_column("wp", persons))


@cache
def figures(name: str) -> list[dict[str, object]]:
    """What a peer found, a row a figure; NA is None."""
    options = csv.ConvertOptions(null_values=["NA", ""], strings_can_be_null=True)
    strings = {"subg": pa.string(), "indicator": pa.string()}
    options.column_types = strings
    rows: list[dict[str, object]] = csv.read_csv(FOLDER / name, convert_options=options).to_pylist()
    return rows
