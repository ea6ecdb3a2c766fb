"""Files to take along: what they hold, for whom, and that no number changes on the way."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq
import pytest
from django.test import Client
from django.urls import reverse

from ruamsuk.accounts.models import User
from ruamsuk.results.actions import compute, publish
from ruamsuk.results.exports import files
from ruamsuk.results.models import Round
from ruamsuk.results.tables import latest, tables_of
from tests.booklets.reader import pages_of
from tests.cast import Cast, cast
from tests.results import makers

pytestmark = pytest.mark.django_db
Row = dict[str, Any]
Get = Callable[..., Any]


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def rounds(people: Cast) -> list[Round]:
    version = makers.version(people.home)
    made = [makers.round_of(version, year) for year in (2024, 2025)]
    for seed, round_ in enumerate(made):
        makers.bring_in(round_, makers.households(people.home, seed=seed))
    compute.start_computation(people.people["facilitator"], people.home, version)
    return made


@pytest.fixture
def get(people: Cast, client: Client) -> Get:
    def ask(who: User | None, kind: str, status: int = 200, **query: Any) -> Any:
        client.logout()
        if who:
            client.force_login(who)
        answer = client.get(reverse("export", args=[people.home.slug, kind]), query)
        assert answer.status_code == status
        return answer

    return ask


def read(kind: str, data: bytes) -> list[Row]:
    """The estimates of a file."""
    if kind == "json":
        return list(json.loads(data)["estimates"])
    if kind == "parquet":
        return list(pq.read_table(io.BytesIO(data)).to_pylist())
    if kind == "csv":
        assert data.startswith(b"\xef\xbb\xbf")
        options = pc.ConvertOptions(
            column_types={name: pa.string() for name in ("round", "group", "by")},
            strings_can_be_null=False,
        )
        return list(pc.read_csv(io.BytesIO(data), convert_options=options).to_pylist())
    sheet = openpyxl.load_workbook(io.BytesIO(data))["ผล"]
    head, *rows = sheet.iter_rows(values_only=True)
    names = {"รอบ": "round", "รหัสตัวชี้วัด": "indicator", "วัดเป็น": "measure", "แยกตาม": "by",
             "กลุ่ม": "group", "ค่า": "estimate", "ช่วงล่าง": "lower", "ช่วงบน": "upper",
             "ตอบกี่ราย": "n", "เกณฑ์ของดัชนี": "k"}  # fmt: skip
    codes = {said.th: code for known in files.WORDS.values() for code, said in known.items()}
    return [
        {names.get(str(h), str(h)): codes.get(v, v) for h, v in zip(head, row, strict=True)}
        for row in rows
    ]


KEY = ("round", "by", "group", "measure", "indicator", "k")
NUMBERS = ("estimate", "lower", "upper", "n")


def numbers(rows: list[Row]) -> dict[tuple[object, ...], tuple[object, ...]]:
    return {
        tuple(row[name] or "" for name in KEY): tuple(row[name] for name in NUMBERS) for row in rows
    }


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx", "json"])
@pytest.mark.parametrize(("role", "full"), [("facilitator", True), ("viewer", False)])
def test_numbers_are_the_engines_to_the_digit(
    people: Cast, rounds: list[Round], get: Get, kind: str, role: str, full: bool
) -> None:
    found = numbers(read(kind, get(people.people[role], kind).content))
    computation = latest(people.home)
    assert computation is not None
    engine = tables_of(computation, full=full).estimates.to_pylist()
    if kind == "xlsx":  # a workbook holds 16 digits
        engine = [
            {key: float(f"{v:.16G}") if isinstance(v, float) else v for key, v in row.items()}
            for row in engine
        ]
    assert found == numbers(engine)


def test_rounds_and_indicators_can_be_chosen(people: Cast, rounds: list[Round], get: Get) -> None:
    viewer = people.people["viewer"]
    found = read("json", get(viewer, "json", round="2568", indicator="water").content)
    assert {(row["round"], row["indicator"]) for row in found} == {("2568", "water")}
    changes = get(viewer, "csv", table="changes", indicator=["water", "rice"]).content.decode()
    assert {"2567", "2568"} <= set(changes.replace('"', "").split(","))
    assert get(viewer, "csv", table="changes", round="2568").content.decode().count('"2567"') > 1
    assert '"2568"' not in get(viewer, "csv", table="changes", round="2567").content.decode()
    get(viewer, "csv", 404, round="2570")
    get(viewer, "csv", 404, table="households")
    get(viewer, "pdf", 404)


def test_who_gets_what(people: Cast, rounds: list[Round], get: Get) -> None:
    for nobody in (None, people.outsider, people.neighbour):
        get(nobody, "csv", 404)
    coordinator = people.people["coordinator"]
    publish.publish_round(coordinator, rounds[1], indicators=["water"])
    for outside in (None, people.outsider, people.neighbour):
        found = read("json", get(outside, "json").content)
        assert {(row["round"], row["indicator"]) for row in found} == {("2568", "water")}
        get(outside, "json", 404, round="2567")
    publish.withdraw_publication(coordinator, rounds[1].publication)
    get(people.outsider, "csv", 404)


def test_made_up_data_say_so(people: Cast, rounds: list[Round], get: Get) -> None:
    people.home.demo = True
    people.home.save()
    viewer = people.people["viewer"]
    answer = get(viewer, "csv")
    assert "synthetic" in answer["Content-Disposition"]
    assert "ข้อมูลสมมุติ" in answer.content.decode()
    assert json.loads(get(viewer, "json").content)["about"]["synthetic"] is True
    table = pq.read_table(io.BytesIO(get(viewer, "parquet").content))
    assert json.loads(table.schema.metadata[b"ruamsuk"])["synthetic"] is True
    book = openpyxl.load_workbook(io.BytesIO(get(viewer, "xlsx").content))
    assert book["เกี่ยวกับไฟล์นี้"]["A1"].value == "ข้อมูลสมมุติ"


def test_no_spreadsheet_takes_a_name_for_a_formula(
    people: Cast, rounds: list[Round], get: Get
) -> None:
    document = rounds[0].version.document
    document["goals"][0]["indicators"][0]["title"] = {"th": '=HYPERLINK("x")', "en": "+1"}
    rounds[0].version.save()
    content = get(people.people["viewer"], "xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(content))["ผล"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == '=HYPERLINK("x")' for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n"}


@pytest.mark.parametrize(
    ("kind", "about"),
    [
        ("changes", ""),
        ("villages", ""),
        ("petals", ""),
        ("index", ""),
        ("goal", "economy"),
        ("goal-changes", "economy"),
        ("rounds", "water"),
        ("by-village", "water"),
    ],
)
def test_pictures_are_those_of_the_pages(
    people: Cast, rounds: list[Round], client: Client, kind: str, about: str
) -> None:
    client.force_login(people.people["viewer"])
    parts = [people.home.slug, kind, *filter(None, [about])]
    answer = client.get(reverse("chart", args=[*parts, "svg"]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    same = {"If-None-Match": answer["ETag"]}
    again = client.get(reverse("chart", args=[*parts, "svg"]), headers=same)
    assert (again.status_code, again.content) == (304, b"")
    svg = answer.content.decode()
    pages = {"rounds": "indicator", "by-village": "indicator", "changes": "community",
             "petals": "community", "index": "index", "goal-changes": "goal"}  # fmt: skip
    if kind in pages:
        page = client.get(reverse(pages[kind], args=[parts[0], *parts[2:]]))
        assert svg in page.content.decode()
    image = client.get(reverse("chart", args=[*parts, "png"]))
    assert image.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "path",
    ["petals.gif", "pie.svg", "rounds/nothing.svg", "goal/nothing.svg", "petals.svg?n=9",
     "petals.svg?n=0", "petals.svg?n=x", "petals.svg?round=2599", "by-sex/water.svg"],
)  # fmt: skip
def test_no_such_picture(people: Cast, rounds: list[Round], client: Client, path: str) -> None:
    client.force_login(people.people["viewer"])
    assert client.get(f"/c/{people.home.slug}/charts/{path}").status_code == 404


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_report_says_what_the_pages_say(
    people: Cast, rounds: list[Round], client: Client, language: str
) -> None:
    client.force_login(people.people["facilitator"])
    client.cookies["django_language"] = language
    answer = client.get(reverse("report", args=[people.home.slug, "2568"]))
    assert answer["Content-Type"] == "application/pdf"
    words = "".join(pages_of(answer.content))
    assert ("ปลอดหนี้" if language == "th" else "Debtfree") in words
    page = client.get(reverse("indicator", args=[people.home.slug, "debt-free"])).context["page"]
    shown = page.gauge.number.to(language).replace(" ", "")
    assert shown in words


def test_the_report_hides_what_is_too_few(
    people: Cast, rounds: list[Round], client: Client
) -> None:
    url = reverse("report", args=[people.home.slug, "2568"])
    assert client.get(url).status_code == 404
    client.force_login(people.people["viewer"])
    hatched = "ช่องลายเฉียงคือตัวเลขที่ปิดไว้"
    assert hatched in "".join(pages_of(client.get(url).content))
    client.force_login(people.people["collector"])
    assert hatched not in "".join(pages_of(client.get(url).content))
    client.force_login(people.outsider)
    assert client.get(url).status_code == 404
