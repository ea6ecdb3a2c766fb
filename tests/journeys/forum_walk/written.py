"""Cards of the small groups become decisions, these become steps, and all stands in the minutes."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.booklets.reader import pages_of

from .ground import LATE, Ground, follow, press, sees
from .hall import settle, show

QUESTION = "ปีหน้าเราจะทำอะไรด้วยกัน"
TOGETHER, EACH = "ตั้งกองทุนเมล็ดพันธุ์ของเครือข่าย", "เก็บเมล็ดพันธุ์พื้นบ้านไว้ปลูกเอง"
STEP, OWNER = "ร่างระเบียบกองทุน", "สมหญิง"
ADDED = "ที่ประชุมขอบคุณวัดโบสถ์ที่ให้ใช้ศาลา"


def write_cards(on: Ground, board: Page) -> None:
    """Phones put cards into two lists; the wall shows them."""
    lead = on.lead
    lead.goto(f"/halls/{on.hall}/")
    follow(lead, "ที่จดไว้")
    follow(lead, "เพิ่มกลุ่ม")
    lead.get_by_label("ไทย").first.fill("กลุ่มหนึ่ง")
    lead.get_by_label("ไทย").nth(1).fill(QUESTION)
    press(lead, "บันทึก")
    lead.goto(f"/halls/{on.hall}/")
    show(lead, "กลุ่มหนึ่ง")
    cards = (("ดอนเจดีย์", "เราทุกชุมชนทำร่วมกัน", TOGETHER), ("คลองตาคต", "แต่ละชุมชนต้องทำเอง", EACH))
    for place, where, words in cards:
        phone = on.phones[place][1]
        expect(phone.get_by_role("heading", name=QUESTION)).to_be_visible(timeout=LATE)
        settle(phone)
        phone.get_by_label("บัตรของคุณ").fill(words)
        phone.get_by_label(where).check()
        phone.get_by_role("button", name="ติดบนกระดาน").click()
        sees(board, words)


def decide(on: Ground) -> None:
    """A card becomes a decision, and the decision a step with an owner and a day."""
    lead = on.lead
    follow(lead, "ที่จดไว้")
    follow(lead, "กระดานรวมบัตรคำ")
    card = lead.get_by_role("listitem").filter(has_text=TOGETHER)
    card.locator("summary").click()
    card.get_by_role("button", name="ทำเป็นมติ").click()
    sees(lead, TOGETHER)
    follow(lead, "เพิ่มงานที่ต้องทำ")
    lead.get_by_label("ต้องทำอะไร").fill(STEP)
    lead.get_by_label("ใครดูแล").fill(OWNER)
    lead.get_by_label("ภายในเมื่อใด").fill("24/2/2570")
    press(lead, "บันทึก")
    sees(lead, STEP)
    sees(lead, "24 ก.พ. 2570")


def keep_minutes(on: Ground) -> None:
    """The minutes write themselves, are added to, agreed and printed."""
    lead = on.lead
    follow(lead, "รายงานการประชุม")
    press(lead, "ร่างรายงานการประชุม")
    for words in (TOGETHER, EACH, STEP, OWNER, on.names[0]):
        sees(lead, words)
    follow(lead, "เขียนเพิ่ม")
    text = lead.locator("textarea[name=text]")
    text.fill(f"{text.input_value()}\n\n{ADDED}")
    press(lead, "บันทึกแล้วอ่าน")
    sees(lead, ADDED)
    press(lead, "ที่ประชุมรับรอง")
    sees(lead, "รับรอง")
    address = lead.get_by_role("link", name=re.compile("PDF")).first.get_attribute("href")
    assert address
    words = "".join(pages_of(lead.request.get(address).body()))
    for one in (TOGETHER, EACH, STEP, ADDED, *on.names, "วัดโบสถ์"):
        assert one.replace(" ", "") in words, one
