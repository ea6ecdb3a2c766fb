"""A round on a phone: hands counted by pressing or by typing, and its pages by themselves."""

from __future__ import annotations

import datetime

import pytest

from ruamsuk.results.actions.compute import start_computation
from ruamsuk.results.actions.figures import add_figure
from ruamsuk.results.actions.hands import count_hands
from ruamsuk.results.imports.keeping import keep
from ruamsuk.results.models import HandCount, Round
from tests.cast import Cast, cast
from tests.results import makers

from .conftest import Visit
from .test_every_page import check

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLACE = "/c/700704/rounds"


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def round_(people: Cast) -> Round:
    return makers.round_of(makers.version(people.home))


def test_hands_are_pressed(visit: Visit, people: Cast, round_: Round) -> None:
    page = visit(f"{PLACE}/2568/hands/water/", people.people["collector"], width=360)
    more, fewer = page.locator("[data-step='1']"), page.locator("[data-step='-1']")
    for _hand in range(7):
        more.nth(0).click()
    for _hand in range(3):
        more.nth(1).click()
    fewer.nth(1).click()
    page.locator("[data-undo]").click()
    assert page.locator("[data-total]").inner_text() == "10"
    page.locator("main form .btn-block").click()
    page.wait_for_url("**/hands/water/")
    assert HandCount.objects.get().counts == [3, 7]


def test_without_scripts_they_are_typed(visit: Visit, people: Cast, round_: Round) -> None:
    page = visit(f"{PLACE}/2568/hands/water/", people.people["collector"], scripts=False)
    assert not page.locator("[data-step]").first.is_visible()
    page.fill("#id_step1", "12")
    page.locator("main form .btn-block").click()
    assert HandCount.objects.get().counts == [0, 12]


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_its_pages(visit: Visit, people: Cast, round_: Round, width: int, language: str) -> None:
    by, day = people.people["coordinator"], datetime.date(2025, 11, 20)
    keep(makers.bring_in(round_, makers.households(people.home)))
    made, _new = start_computation(by, people.home, round_.version)
    count_hands(by, round_, "debt-free", counts=[1, 2, 3, 4, 5], held_on=day)
    add_figure(
        by,
        round_,
        "water",
        numerator=3.0,
        denominator=4.0,
        source="จปฐ",
        as_of="2025",
        village=None,
    )
    makers.verdict(round_)
    pages = ["", "/edit", "/hands/debt-free", "/figures/water", "/verdict/water", "/publish"]
    page = visit(f"{PLACE}/", by, width=width, language=language)
    addresses = [f"{PLACE}/2568{name}/" for name in pages]
    roll = "/c/700704/households/"
    check(page, [f"{PLACE}/new/", *addresses, f"/computations/{made.pk}/", roll], width)
