"""The frame in a real browser: keyboard, language, search while typing, and all without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.cast import Cast, cast

from .conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people() -> Cast:
    return cast()


def test_the_first_tab_skips_to_the_content(visit: Visit, people: Cast) -> None:
    page = visit("/c/700704/profile/", people.people["viewer"])
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("ข้ามไปที่เนื้อหา")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_search_answers_while_one_types(visit: Visit, people: Cast) -> None:
    page = visit("/search/", people.organiser)
    page.keyboard.type("หนองสาหราย")
    expect(page.locator("#answers a").first).to_contain_text("หนองสาหร่าย")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/c/710911/")


def test_the_language_changes_and_the_page_stays(visit: Visit, people: Cast) -> None:
    page = visit("/communities/?q=เลือก", people.organiser, width=1280)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("/communities/?q=%E0%B9%80%E0%B8%A5%E0%B8%B7%E0%B8%AD%E0%B8%81")
    page.get_by_role("button", name="ภาษาไทย").click()
    expect(page.locator("html")).to_have_attribute("lang", "th")


def test_the_menu_of_a_phone_holds_every_page(visit: Visit, people: Cast) -> None:
    page = visit("/c/700704/profile/", people.people["coordinator"])
    expect(page.locator(".site-nav")).to_be_hidden()
    page.locator("summary", has_text="เมนู").click()
    page.get_by_role("link", name="บันทึกงาน").click()
    page.wait_for_url("**/c/700704/audit/")


def test_everything_works_without_scripts(visit: Visit, people: Cast) -> None:
    page = visit("/", people.people["coordinator"], scripts=False)
    page.get_by_role("navigation", name="ทางลัด").get_by_role("link", name="ค้นหา").click()
    page.get_by_label("กำลังหาอะไร").fill("บ้านเลือก")
    page.get_by_role("main").get_by_role("button").click()
    page.locator("#answers a").first.click()
    page.wait_for_url("**/c/700704/")
    page.locator("summary", has_text="เมนู").click()
    page.get_by_role("button", name="ออกจากระบบ").click()
    expect(page.get_by_role("link", name="เข้าสู่ระบบ").first).to_be_attached()
