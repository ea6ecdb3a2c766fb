"""What cannot be assessed says why, in both languages; a full count claims no sampling error."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, nan
from typing import Any

import pyarrow as pa
import pytest

from ruamsuk.engine.assess import assess
from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.measure.design import Design
from ruamsuk.engine.result import Assessment
from ruamsuk.engine.tables import Table
from ruamsuk.lib.problem import ProblemsFound
from tests.engine.measure.reference import as_table

FRAMEWORK: dict[str, Any] = {
    "framework": "village",
    "title": "village",
    "variables": {
        "water": {"type": "integer"},
        "income": {"type": "decimal"},
        "smokes": {"type": "integer", "level": "person"},
    },
    "goals": [
        {
            "id": "living",
            "title": "living",
            "indicators": [
                {"id": "water", "title": "water", "achieved": "water = 1"},
                {"id": "income", "title": "income", "value": "income"},
                {
                    "id": "smokers",
                    "title": "smokers",
                    "level": "person",
                    "achieved": "smokes = 0",
                    "weight": 0,
                },
            ],
        }
    ],
    "index": {"kind": "alkire-foster", "cutoff": 1},
}
HOUSEHOLDS: dict[str, list[Any]] = {
    "household_id": [1, 2, 3, 4],
    "water": [1, 0, 1, 0],
    "income": [10.0, 20.0, 30.0, 40.0],
    "weight": [1.0, 1.0, 2.0, 2.0],
    "stratum": ["a", "a", "b", "b"],
    "psu": [1, 2, 3, 4],
    "population": [9, 9, 2, 2],
}
PERSONS: dict[str, list[Any]] = {"household_id": [1, 1, 4], "smokes": [0, 1, 0]}
WHOLE = {"weight": "weight", "strata": "stratum", "cluster": "psu"}


def tables(**columns: Any) -> tuple[Table, Table]:
    """Households and persons with some columns replaced; None leaves a column out."""
    persons = {name[2:]: values for name, values in columns.items() if name.startswith("p_")}
    own = {name: values for name, values in columns.items() if not name.startswith("p_")}
    found = []
    for level, base, changed in (
        ("household", HOUSEHOLDS, own),
        ("person", PERSONS, persons),
    ):
        kept = {name: values for name, values in {**base, **changed}.items() if values is not None}
        found.append(as_table(pa.table(kept), level))
    return found[0], found[1]


def village(design: Design | None = None, **columns: Any) -> Assessment:
    households, persons = tables(**columns)
    framework = Framework.model_validate(FRAMEWORK)
    return assess(framework, households, persons, design=design, rounds=None)


@dataclass(frozen=True)
class Case:
    design: dict[str, Any]
    columns: dict[str, Any]
    th: str
    en: str


WEIGHT_REMEDY = ("ใส่น้ำหนักเป็นเลขตั้งแต่ 0 ขึ้นไปทุกแถว", "Give every row a weight of 0 or more.")
POPULATION = (
    "จำนวนกลุ่มทั้งหมดในคอลัมน์ population น้อยกว่าที่สุ่มมา หรือไม่เท่ากันในชั้นภูมิเดียวกัน "
    "ใส่จำนวนกลุ่มทั้งหมดของชั้นภูมิ ให้เท่ากันทุกแถวของชั้นนั้น",
    "The population of clusters in column population is smaller than the sample, or differs inside "
    "a stratum. Give the number of clusters in the whole stratum, the same in all its rows.",
)


def weights(count: int) -> tuple[str, str]:
    return (
        f"คอลัมน์น้ำหนัก weight มี {count} แถวที่ว่าง ติดลบ หรือไม่ใช่ตัวเลข {WEIGHT_REMEDY[0]}",
        f"Weight column weight has {count} rows that are empty, negative or not numbers. "
        f"{WEIGHT_REMEDY[1]}",
    )


def lonely(count: int) -> tuple[str, str]:
    return (
        f"มี {count} ชั้นภูมิที่สุ่มได้กลุ่มเดียว จึงคำนวณความคลาดเคลื่อนไม่ได้ "
        "รวมชั้นภูมิในคอลัมน์ stratum กับชั้นที่คล้ายกัน หรือเลือก --lonely adjust",
        f"Strata with a single cluster: {count}. Their sampling error cannot be computed. "
        "Join them with similar strata in column stratum, or choose --lonely adjust.",
    )


def infinite() -> tuple[str, str]:
    return (
        "ค่าของตัวชี้วัด income บางแถวไม่ใช่ตัวเลขปกติ แก้ค่าอนันต์หรือ NaN ในตารางก่อน",
        "Some values of indicator income are not finite numbers. "
        "Mend infinite or NaN values in the table first.",
    )


def blank(column: str, count: int) -> tuple[str, str]:
    return (
        f"คอลัมน์ {column} มี {count} แถวที่ว่าง เติมให้ครบทุกแถว เพราะคอลัมน์นี้บอกรอบหรือวิธีสุ่ม",
        f"Column {column} has {count} empty rows. "
        "Fill in every row: the column tells the round, or how the sample was drawn.",
    )


FPC = {**WHOLE, "fpc": "population"}
CASES = {
    "negative weight": Case(WHOLE, {"weight": [1.0, -1.0, 2.0, 2.0]}, *weights(1)),
    "two negative weights": Case(WHOLE, {"weight": [1.0, -1.0, -2.0, 2.0]}, *weights(2)),
    "empty weights": Case(WHOLE, {"weight": [None, 1.0, None, 2.0]}, *weights(2)),
    "empty and negative weights": Case(WHOLE, {"weight": [None, 1.0, -1.0, 2.0]}, *weights(2)),
    "weight is NaN": Case(WHOLE, {"weight": [1.0, nan, 1.0, 2.0]}, *weights(1)),
    "weight is a word": Case(WHOLE, {"weight": ["1", "many", "2", "2"]}, *weights(1)),
    "infinite weight": Case(WHOLE, {"weight": [1.0, inf, 1.0, 2.0]}, *weights(1)),
    "one cluster in a stratum": Case(WHOLE, {"stratum": ["a", "a", "a", "b"]}, *lonely(1)),
    "one cluster in each stratum": Case(WHOLE, {"psu": [1, 1, 2, 2]}, *lonely(2)),
    "empty strata": Case(WHOLE, {"stratum": ["a", None, "a", None]}, *blank("stratum", 2)),
    "empty cluster": Case(WHOLE, {"psu": [1, 2, None, 4]}, *blank("psu", 1)),
    "fewer clusters than sampled": Case(FPC, {"population": [9, 9, 1, 1]}, *POPULATION),
    "population differs in a stratum": Case(FPC, {"population": [9, 8, 2, 2]}, *POPULATION),
    "population differs in a cluster": Case(
        FPC, {"psu": [1, 1, 3, 4], "population": [9, 8, 2, 2], "stratum": ["a"] * 4}, *POPULATION
    ),
    "empty population": Case(FPC, {"population": [9, None, 2, 2]}, *POPULATION),
    "population is a word": Case(FPC, {"population": ["9", "?", "2", "2"]}, *POPULATION),
    "no population": Case(FPC, {"population": [0, 0, 2, 2]}, *POPULATION),
    "population is NaN": Case(FPC, {"population": [9.0, nan, 2.0, 2.0]}, *POPULATION),
    "infinite income": Case({}, {"income": [1.0, inf, 2.0, 3.0]}, *infinite()),
    "income is NaN": Case({}, {"income": [1.0, nan, 2.0, 3.0]}, *infinite()),
    "no such column": Case(
        {**WHOLE, "cluster": "village"},
        {},
        "ไม่พบคอลัมน์ village ในตาราง "
        "คอลัมน์ที่มี: household_id, water, income, weight, stratum, psu, population",
        "The tables have no column village. "
        "Columns found: household_id, water, income, weight, stratum, psu, population.",
    ),
    "persons without a household": Case(
        {},
        {"p_household_id": [1, 5, 6]},
        "มี 2 คนที่ไม่พบครัวเรือนของเขาในตารางครัวเรือน เช่น household_id = 5 "
        "เพิ่มครัวเรือนที่ขาด หรือแก้รหัสให้ตรงกัน",
        "2 persons belong to no household of the household table, such as household_id = 5. "
        "Add the missing households, or make the ids agree.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_said(name: str) -> None:
    case = CASES[name]
    with pytest.raises(ProblemsFound) as raised:
        village(Design(**case.design) if case.design else None, **case.columns)
    [problem] = raised.value.problems
    assert (problem.sentence("th"), problem.sentence("en")) == (case.th, case.en)


def test_empty_round() -> None:
    households, persons = tables(year=[2020, 2021, None, None], p_year=[2020, 2020, 2021])
    with pytest.raises(ProblemsFound) as raised:
        goals = [{**FRAMEWORK["goals"][0], "indicators": FRAMEWORK["goals"][0]["indicators"][:2]}]
        framework = Framework.model_validate({**FRAMEWORK, "goals": goals})
        assess(framework, households, persons, rounds="year")
    [problem] = raised.value.problems
    assert (problem.sentence("th"), problem.sentence("en")) == blank("year", 2)


@pytest.mark.parametrize("unit", [5e-324, 1e-290, 1.0, 1e100])
def test_numbers_of_any_size(unit: float) -> None:
    """Values far smaller and larger than money neither fail nor lose their digits."""
    rows = village(Design("weight"), income=[unit, 0.0, unit, unit]).estimates().to_pylist()
    [mean] = [row["estimate"] for row in rows if row["measure"] == "mean"]
    assert mean == pytest.approx(unit * 5 / 6, rel=1e-12, abs=5e-324)


@pytest.mark.parametrize("design", [None, Design("weight", "stratum", "psu")])
def test_groups_without_any_label(design: Design | None) -> None:
    households, persons = tables(village=pa.nulls(4, pa.string()))
    indicators = [
        {"id": "income", "title": "income", "value": "income"},
        {"id": "usual", "title": "usual", "value": "income", "summary": "median"},
        {"id": "water", "title": "water", "achieved": "water = 1"},
    ]
    goals = [{"id": "living", "title": "living", "indicators": indicators}]
    framework = Framework.model_validate({**FRAMEWORK, "goals": goals})
    found = assess(framework, households, persons, by=[("village",)], design=design)
    assert set(found.estimates()["by"].to_pylist()) == {""}


def test_nobody_happy_is_zero_and_not_a_rounding_error() -> None:
    names = [f"d{j}" for j in range(7)]
    rows = {name: [0] * 3 for name in names}
    weights = {"weight": [1 / 3, 0.1, 7.7]}
    indicators = [
        {"id": n, "title": n, "achieved": f"{n} = 1", "weight": f"{j + 1}/7"}
        for j, n in enumerate(names)
    ]
    framework = Framework.model_validate(
        {
            "framework": "nobody",
            "title": "nobody",
            "variables": {name: {"type": "integer"} for name in names},
            "goals": [{"id": "all", "title": "all", "indicators": indicators}],
            "index": {"kind": "gnh", "cutoff": "0.66"},
        }
    )
    table = as_table(pa.table({"household_id": [1, 2, 3], **rows, **weights}))
    for row in assess(framework, table, design=Design("weight")).estimates().to_pylist():
        if row["measure"] in ("GNH", "share"):
            assert (row["estimate"], row["numerator"], row["lower"]) == (0.0, 0.0, 0.0)
            assert row["upper"] > 0.5  # three households cannot rule out many happy ones


def test_no_table() -> None:
    with pytest.raises(ProblemsFound) as raised:
        assess(Framework.model_validate(FRAMEWORK), tables()[0])
    [problem] = raised.value.problems
    assert problem.sentence("th") == ("กรอบนี้มีตัวชี้วัดระดับคน แต่ยังไม่ได้ให้ตาราง เพิ่มตารางด้วย --persons")
    assert problem.sentence("en") == (
        "The framework counts persons but no such table was given. Add the table with --persons."
    )


def test_a_full_count_has_no_sampling_error() -> None:
    for row in village().estimates().to_pylist():
        assert (row["se"], row["lower"], row["upper"]) == (None, None, None)


@pytest.mark.parametrize("lonely", ["remove", "adjust", "average", "certainty"])
def test_a_lonely_cluster_with_another_policy(lonely: Any) -> None:
    design = Design(**WHOLE, lonely=lonely)
    rows = village(design, stratum=["a", "a", "a", "b"]).estimates().to_pylist()
    assert all(row["estimate"] is not None for row in rows if row["measure"] == "mean")
