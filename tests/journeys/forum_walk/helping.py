"""What the levels suggest becomes requests and offers, a plan, and a calendar on paper."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.booklets.reader import pages_of

from .ground import Ground, follow, press, sees

DAYS = "7/2/2570\n14/2/2570"
ASKED = (("บ้านเลือก", 0), ("บ้านเลือก", 2), ("คลองตาคต", 1))
OFFERED = (("หนองสาหร่าย", 0), ("ดอนเจดีย์", 0), ("หนองสาหร่าย", 2), ("หนองสาหร่าย", 1))
REACH = "ทุกหมู่บ้านตั้งเป้าหมายของตัวเองและกลับมาดูทุกปี"


def ask_and_offer(on: Ground) -> None:
    """Each community takes up what its levels suggest; most is filled in."""
    lead = on.lead
    lead.goto(f"/n/{on.network.slug}/")
    follow(lead, "ใครช่วยใคร")
    for place, number in ASKED:
        _suggested(on, place, number).get_by_role("link", name="ขอให้เพื่อนช่วยไหม").click()
        lead.get_by_label("สิ่งที่อยากให้เกิด").fill(REACH)
        press(lead, "บันทึก")
    for place, number in OFFERED:
        _suggested(on, place, number).get_by_role("link", name="อาสาช่วยเพื่อนไหม").click()
        lead.get_by_label("เราทำอะไร").fill("ชวนทุกหมู่บ้านคุยปีละสองครั้ง")
        lead.get_by_label("ดูจากอะไรว่าได้ผล").fill("สมุดบันทึกของ 8 หมู่บ้าน")
        lead.get_by_label("รับได้กี่ชุมชน").fill("2")
        press(lead, "บันทึก")
    sees(lead, REACH)


def _suggested(on: Ground, place: str, number: int) -> Locator:
    """What is suggested, and where the list is long, behind its fold."""
    fold = on.lead.locator("details:not([open]) > summary").filter(has_text="อีก")
    if fold.count():
        fold.click()
    one = on.lead.get_by_role("listitem").filter(has_text=place)
    return one.filter(has_text=on.names[number])


def plan(on: Ground) -> str:
    """The best plan is found; one pair is moved by hand, for a price that is told before.

    Returns:
        Who helps now.
    """
    lead = on.lead
    follow(lead, "คิดแผนจับคู่")
    lead.get_by_label("วันที่ใช้ได้").fill(DAYS)
    press(lead, "หาแผนที่ดีที่สุด")
    sees(lead, "เป็นแผนที่ดีที่สุดเท่าที่ทำได้")
    pair = _pair(lead, on.names[0])
    expect(pair).to_contain_text("บ้านเลือก")
    first = "ดอนเจดีย์" if "ดอนเจดีย์" in pair.inner_text() else "หนองสาหร่าย"
    other = "หนองสาหร่าย" if first == "ดอนเจดีย์" else "ดอนเจดีย์"
    pair.get_by_role("link", name="ย้าย").click()
    expect(lead.get_by_role("heading", level=1)).to_contain_text("บ้านเลือก")
    price = lead.get_by_role("listitem").filter(has_text=other)
    expect(price).to_contain_text(re.compile("ได้น้อยลง|เดินทาง|เท่าเดิม"))
    price.get_by_role("button", name="ย้ายมาที่นี่").click()
    expect(_pair(lead, on.names[0])).to_contain_text(other)
    expect(_pair(lead, on.names[0])).to_contain_text("ย้ายเอง")
    press(lead, "เราตกลงตามแผนนี้")
    expect(lead.get_by_text("ตกลงแล้ว", exact=True).first).to_be_visible()
    return other


def _pair(lead: Page, practice: str) -> Locator:
    return lead.get_by_role("listitem").filter(
        has=lead.get_by_role("heading", name=practice, exact=True)
    )


def print_calendar(on: Ground, helps: str) -> None:
    """The calendar on paper names who meets whom on which day."""
    lead = on.lead
    follow(lead, "ปฏิทิน")
    sees(lead, "7 ก.พ. 2570")
    address = lead.get_by_role("link", name="PDF").first.get_attribute("href")
    assert address
    words = "".join(pages_of(lead.request.get(address).body()))
    for one in ("บ้านเลือก", "คลองตาคต", "หนองสาหร่าย", helps, "ก.พ.2570"):
        assert one in words, one
    lead.go_back()
