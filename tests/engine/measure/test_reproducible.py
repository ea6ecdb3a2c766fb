"""The same numbers, bit by bit, whatever the threads and the order of rows; the same files too."""

from __future__ import annotations

import random
import re
import zipfile
from fractions import Fraction
from pathlib import Path

import pytest

from ruamsuk.engine.assess import assess
from ruamsuk.engine.database import DuckDatabase
from ruamsuk.engine.measure.design import Design
from ruamsuk.engine.result import Assessment
from tests.engine.measure.oracle import Unit
from tests.engine.measure.worlds import framework, households, table

QUARTERS = {name: Fraction(1, 4) for name in ("water", "roof", "school", "debt")}


def units() -> list[Unit]:
    """3,000 households with weights and incomes of any size, 2,600 in one cluster."""
    rng = random.Random(7)
    found = households(rng, [2021, 2024], 1500, 0.1, 0.4, True)
    for unit in found:
        unit["weight"] = rng.lognormvariate(0, 2)
        unit["income"] = rng.choice([None, rng.lognormvariate(9, 3)])
    return found


def found(rows: list[Unit], threads: int, missing: str) -> Assessment:
    database = DuckDatabase(threads=threads)
    try:
        return assess(
            framework("gnh", QUARTERS, Fraction(2, 3)),
            table(rows),
            rounds="year",
            by=[("district",), ("village",), ("district", "sex")],
            design=Design("weight", "stratum", "psu", "population", lonely="remove"),
            missing=missing,  # type: ignore[arg-type]
            engine=database,
        )
    finally:
        database.close()


@pytest.mark.parametrize("missing", ["complete", "available"])
def test_threads_and_order_do_not_matter(missing: str) -> None:
    rows = units()
    first = found(rows, 1, missing)
    for threads, seed in ((1, 1), (2, 2), (4, 3)):
        random.Random(seed).shuffle(rows)
        again = found(rows, threads, missing)
        assert again.estimates().equals(first.estimates())
        assert again.changes().equals(first.changes())
        assert again.splits().equals(first.splits())
        assert again.manifest == first.manifest


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx"])
def test_the_same_bytes_twice(ending: str, tmp_path: Path) -> None:
    rows = units()[:200]
    written = []
    for name in ("first", "again"):
        folder = tmp_path / name
        folder.mkdir()
        random.Random(name).shuffle(rows)
        written.append(found(rows, 2, "complete").write(folder / f"results.{ending}"))
    first, again = written
    assert [path.name for path in first] == [path.name for path in again]
    assert {path.suffix for path in first} == {f".{ending}", ".json"}
    for one, other in zip(first, again, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


def test_a_workbook_does_not_hold_the_time_of_writing(tmp_path: Path) -> None:
    [workbook, _] = found(units()[:50], 1, "complete").write(tmp_path / "results.xlsx")
    with zipfile.ZipFile(workbook) as archive:
        properties = archive.read("docProps/core.xml").decode()
    assert re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", properties) == ["1980-01-01T00:00:00Z"] * 2
