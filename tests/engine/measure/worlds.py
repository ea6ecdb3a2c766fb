"""Small surveys with every awkwardness that a village can think of, for tests to draw from."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.measure.design import Design
from ruamsuk.engine.tables import Table
from tests.engine.measure.oracle import Index, Indicator, Sample, Unit
from tests.engine.measure.reference import as_table

TYPES = {
    "household_id": pa.int64(),
    "year": pa.int64(),
    "stratum": pa.string(),
    "psu": pa.int64(),
    "weight": pa.float64(),
    "population": pa.int64(),
    "village": pa.string(),
    "district": pa.string(),
    "sex": pa.int64(),
    "water": pa.int64(),
    "child": pa.int64(),
    "school": pa.int64(),
    "debt": pa.int64(),
    "roof": pa.int64(),
    "income": pa.float64(),
    "size": pa.int64(),
}
ANSWERS = ("water", "child", "school", "debt", "roof")
GOALS = {
    "living": {"water": "water = 1", "roof": "roof = 1"},
    "chances": {"school": "school = 1", "debt": "debt = 0"},
}
MONEY: list[dict[str, Any]] = [
    {"id": "income", "value": "income"},
    {"id": "all-income", "value": "income", "summary": "sum", "eligible": "child = 1"},
    {"id": "per-head", "value": "income / size", "summary": "ratio"},
    {"id": "usual", "value": "income", "summary": "median"},
]


def truth(name: str, wanted: int = 1) -> Any:
    """Three-valued ``name = wanted`` of a unit."""
    return lambda u: None if u[name] is None else u[name] == wanted


def indicators(weights: dict[str, Fraction]) -> list[Indicator]:
    """What ``framework`` asks, by hand."""
    child = truth("child")
    return [
        Indicator("water", "share", truth("water"), weight=weights["water"]),
        Indicator("roof", "share", truth("roof"), weight=weights["roof"]),
        Indicator("school", "share", truth("school"), child, weight=weights["school"]),
        Indicator("debt", "share", truth("debt", 0), not_achieved=True, weight=weights["debt"]),
        Indicator("income", "mean", lambda u: u["income"]),
        Indicator("all-income", "sum", lambda u: u["income"], child),
        Indicator("per-head", "ratio", lambda u: u["income"], divisor=lambda u: u["size"]),
        Indicator("usual", "median", lambda u: u["income"]),
    ]


def framework(kind: str, weights: dict[str, Fraction], cutoff: Fraction) -> Framework:
    """Two goals with two indicators each, and four figures about money."""
    extra = {"school": {"eligible": "child = 1"}, "debt": {"missing": "not-achieved"}}
    goals: list[dict[str, Any]] = [
        {
            "id": goal,
            "title": goal,
            "weight": sum(weights[name] for name in members),
            "indicators": [
                {
                    "id": name,
                    "title": name,
                    "achieved": text,
                    "weight": weights[name],
                    **extra.get(name, {}),
                }
                for name, text in members.items()
            ],
        }
        for goal, members in GOALS.items()
    ]
    goals.append(
        {"id": "money", "title": "money", "indicators": [{"title": "m", **i} for i in MONEY]}
    )
    integers = {name: {"type": "integer"} for name in (*ANSWERS, "size")}
    return Framework.model_validate(
        {
            "framework": "world",
            "title": "world",
            "variables": {**integers, "income": {"type": "decimal"}},
            "goals": goals,
            "index": {"kind": kind, "cutoff": cutoff},
        }
    )


@dataclass(frozen=True)
class World:
    """A framework with units and everything that is asked about them."""

    framework: Framework
    indicators: list[Indicator]
    index: Index
    sample: Sample

    @property
    def table(self) -> Table:
        return table(self.sample.units)


def table(units: Any) -> Table:
    """Units as a table of households."""
    schema = pa.schema([(name, TYPES[name]) for name in units[0] if name in TYPES])
    return as_table(pa.Table.from_pylist(list(units), schema=schema))


def households(
    rng: random.Random, rounds: list[int], size: int, lost: float, lean: float, shared: bool
) -> list[Unit]:
    """Households of villages in districts; the smallest village may hold a single one."""
    units: list[Unit] = []
    for round_ in rounds:
        offset = 0 if shared else 100 * round_
        for i in range(size):
            village = min(int(rng.expovariate(0.5)), 6)
            answers = {
                name: None if rng.random() < lost else int(rng.random() < lean) for name in ANSWERS
            }
            units.append(
                {
                    "household_id": 1000 * round_ + i,
                    "year": round_,
                    "stratum": "ab"[village // 4],
                    "psu": offset + (village % 4) * 3 + rng.randrange(3),
                    "weight": rng.choice([0.0, 0.1, 1 / 3, 1.0, 2.5, rng.uniform(0.5, 9)]),
                    "village": None if rng.random() < 0.05 else f"v{village}",
                    "district": f"d{village // 2}",
                    "sex": rng.randrange(2),
                    "income": None if rng.random() < lost else rng.choice([5.5, 20, 100 / 3, 70]),
                    "size": rng.randrange(1, 6),
                    **answers,
                }
            )
    return with_population(units, rng)


def with_population(units: list[Unit], rng: random.Random) -> list[Unit]:
    """Add clusters in the population of each stratum; sometimes all were drawn."""
    clusters: dict[tuple[Any, Any], set[Any]] = {}
    for unit in units:
        clusters.setdefault((unit["year"], unit["stratum"]), set()).add(unit["psu"])
    more = {h: len(own) + rng.choice([0, 3, 40]) for h, own in clusters.items()}
    return [{**unit, "population": more[unit["year"], unit["stratum"]]} for unit in units]


DESIGNS = (
    Design(),
    Design(sample=True, lonely="remove"),
    Design("weight", lonely="remove"),
    Design("weight", "stratum", lonely="adjust"),
    Design("weight", cluster="psu", lonely="remove"),
    Design("weight", "stratum", "psu", lonely="remove"),
    Design("weight", "stratum", "psu", lonely="adjust", freedom="design", level=0.9),
    Design("weight", "stratum", "psu", lonely="average"),
    Design("weight", "stratum", "psu", "population", lonely="certainty"),
    Design(None, "stratum", "psu", lonely="average", freedom="normal"),
)
SCORES = [Fraction(n, 12) for n in range(1, 13)]


@st.composite
def worlds(draw: st.DrawFn, rounds: int = 1) -> World:
    """A world of up to 60 households a round; ``lean`` 0 and 1 make all or none deprived."""
    kind = draw(st.sampled_from(["alkire-foster", "gnh", "mean"]))
    parts = draw(st.sampled_from(["1/4 1/4 1/4 1/4", "1/3 1/6 1/3 1/6", "0.1 0.3 1/7 1"])).split()
    weights = dict(zip(("water", "roof", "school", "debt"), map(Fraction, parts), strict=True))
    cutoffs = draw(st.lists(st.sampled_from(SCORES), min_size=1, max_size=2, unique=True))
    missing = draw(st.sampled_from(["complete", "listwise", "available", "not-achieved"]))
    rng = random.Random(draw(st.integers(0, 2**32)))
    units = households(
        rng,
        draw(st.sampled_from([[2019, 2021, 2024], [2020, 2021]]))[:rounds],
        draw(st.sampled_from([1, 2, 7, 25, 60])),
        draw(st.sampled_from([0.0, 0.1, 0.4])),
        draw(st.sampled_from([0.0, 0.2, 0.5, 0.9, 1.0])),
        draw(st.booleans()),
    )
    sample = Sample(units, draw(st.sampled_from(DESIGNS)), "year" if rounds > 1 else None)
    return World(
        framework(kind, weights, cutoffs[0]),
        indicators(weights),
        Index(kind, cutoffs, missing),
        sample,
    )
