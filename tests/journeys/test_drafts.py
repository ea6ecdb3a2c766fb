"""What is typed in a long form is there again when the browser was closed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from ruamsuk.exchanges.models import Case, Minutes
from tests.cast import Cast, cast
from tests.exchanges import makers, written

from .conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def known() -> Cast:
    return cast()


def reopened(page: Page, address: str) -> Page:
    """The same browser, opened again: what the tab knew is gone, what the phone keeps is there."""
    page.wait_for_timeout(400)
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(address)
    return again


def test_a_story_that_was_not_saved_is_back_and_goes_when_it_is_saved(
    visit: Visit, known: Cast
) -> None:
    forum = makers.forum(known.network)
    address = f"/forums/{forum.pk}/cases/new/"
    page = visit(address, known.organiser)
    page.locator("[name=title_th]").fill("ปลดหนี้")
    page.locator("[name=developed_th]").fill("เริ่มจดบัญชี\nปี 2548")
    page = reopened(page, address)
    expect(page.get_by_text("ข้อความที่พิมพ์ค้างไว้กลับมาแล้ว")).to_be_visible()
    expect(page.locator("[name=developed_th]")).to_have_value("เริ่มจดบัญชี\nปี 2548")
    page.locator("[name=community]").select_option(str(known.home.pk))
    page.get_by_role("button", name="บันทึก", exact=True).click()
    expect(page.get_by_role("link", name="ปลดหนี้")).to_be_visible()
    assert Case.objects.get().developed.th.replace("\r", "") == "เริ่มจดบัญชี\nปี 2548"
    page.goto(address)
    expect(page.locator("[name=title_th]")).to_have_value("")
    expect(page.get_by_text("ข้อความที่พิมพ์ค้างไว้กลับมาแล้ว")).to_be_hidden()


def test_minutes_save_by_themselves_keep_what_cannot_be_sent_and_take_in_what_others_write(
    visit: Visit, known: Cast
) -> None:
    forum = makers.forum(known.network)
    minutes = written.minutes(forum, "# มติ\n- ตั้งกองทุน\n\n# นัดหมาย\nเดือนหน้า")
    address = f"/forums/{forum.pk}/minutes/edit/"
    page = visit(address, known.organiser, width=1280)
    text = page.get_by_label("เนื้อความรายงานการประชุม")
    text.press("Control+End")
    text.press_sequentially("\nที่วัดโบสถ์")
    expect(page.get_by_text("บันทึกให้แล้ว")).to_be_visible(timeout=15000)
    expect(page.locator("#preview")).to_contain_text("ที่วัดโบสถ์")
    minutes.refresh_from_db()
    assert minutes.text.endswith("เดือนหน้า\nที่วัดโบสถ์")

    # somebody else writes in another place; then the connection goes
    Minutes.objects.update(text=minutes.text.replace("ตั้งกองทุน", "ตั้งกองทุนร่วม"), revision=9)
    page.context.set_offline(True)
    text.press_sequentially("\nเวลาเก้าโมง")
    expect(page.get_by_text("ไม่มีสัญญาณ")).to_be_visible(timeout=15000)
    page.wait_for_timeout(400)
    context = page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    expect(again.get_by_text("บันทึกให้แล้ว")).to_be_visible(timeout=15000)
    minutes.refresh_from_db()
    assert minutes.text == "# มติ\n- ตั้งกองทุนร่วม\n\n# นัดหมาย\nเดือนหน้า\nที่วัดโบสถ์\nเวลาเก้าโมง"
    expect(again.get_by_label("เนื้อความรายงานการประชุม")).to_have_value(minutes.text)


def test_a_card_is_dragged_under_a_heading(visit: Visit, known: Cast) -> None:
    forum = makers.forum(known.network)
    group = written.group(forum)
    written.card(group, "มีหัวข้อแล้ว", heading="น้ำ")
    card = written.card(group, "ยังไม่มีหัวข้อ", list="sub")
    page = visit(f"/forums/{forum.pk}/cards/", known.organiser, width=1280)
    page.locator(f"#card-{card.pk}").drag_to(page.get_by_role("heading", name="น้ำ"))
    expect(page.locator("[data-list=main] .wall-card")).to_have_count(2)
    card.refresh_from_db()
    assert (card.list, card.heading) == ("main", "น้ำ")


def test_who_signs_out_leaves_nothing_half_typed_behind(visit: Visit, known: Cast) -> None:
    forum = makers.forum(known.network)
    page = visit(f"/forums/{forum.pk}/cases/new/", known.organiser, width=1280)
    page.locator("[name=developed_th]").fill("เรื่องที่ยังไม่ควรมีใครอ่าน")
    page.wait_for_timeout(400)
    kept = "() => Object.keys(localStorage).filter(key => key.startsWith('draft:'))"
    assert len(page.evaluate(kept)) == 1
    page.locator("[name=title_th]").fill("พิมพ์ค้าง")  # the timer still runs when the page goes
    with page.expect_navigation():
        page.evaluate("() => document.querySelector('form[action$=\"logout/\"]').requestSubmit()")
    assert page.evaluate(kept) == []
