"""What good tables become: typed columns, nothing lost, nothing changed without a note."""

from __future__ import annotations

import csv as csv_module
import datetime
import hashlib
import io
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ruamsuk.engine.framework.load import load_framework
from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.tables import Table, read_table
from ruamsuk.lib.problem import Problem, ProblemsFound
from ruamsuk.lib.thai import format_number
from tests.engine.tables.conftest import ReadBytes
from tests.engine.tables.ugly import (
    GOOD,
    HEADER,
    ROW,
    csv,
    good_rows,
    in_sheet,
    parquet,
    rezipped,
    xlsx,
)

JAN_24 = datetime.date(2010, 1, 24)
TYPED = {
    "household_id": ["H1"],
    "debt": [0.0],
    "members": [4],
    "has_well": [True],
    "water": ["tap"],
    "visited": [JAN_24],
    "needs": ["road school"],
    "remark": [None],
}


def data(table: Table) -> dict[str, list[Any]]:
    assert table.arrow is not None
    columns: dict[str, list[Any]] = table.arrow.to_pydict()
    return columns


def codes(notes: tuple[Problem, ...]) -> list[str]:
    return [note.code.removeprefix("table.") for note in notes]


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


THAI = csv({"remark": "บ้านเลือก"})


@pytest.mark.parametrize(
    ("file", "remark", "notes"),
    [
        (csv(), None, []),
        (crlf(csv()), None, []),
        (csv().replace("\n", "\r"), None, []),
        (csv().rstrip("\n"), None, []),
        (csv().replace("\n", "\n\n") + "\n,,,,,,,\n", None, []),
        (csv().replace(",", ";"), None, []),
        (csv().replace(",", "\t"), None, []),
        ('"' + HEADER.replace(",", '","') + '"\n' + ROW, None, []),
        (HEADER.replace(",", " ,\u200b") + "\n" + ROW, None, []),
        (HEADER + ",,\n" + ROW + ",,\n", None, []),
        (HEADER + ",,\n" + ROW + "\n", None, []),
        (THAI.encode(), "บ้านเลือก", []),
        (b"\xef\xbb\xbf" + THAI.encode(), "บ้านเลือก", []),
        (THAI.encode("utf-16"), "บ้านเลือก", []),
        (THAI.encode("cp874"), "บ้านเลือก", ["read-as-thai-encoding"]),
        (crlf(THAI).encode("tis-620"), "บ้านเลือก", ["read-as-thai-encoding"]),
        (csv({"remark": '"หนึ่ง, ""สอง""\nสาม"'}), 'หนึ่ง, "สอง"\nสาม', []),
        (csv({"remark": " ริมน้ำ\u00a0"}), "ริมน้ำ", ["spaces-trimmed"]),
        (csv({"remark": "๑๒"}), "๑๒", []),
        (csv({"remark": "-"}), "-", []),
    ],
)
def test_csv_dialects(read: ReadBytes, file: str | bytes, remark: str, notes: list[str]) -> None:
    table = read(file)
    assert data(table) == {**TYPED, "remark": [remark]}
    assert codes(table.notes) == notes


@pytest.mark.parametrize(
    ("column", "typed", "value", "notes"),
    [
        ("debt", "1250.50", 1250.5, []),
        ("debt", "๑๒๕๐.๕๐", 1250.5, ["thai-digits-read"]),
        ("debt", '"1,250"', 1250.0, ["number-signs-read"]),
        ("debt", "1 250", 1250.0, ["number-signs-read"]),
        ("debt", "฿1250", 1250.0, ["number-signs-read"]),
        ("debt", '"1,250.-"', 1250.0, ["number-signs-read"]),
        ("debt", '"๑,๒๕๐ บาท"', 1250.0, ["number-signs-read", "thai-digits-read"]),
        ("debt", "１２５０", 1250.0, ["number-signs-read"]),
        ("debt", "\u200b1250\u00a0", 1250.0, []),
        ("debt", "1.25e3", 1250.0, []),
        ("debt", "+.5", 0.5, []),
        ("debt", "", None, []),
        ("debt", "   ", None, []),
        ("debt", "-", None, ["missing-words-read"]),
        ("debt", "N/A", None, ["missing-words-read"]),
        ("debt", "ไม่ทราบ", None, ["missing-words-read"]),
        ("members", "12.0", 12, []),
        ("members", "007", 7, []),
        ("members", "1e1", 10, []),
        ("has_well", "1", True, []),
        ("has_well", "FALSE", False, []),
        ("has_well", "ใช่", True, []),
        ("has_well", "ไม่มี", False, []),
        ("has_well", "ไม่ตอบ", None, ["missing-words-read"]),
        ("water", "ประปา", "tap", ["choices-read"]),
        ("water", "Well", "well", ["choices-read"]),
        ("water", "2", "2", []),
        ("water", "2.0", "2", ["choices-read"]),
        ("water", "๒", "2", ["choices-read"]),
        ("water", "ไม่ทราบ", None, ["missing-words-read"]),
        ("needs", "road  school", "road school", []),
        ("needs", '"ถนน, School"', "road school", ["choices-read"]),
        ("needs", "road;school", "road school", ["choices-read"]),
        ("visited", "2553-01-24", JAN_24, ["buddhist-dates-read"]),
        ("visited", "24/01/2553", JAN_24, ["buddhist-dates-read"]),
        ("visited", "24 ม.ค. 2553", JAN_24, ["buddhist-dates-read"]),
        ("visited", "๒๔ มกราคม ๒๕๕๓", JAN_24, ["buddhist-dates-read"]),
        ("visited", "24/1/2010", JAN_24, []),
        ("visited", "2008-02-29", datetime.date(2008, 2, 29), []),
        ("visited", "2010-12-31", datetime.date(2010, 12, 31), []),
        ("visited", "40202", JAN_24, ["serial-dates-read"]),
        ("visited", "2010-01-24 00:00:00", JAN_24, []),
        ("visited", "2010-01-24T09:30:00+07:00", JAN_24, ["times-dropped"]),
        ("visited", "31/12/2552", datetime.date(2009, 12, 31), ["buddhist-dates-read"]),
    ],
)
def test_values(read: ReadBytes, column: str, typed: str, value: object, notes: list[str]) -> None:
    table = read(csv({"household_id": "H0"}, {column: typed}))
    assert data(table)[column][1] == value
    assert codes(table.notes) == notes
    assert (column in table.never_null) == (value is not None and column != "remark")


def test_notes_count_and_show_what_was_read(read: ReadBytes) -> None:
    answers = ["-", "ไม่ตอบ", "-", "3"]
    table = read(csv(*({"household_id": str(i), "debt": a} for i, a in enumerate(answers))))
    assert [note.sentence("th") for note in table.notes] == [
        "h.csv คอลัมน์ debt: ถือว่าไม่มีคำตอบ 3 ค่า (-, ไม่ตอบ) ไม่ต้องแก้ไข ถ้าถูกต้องแล้ว"
    ]
    assert table.notes[0].severity == "note"


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1", "2", ""], [1, 2, None]),
        (["1", "2.5", "-3"], [1.0, 2.5, -3.0]),
        (["2015.0", "2019.5", "1"], [2015.0, 2019.5, 1.0]),
        (["007", "12", "1"], ["007", "12", "1"]),
        (["1.10", "1.1", "1"], ["1.10", "1.1", "1"]),
        (["1103700123456789012", "2", "3"], ["1103700123456789012", "2", "3"]),
        (["70070401", "70070402", "บ้าน"], ["70070401", "70070402", "บ้าน"]),
        (["nan", "1", "2"], ["nan", "1", "2"]),
        (["1e5", "1", "2"], ["1e5", "1", "2"]),
        (["true", "false", ""], ["true", "false", None]),
        (["", "", ""], [None, None, None]),
    ],
)
def test_columns_outside_the_codebook_are_kept(
    read: ReadBytes, cells: list[str], values: list[object]
) -> None:
    file = HEADER + ",place"
    for i, cell in enumerate(cells):
        file += f"\nH{i}{ROW.removeprefix('H1')},{cell}"
    for asked, notes in (
        ({}, ["columns-outside-codebook"]),
        ({"required": ["place"]}, []),
        ({"optional": ["place", "elsewhere"]}, []),
    ):
        table = read(file, **asked)
        assert data(table)["place"] == values
        assert codes(table.notes) == notes


def test_only_the_variables_that_are_used_are_needed(tmp_path: Path) -> None:
    framework = load_framework("""
framework: small
title: Small
variables:
  age: {type: integer}
  yes: {type: boolean}
  well: {type: select_one, choices: [{value: yes}, {value: age}]}
  born: {type: date}
goals:
  - id: goal
    title: Goal
    indicators:
      - {id: one, title: One, achieved: "well = 'yes' AND age(born, DATE '2024-01-01') > 3"}
""")
    path = tmp_path / "h.csv"
    path.write_text("household_id,well,born\nH1,age,2001-01-01\n")
    assert read_table(path, framework).columns == ("household_id", "well", "born")


def test_ids_stay_text_and_weights_are_numbers(read: ReadBytes) -> None:
    table = read(csv({"household_id": "0012", "remark": "2"}), numeric=["remark"])
    assert data(table)["household_id"] == ["0012"]
    assert data(table)["remark"] == [2.0]


def test_same_id_in_two_rounds(read: ReadBytes) -> None:
    table = read(csv({"remark": "2567"}, {"remark": "2568"}), unique_with=["remark"])
    assert table.rows == 2


def test_persons_and_communities(read: ReadBytes) -> None:
    persons = "household_id,person_id,age\nH1,1,60\nH1,2,5\nH2,1,\n"
    table = read(persons, level="person")
    assert data(table)["age"] == [60, 5, None]
    assert table.level == "person"
    with pytest.raises(ProblemsFound) as found:
        read(persons + "H1,2,7\n", level="person")
    assert [p.sentence("en") for p in found.value.problems] == [
        "h.csv, row 5, column person_id: the id “H1 2” stands in row 3 already. "
        "If the file holds several rounds, name their column with --rounds; "
        "else delete the row or correct its id."
    ]
    assert read("community,forest\nบ้านเลือก,12\n", level="community").rows == 1


def test_what_a_table_says_of_itself(read: ReadBytes) -> None:
    table = read(csv())
    assert (table.name, table.level, table.rows) == ("h.csv", "household", 1)
    assert table.columns == tuple(GOOD)
    assert table.never_null == set(GOOD) - {"remark"}
    assert table.digest == hashlib.sha256(csv().encode()).hexdigest()


def test_many_problems_are_shared_out_and_counted(read: ReadBytes) -> None:
    rows = [{"household_id": f"H{i}", "debt": "x", "members": "99"} for i in range(500)]
    rows[7]["water"] = "sea"
    with pytest.raises(ProblemsFound) as found:
        read(csv(*rows))
    *problems, last = found.value.problems
    assert len(problems) == 200
    assert {p.place.column for p in problems} == {"debt", "members", "water"}
    assert last.sentence("en").startswith("h.csv: problems not shown here: 801.")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: None, "h.csv: there is no such file. Check the file's name and its folder."),
        (Path.mkdir, "h.csv: this is a folder, not a file. Name a file inside this folder."),
        (
            lambda path: path.symlink_to(path),
            "h.csv: this file cannot be opened. "
            "Close the program that holds it and check that you may read it.",
        ),
    ],
)
def test_paths_without_a_file(
    tmp_path: Path, framework: Framework, make: Callable[[Path], None], sentence: str
) -> None:
    path = tmp_path / "h.csv"
    make(path)
    with pytest.raises(ProblemsFound) as found:
        read_table(path, framework)
    assert str(found.value) == sentence


@pytest.mark.parametrize(("name", "file"), [("h.csv", xlsx(*good_rows())), ("h.xlsx", csv())])
def test_content_counts_more_than_the_name(read: ReadBytes, name: str, file: bytes | str) -> None:
    table = read(file, name)
    assert data(table) == TYPED
    assert codes(table.notes) == ["name-differs"]


SEEN = datetime.datetime(2553, 1, 24)


@pytest.mark.parametrize(
    ("cells", "typed", "notes"),
    [
        ({}, {}, []),
        ({"household_id": 1103700123456}, {"household_id": ["1103700123456"]}, []),
        ({"has_well": True}, {}, []),
        ({"debt": 1250.25}, {"debt": [1250.25]}, []),
        ({"debt": "๑๒"}, {"debt": [12.0]}, ["thai-digits-read"]),
        ({"water": 2}, {"water": ["2"]}, []),
        ({"visited": 40202}, {}, ["serial-dates-read"]),
        ({"visited": 40202.25}, {}, ["serial-dates-read", "times-dropped"]),
        ({"visited": "24 ม.ค. 2553"}, {}, ["buddhist-dates-read"]),
        ({"visited": SEEN}, {}, ["buddhist-dates-read"]),
        ({"visited": datetime.datetime(2010, 1, 24, 9, 30)}, {}, ["times-dropped"]),
    ],
)
def test_workbook_cells(
    read: ReadBytes, cells: dict[str, Any], typed: dict[str, Any], notes: list[str]
) -> None:
    table = read(xlsx(*good_rows(**cells)), "h.xlsx")
    assert data(table) == {**TYPED, **typed}
    assert codes(table.notes) == notes


def test_workbook_of_1904_counts_its_days_from_there(read: ReadBytes) -> None:
    def old_macintosh(workbook: Any, sheet: Any) -> None:
        workbook.worksheets()[0].write_number("F2", 40202 - 1462)

    file = xlsx(*good_rows(), change=old_macintosh)
    assert data(read(file, "h.xlsx"))["visited"] == [JAN_24 - datetime.timedelta(1462)]
    setting = b'<workbookPr date1904="1"'
    from_1904 = rezipped(file, lambda name, part: part.replace(b"<workbookPr", setting))
    assert data(read(from_1904, "h.xlsx"))["visited"] == [JAN_24]


def test_the_only_sheet_with_a_table_is_chosen(read: ReadBytes) -> None:
    def explain(workbook: Any, sheet: Any) -> None:
        workbook.add_worksheet("คำอธิบาย").write("A1", "แบบสำรวจ")
        workbook.add_worksheet("ว่าง")
        hidden = workbook.add_worksheet("เก่า")
        hidden.write_row(0, 0, good_rows()[0])
        hidden.hide()

    table = read(xlsx(*good_rows(), change=explain), "h.xlsx")
    assert data(table) == TYPED
    assert [note.sentence("en") for note in table.notes] == [
        "h.xlsx, sheet Sheet1: this sheet was used. Not read: คำอธิบาย, ว่าง."
    ]
    two = xlsx(*good_rows(), sheets=["2567", "2568"])
    assert data(read(two, "h.xlsx", sheet="2568")) == TYPED


def test_blank_rows_and_a_formula_with_its_result(read: ReadBytes) -> None:
    header, row = good_rows()
    table = read(
        xlsx([], header, [], row, change=lambda book, sheet: sheet.write("B4", "=6*2", None, 12)),
        "h.xlsx",
    )
    assert data(table) == {**TYPED, "debt": [12.0]}


def test_a_text_formula_may_be_empty(read: ReadBytes) -> None:
    file = in_sheet(
        xlsx(*good_rows(), change=lambda book, sheet: sheet.write("H2", '=""', None, "")),
        rb'<c r="H2"[^>]*>',
        b'<c r="H2" t="str">',
    )
    assert data(read(file, "h.xlsx")) == TYPED


def test_parquet_stays_on_disk(read: ReadBytes, tmp_path: Path) -> None:
    table = read(parquet(place=["บ้านเลือก"]), "h.parquet")
    assert table.arrow is None
    assert table.path == tmp_path / "h.parquet"
    assert table.rows == 1
    assert table.columns == (*GOOD, "place")
    assert table.never_null == {*GOOD, "place"}
    assert codes(table.notes) == ["columns-outside-codebook"]


def test_parquet_nulls_and_names_that_look_like_patterns(read: ReadBytes) -> None:
    nulls: dict[str, Any] = {
        "debt": [None, 1.0],
        "water": ["tap", None],
        "needs": ["school road", None],
    }
    file = parquet(household_id=["H1", "H2"], **nulls)
    table = read(file, "h[1]*?.parquet")
    assert table.never_null == set(GOOD) - set(nulls)


def test_parquet_repeats_ids_over_rounds(read: ReadBytes) -> None:
    file = parquet(household_id=["H1", "H1"], remark=["2567", "2568"])
    assert read(file, "h.parquet", unique_with=["remark"]).rows == 2


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufeff"), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_text_comes_back_as_it_was(read: ReadBytes, texts: list[str]) -> None:
    buffer = io.StringIO()
    rows = [{**GOOD, "household_id": f"H{i}", "remark": text} for i, text in enumerate(texts)]
    table = csv_module.DictWriter(buffer, GOOD, quoting=csv_module.QUOTE_ALL, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    try:
        read_back = data(read(buffer.getvalue()))["remark"]
    except ProblemsFound as found:
        allowed = {"table.error-cell", "table.formula-not-calculated", "table.quote-not-closed"}
        assert {problem.code for problem in found.problems} <= allowed
        return
    spaces = " \t\r\n\x0b\x0c\u00a0\u2009\u202f\u3000\u200b\u200c\u200d\u2060\ufeff"
    assert read_back == [text.strip(spaces) or None for text in texts]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    st.lists(
        st.floats(0, 1e12, allow_nan=False).map(lambda x: math.floor(x * 100) / 100),
        min_size=1,
        max_size=6,
    )
)
def test_numbers_are_the_same_however_they_are_typed(read: ReadBytes, numbers: list[float]) -> None:
    to_thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    ways: list[Callable[[float], str]] = [
        repr,
        lambda x: f'"{format_number(x, 2)}"',
        lambda x: f'"{format_number(x, 2).translate(to_thai)} บาท"',
    ]
    for way in ways:
        rows = ({"household_id": f"H{i}", "debt": way(x)} for i, x in enumerate(numbers))
        assert data(read(csv(*rows)))["debt"] == pytest.approx(numbers, rel=1e-15, abs=0)
