"""Files as people really send them: each gets its sentence, and nothing changes."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet as pq

from ruamsuk.accounts.models import User
from ruamsuk.communities.models import Household, Role
from ruamsuk.results.imports import round_table
from ruamsuk.results.models import Blob, ColumnMapping, Round

from ..cast import community, member
from .tables import a_round, bring, said, xlsx
from .ugly import HEADER, ROW, UGLY, book, one, parquet

pytestmark = pytest.mark.django_db


@pytest.fixture
def collector() -> User:
    return member(community(), Role.COLLECTOR)


def round_of(person: User) -> Round:
    """A round of the community that someone collects for."""
    home = person.memberships.get().community
    assert home is not None
    return a_round(home)


@pytest.mark.parametrize(
    ("name", "data", "sentences"), [u[1:] for u in UGLY], ids=[u[0] for u in UGLY]
)
def test_ugly_file(collector: User, name: str, data: bytes | str, sentences: list[str]) -> None:
    round_ = round_of(collector)
    brought = bring(collector, round_, data, name)
    told = [re.sub(rf"^{re.escape(name)}:? ", "", sentence) for sentence in said(brought)]
    assert (brought.state, told) == ("faulty", sentences)
    assert round_table(round_) is None
    assert not Household.objects.exists()
    assert not ColumnMapping.objects.exists()
    assert list(Blob.objects.all()) == [brought.upload]


BE = datetime.date(2569, 1, 24)
DAY = datetime.date(2026, 1, 24)


def dated(day: datetime.date) -> bytes:
    """A workbook with a real date in its cell."""

    def write(workbook: Any, sheet: Any) -> None:
        look = workbook.add_format({"num_format": "d/m/yyyy"})
        moment = datetime.datetime.combine(day, datetime.time())
        sheet.write_datetime("F2", moment, look)

    return book(write)


UNTIDY: list[tuple[str, str, bytes | str, dict[str, Any]]] = [
    ("TIS-620", "t.csv", one(water="ประปา").encode("tis-620"), {"water": "tap"}),
    (
        "CP874",
        "t.csv",
        one(water="ประปา", debt="“").replace("“", "").encode("cp874"),
        {"debt": None},
    ),
    ("UTF-8 with a mark", "t.csv", one(water="ประปา").encode("utf-8-sig"), {"water": "tap"}),
    ("UTF-16", "t.csv", one(water="ประปา").encode("utf-16"), {"water": "tap"}),
    ("semicolons", "t.csv", one().replace(",", ";"), {}),
    ("tabs", "t.txt", one().replace(",", "\t"), {}),
    (
        "Thai digits",
        "t.csv",
        one(debt="๑๒๕๐", members="๕", village="๓"),
        {"debt": 1250.0, "members": 5, "village": "70070403"},
    ),
    (
        "numbers as text",
        "t.xlsx",
        xlsx(HEADER, ["H1", "1", "1,250", "4", "tap", ""]),
        {"debt": 1250.0, "visited": None},
    ),
    ("พ.ศ. as text", "t.csv", one(visited="24 ม.ค. 2569"), {"visited": DAY}),
    ("พ.ศ. as a date of Excel", "t.xlsx", dated(BE), {"visited": DAY}),
    ("ค.ศ. as a date of Excel", "t.xlsx", dated(DAY), {"visited": DAY}),
    (
        "a calculated formula",
        "t.xlsx",
        book(lambda w, s: s.write_formula("C2", "=2+3", None, 5)),
        {"debt": 5.0},
    ),
    ("the name of the village", "t.csv", one(village="หมู่ 2"), {"village": "70070402"}),
    ("its code", "t.csv", one(village="70070402"), {"village": "70070402"}),
    ("its number with words", "t.csv", one(village="บ้านเลือก ม. 2"), {"village": "70070402"}),
    (
        "a household's number as a number",
        "t.xlsx",
        book(lambda w, s: None, household_id=12.0),
        {"household_id": "12"},
    ),
    ("a hidden sheet", "t.xlsx", book(lambda w, s: s.hide(), sheets=2), {}),
    ("a wrong ending", "t.csv", xlsx(HEADER, ROW), {}),
    (
        "Parquet with real types",
        "t.parquet",
        parquet(debt=[12.5], visited=[DAY], village=[3.0]),
        {"debt": 12.5, "village": "70070403"},
    ),
    (
        "signs that begin formulas, in a text",
        "t.csv",
        one(household_id="@H1"),
        {"household_id": "@H1"},
    ),
    ("NUL in Parquet", "t.parquet", parquet(household_id=["H\0 2"]), {"household_id": "H 2"}),
    (
        "NUL in a workbook",
        "t.xlsx",
        book(lambda w, s: None, household_id="H\x002"),
        {"household_id": "H2"},
    ),
]

READ = {
    "household_id": "H1",
    "village": "70070401",
    "debt": 0.0,
    "members": 4,
    "water": "tap",
    "visited": DAY,
}


@pytest.mark.parametrize(
    ("name", "data", "cells"), [u[1:] for u in UNTIDY], ids=[u[0] for u in UNTIDY]
)
def test_untidy_file_that_is_read(
    collector: User, name: str, data: bytes | str, cells: dict[str, Any]
) -> None:
    brought = bring(collector, round_of(collector), data, name)
    assert said(brought) == []
    assert brought.table is not None
    rows = pq.read_table(pa.BufferReader(bytes(brought.table.data))).to_pylist()
    assert rows == [{**READ, **cells}]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\ข้อมูล\\บ้าน.csv", "บ้าน.csv"),
        ("a\u202exslx.csv", "axslx.csv"),
        ("\x00\n", "?"),
        ("ก" * 300 + ".csv", "ก" * 196 + ".csv"),
        ("<script>.csv", "<script>.csv"),
    ],
)
def test_hostile_names(collector: User, name: str, kept: str) -> None:
    assert bring(collector, round_of(collector), one(), name).name == kept
