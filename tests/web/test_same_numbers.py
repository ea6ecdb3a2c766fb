"""One number, in every place where it stands: page, files, API and paper say the same."""

from __future__ import annotations

import csv
import io
import json
import re

import openpyxl
import pyarrow.parquet as pq
import pytest
from django.test import Client
from django.urls import reverse
from tests.booklets.reader import pages_of
from tests.cast import Cast, cast
from tests.web.api import ROOT, measured

from ruamsuk.results.tables import latest, tables_of

pytestmark = pytest.mark.django_db

Number = tuple[str, str]  # indicator and group


@pytest.fixture
def people() -> Cast:
    found = cast()
    measured(found)
    return found


@pytest.fixture
def browser(people: Cast, client: Client) -> Client:
    client.force_login(people.people["viewer"])
    return client


def engine(people: Cast) -> dict[Number, float | None]:
    """The newest round's shares and means as the engine gave them, with small ones hidden."""
    computation = latest(people.home)
    assert computation is not None
    rows = tables_of(computation, full=False).estimates.to_pylist()
    return {(r["indicator"], r["group"]): r["estimate"] for r in rows if wanted(r)}


def wanted(row: dict[str, object]) -> bool:
    of_round = row["round"] == "2568" and (row["by"] or "") in ("", "village")
    return of_round and row["measure"] in ("share", "mean")


def test_files_and_api_hold_the_engines_numbers(people: Cast, browser: Client) -> None:
    expected = engine(people)
    assert None in expected.values()
    assert sum(value is not None for value in expected.values()) > 4

    def fetch(kind: str) -> bytes:
        return browser.get(reverse("export", args=[people.home.slug, kind])).content

    lines = csv.DictReader(io.StringIO(fetch("csv").decode("utf-8-sig")))
    texts = {(r["indicator"], r["group"]): r["estimate"] for r in lines if wanted(r)}
    assert {key: float(text) if text else None for key, text in texts.items()} == expected
    tables = {
        "parquet": pq.read_table(io.BytesIO(fetch("parquet"))).to_pylist(),
        "json": json.loads(fetch("json"))["estimates"],
        "api": browser.get(f"{ROOT}/communities/{people.home.slug}/estimates?limit=1000").json()[
            "rows"
        ],
    }
    for name, rows in tables.items():
        found = {(r["indicator"], r["group"]): r["estimate"] for r in rows if wanted(r)}
        assert found == expected, name
    sheet = openpyxl.load_workbook(io.BytesIO(fetch("xlsx")))["ผล"]
    head, *cells = sheet.iter_rows(values_only=True)
    at = [head.index(word) for word in ("รอบ", "วัดเป็น", "รหัสตัวชี้วัด", "กลุ่ม", "ค่า")]
    for row in cells:
        round_, measure, indicator, group, value = (row[i] for i in at)
        key = (str(indicator), str(group or ""))
        if round_ == "2568" and measure in ("share", "mean") and key in expected:
            shown = expected[key]
            # a workbook holds 16 digits
            assert value == (None if shown is None else float(f"{shown:.16G}"))


def test_pages_and_paper_print_the_engines_numbers(people: Cast, browser: Client) -> None:
    slug = people.home.slug
    paper = "".join(pages_of(browser.get(reverse("report", args=[slug, "2568"])).content))
    for indicator, factor in (("debt-free", 100.0), ("water", 100.0), ("rice", 1.0)):
        answer = browser.get(reverse("indicator", args=[slug, indicator]))
        expected = {
            value * factor
            for (name, _group), value in engine(people).items()
            if name == indicator and value is not None
        }
        page = answer.content.decode()
        said = {float(text) for text in re.findall(r'data-value="([^"]+)"', page)}
        assert expected <= said
        gauge = answer.context["page"].gauge
        whole = engine(people)[indicator, ""]
        assert whole is not None and float(gauge.exact) == whole * factor
        number = gauge.number.to("th")
        assert number in page
        title = gauge.title.to("th")
        assert f"{title}{number}".replace(" ", "") in paper
