"""A peer assist in a real browser: one who leads it, the projector, three phones, to the end."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from ruamsuk.communities.models import Role
from ruamsuk.exchanges.assist_guide import guide
from ruamsuk.exchanges.models import Assist, FollowUp
from tests.cast import Cast, cast

from .conftest import Visit
from .test_every_page import findings

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SOON = 8000
PURPOSE = "อยากรู้ว่าจะชวนคนรุ่นใหม่มาออมได้อย่างไร"


@pytest.fixture
def known() -> Cast:
    return cast()


def test_a_peer_assist_is_run_to_its_end_and_followed_up(visit: Visit, known: Cast) -> None:
    lead = visit("/c/700704/assists/", known.people[Role.FACILITATOR], width=1280)
    prepare(lead)
    lead.get_by_role("button", name="เริ่มเลย").click()
    lead.get_by_role("button", name="ให้มือถือช่วยเขียน").click()
    held = Assist.objects.get()
    assert held.hall
    board = visit(f"/halls/{held.hall.pk}/board/", known.people[Role.FACILITATOR], width=1920)
    phones = [visit(f"/hall/{held.hall.code}/") for _phone in range(3)]
    for phone, name in zip(phones, ("หนองสาหร่าย", "หนองสาหร่าย", "บ้านเลือก"), strict=True):
        phone.get_by_role("button", name=name).click()
    for part in guide():
        if part.number > 1:
            lead.get_by_role("button", name="ถัดไป:").click()
        expect(lead.get_by_role("heading", name=f"{part.number}. ")).to_be_visible()
        expect(board.get_by_role("heading", name=f"{part.number}. ")).to_be_visible(timeout=SOON)
        write(phones[part.number % 3], part.ask.th, f"คำที่ {part.number}")
        expect(board.get_by_text(f"คำที่ {part.number}")).to_be_visible(timeout=SOON)
        if part.stage == Assist.Stage.ACTIONS:
            lead.get_by_label("จะทำอะไร").fill("เปิดบัญชีเยาวชน")
            lead.get_by_label("ใครดูแล").fill("กลุ่มออมทรัพย์")
            lead.get_by_role("button", name="เพิ่มงานที่ต้องทำ").click()
            expect(lead.get_by_text("เปิดบัญชีเยาวชน")).to_be_visible()
    fits(lead)
    fits(visit(f"/assists/{held.pk}/", known.people[Role.FACILITATOR], width=360, language="en"))
    lead.get_by_role("button", name="ปิดวงเพื่อนช่วยเพื่อน").click()
    expect(lead.get_by_text("คำที่ 9")).to_be_visible()
    assert held.notes.count() == 9
    fits(lead)
    answer(visit, known, held)


def fits(page: Page) -> None:
    """Axe finds nothing, and nothing scrolls sideways."""
    assert findings(page) == []
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def prepare(lead: Page) -> None:
    """Fill in what must be said; the rest is there."""
    lead.get_by_role("link", name="ขอให้เพื่อนช่วยคิด").first.click()
    lead.get_by_label("อยากได้อะไรกลับไป").fill(PURPOSE)
    lead.get_by_label("หนองสาหร่าย").check()
    fits(lead)
    lead.get_by_role("button", name="เตรียมวงเพื่อนช่วยเพื่อน").click()
    expect(lead.get_by_text(PURPOSE)).to_be_visible()
    fits(lead)


def write(phone: Page, question: str, words: str) -> None:
    """Answer what the phone asks now."""
    expect(phone.get_by_role("heading", name=question)).to_be_visible(timeout=SOON)
    phone.wait_for_timeout(400)  # what has just appeared cannot be tapped by mistake
    phone.get_by_label("คำของคุณ").fill(words)
    phone.get_by_role("button", name="ส่ง").click()


def answer(visit: Visit, known: Cast, held: Assist) -> None:
    """Thirty days later a member of the asker tells what happened."""
    asked = held.follow_ups.order_by("due")[0]
    assert asked.due == timezone.localdate() + datetime.timedelta(days=30)
    FollowUp.objects.filter(pk=asked.pk).update(due=timezone.localdate())
    page = visit("/c/700704/follow-ups/", known.people[Role.MEMBER])
    fits(page)
    page.locator("main").get_by_role("link", name="บ้านเลือก").first.click()
    page.get_by_label("ได้ลองทำอะไร").fill("ชวนลูกหลานมาประชุม")
    page.get_by_label("ไปถึงไหนแล้ว").select_option("done")
    page.get_by_label("เกิดอะไรขึ้น").fill("เด็กมาออม 12 คน")
    fits(page)
    page.get_by_role("button", name="บันทึก").click()
    expect(page.get_by_text("ขอบคุณ บันทึกแล้ว")).to_be_visible()
    assert held.steps.get().state == "done"
    asked.refresh_from_db()
    assert asked.answered and asked.happened == "เด็กมาออม 12 คน"
