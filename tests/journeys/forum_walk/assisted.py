"""A pair of the plan meets: a peer assist through its nine stages, and the question a month on."""

from __future__ import annotations

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from ruamsuk.exchanges.assist_guide import guide
from ruamsuk.exchanges.models import Assist
from tests.journeys.conftest import Visit

from .ground import LATE, SOON, Ground, press, sees
from .hall import settle

DEED, OWNER = "นัดทุกหมู่บ้านคุยเรื่องเป้าหมาย", "ผู้ใหญ่บ้านหมู่ 3"
HAPPENED = "หกหมู่บ้านมีเป้าหมายของตัวเองแล้ว"


def help_one_another(on: Ground, visit: Visit) -> None:
    """From the plan to the end of the peer assist; three phones write along."""
    lead = on.lead
    pair = lead.get_by_role("listitem").filter(has_text="ย้ายเอง").last
    pair.get_by_role("link", name="จัดวงเพื่อนช่วยเพื่อน").click()
    press(lead, "เตรียมวงเพื่อนช่วยเพื่อน")
    press(lead, "เริ่มเลย")
    press(lead, "ให้มือถือช่วยเขียน")
    held = Assist.objects.get()
    assert held.hall and held.match
    giver = held.match.offer.community.name.th
    board = visit(f"/halls/{held.hall.pk}/board/", on.leader, width=1920)
    board.set_viewport_size({"width": 1920, "height": 1080})
    phones = [on.phones[giver][0], on.phones[giver][1], on.phones["บ้านเลือก"][0]]
    for phone, name in zip(phones, (giver, giver, "บ้านเลือก"), strict=True):
        phone.goto(f"/hall/{held.hall.code}/")
        phone.get_by_role("button", name=name).click()
    for part in guide():
        if part.number > 1:
            press(lead, "ถัดไป:", exact=False)
        for screen in (lead, board):
            heading = screen.get_by_role("heading", name=f"{part.number}. ")
            expect(heading.first).to_be_visible(timeout=SOON)
        said = f"เรื่องที่ {part.number} จากมือถือ"
        _write(phones[part.number % 3], part.ask.th, said)
        sees(board, said)
        if part.stage == Assist.Stage.ACTIONS:
            _promise(lead)
    press(lead, "ปิดวงเพื่อนช่วยเพื่อน")
    sees(lead, "เรื่องที่ 9 จากมือถือ")
    board.close()


def _write(phone: Page, question: str, words: str) -> None:
    expect(phone.get_by_role("heading", name=question)).to_be_visible(timeout=LATE)
    settle(phone)
    phone.get_by_label("คำของคุณ").fill(words)
    phone.get_by_role("button", name="ส่ง").click()


def _promise(lead: Page) -> None:
    lead.get_by_label("จะทำอะไร").fill(DEED)
    lead.get_by_label("ใครดูแล").fill(OWNER)
    press(lead, "เพิ่มงานที่ต้องทำ")
    sees(lead, DEED)


def follow_up(on: Ground, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty days later the asker's home page asks; the answer flows into levels and offers."""
    asks = "เล่าผลของวงเพื่อนช่วยเพื่อน"
    expect(visit("/", on.asker).get_by_role("main")).not_to_contain_text(asks)
    now = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: now() + datetime.timedelta(days=30))
    asker = visit("/", on.asker)
    asker.get_by_role("link").filter(has_text=asks).first.click()
    asker.get_by_label("ได้ลองทำอะไร").fill("นัดคุยทีละหมู่บ้าน")
    asker.get_by_label("ไปถึงไหนแล้ว").select_option("done")
    asker.get_by_label("เกิดอะไรขึ้น").fill(HAPPENED)
    asker.get_by_label("ตอนนี้อยู่ระดับไหน").select_option("4")
    asker.get_by_label("ตอนนี้เราช่วยเพื่อนเรื่องนี้ได้แล้ว").check()
    press(asker, "บันทึก")
    sees(asker, "ขอบคุณ บันทึกแล้ว")
    asker.get_by_role("link", name="อาสาช่วยเพื่อน").click()
    expect(asker.get_by_label("เราทำอะไร")).to_have_value(re.compile("นัดคุยทีละหมู่บ้าน"))
    asker.goto("/c/700704/levels/")
    row = asker.get_by_role("row").filter(has_text=on.names[0])
    expect(row).to_contain_text("4")
