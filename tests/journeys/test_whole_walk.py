"""The whole walk in a real browser, as a coordinator on a phone and on a desk would take it."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from ruamsuk.communities.areas import load_areas
from ruamsuk.communities.models import Role
from tests.cast import PASSWORD, member, network

from .conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCORES = ("health", "economy", "family", "management", "environment", "democracy")
VERDICT = "คะแนนสุขภาวะยังต่ำ จะเริ่มจากเดินด้วยกันทุกเย็น"
NEW_PASSWORD = "ทุ่งนาเขียวขจี-2569"


def workbook(wrong: bool) -> bytes:
    """40 households in three villages; three bad cells, if wanted."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["household_id", "village", *(f"{name}_score" for name in SCORES)])
    for i in range(40):
        sheet.append([f"บ-{i:03}", i % 3 + 1, *((i * 7 + j * 3) % 5 + 1 for j in range(6))])
    if wrong:
        sheet["C5"], sheet["D9"], sheet["B12"] = "มาก", 25, "หมู่ 9"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


@pytest.mark.parametrize("width", [390, 1280])
def test_from_an_invitation_to_a_public_page(visit: Visit, width: int, tmp_path: Path) -> None:
    load_areas()
    organiser = member(network(), Role.COORDINATOR, "organiser")
    link = _invite(visit("/accounts/login/", width=width), organiser.username)
    page = visit("/", width=width)
    _join(page, link)
    _choose_tambon(page)
    _agree(page)
    _import(page, tmp_path)
    _compute(page)
    _judge_and_publish(page)
    _as_an_outsider(visit("/", width=width))


def _button(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def _invite(page: Page, username: str) -> str:
    page.get_by_label("ชื่อที่ใช้เข้าระบบ").fill(username)
    page.get_by_label("รหัสผ่าน", exact=True).fill(PASSWORD)
    _button(page, "เข้าสู่ระบบ")
    page.goto("/n/west/people/invite/")
    page.get_by_role("radio", name="ผู้ประสานงาน").check()
    _button(page, "ออกคำเชิญ")
    expect(page.get_by_role("img").first).to_be_visible()  # the QR code
    link = page.get_by_text("/join/").first.inner_text().strip()
    return link[link.index("http") :].split()[0]


def _join(page: Page, link: str) -> None:
    page.goto(link)
    _button(page, "ฉันมาใหม่: สมัครใช้งาน")
    page.get_by_label("ให้เราเรียกคุณว่าอะไร").fill("ส้ม ใจดี")
    page.get_by_label("ชื่อที่ใช้เข้าระบบ").fill("som")
    page.get_by_label("รหัสผ่าน", exact=True).fill(NEW_PASSWORD)
    _button(page, "สมัคร")
    expect(page.get_by_role("heading", level=1)).to_contain_text("เครือข่ายตะวันตก")


def _choose_tambon(page: Page) -> None:
    page.goto("/communities/new/")
    page.get_by_label("ตำบล", exact=True).press_sequentially("หนองพันจันทน์")  # misspelt
    page.get_by_role("radio", name="หนองพันจันทร์ · บ้านคา · ราชบุรี").check()
    page.get_by_label("มีกี่หมู่บ้าน").fill("3")
    _button(page, "เพิ่มชุมชน")
    expect(page).to_have_url("**/c/701003/profile/".replace("**", page.url.split("/c/")[0]))


def _agree(page: Page) -> None:
    page.goto("/c/701003/frameworks/new/")
    page.get_by_role("radio", name="ความสุขมวลรวมของหมู่บ้าน").check()
    _button(page, "เริ่ม")
    version = page.url
    page.goto(f"{version}indicators/health-score/edit/")
    page.get_by_label("ค่าเป้าหมาย").fill("4")
    page.get_by_role("main").get_by_role("button", name="บันทึก").last.click()
    page.goto(version)
    _button(page, "เสนอ")
    page.goto(f"{version}vote/")
    page.get_by_role("radio", name="ยกมือ").check()
    _button(page, "เปิดลงคะแนน")
    for name, count in (("เห็นด้วย (คน)", 31), ("ไม่เห็นด้วย (คน)", 2), ("งดออกเสียง (คน)", 1)):
        page.get_by_label(name, exact=True).fill(str(count))
    _button(page, "ปิดการลงคะแนน")
    expect(page.get_by_role("main")).to_contain_text("ที่ประชุมเห็นชอบ")


def _import(page: Page, folder: Path) -> None:
    page.goto("/c/701003/rounds/new/")
    page.get_by_label("ปี", exact=True).fill("๒๕๖๙")
    _button(page, "เปิดรอบ")
    wrong, right = folder / "households.xlsx", folder / "mended.xlsx"
    wrong.write_bytes(workbook(wrong=True))
    right.write_bytes(workbook(wrong=False))
    page.goto("/c/701003/rounds/2569/import/")
    page.get_by_label("ไฟล์").set_input_files(wrong)
    _button(page, "ตรวจไฟล์")
    main = page.get_by_role("main")
    expect(main).to_contain_text("มีที่ต้องแก้ 3 จุด")
    for place in ("แถว 5", "แถว 9", "แถว 12"):
        expect(main).to_contain_text(place)
    page.get_by_label("ไฟล์", exact=True).set_input_files(right)
    _button(page, "ตรวจไฟล์")
    _button(page, "นำเข้า")
    expect(main).to_contain_text("40")


def _compute(page: Page) -> None:
    page.goto("/c/701003/rounds/2569/")
    _button(page, "คำนวณ")
    expect(page.get_by_role("main")).to_contain_text("คำนวณแล้ว")
    page.goto("/c/701003/")
    expect(page.get_by_role("main")).to_contain_text("สุขภาวะ")
    expect(page.get_by_role("main")).to_contain_text("หมู่ 3")
    page.goto("/c/701003/indicators/health-score/")
    expect(page.locator("[data-value]").first).to_be_visible()


def _judge_and_publish(page: Page) -> None:
    page.goto("/c/701003/rounds/2569/verdict/health-score/")
    page.get_by_label("เราสรุปว่า").fill(VERDICT)
    page.get_by_label("มีคนร่วมกี่คน").fill("46")
    _button(page, "บันทึกข้อสรุป")
    page.goto("/c/701003/indicators/health-score/")
    expect(page.get_by_role("main")).to_contain_text(VERDICT)
    page.goto("/c/701003/rounds/2569/publish/")
    _button(page, "ให้ทุกคนอ่านได้")


def _as_an_outsider(page: Page) -> None:
    page.goto("/c/701003/indicators/health-score/")
    expect(page.get_by_role("main")).to_contain_text(VERDICT)
    refused = page.goto("/c/701003/rounds/2569/import/")
    assert refused is not None
    assert "/accounts/login" in page.url or refused.status == 404
