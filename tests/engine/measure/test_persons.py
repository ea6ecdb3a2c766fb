"""Persons take weight, clusters and groups from their household; 33 indicators of happiness."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pyarrow as pa
import pytest

from ruamsuk.engine.assess import assess
from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.framework.templates import template
from ruamsuk.engine.measure.design import Design
from tests.engine.measure.oracle import Index, Indicator, Sample, Unit, evaluate
from tests.engine.measure.reference import as_table
from tests.engine.measure.test_agrees_with_oracle import KEYS, differences
from tests.engine.measure.worlds import households, table, truth

DESIGN = Design("weight", "stratum", "psu", lonely="adjust")
GNH = template("gnh-2015")
WEIGHTS = {name.replace("-", "_"): weight for name, weight in GNH.weights().items()}


def happiness() -> Framework:
    """Goals and weights of the GNH index, with one answer, 0 or 1, for each indicator."""
    goals = [
        {
            "id": goal.id,
            "title": goal.id,
            "weight": goal.weight,
            "indicators": [
                {
                    "id": i.id,
                    "title": i.id,
                    "level": "person",
                    "achieved": f"{i.id.replace('-', '_')} = 1",
                    "weight": i.weight,
                }
                for i in goal.indicators
            ],
        }
        for goal in GNH.goals
    ]
    size = {"id": "size", "title": "size", "level": "household", "value": "size"}
    pay = {"id": "pay", "title": "pay", "level": "person", "value": "pay", "summary": "median"}
    money = {"id": "money", "title": "money", "indicators": [size, pay]}
    answer = {"type": "integer", "level": "person"}
    return Framework.model_validate(
        {
            "framework": "happiness",
            "title": "happiness",
            "variables": {
                **dict.fromkeys(WEIGHTS, answer),
                "size": {"type": "integer"},
                "pay": {"type": "decimal", "level": "person"},
            },
            "goals": [*goals, money],
            "index": {"kind": "gnh", "cutoff": "0.66", "of": "person"},
        }
    )


def people(rng: random.Random, homes: list[Unit], lost: float) -> list[dict[str, Any]]:
    found = []
    for home in homes:
        for _ in range(rng.randrange(4)):
            happy = rng.choice([0.5, 0.66, 0.8, 1.0])
            answers = {
                name: None if rng.random() < lost else int(rng.random() < happy) for name in WEIGHTS
            }
            found.append(
                {
                    "household_id": home["household_id"],
                    "gender": rng.choice(["f", "m"]),
                    "pay": rng.choice([None, 5.5, 20.0, 70.0]),
                    **answers,
                }
            )
    return found


@pytest.mark.parametrize("missing", ["complete", "available", "not-achieved"])
@pytest.mark.parametrize("lost", [0.0, 0.02])
def test_33_indicators_of_persons(lost: float, missing: Any) -> None:
    rng = random.Random(33)
    homes = households(rng, [2021], 60, 0.0, 0.5, True)
    for home in homes:
        del home["income"]  # an answer of persons in this framework
    persons = people(rng, homes, lost)
    found = assess(
        happiness(),
        table(homes),
        as_table(pa.Table.from_pylist(persons), "person"),
        by=[("district",)],
        design=DESIGN,
        missing=missing,
    ).estimates()
    of_home = {home["household_id"]: home for home in homes}
    units = [{**of_home[person["household_id"]], **person} for person in persons]
    asked = [
        Indicator(i.id, "share", truth(i.id.replace("-", "_")), weight=GNH.weights()[i.id])
        for i in GNH.index_indicators
    ]
    asked.append(Indicator("pay", "median", lambda u: u["pay"]))
    index = Index("gnh", [Fraction(66, 100)], missing)
    theirs = evaluate(Sample(units, DESIGN), asked, index, [("district",)])
    size = [Indicator("size", "mean", lambda u: u["size"])]
    theirs |= evaluate(Sample(homes, DESIGN), size, None, [("district",)])
    ours = {tuple(row[k] for k in KEYS): row for row in found.to_pylist()}
    assert sorted(map(str, ours)) == sorted(map(str, theirs))
    wrong = {key: bad for key in ours if (bad := differences(ours[key], theirs[key]))}
    assert wrong == {}
