"""A self-assessment in a real browser: phones, the projector, one who differs, and an agreement."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from ruamsuk.assessments.models import Level, Opinion, Sitting, Voice
from ruamsuk.communities.models import Role
from tests.assessments import makers
from tests.cast import Cast, cast

from .conftest import Visit
from .test_hall import SOON, join

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LATE = SOON * 2


@pytest.fixture
def known() -> Cast:
    return cast()


def say(phone: Page, level: int) -> None:
    button = phone.locator(f'button[name="level"][value="{level}"]')
    expect(button).to_be_visible(timeout=LATE)
    phone.wait_for_timeout(400)  # what has just appeared cannot be tapped by mistake
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def test_a_hall_assesses_itself_hears_who_differs_and_agrees(visit: Visit, known: Cast) -> None:
    table = makers.table(known.organiser, known.network)
    lead = visit(f"/n/{known.network.slug}/sittings/new/", known.organiser, width=1280)
    lead.get_by_role("button", name="เริ่ม", exact=True).click()
    lead.get_by_role("link", name="ทำบนจอและมือถือ").click()
    hall = Sitting.objects.get().hall
    assert hall is not None
    board = visit(f"/halls/{hall.pk}/board/", known.organiser, width=1920)
    phones = [join(visit, hall, "บ้านเลือก") for _n in range(4)]
    practice = makers.first(table)
    lead.get_by_role("button", name=practice.name.th).click()
    for phone, level in zip(phones, (3, 3, 3, 1), strict=True):
        say(phone, level)
    expect(board.get_by_text("4 จาก 4 คน")).to_be_visible(timeout=LATE)
    assert board.locator(".board-spreads svg").count() == 0
    expect(lead.get_by_text("4 จาก 4 เครื่อง")).to_be_visible(timeout=LATE)

    lead.get_by_role("button", name="ปิดรับคำตอบ").click()
    expect(board.get_by_text("3 คนเห็นระดับ 3").first).to_be_visible(timeout=LATE)
    expect(phones[0].get_by_text("3 คนเห็นระดับ 3").first).to_be_visible(timeout=LATE)
    assert phones[0].locator("textarea").count() == 0
    phones[3].locator("textarea").fill("คนแก่ยังไม่ได้มา")
    phones[3].get_by_role("button", name="ส่งเหตุผล").click()
    expect(board.get_by_text("คนแก่ยังไม่ได้มา")).to_be_visible(timeout=LATE)
    assert (Opinion.objects.count(), Voice.objects.count()) == (4, 1)

    lead.goto(f"/halls/{hall.pk}/")
    first = lead.locator("form:has(select[name=current])").first
    assert first.locator("select[name=current]").input_value() == "3"
    first.locator("select[name=wished]").select_option("4")
    first.get_by_role("button").click()
    expect(lead.get_by_text("อยากไปให้ถึง 4").first).to_be_visible(timeout=LATE)
    expect(board.locator(".board-agreed")).to_be_visible(timeout=LATE)
    assert (Level.objects.get().current, Level.objects.get().wished) == (3, 4)


def test_hands_are_counted_on_a_phone_without_scripts_too(visit: Visit, known: Cast) -> None:
    by = known.people[Role.FACILITATOR]
    sitting = makers.sitting(by, makers.home_table(known), [known.home])
    practice = makers.first(sitting.table)
    page = f"/sittings/{sitting.pk}/{known.home.slug}/{practice.pk}/"
    pressed = visit(page, by, width=360)
    for level, hands in ((3, 5), (2, 2)):
        for _hand in range(hands):
            pressed.locator(f'[data-step="1"][data-for="id_level{level}"]').click()
    expect(pressed.locator("[data-total]")).to_have_text("7")
    pressed.get_by_role("button", name="เก็บจำนวนนี้").click()
    expect(pressed.get_by_text("5 คนเห็นระดับ 3")).to_be_visible(timeout=SOON)
    typed = visit(page, by, width=360, scripts=False)
    typed.locator("#hands summary").click()
    typed.locator("#id_level3").fill("6")
    typed.get_by_role("button", name="เก็บจำนวนนี้").click()
    expect(typed.get_by_text("6 คนเห็นระดับ 3")).to_be_visible(timeout=SOON)
