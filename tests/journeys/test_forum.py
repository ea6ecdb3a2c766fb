"""A forum in a real browser: prepared from a template, joined by phone, led through the day."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from ruamsuk.exchanges.models import Forum
from tests.cast import cast

from .conftest import Visit
from .test_every_page import check
from .test_hall import SOON, join

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_a_template_to_the_running_clock(visit: Visit) -> None:
    known = cast()
    lead = visit("/n/west/forums/", known.organiser, width=1280)
    lead.get_by_role("link", name="เตรียมเวที").first.click()
    lead.locator('a[href="?kind=assist"]').click()
    lead.get_by_label("วันที่", exact=True).fill("24/1/2570")
    lead.get_by_label("ที่ไหน").fill("วัดโบสถ์")
    lead.get_by_role("button", name="เตรียมเวทีนี้").click()
    expect(lead.get_by_text("9.00–11.30")).to_be_visible()

    forum = Forum.objects.get()
    lead.goto(f"/forums/{forum.pk}/invitation/")
    lead.get_by_role("button", name="ทำลิงก์").click()
    link = lead.locator('a[href*="/invited/"]').get_attribute("href")
    assert link
    guest = visit(link[link.index("/invited/") :])
    guest.get_by_label("ชื่อของคุณ").fill("สมหญิง")
    guest.get_by_role("button", name="ไปร่วม").click()
    expect(guest.get_by_text("ขอบคุณ สมหญิง")).to_be_visible()

    lead.goto(f"/forums/{forum.pk}/")
    lead.get_by_role("button", name="เปิดห้องประชุม").click()
    expect(lead).to_have_url(re.compile(r"/halls/\d+/$"))
    forum.refresh_from_db()
    assert forum.hall is not None
    lead.get_by_role("button", name="ลงชื่อว่ามา").click()
    phone = join(visit, forum.hall, "บ้านเลือก")
    phone.get_by_label("ชื่อ ถ้าอยากให้อยู่ในรายชื่อ").fill("สมชาย")
    phone.wait_for_timeout(400)
    phone.get_by_role("button", name="มาแล้ว").click()
    expect(phone.locator('[data-state="sent"]')).to_be_visible(timeout=SOON)
    assert [line.name for line in forum.attendances.filter(came__isnull=False)] == ["สมชาย"]

    lead.goto(f"/forums/{forum.pk}/")
    lead.get_by_role("button", name="เริ่ม: เปิดเวที").click()
    board = visit(f"/halls/{forum.hall.pk}/board/", known.organiser, width=1920)
    for screen in (board, phone):
        expect(screen.get_by_text(re.compile(r"^เหลือ (10:00|9:\d\d)$"))).to_be_visible(timeout=SOON)
    check(lead, [f"/forums/{forum.pk}/{part}" for part in ("", "people/", "preparation/")], 1280)
    small = visit(f"/forums/{forum.pk}/", known.organiser, width=360, language="en")
    expect(small.get_by_role("button", name="End: Opening: what we are here for")).to_be_visible()
    check(small, [f"/forums/{forum.pk}/", f"/halls/{forum.hall.pk}/"], 360)
