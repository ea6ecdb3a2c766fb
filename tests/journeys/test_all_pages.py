"""Every page that an address gives, as someone who may open them all."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import Page

from ruamsuk.communities.models import Membership, Role
from tests.web.access import World, addresses, world

from .conftest import Visit
from .test_every_page import check

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MAIN = ["/", "/c/700704/", "/c/700704/indicators/water/", "/c/700704/rounds/2568/", "/n/west/"]
"""The five pages that people see most."""
KILOBYTES = 40
"""What a page's own text may weigh over the wire; style and script, kept by phones, are 35 more."""

WEIGHT = "() => performance.getEntriesByType('navigation')[0].transferSize / 1024"
SHIFT = """() => new Promise(done => { let sum = 0;
    new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
        .observe({type: 'layout-shift', buffered: true});
    setTimeout(() => done(sum), 300); })"""
SMALL = """() => [...document.querySelectorAll('main button, main .btn, nav a')]
    .map(e => [e.innerText.trim(), e.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < 24 || box.height < 24)).map(([name]) => name)"""
FOREIGN = """() => performance.getEntriesByType('resource')
    .map(e => e.name).filter(name => !name.startsWith(location.origin))"""


@pytest.fixture
def everything() -> World:
    known = world()
    person = known.cast.people[Role.COORDINATOR]
    Membership.objects.create(user=person, network=known.cast.network, role=Role.COORDINATOR)
    return known


def _pages(known: World) -> list[str]:
    """The addresses that answer a coordinator with a page."""
    client = Client()
    client.force_login(known.cast.people[Role.COORDINATOR])
    found = []
    for pattern, name in addresses():
        url = known.address(pattern, name)
        response = client.get(url)
        if response.status_code == 200 and response.content.startswith(b"<!doctype html"):
            found.append(url)
    return found


def test_axe_finds_nothing_on_any_page(visit: Visit, everything: World) -> None:
    pages = _pages(everything)
    assert len(pages) > 50
    check(visit("/", everything.cast.people[Role.COORDINATOR], width=360), pages, 360)


@pytest.mark.parametrize("width", [390, 1280])
def test_main_pages_are_light_and_steady(visit: Visit, everything: World, width: int) -> None:
    page = visit("/", everything.cast.people[Role.COORDINATOR], width=width)
    assert {address: found for address in MAIN if (found := _heavy(page, address))} == {}


def _heavy(page: Page, address: str) -> dict[str, object]:
    """What a person with a cheap phone would suffer from on a page."""
    page.goto(address)
    found = {
        "weight": page.evaluate(WEIGHT),
        "shift": page.evaluate(SHIFT),
        "small": page.evaluate(SMALL),
        "foreign": page.evaluate(FOREIGN),
        "headings": page.locator("h1").count(),
    }
    bounds = {"weight": KILOBYTES, "shift": 0.1}
    wrong = {name: found[name] for name, most in bounds.items() if found[name] > most}
    wrong |= {name: found[name] for name in ("small", "foreign") if found[name]}
    return wrong | ({"headings": found["headings"]} if found["headings"] != 1 else {})
