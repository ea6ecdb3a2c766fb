"""Spark finds the same bits as DuckDB."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from ruamsuk.engine.assess import assess
from ruamsuk.engine.database import Database
from ruamsuk.engine.database.spark import SparkDatabase
from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.measure.design import Design
from ruamsuk.engine.result import Assessment
from tests.engine.measure.reference import as_table
from tests.engine.measure.worlds import framework, households, table

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.spark
WEIGHTS = {name: Fraction(1, n) for n, name in enumerate(("water", "roof", "school", "debt"), 3)}
DESIGN = Design("weight", "stratum", "psu", "population", lonely="adjust")


@pytest.fixture(scope="module")
def spark() -> SparkSession:
    from pyspark.sql import SparkSession

    return (  # not stopped: a JVM serves all tests of a run
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )


@pytest.fixture
def database(spark: SparkSession) -> Iterator[Database]:
    database = SparkDatabase(spark)
    yield database
    database.close()


def same(first: Assessment, second: Assessment) -> None:
    assert first.estimates().num_rows > 100
    assert first.estimates().equals(second.estimates())
    assert first.changes().equals(second.changes())
    assert first.splits().equals(second.splits())
    assert first.manifest == second.manifest


@pytest.mark.parametrize(("kind", "missing"), [("alkire-foster", "available"), ("gnh", "complete")])
def test_households(kind: str, missing: Any, database: Database) -> None:
    rng = random.Random(5)
    rows = households(rng, [2021, 2024], 300, 0.2, 0.4, True)
    for unit in rows:
        unit["weight"] = rng.lognormvariate(0, 2)
        unit["income"] = rng.choice([None, rng.lognormvariate(9, 3)])

    def found(engine: str | Database) -> Assessment:
        return assess(
            framework(kind, WEIGHTS, Fraction(1, 3)),
            table(rows),
            rounds="year",
            by=[("district",), ("district", "sex")],
            design=DESIGN,
            missing=missing,
            suppress=5,
            engine=engine,
        )

    same(found(database), found("duckdb"))


PERSONS = {
    "framework": "people",
    "title": "people",
    "variables": {
        "water": {"type": "integer"},
        "age": {"type": "integer", "level": "person"},
        "works": {"type": "boolean", "level": "person"},
        "pay": {"type": "decimal", "level": "person"},
    },
    "goals": [
        {
            "id": "people",
            "title": "people",
            "indicators": [
                {"id": i, "title": i, **rest}
                for i, rest in {
                    "water": {"achieved": "water = 1"},
                    "worker": {"achieved": "any_person(works)"},
                    "cared": {
                        "achieved": "share_of_persons(works) >= 1/3",
                        "eligible": "any_person(age >= 60)",
                    },
                    "pay": {"value": "sum_persons(pay)"},
                    "usual": {"value": "sum_persons(pay)", "summary": "median"},
                    "each": {"level": "person", "achieved": "works", "weight": 0},
                    "paid": {"level": "person", "value": "pay", "summary": "median"},
                    "total": {"level": "person", "value": "pay / 3", "summary": "sum"},
                }.items()
            ],
        }
    ],
    "index": {"kind": "alkire-foster", "cutoff": "1/3"},
}


def test_persons_and_what_is_counted_over_them(database: Database) -> None:
    rng = random.Random(6)
    homes = households(rng, [2021], 120, 0.1, 0.5, True)
    people = [
        {
            "household_id": home["household_id"],
            "age": rng.randrange(95),
            "works": rng.choice([None, True, False]),
            "pay": rng.choice([None, rng.lognormvariate(8, 2)]),
        }
        for home in homes
        for _ in range(rng.randrange(5))
    ]
    persons = as_table(pa.Table.from_pylist(people), "person")

    def found(engine: str | Database) -> Assessment:
        return assess(
            Framework.model_validate(PERSONS),
            table(homes),
            persons,
            by=[("district",), ("village",)],
            design=DESIGN,
            engine=engine,
        )

    same(found(database), found("duckdb"))


def test_a_cluster_with_more_units_than_expected(database: Database) -> None:
    """40,000 weights of full precision do not fit in 64 bits on the first pass."""
    rng = random.Random(7)
    rows = households(rng, [2021], 100, 0.0, 0.4, False) * 400
    for unit in rows:
        unit |= {"stratum": "one", "psu": rng.randrange(2), "weight": rng.choice([1 / 3, 1e4 / 7])}

    def found(engine: str | Database) -> Assessment:
        return assess(
            framework("alkire-foster", WEIGHTS, Fraction(1, 3)),
            table(rows),
            design=Design("weight", "stratum", "psu"),
            engine=engine,
        )

    first, second = found(database), found("duckdb")
    assert first.estimates().num_rows > 20
    assert first.estimates().equals(second.estimates())
