"""From a file to the table of a round, and back."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from ruamsuk.communities.models import AuditEntry, Household, Person
from ruamsuk.results.actions import imports
from ruamsuk.results.imports import round_table
from ruamsuk.results.models import Blob, ColumnMapping, Import, Round

from ..cast import Cast, cast
from .tables import GOOD, a_round, bring, csv, said, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def round_(people: Cast) -> Round:
    return a_round(people.home)


def test_a_file_with_the_codebooks_names_is_read_without_asking(
    people: Cast, round_: Round
) -> None:
    collector = people.people["collector"]
    brought = bring(collector, round_, csv({}, {"household_id": "H2", "village": "๒", "debt": 9.5}))
    assert (brought.state, brought.rows, said(brought)) == ("ready", 2, [])
    assert not Household.objects.exists()
    assert round_table(round_) is None
    assert imports.apply(collector, brought)
    table = round_table(round_)
    assert table is not None
    assert table.to_pydict() == {
        "household_id": ["H1", "H2"],
        "village": ["70070401", "70070402"],
        "debt": [0.0, 9.5],
        "members": [4, 4],
        "water": ["tap", "tap"],
        "visited": table["visited"].to_pylist(),
    }
    homes = Household.objects.values_list("key", "village__code")
    assert list(homes) == [("H1", "70070401"), ("H2", "70070402")]
    brought.refresh_from_db()
    assert (brought.state, brought.upload, brought.headers) == ("applied", None, [])
    verbs = AuditEntry.objects.values_list("verb", flat=True)
    assert {"import.started", "import.applied"} <= set(verbs)


THAI_HEADERS = ["บ้านเลขที่", "หมู่", "หนี้ค้างชำระ (บาท)", "จำนวนสมาชิก", "แหล่งนำ้ดื่ม", "หมายเหตุ"]


def test_columns_are_matched_once_and_remembered(people: Cast, round_: Round) -> None:
    collector = people.people["collector"]
    brought = bring(collector, round_, xlsx(THAI_HEADERS, ["1/2", "ม.1", 0, 3, "ประปา", "-"]))
    assert brought.state == "mapping"
    assert brought.columns == {
        "บ้านเลขที่": "household_id",
        "หมู่": "village",
        "หนี้ค้างชำระ (บาท)": "debt",
        "จำนวนสมาชิก": "members",
        "แหล่งนำ้ดื่ม": "water",
        "หมายเหตุ": "",
    }
    assert brought.headers[0] == ["บ้านเลขที่", ["1/2"]]
    imports.match_columns(collector, brought, brought.columns)
    brought.refresh_from_db()
    assert brought.state == "ready", said(brought)
    assert ColumnMapping.objects.get().columns == brought.columns
    notes = said(brought, "note")
    assert any("ไม่ได้ใช้คอลัมน์: หมายเหตุ" in note for note in notes)
    assert any("ไฟล์นี้ไม่มี: วันที่ไปถาม" in note for note in notes)
    other = bring(collector, round_, xlsx(THAI_HEADERS, ["9", "2", 0, 3, "บ่อ", ""]))
    assert other.state == "ready", said(other)


def test_a_mended_file_takes_the_place_of_the_faulty_one(people: Cast, round_: Round) -> None:
    collector = people.people["collector"]
    brought = bring(collector, round_, csv({}, {"household_id": "H2", "debt": "มาก"}))
    assert brought.state == "faulty"
    assert said(brought) == [
        "households.csv แถว 3 คอลัมน์ debt: “มาก” ไม่ใช่ตัวเลข พิมพ์เป็นตัวเลข เช่น 1250 หรือเว้นว่างถ้าไม่มีคำตอบ"
    ]
    with pytest.raises(ValidationError):
        imports.apply(collector, brought)
    mended = csv({}, {"household_id": "H2", "debt": 5}).encode()
    imports.mend(collector, brought, "mended.csv", mended, "")
    brought.refresh_from_db()
    assert (brought.state, brought.name) == ("ready", "mended.csv")
    assert Blob.objects.count() == 2  # the mended file and its table


def test_the_same_file_twice_changes_nothing(people: Cast, round_: Round) -> None:
    collector = people.people["collector"]
    first = bring(collector, round_, csv({}))
    assert bring(collector, round_, csv({})) == first
    imports.apply(collector, first)
    assert bring(collector, round_, csv({}), name="other.csv") == first
    assert Import.objects.count() == 1


def test_a_later_file_adds_households_and_replaces_answers(people: Cast, round_: Round) -> None:
    collector = people.people["collector"]
    first = bring(collector, round_, csv({}, {"household_id": "H2", "debt": 7}))
    imports.apply(collector, first)
    second = bring(
        collector, round_, "household_id,village,debt\nH2,1,\nH3,3,8\n", name="later.csv"
    )
    assert imports.tally(second) == imports.Tally(new=1, replaced=1)
    imports.apply(collector, second)
    table = round_table(round_)
    assert table is not None
    got = table.select(["household_id", "village", "debt", "members"]).to_pydict()
    assert got == {
        "household_id": ["H1", "H2", "H3"],
        "village": ["70070401", "70070401", "70070403"],
        "debt": [0.0, None, 8.0],  # a blank of the newer file is its answer
        "members": [4, 4, None],  # a column that it has not leaves the older answer
    }
    imports.undo(people.people["facilitator"], second)
    table = round_table(round_)
    assert table is not None
    assert table["debt"].to_pylist() == [0.0, 7.0]


def test_a_household_of_another_village_hides_none(people: Cast, round_: Round) -> None:
    collector = people.people["collector"]
    first = bring(collector, round_, csv({}))
    second = bring(collector, round_, csv({"village": 2}), name="second.csv")
    assert second.state == "ready"
    imports.apply(collector, first)
    assert imports.apply(collector, second) is False
    second.refresh_from_db()
    sentence = (
        "ครัวเรือน “H1” อยู่ที่ หมู่ 1 แล้วในรอบนี้ ถ้าเลขบ้านเริ่มใหม่ทุกหมู่บ้าน "
        "ให้เติมเลขหมู่ไว้หน้า เช่น 2-15 ถ้าไม่ใช่ แก้หมู่บ้านให้ตรงกัน"
    )
    assert said(second) == [f"second.csv: {sentence}"]
    third = bring(collector, round_, csv({"village": 3}), name="third.csv")
    assert said(third) == [f"third.csv แถว 2 คอลัมน์ household_id: {sentence}"]


def test_people_take_the_village_of_their_household(people: Cast, round_: Round) -> None:
    collector = people.people["collector"]
    imports.apply(collector, bring(collector, round_, csv({"village": 2})))
    persons = "household_id,person_id,age\nH1,1,70\nH1,2,๘\n"
    brought = bring(collector, round_, persons, "p.csv", "person")
    imports.apply(collector, brought)
    table = round_table(round_, "person")
    assert table is not None
    assert table.to_pylist()[1] == {
        "household_id": "H1",
        "person_id": "2",
        "village": "70070402",
        "age": 8,
    }
    stranger = bring(collector, round_, "household_id,person_id,age\nX,1,7\n", "x.csv", "person")
    assert said(stranger) == [
        "x.csv แถว 2 คอลัมน์ household_id: ยังไม่รู้จักครัวเรือน “X” "
        "นำเข้าตารางครัวเรือนก่อน หรือใส่หมู่บ้านของแต่ละคนในไฟล์นี้"
    ]


def test_columns_of_the_design_are_needed(people: Cast) -> None:
    round_ = a_round(people.home, design={"weight": "w", "strata": "zone"})
    collector = people.people["collector"]
    brought = bring(collector, round_, csv({}))
    assert brought.state == "mapping"
    columns = [*GOOD, "w", "zone"]
    rows = ",".join(columns) + "\nH1,1,0,4,tap,2026-01-24,1.5,7\n"
    imports.apply(collector, bring(collector, round_, rows))
    table = round_table(round_)
    assert table is not None
    assert (table["w"].to_pylist(), table["zone"].to_pylist()) == ([1.5], ["7"])


def test_who_may(people: Cast, round_: Round) -> None:
    with pytest.raises(PermissionDenied):
        bring(people.people["member"], round_, csv({}))
    brought = bring(people.people["collector"], round_, csv({}))
    imports.apply(people.people["collector"], brought)
    with pytest.raises(PermissionDenied):
        imports.undo(people.people["collector"], brought)


def test_a_closed_round_takes_nothing_and_gives_nothing_back(people: Cast, round_: Round) -> None:
    collector = people.people["collector"]
    brought = bring(collector, round_, csv({}))
    imports.apply(collector, brought)
    round_.closed = True
    round_.save()
    with pytest.raises(ValidationError):
        bring(collector, round_, csv({"debt": 8}))
    with pytest.raises(ValidationError):
        imports.undo(people.people["facilitator"], brought)


def test_given_up_files_leave_no_bytes(people: Cast, round_: Round) -> None:
    collector = people.people["collector"]
    brought = bring(collector, round_, csv({}))
    imports.give_up(collector, brought)
    assert (Blob.objects.count(), Household.objects.count()) == (0, 0)
    assert bring(collector, round_, csv({})) != brought


PERSONS = "household_id,person_id,age\n"


def listed() -> tuple[list[str], list[str]]:
    """The community's households and people, by their numbers."""
    people = Person.objects.order_by("household__key", "key")
    return (
        list(Household.objects.values_list("key", flat=True)),
        [f"{person.household}-{person}" for person in people.select_related("household")],
    )


def test_people_stand_on_the_list_of_their_household(people: Cast, round_: Round) -> None:
    collector = people.people["collector"]
    imports.apply(collector, bring(collector, round_, csv({}, {"household_id": "H2"})))
    rows = PERSONS + "H1,1,70\nH1,2,8\nH2,1,30\n"
    imports.apply(collector, bring(collector, round_, rows, "p.csv", "person"))
    again = PERSONS + "H1,2,9\nH2,3,1\n"
    imports.apply(collector, bring(collector, round_, again, "again.csv", "person"))
    assert listed() == (["H1", "H2"], ["H1-1", "H1-2", "H2-1", "H2-3"])


def test_taking_back_leaves_only_those_that_another_file_has(people: Cast, round_: Round) -> None:
    facilitator = people.people["facilitator"]
    later = a_round(people.home, "2570")
    files = [
        (round_, csv({}, {"household_id": "H2"}, {"household_id": "H3"}), "household"),
        (later, csv({"household_id": "H2"}), "household"),
        (round_, PERSONS + "H1,1,70\nH2,1,8\nH2,2,9\n", "person"),
        (later, PERSONS + "H2,2,9\n", "person"),
    ]
    made = []
    for number, (where, rows, level) in enumerate(files):
        made.append(bring(facilitator, where, rows, f"{number}.csv", level))
        assert imports.apply(facilitator, made[-1])
    after = [
        # taken back, households, people
        (2, ["H1", "H2", "H3"], ["H2-2"]),
        (0, ["H2"], ["H2-2"]),
        (3, ["H2"], []),
        (1, [], []),
    ]
    for number, households, persons in after:
        imports.undo(facilitator, made[number])
        assert listed() == (households, persons), number


def test_taking_back_puts_a_household_back_in_its_village(people: Cast, round_: Round) -> None:
    facilitator, later = people.people["facilitator"], a_round(people.home, "2570")
    first = bring(facilitator, round_, csv({"village": 1}))
    second = bring(facilitator, later, csv({"village": 2}), "later.csv")
    for brought in (first, second):
        assert imports.apply(facilitator, brought)
    lives = Household.objects.filter(key="H1").values_list("village__code", flat=True)
    assert lives.get() == "70070402"
    imports.undo(facilitator, second)
    assert lives.get() == "70070401"


def test_nobody_leaves_the_list_of_another_community(people: Cast, round_: Round) -> None:
    facilitator = people.people["facilitator"]
    elsewhere = Household.objects.create(community=people.other, key="H1")
    brought = bring(facilitator, round_, csv({}))
    imports.apply(facilitator, brought)
    imports.undo(facilitator, brought)
    assert Household.objects.get() == elsewhere
