"""The page: what it says for which numbers, and that nothing on it is broken or open to attack."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any

import pyarrow as pa
import pytest

from ruamsuk.engine import load_framework, template
from ruamsuk.engine.insight import Finding
from ruamsuk.report import render

from .tables import FRAMEWORK, changes, estimates, framework, number, village

TWO_ROUNDS = estimates(
    number("no-debt", 0.5, 0.45, 0.55),
    number("no-debt", 0.62, 0.57, 0.66, round="2", numerator=124.0, denominator=200.0),
    number("water", 0.9, 0.86, 0.93, round="2", missing=0.18),
    number("mean-debt", 6200.0, 5500.0, 6900.0, round="2", measure="mean", unit="baht"),
    number("no-debt", 0.7, 0.64, 0.76, round="2", **village("1")),
    number("no-debt", 0.4, 0.33, 0.47, round="2", **village("2")),
    number("water", None, hidden=True, round="2", n=None, **village("1")),
    number("", 0.41, 0.38, 0.44, round="2", measure="H", k=1 / 3),
    number("", 0.45, 0.43, 0.47, round="2", measure="A", k=1 / 3),
    number("", 0.1845, 0.16, 0.2, round="2", measure="M0", k=1 / 3),
    number("", 0.9, 0.8, 0.95, round="2", measure="M0", k=0.9),
    number("no-debt", 0.75, round="2", measure="contribution_share", k=1 / 3),
    number("water", 0.25, round="2", measure="contribution_share", k=1 / 3),
    number("", 0.46, 0.4, 0.5, round="2", measure="H", k=1 / 3, **village("1")),
    number("", 0.36, 0.3, 0.39, round="2", measure="H", k=1 / 3, **village("2")),
)
BETTER = changes(number("no-debt", 0.12, 0.05, 0.19))
UNSURE = changes(number("no-debt", 0.12, -0.01, 0.25))


class Page(HTMLParser):
    """The parts of a page that the tests ask about."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, attribute: str) -> list[str]:
        return [str(found[attribute]) for _, found in self.tags if attribute in found]


def words(html: str) -> str:
    """The page without fonts, pictures and tags."""
    html = re.sub(r"<style>.*?</style>|<svg.*?</svg>", "", html, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", html)


SAYS = [
    (BETTER, "ใน 100 ครัวเรือน มีราว 62 ครัวเรือนที่ผ่านเรื่อง “ไม่มีหนี้ค้าง” (น่าจะอยู่ระหว่าง 57 ถึง 66)"),
    (BETTER, "About 62 in 100 households pass “No overdue debt” (likely between 57 and 66)."),
    (BETTER, "Better than in round 1: up by about 12 in 100 households (likely between 5 and 19)."),
    (BETTER, "surely better 1, surely worse 0, cannot tell yet 0."),
    (UNSURE, "We cannot yet say that this has changed since round 1"),
    (UNSURE, "surely better 0, surely worse 0, cannot tell yet 1."),
    (UNSURE, "The target of 80% is not met yet."),
    (UNSURE, "The target of 5,000 baht is not met yet."),
    (UNSURE, "With a target: 2 indicators. Met: 0, not yet: 2, cannot tell: 0."),
    (UNSURE, "North does best (70%). South needs help first (40%)."),
    (UNSURE, "About 41 in 100 households lack many things at once (likely between 38 and 44)."),
    (UNSURE, "The index (M0) is 0.185 (likely between 0.160 and 0.200)"),
    (UNSURE, "Passes when overdue debt = 0"),
    (UNSURE, "Counts overdue debt"),
    (UNSURE, "About 18 in 100 households gave no answer: read this number with care."),
    (UNSURE, "Hatched cells are hidden"),
    (None, "a sample was asked"),
]


@pytest.mark.parametrize(("since", "said"), SAYS)
def test_the_page_says(since: pa.Table | None, said: str) -> None:
    html = render(framework(), TWO_ROUNDS, since)
    assert said in re.sub(r"\s+", " ", words(html))


def test_a_full_count_has_no_intervals() -> None:
    table = estimates(number("no-debt", 0.6, numerator=120.0, denominator=200.0))
    said = words(render(framework(""), table))
    assert "120 of 200 households pass “No overdue debt”: 60 in 100 (everyone was counted)." in said
    assert "confidence" not in said


@pytest.mark.parametrize(
    ("sample", "said"),
    [
        ("weight", ("grey may be chance", "the pale bars are the likely range")),
        ("", ("Everyone was counted: every difference is real.", "The dashed line is the target.")),
    ],
)
def test_notes_under_pictures_speak_of_chance_in_a_sample_only(
    sample: str, said: tuple[str, str]
) -> None:
    manifest = {"asked": {"design": {"weight": sample}}}
    html = words(render(framework(), TWO_ROUNDS, BETTER, manifest))
    assert all(note in html for note in said)
    assert ("may be chance" in html, "likely range" in html) == (bool(sample), bool(sample))


@pytest.mark.parametrize(
    ("columns", "title"),
    [(["village"], "Map"), (["sex", "village"], "Map"), (["sex"], "Compared by sex")],
)
def test_only_places_are_a_map(columns: list[str], title: str) -> None:
    table = estimates(*(number("no-debt", 0.5, None, None, by=by, group="1") for by in columns))
    html = render(framework(""), table)
    found = re.search(r'<h2 id="map">.*?</h2>', html)
    assert found and words(found[0]).endswith(f" {title}  ")


def test_only_bands_colour_a_number() -> None:
    table = estimates(
        number("no-debt", 0.5, **village("1")),
        number("water", 0.5, **village("1")),
        number("mean-debt", 50.0, measure="mean", **village("1")),
    )
    html = render(framework(""), table)
    looks = re.findall(r'<td class="([^"]*)">50</td>', html)
    assert looks == ["plain", "plain", "step-1"]
    assert "far from it &lt;40" in html and "reached ≥85" in html


def test_without_bands_no_step_is_told() -> None:
    text = FRAMEWORK.replace(", bands: [40, 55, 70, 85]", "")
    html = render(load_framework(text), TWO_ROUNDS, BETTER)
    assert "far from it" not in html
    assert 'class="step-' not in html
    assert "#e0a04a" not in html.split("</style>")[1]


def test_a_title_has_a_capital() -> None:
    html = render(framework(), TWO_ROUNDS)
    assert '<span lang="en">Village</span></h3>' in html


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([(12.6, None, None), (13.4, None, None)], ["12.6", "13.4"]),
        ([(12.6, 12.4, 12.8), (53.4, 43.0, 63.0)], ["12.6", "53.4"]),
        ([(12.6, 2.0, 22.0), (53.4, 43.0, 63.0)], ["13", "53"]),
        ([(12.0, None, None), (13.0, None, None)], ["12", "13"]),
        ([(6200.4, 5500.0, 6900.0), (7000.2, 6500.0, 7500.0)], ["6,200", "7,000"]),
        ([(0.42, 0.4, 0.44), (0.43, None, None)], ["0.420", "0.430"]),
        ([(0.4, None, None), (12.3, None, None)], ["0.40", "12"]),
    ],
)
def test_digits_show_what_differs(
    places: list[tuple[float, float | None, float | None]], said: list[str]
) -> None:
    rows = [
        number("mean-debt", *place, measure="mean", **village(name))
        for name, place in zip("12", places, strict=True)
    ]
    html = render(framework(""), estimates(*rows))
    assert re.findall(r'<td class="plain">([^<]*)</td>', html) == said


def test_the_manifest_says_whether_it_is_a_sample() -> None:
    table = estimates(number("no-debt", 0.6))
    asked = {"asked": {"design": {"sample": True, "lonely": "fail"}}, "data": [{"name": "h.csv"}]}
    said = words(render(framework(""), table, None, asked))
    assert "too little data to give an interval" in said
    assert "data[0].name" in said and "h.csv" in said


@pytest.mark.parametrize(
    ("manifest", "text", "marked"),
    [
        ({}, FRAMEWORK, False),
        ({"synthetic": True}, FRAMEWORK, True),
        ({}, FRAMEWORK.replace("กรอบเล็ก", "กรอบเล็ก (ข้อมูลสมมุติ)"), True),
    ],
)
def test_made_up_data_are_marked(manifest: dict[str, Any], text: str, marked: bool) -> None:
    html = render(load_framework(text), TWO_ROUNDS, None, manifest)
    assert ('class="synthetic"' in html) == marked


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        (None, None),
        ((), "Every indicator still tells us something."),
        ((Finding("water", "ceiling", values={"share": 0.97}),), "“Clean water”"),
    ],
)
def test_what_tells_us_nothing(findings: Iterable[Finding] | None, said: str | None) -> None:
    html = render(framework(), TWO_ROUNDS, None, findings=findings)
    found = re.search(
        r'<section class="card" aria-labelledby="findings">.*?</section>', html, re.DOTALL
    )
    assert (found is None) == (said is None)
    assert said is None or (found and said in words(found[0]))


@pytest.mark.parametrize(
    "table",
    [
        TWO_ROUNDS,
        estimates(),
        estimates(number("no-debt", None, hidden=True, n=None)),
        estimates(number("", 0.75, measure="GNH", k=1 / 3), number("", 0.6, measure="score")),
    ],
    ids=["ordinary", "empty", "hidden", "index"],
)
@pytest.mark.parametrize("kind", ["", "alkire-foster", "gnh", "mean"])
def test_whatever_the_numbers_the_page_is_whole(table: pa.Table, kind: str) -> None:
    html = render(framework(kind), table, UNSURE)
    page = Page(html)
    ids = page.all("id")
    links = [link[1:] for link in page.all("href") if link.startswith("#")]
    labels = [name for names in page.all("aria-labelledby") for name in names.split()]
    assert len(ids) == len(set(ids))
    assert set(links) | set(labels) | set(page.all("for")) <= set(ids)
    assert "nan" not in words(html).lower().replace("finance", "")


def test_the_cutoff_is_the_one_that_was_used() -> None:
    table = estimates(number("", 0.3, measure="M0", k=0.5), number("", 0.6, measure="H", k=0.5))
    assert "means lacking 50 or more in 100 parts" in render(framework(), table)


@pytest.mark.parametrize("name", ["goals", "to-en", "heat-1", "map"])
def test_an_indicator_may_have_any_id(name: str) -> None:
    table = estimates(number(name, 0.5), number(name, 0.5, **village("1")))
    html = render(
        load_framework(FRAMEWORK.replace("id: water, title", f"id: {name}, title")), table
    )
    ids = Page(html).all("id")
    assert len(ids) == len(set(ids))


def test_the_bands_of_happiness_are_drawn() -> None:
    table = estimates(
        number("", 0.75, measure="GNH", k=1 / 3),
        *(number("", 0.25, measure=f"band:{name}") for name in ("deeply_happy", "unhappy")),
    )
    html = render(framework("gnh"), table)
    assert "deeply happy 25%; extensively happy no data" in html


def test_a_framework_without_indicators_has_a_page() -> None:
    assert "<h1>" in render(template("nine-goals"), estimates())


def test_nothing_runs_and_nothing_is_fetched() -> None:
    html = render(framework(), TWO_ROUNDS, BETTER)
    page = Page(html)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = next(found for found in page.all("content") if "default-src" in found)
    assert policy.startswith("default-src 'none'") and f"'sha256-{digest}'" in policy
    assert not {tag for tag, _ in page.tags} & {"script", "img", "iframe", "object", "form"}
    assert not page.all("style") and not page.all("src")
    assert not re.search(r"url\((?!data:|#)|@import", html)


def test_hostile_words_stay_words() -> None:
    text = FRAMEWORK.replace("กรอบเล็ก", "<script>alert(1)</script>").replace(
        "North", "<b onload=x>"
    )
    html = render(load_framework(text), TWO_ROUNDS, BETTER, {"file": "<img src=x>"})
    assert "<script" not in html and "<b onload" not in html and "<img" not in html


def test_the_same_numbers_give_the_same_bytes() -> None:
    assert render(framework(), TWO_ROUNDS, BETTER) == render(framework(), TWO_ROUNDS, BETTER)


@pytest.mark.parametrize(("language", "title"), [("th", "กรอบเล็ก"), ("en", "Small framework")])
def test_it_opens_in_the_language_asked_for(language, title: str) -> None:
    html = render(framework(), TWO_ROUNDS, language=language)
    assert f'<html lang="{language}">' in html and f"<title>{title}</title>" in html
    assert f'id="to-{language}" checked' in html
