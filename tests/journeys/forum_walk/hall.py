"""A forum is prepared, its hall fills, and four communities assess themselves."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Page, expect

from ruamsuk.halls.models import Hall
from tests.journeys.conftest import Visit

from .ground import APART, LATE, LEVELS, SOON, WISHED, Ground, follow, press, sees

FIVE_MINUTES = 300
PER_TAP, PER_LETTER = 3.0, 0.4
"""Seconds that a person takes, generously, for what the browser does at once."""


def prepare(on: Ground) -> None:
    """From the network's page to a forum with its day, in a few taps."""
    lead, taps, letters = on.lead, 0, 0
    lead.goto(f"/n/{on.network.slug}/forums/")
    began = time.monotonic()
    follow(lead, "เตรียมเวที")
    lead.locator('a[href="?kind=assist"]').click()
    taps += 2
    filled = (
        ("วันที่", "24/1/2570"),
        ("ที่ไหน", "วัดโบสถ์"),
    )
    for label, words in filled:
        lead.locator("main").get_by_label(label).first.fill(words)
        taps, letters = taps + 1, letters + len(words)
    press(lead, "เตรียมเวทีนี้")
    sees(lead, "9.00–11.30")
    seconds = time.monotonic() - began
    person = seconds + (taps + 1) * PER_TAP + letters * PER_LETTER
    print(
        f"prepared in {seconds:.1f} s; with {taps + 1} taps and {letters} letters: {person:.0f} s"
    )
    assert person < FIVE_MINUTES
    assert taps <= 6
    on.forum = int(re.findall(r"/forums/(\d+)/", lead.url)[0])


def fill_hall(on: Ground, visit: Visit) -> Page:
    """Open the hall; twelve phones come in by the address on the wall, some with a name."""
    lead = on.lead
    press(lead, "เปิดห้องประชุม")
    expect(lead).to_have_url(re.compile(r"/halls/\d+/$"))
    on.hall = int(re.findall(r"/halls/(\d+)/", lead.url)[0])
    board = visit(f"/halls/{on.hall}/board/", on.leader, width=1920)
    board.set_viewport_size({"width": 1920, "height": 1080})
    code = Hall.objects.get(pk=on.hall).code
    expect(board.locator(".board-address").first).to_contain_text(f"/hall/{code}")
    for name in LEVELS:
        on.phones[name] = [_come_in(visit, code, name) for _phone in range(3)]
    sees(board, "12 เครื่อง")
    _sign_in(on, board)
    return board


def _come_in(visit: Visit, code: str, name: str) -> Page:
    phone = visit(f"/hall/{code}/")
    phone.get_by_role("button", name=name).click()
    expect(phone.locator("#shown")).to_be_visible()
    return phone


def _sign_in(on: Ground, board: Page) -> None:
    """Three people put their names on the list."""
    show(on.lead, "ลงชื่อว่ามา")
    for place, name in zip(list(on.phones)[:3], ("สมชาย", "สมหญิง", "บุญมี"), strict=True):
        phone = on.phones[place][0]
        asked = phone.get_by_label("ชื่อ ถ้าอยากให้อยู่ในรายชื่อ")
        expect(asked).to_be_visible(timeout=LATE)
        settle(phone)
        asked.fill(name)
        phone.get_by_role("button", name="มาแล้ว").click()
        expect(phone.get_by_text("มีชื่อแล้ว")).to_be_visible(timeout=LATE)
    sees(board, "3 คน")


def show(lead: Page, name: str) -> None:
    """Put something on the screen from the remote control."""
    press(lead, name)
    chosen = lead.get_by_role("button", name=name, exact=True).and_(lead.locator("[aria-current]"))
    expect(chosen.first).to_be_visible()


def settle(phone: Page) -> None:
    """What has just appeared cannot be tapped by mistake."""
    phone.wait_for_timeout(400)


def assess(on: Ground, board: Page) -> None:
    """Nine practices, one by one: all tap, the spread is seen, who differs tells why, all agree."""
    _begin(on)
    for number, name in enumerate(on.names):
        show(on.lead, name)
        _vote(on, board, number, name)
        press(on.lead, "ปิดรับคำตอบ")
        _spread_first(on, board, number)
        if name != on.names[-1]:  # agreed while the river is on the wall
            for place in LEVELS:
                _agree(on, place, number)
            expect(board.locator(".board-agreed")).to_have_count(len(LEVELS), timeout=SOON)


def _begin(on: Ground) -> None:
    follow(on.lead, "ประเมินตนเอง")
    press(on.lead, "เริ่ม")
    expect(on.lead).to_have_url(re.compile(rf"/halls/{on.hall}/$"))


def _vote(on: Ground, board: Page, number: int, name: str) -> None:
    everyone = [phone for phones in on.phones.values() for phone in phones]
    for phone in everyone:
        expect(phone.get_by_role("heading", name=name)).to_be_visible(timeout=LATE)
    settle(everyone[-1])
    for place, phones in on.phones.items():
        for at, phone in enumerate(phones):
            level = LEVELS[place][number]
            if at == 2 and (place, number) in APART:
                level = APART[place, number][0]
            button = phone.locator(f'button[name="level"][value="{level}"]')
            button.click()
            expect(button).to_have_attribute("aria-pressed", "true")
    expect(board.get_by_text("3 จาก 3 คน")).to_have_count(len(LEVELS), timeout=LATE)
    assert board.locator(".board-spreads svg").count() == 0, "nobody follows the others"


def _spread_first(on: Ground, board: Page, number: int) -> None:
    """The board shows who sees what; those who differ are asked on their own phones only."""
    expect(board.locator(".board-spreads svg")).to_have_count(len(LEVELS), timeout=LATE)
    for (place, about), (_level, reason) in APART.items():
        if about != number:
            continue
        most, _other, one = on.phones[place]
        one.locator("textarea").fill(reason, timeout=LATE)
        expect(most.get_by_text("2 คนเห็นระดับ")).to_be_visible(timeout=LATE)
        assert most.locator("textarea").count() == 0
        one.get_by_role("button", name="ส่งเหตุผล").click()
        sees(board, reason, soon=LATE)


def _agree(on: Ground, place: str, number: int) -> None:
    """What most see is filled in; a wish and its year are added, and all agree."""
    lead, current = on.lead, LEVELS[place][number]
    mine = lead.get_by_role("listitem").filter(has_text=place)
    expect(mine.locator("select[name=current]")).to_have_value(str(current))
    wished = WISHED.get((place, number), current)
    mine.locator("select[name=wished]").select_option(str(wished))
    if wished > current:
        mine.get_by_label("ภายในเมื่อใด").fill("2571")
    mine.get_by_role("button", name="ตกลงตามนี้").click()


def watch_the_river(on: Ground, board: Page) -> None:
    """The river stands on the wall, and moves when a community agrees on another level."""
    lead, name = on.lead, on.names[-1]
    show(lead, "ธารปัญญา")
    drawn = board.locator(".board-standing figure svg desc")
    expect(drawn).to_contain_text(f"{name}: ต่ำสุด 2 ตรงกลาง 3.5 สูงสุด 5", timeout=SOON)
    mine = on.phones["บ้านเลือก"][0].locator("#shown svg desc")
    expect(mine).to_contain_text("บ้านเลือก", timeout=LATE)
    follow(lead, "ประเมินตนเอง")
    lead.get_by_role("row").filter(has_text=name).get_by_role("link").first.click()
    lead.get_by_role("group", name="เราอยู่ตรงไหน").get_by_role("radio").nth(2).check()
    lead.get_by_role("group", name="เราอยากไปถึงไหน").get_by_role("radio").last.check()
    press(lead, "ตกลงตามนี้", exact=False)
    expect(drawn).to_contain_text(f"{name}: ต่ำสุด 3 ตรงกลาง 3.5 สูงสุด 5", timeout=SOON)
