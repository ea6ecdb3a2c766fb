"""A hall in a real browser: two phones, one of which loses the signal, and the projector."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from ruamsuk.halls import actions
from ruamsuk.halls.models import Hall
from tests.cast import Cast, cast
from tests.halls.makers import ask, counted, hall

from .conftest import Visit
from .test_every_page import check

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SOON = 8000


@pytest.fixture
def known() -> Cast:
    return cast()


def join(visit: Visit, where: Hall, community: str, **options: object) -> Page:
    phone = visit(f"/hall/{where.code}/", **options)
    phone.get_by_role("button", name=community).click()
    expect(phone.locator("#shown")).to_be_visible()
    return phone


def shows(phone: Page, state: str) -> None:
    """The line at the top says it."""
    expect(phone.locator(f'[data-state="{state}"]')).to_be_visible(timeout=SOON)


def sees(phone: Page, choice: str) -> None:
    """The choice is there, and stands still: what has just appeared cannot be tapped by mistake."""
    expect(phone.get_by_role("button", name=choice)).to_be_visible(timeout=SOON)
    phone.wait_for_timeout(400)


def tap(phone: Page, choice: str) -> None:
    phone.get_by_role("button", name=choice).click()


def test_a_vote_without_signal_arrives_once_when_the_signal_is_back(
    visit: Visit, known: Cast
) -> None:
    where = hall(known)
    board = visit(f"/halls/{where.pk}/board/", known.organiser, width=1280)
    here, away = (join(visit, where, name) for name in ("บ้านเลือก", "หนองสาหร่าย"))
    expect(board.get_by_text("มาแล้ว 2 เครื่อง")).to_be_visible(timeout=SOON)
    question = ask(known, where, "น้ำ", "ป่า")
    for phone in (here, away):
        sees(phone, "ป่า")
    tap(here, "น้ำ")
    shows(here, "sent")
    expect(board.get_by_text("ตอบแล้ว 1 จาก 2")).to_be_visible(timeout=SOON)

    away.context.set_offline(True)
    tap(away, "น้ำ")
    tap(away, "ป่า")
    shows(away, "waiting")
    assert counted(question) == [0]
    away.context.set_offline(False)
    shows(away, "sent")
    expect(board.get_by_text("ตอบแล้ว 2 จาก 2")).to_be_visible(timeout=SOON)
    away.reload()
    expect(away.get_by_role("button", name="ป่า")).to_have_attribute("aria-pressed", "true")
    assert sorted(map(str, counted(question))) == ["0", "1"]


def test_a_closed_browser_sends_when_it_is_opened_again(visit: Visit, known: Cast) -> None:
    where = hall(known)
    question = ask(known, where)
    phone = join(visit, where, "บ้านเลือก")
    phone.context.set_offline(True)
    phone.get_by_label("คำตอบของคุณ").fill("น้ำใจ")
    tap(phone, "ส่ง")
    phone.get_by_label("คำตอบของคุณ").fill("ครึ่งคำ")
    shows(phone, "waiting")
    phone.close()
    phone.context.set_offline(False)
    again = phone.context.new_page()
    again.goto(f"/hall/{where.code}/")
    shows(again, "sent")
    assert counted(question) == ["น้ำใจ"]
    expect(again.get_by_label("คำตอบของคุณ")).to_have_value("ครึ่งคำ")


def test_an_answer_whose_receipt_was_lost_counts_once(visit: Visit, known: Cast) -> None:
    where = hall(known)
    question = ask(known, where)
    phone = join(visit, where, "บ้านเลือก")
    lost = []

    def lose(route: Route) -> None:
        answer = route.fetch()
        if len(lost) < 2:
            lost.append(answer.status)
            route.fulfill(status=503)
        else:
            route.fulfill(response=answer)

    phone.route("**/send/", lose)
    phone.get_by_label("คำตอบของคุณ").fill("ป่า")
    tap(phone, "ส่ง")
    shows(phone, "waiting")
    shows(phone, "sent")
    assert (lost, counted(question)) == ([200, 200], ["ป่า"])


def test_half_typed_words_are_there_when_the_question_is_back(visit: Visit, known: Cast) -> None:
    where = hall(known)
    first = ask(known, where, text="คำไหนอยู่ในใจ")
    phone = join(visit, where, "บ้านเลือก")
    phone.get_by_label("คำตอบของคุณ").fill("พึ่งตน")
    ask(known, where, "ก", "ข")
    sees(phone, "ข")
    actions.show(known.organiser, where, "question", first.pk)
    expect(phone.get_by_label("คำตอบของคุณ")).to_have_value("พึ่งตน", timeout=SOON)


def test_the_keyboard_leads_the_board(visit: Visit, known: Cast) -> None:
    where = hall(known)
    for text in ("ข้อแรก", "ข้อสอง"):
        ask(known, where, "ก", "ข", text=text)
    board = visit(f"/halls/{where.pk}/board/", known.organiser, width=1280)
    board.keyboard.press("ArrowLeft")
    expect(board.get_by_role("heading", name="ข้อแรก")).to_be_visible(timeout=SOON)
    for key, hidden, taking in (("h", True, True), ("c", True, False), ("h", False, False)):
        board.keyboard.press(key)
        expect(board.locator("meter")).to_have_count(0 if hidden else 2, timeout=SOON)
        expect(board.get_by_text("ปิดแล้ว")).to_have_count(0 if taking else 1, timeout=SOON)


def test_the_keyboard_keeps_its_place_while_answers_come(visit: Visit, known: Cast) -> None:
    where = hall(known)
    ask(known, where, text="คำไหนอยู่ในใจ")
    lead = visit(f"/halls/{where.pk}/", known.organiser, width=1280)
    for community, said in (("บ้านเลือก", "ป่า"), ("หนองสาหร่าย", "น้ำ")):
        phone = join(visit, where, community)
        phone.get_by_label("คำตอบของคุณ").fill(said)
        tap(phone, "ส่ง")
        row = lead.get_by_role("listitem").filter(has_text=said)
        expect(row).to_be_visible(timeout=SOON)
        if said == "ป่า":
            row.get_by_role("button").focus()
    expect(lead.get_by_role("listitem").filter(has_text="ป่า").get_by_role("button")).to_be_focused()


def test_a_phone_without_scripts_votes(visit: Visit, known: Cast) -> None:
    where = hall(known)
    question = ask(known, where, "ก", "ข")
    phone = join(visit, where, "บ้านเลือก", scripts=False)
    tap(phone, "ข")
    expect(phone.get_by_text("ได้รับคำตอบแล้ว")).to_be_visible()
    assert counted(question) == [1]


@pytest.mark.parametrize("width", [360, 1920])
def test_axe_finds_nothing_on_phones_and_board(visit: Visit, known: Cast, width: int) -> None:
    where = hall(known)
    ask(known, where, "ก", "ข")
    page = visit(f"/hall/{where.code}/", known.organiser, width=width)
    tap(page, "บ้านเลือก")
    halls = f"/halls/{where.pk}/"
    actions.make_slips(known.organiser, where, 2)
    addresses = [f"/hall/{where.code}/", f"/hall/{where.code}/?change", "/hall/", "/n/west/halls/"]
    check(page, [*addresses, *(f"{halls}{part}" for part in ("", "board/", "slips/"))], width)
