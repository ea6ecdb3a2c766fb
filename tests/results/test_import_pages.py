"""The pages of a table that is brought in."""

from __future__ import annotations

import csv as csv_file
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.test import Client
from django.urls import reverse

from ruamsuk.results.actions import imports
from ruamsuk.results.forms.imports import UploadForm
from ruamsuk.results.imports import round_table
from ruamsuk.results.models import Import, Round

from ..cast import Cast, cast
from .tables import GOOD, a_round, bring, csv, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def round_(people: Cast) -> Round:
    return a_round(people.home)


@pytest.fixture
def collector(client: Client, people: Cast) -> Client:
    client.force_login(people.people["collector"])
    return client


def sent(content: str, name: str = "บ้าน.csv", **fields: str) -> dict[str, Any]:
    """What the form sends."""
    file = SimpleUploadedFile(name, content.encode())
    return {"file": file, "level": "household", "how": "", "sheet": "", **fields}


def text(client: Client, brought: Import) -> str:
    """The page of an import."""
    response = client.get(reverse("import", args=[brought.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_the_walk_in_the_browser(collector: Client, round_: Round) -> None:
    new = reverse("import_new", args=[round_.community.slug, round_.label])
    assert collector.get(new).status_code == 200
    other = [*[*GOOD][:-1], "วันที่"]
    response = collector.post(new, sent(csv({"debt": "มาก"}, {"household_id": "H2"}, header=other)))
    brought = Import.objects.get()
    page = reverse("import", args=[brought.pk])
    assert response.headers["Location"] == page
    assert brought.state == "mapping"
    assert "แต่ละคอลัมน์คืออะไร" in text(collector, brought)

    columns = {f"column-{n}": name for n, name in enumerate([*GOOD][:-1])} | {"column-5": "-"}
    unsaid = {**columns, "column-0": "-", "column-3": "debt"}
    refused = collector.post(page + "columns/", unsaid)
    assert refused.status_code == 400
    assert "ยังไม่มีคอลัมน์ที่จับคู่กับ: เลขครัวเรือน" in refused.content.decode()
    assert refused.content.decode().count("มีสองคอลัมน์จับคู่กับ") >= 2

    collector.post(page + "columns/", columns)
    shown = text(collector, brought)
    assert "“มาก” ไม่ใช่ตัวเลข" in shown
    assert "มีที่ต้องแก้ 1 จุด" in shown

    mended = csv({"debt": 9}, {"household_id": "H2"}, header=other)
    collector.post(page + "mend/", sent(mended, "บ้าน2.csv"))
    shown = text(collector, brought)
    assert "ไฟล์นี้ถูกต้อง" in shown
    assert "หมู่ 1" in shown
    assert "ประปา" in shown

    collector.post(page + "apply/")
    assert "นำเข้ารอบนี้แล้ว 2 แถว" in text(collector, brought)
    again = collector.post(new, sent(mended, "บ้าน2.csv"), follow=True)
    assert "ไฟล์นี้นำเข้าไปแล้ว ไม่มีอะไรเปลี่ยน" in again.content.decode()
    table = round_table(round_)
    assert table is not None
    assert table["debt"].to_pylist() == [9.0, 0.0]

    assert collector.post(page + "undo/").status_code == 404


def test_a_facilitator_takes_back(client: Client, people: Cast, round_: Round) -> None:
    brought = bring(people.people["collector"], round_, csv({}))
    imports.apply(people.people["collector"], brought)
    client.force_login(people.people["facilitator"])
    assert "ถอนออก" in text(client, brought)
    client.post(reverse("import_undo", args=[brought.pk]))
    assert "ตารางนี้ถอนออกแล้ว" in text(client, brought)
    assert round_table(round_) is None


def test_a_click_too_late_says_so(collector: Client, people: Cast, round_: Round) -> None:
    brought = bring(people.people["collector"], round_, csv({}))
    apply = reverse("import_apply", args=[brought.pk])
    collector.post(apply)
    late = collector.post(apply, follow=True).content.decode()
    assert "มีคนทำไฟล์นี้ต่อไปแล้วระหว่างนี้" in late


GET = ("import", "import_problems")
POST = tuple(f"import_{verb}" for verb in ("columns", "mend", "again", "apply", "give_up", "undo"))


@pytest.mark.parametrize(
    "who", ["viewer", "member", "mentor", "organiser", "neighbour", "outsider"]
)
def test_outsiders_find_nothing(client: Client, people: Cast, round_: Round, who: str) -> None:
    brought = bring(people.people["collector"], round_, csv({}))
    client.force_login(people.people.get(who) or getattr(people, who))
    new = reverse("import_new", args=[people.home.slug, round_.label])
    assert (client.get(new).status_code, client.post(new).status_code) == (404, 404)
    for name in GET:
        assert client.get(reverse(name, args=[brought.pk])).status_code == 404, name
    for name in POST:
        assert client.post(reverse(name, args=[brought.pk])).status_code == 404, name
    brought.refresh_from_db()
    assert brought.state == "ready"


def test_signed_out_people_sign_in_first(client: Client, people: Cast, round_: Round) -> None:
    brought = bring(people.people["collector"], round_, csv({}))
    assert client.get(reverse("import", args=[brought.pk])).status_code == 302


def test_problems_as_csv_start_no_formula(collector: Client, people: Cast, round_: Round) -> None:
    rows = csv({"debt": "=1+1"}, {"household_id": "H2", "debt": "-5"}, {"water": "@SUM"})
    brought = bring(people.people["collector"], round_, rows)
    response = collector.get(reverse("import_problems", args=[brought.pk]))
    got = list(csv_file.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert got[0] == ["แผ่นงาน", "แถว", "คอลัมน์", "ค่า", "ผิดอย่างไร", "แก้อย่างไร"]
    values = [row[3] for row in got[1:]]
    assert {"'=1+1", "'-5", "'@SUM"} <= set(values)
    assert not any(cell[:1] in "=+-@" for row in got for cell in row if cell)


def test_many_problems_are_told_in_pages(collector: Client, people: Cast, round_: Round) -> None:
    rows = csv(*({"household_id": f"H{n}", "debt": "x"} for n in range(300)))
    brought = bring(people.people["collector"], round_, rows)
    assert said(brought)[-1] == "households.csv: ยังมีอีก 100 จุด แก้จุดข้างบนก่อน แล้วตรวจใหม่"
    first = text(collector, brought)
    assert first.count(">x</td>") == 50
    later = collector.get(reverse("import", args=[brought.pk]), {"page": 5}).content.decode()
    assert "ยังมีอีก 100 จุด" in later


def test_a_file_too_large_is_refused_politely(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as stream:
        stream.truncate(200 * 2**20 + 1)  # sparse: it takes no room
    with path.open("rb") as stream:
        file: UploadedFile[Any] = UploadedFile(stream, "large.csv", size=path.stat().st_size)
        form = UploadForm({"level": "household"}, {"file": file})  # type: ignore[arg-type]
        assert form.errors["file"] == ["ไฟล์นี้ใหญ่เกิน 200 MB แบ่งเป็นหลายไฟล์ เช่น หมู่บ้านละไฟล์"]


def test_progress_can_be_watched_and_left(collector: Client, people: Cast, round_: Round) -> None:
    brought = bring(people.people["collector"], round_, csv({}))
    page, htmx = reverse("import", args=[brought.pk]), {"HX-Request": "true"}
    assert collector.get(page, headers=htmx).headers["HX-Refresh"] == "true"
    Import.objects.update(state=Import.State.CHECKING, done=30, total=100)
    part = collector.get(page, headers=htmx).content.decode()
    assert "<html" not in part
    assert 'value="30" max="100"' in part
    assert "ตรวจใหม่" not in text(collector, brought)
    Import.objects.update(finished=brought.at - imports.STALLED_AFTER)
    assert "ตรวจใหม่" in text(collector, brought)
    collector.post(reverse("import_again", args=[brought.pk]))
    brought.refresh_from_db()
    assert brought.state == "ready"
