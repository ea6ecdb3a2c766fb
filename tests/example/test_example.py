"""The example network: the same bytes every time, whole, and plainly marked as synthetic."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml

from ruamsuk.engine.framework.models import Framework
from ruamsuk.example import FILES, write_example
from ruamsuk.example.places import COMMUNITIES

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("example")
    write_example(directory)
    return directory


@pytest.fixture(scope="module")
def framework(directory: Path) -> Framework:
    return Framework.model_validate(yaml.safe_load((directory / "framework.yaml").read_text()))


@pytest.fixture(scope="module")
def households(directory: Path) -> Rows:
    return read(directory / "households.csv")


@pytest.fixture(scope="module")
def persons(directory: Path) -> Rows:
    return read(directory / "persons.csv")


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def test_the_same_bytes_every_time(directory: Path, tmp_path: Path) -> None:
    again = write_example(tmp_path / "again" / "deeper")
    assert [path.name for path in again] == list(FILES)
    for path in again:
        assert path.read_bytes() == (directory / path.name).read_bytes()


@pytest.mark.parametrize("name", ["framework.yaml", "README.md"])
@pytest.mark.parametrize("words", ["ข้อมูลสมมุติ", "ynthetic data"])
def test_marked_as_synthetic(directory: Path, name: str, words: str) -> None:
    assert words in (directory / name).read_text(encoding="utf-8")


def test_four_communities_on_official_codes(households: Rows) -> None:
    villages = {row["community"]: set() for row in households}
    for row in households:
        villages[row["community"]].add(row["village"])
        assert row["village"].startswith(row["community"])
        assert row["community"].startswith(row["district"])
        assert row["district"].startswith(row["province"])
    assert {code: len(inside) for code, inside in villages.items()} == {
        "700704": 9,
        "701003": 8,
        "710911": 9,
        "740309": 7,
    }


def test_nong_sarai_has_about_a_thousand_households() -> None:
    sizes = {place.code: sum(place.households) for place in COMMUNITIES}
    assert 950 <= sizes["710911"] <= 1050


def test_three_rounds_with_each_household_once(households: Rows) -> None:
    seen = Counter((row["round"], row["household_id"]) for row in households)
    assert set(seen.values()) == {1}
    assert {year for year, _ in seen} == {"2567", "2568", "2569"}


def test_weights_give_back_the_households_of_each_village(households: Rows) -> None:
    total: dict[tuple[str, str], float] = defaultdict(float)
    size = {}
    for row in households:
        total[row["round"], row["village"]] += float(row["weight"])
        size[row["round"], row["village"]] = int(row["households_in_village"])
    assert total == pytest.approx(size, rel=1e-6)


def test_every_column_of_the_codebook_is_there(
    framework: Framework, households: Rows, persons: Rows
) -> None:
    for name, variable in framework.variables.items():
        rows = households if variable.level == "household" else persons
        assert name in rows[0], name


def test_values_keep_to_the_codebook(framework: Framework, households: Rows, persons: Rows) -> None:
    for name, variable in framework.variables.items():
        rows = households if variable.level == "household" else persons
        values = {row[name] for row in rows} - {""}
        choices = {choice.value for choice in variable.choices}
        match variable.type:
            case "select_one":
                assert values == choices, name
            case "select_multiple":
                assert {part for value in values for part in value.split()} == choices, name
            case "boolean":
                assert values == {"yes", "no"}, name
            case _:
                numbers = [float(value) for value in values]
                assert min(numbers) >= (variable.min or 0), name
                assert variable.max is None or max(numbers) <= variable.max, name


def test_each_household_has_people_and_no_person_is_homeless(
    households: Rows, persons: Rows
) -> None:
    homes = {(row["round"], row["household_id"]) for row in households}
    assert homes == {(row["round"], row["household_id"]) for row in persons}


def test_some_answers_are_missing_and_money_most(households: Rows) -> None:
    def missing(column: str) -> float:
        return sum(row[column] == "" for row in households) / len(households)

    assert 0.08 < missing("monthly_income") < 0.14
    assert 0 < missing("drinking_water") < 0.01


def test_nine_goals_and_an_index(framework: Framework) -> None:
    assert len(framework.goals) == 9
    assert len(framework.indicators) >= 18
    assert all(
        any(i in framework.index_indicators for i in goal.indicators) for goal in framework.goals
    )
    summaries = {i.summary for i in framework.indicators if i.value}
    assert summaries == {"mean", "median", "ratio"}
