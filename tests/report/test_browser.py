"""The example's report in a real browser: both languages, phone and desk, keyboard, axe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from ruamsuk.engine import Design, assess, load_framework, read_table
from ruamsuk.engine.insight import Finding
from ruamsuk.example import write_example
from ruamsuk.report import render

from .tables import framework as small
from .test_page import BETTER, TWO_ROUNDS

pytestmark = pytest.mark.browser

LANGUAGES = ("th", "en")
WIDTHS = (360, 390, 1280)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example network's report."""
    folder = tmp_path_factory.mktemp("example")
    framework_file, households, persons, _ = write_example(folder)
    framework = load_framework(framework_file)
    assessment = assess(
        framework,
        read_table(households, framework, "household", unique_with=("round",)),
        read_table(persons, framework, "person", unique_with=("round",)),
        rounds="round",
        by=[("community",), ("community", "village")],
        design=Design(
            weight="weight",
            strata="village",
            cluster="household_id",
            fpc="households_in_village",
        ),
    )
    findings = [Finding("children-in-school", "ceiling", values={"share": 0.95})]
    html = render(
        framework,
        assessment.estimates(),
        assessment.changes(),
        assessment.manifest,
        findings=findings,
    )
    path = folder / "report.html"
    path.write_text(html, encoding="utf-8")
    return path


@pytest.fixture
def page(chromium: Browser, report: Path) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url))
    page.goto(report.as_uri())
    yield page
    page.close()
    fetched = [text for text in said if not text.startswith(("data:", "file:"))]
    assert fetched == []


def speak(page: Page, language: str) -> None:
    page.check(f"#to-{language}", force=True)


def test_it_is_light_enough_for_a_phone(report: Path) -> None:
    assert report.stat().st_size < 600_000


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_scrolls_sideways_but_tables(page: Page, width: int, language: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    speak(page, language)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def axe_findings(page: Page) -> list[tuple[str, str]]:
    violations = Axe().run(page).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in violations]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", (390, 1280))
def test_axe_finds_nothing_on_a_small_report(
    page: Page, tmp_path: Path, width: int, language: str
) -> None:
    """Every part of a page, with hidden cells and open tables; axe needs long for a long page."""
    path = tmp_path / "small.html"
    path.write_text(render(small(), TWO_ROUNDS, BETTER, {"data": "h.csv"}, findings=()), "utf-8")
    page.goto(path.as_uri())
    page.set_viewport_size({"width": width, "height": 800})
    speak(page, language)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert axe_findings(page) == []


def test_axe_finds_nothing_on_the_example(page: Page) -> None:
    assert axe_findings(page) == []


def test_the_switch_works_from_the_keyboard(page: Page) -> None:
    heading = page.locator("h1")
    assert "เป้าหมายชุมชน" in heading.inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert "Nine community goals" in heading.inner_text()
    assert "เป้าหมายชุมชน" not in heading.inner_text()


@pytest.mark.parametrize(("language", "other"), [("th", "en"), ("en", "th")])
def test_only_one_language_is_shown(page: Page, language: str, other: str) -> None:
    speak(page, language)
    assert page.locator(f"body [lang={language}]:visible").count() > 300
    assert page.locator(f"body [lang={other}]:not(.both):visible").count() == 0


def test_the_first_column_of_a_wide_table_stays(page: Page) -> None:
    frame = page.locator(".frame:has(.many)").first
    frame.evaluate("frame => frame.scrollLeft = 600")
    name = frame.locator("tbody th, tr:not(:first-child) th").first
    assert frame.evaluate("frame => frame.scrollLeft") > 0
    left = name.evaluate("cell => cell.getBoundingClientRect().left")
    assert left == pytest.approx(frame.evaluate("f => f.getBoundingClientRect().left"), abs=4)


def test_it_prints_on_paper(page: Page) -> None:
    page.emulate_media(media="print")
    assert page.locator(".switch").is_hidden()
    assert page.locator("h1").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
