"""The benchmarks run, at a size that takes no time; what they find is not judged here."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import duckdb
import pyarrow as pa
import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch):
    """Gives a script of the benchmarks as a module."""
    monkeypatch.syspath_prepend(FOLDER)

    def load(name: str) -> ModuleType:
        return importlib.import_module(name)

    return load


@pytest.fixture
def path(script, tmp_path: Path) -> Path:
    return script("households").households(400, 4, tmp_path)


def test_the_country_is_the_same_again_and_has_no_lonely_cluster(script, path, tmp_path) -> None:
    country = script("households")
    again = country.households(400, 4, tmp_path / "again")
    assert path.read_bytes() == again.read_bytes()
    fewest, rows = duckdb.execute(
        "SELECT min(clusters), sum(n) FROM (SELECT count(DISTINCT psu) AS clusters, count(*) AS n"
        f" FROM '{path}' GROUP BY stratum)"
    ).fetchone()
    assert fewest > 1
    assert rows == 400


@pytest.mark.parametrize(
    ("trial", "asked"),
    [
        ("scan", {}),
        ("whole", {}),
        ("whole", {"memory_limit": "300MB"}),
        ("warm", {"by": ["province"], "runs": 1}),
        ("village", {"opened": True, "runs": 1}),
        ("village", {"opened": False, "runs": 1}),
        ("specifications", {"weightings": 5, "cutoffs": 3, "runs": 1}),
    ],
)
def test_each_trial_finds_its_seconds(script, path, trial, asked) -> None:
    found = getattr(script("trials"), trial)(path=str(path), indicators=4, **asked)
    assert found["seconds"] > 0
    assert found.get("estimates", 1) > 0


@pytest.mark.parametrize(
    ("value", "most", "held"), [(3.9, 4, "pass"), (4.0, 4, "pass"), (4.1, 4, "MISS")]
)
def test_a_row_says_whether_its_bound_holds(script, value, most, held) -> None:
    engine = script("engine")
    row = engine.Row("a case", 1.0, 0.5, (engine.Bound(value, "× scan", most=most),))
    assert held in row.line(judged=True)
    assert "MISS" not in row.line(judged=False)


def test_the_picture_of_growth_is_well_formed(script) -> None:
    growth = script("growth")
    points = [growth.Point(rows, 1.0, 0.5, 0.1, 0.2) for rows in growth.SIZES]
    assert ElementTree.fromstring(growth.draw(points)).tag.endswith("svg")
    assert growth.table(points).count("\n") == len(points) + 1


def test_spark_and_duckdb_are_compared_value_by_value(script) -> None:
    spark = script("spark")
    one = pa.table({"group": ["a", "b"], "estimate": [0.5, float("nan")]})
    other = pa.table({"group": ["a", "b"], "estimate": [0.25, float("nan")]})
    renamed = pa.table({"group": ["a", "c"], "estimate": [0.5, float("nan")]})
    assert spark.difference(one, one) == 0
    assert spark.difference(one, other) == 0.25
    assert spark.difference(one, renamed) == float("inf")
