"""Each page by itself: axe finds nothing, nothing scrolls sideways, nothing is refused."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pytest_django import Settings

from tests.cast import Cast, cast

from .conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OUTSIDE = ["/", "/search/?q=บ้าน", "/communities/", "/accounts/login/", "/nope/"]
INSIDE = [
    "/",
    "/search/?q=บ้าน",
    "/communities/",
    "/me/",
    "/c/700704/",
    "/c/700704/frameworks/",
    "/c/700704/rounds/",
    "/c/700704/households/",
    "/c/700704/profile/",
    "/c/700704/people/",
    "/c/700704/people/invite/",
    "/c/700704/audit/",
    "/c/700704/edit/",
    "/n/west/",
]


@pytest.fixture
def people() -> Cast:
    return cast()


def findings(page: Page) -> list[tuple[str, str]]:
    """What axe finds, with the first place of each rule."""
    violations = Axe().run(page).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in violations]


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_for_everyone(visit: Visit, people: Cast, settings: Settings, width: int) -> None:
    settings.DEMO = True
    people.home.public = True
    people.home.save()
    check(visit("/", width=width), OUTSIDE, width)


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_pages_of_a_coordinator(visit: Visit, people: Cast, width: int, language: str) -> None:
    page = visit("/", people.people["coordinator"], width=width, language=language)
    check(page, INSIDE, width)


def check(page: Page, addresses: list[str], width: int) -> None:
    """Go through pages in one window and gather what is wrong with each."""
    wrong: dict[str, object] = {}
    for address in addresses:
        page.goto(address)
        if found := findings(page):
            wrong[address] = found
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            wrong[f"{address} is wide"] = wide
    assert wrong == {}
