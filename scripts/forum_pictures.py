"""The pictures of a forum: it is prepared, held and looked back on in the demonstration."""

from __future__ import annotations

import re

from camera import DESK, PHONE, WALL, keep, opened
from playwright.sync_api import Browser, Locator, Page, expect

LEVELS = {"หนองสาหร่าย": (4, 4, 5), "บ้านเลือก": (2, 2, 4)}
"""What the three phones of each place see; the last of all sees it differently."""
REASON = "กลุ่มออมทรัพย์หมู่ 3 ปลดหนี้ได้ทุกบ้านแล้ว"
PRACTICE = "ปลอดหนี้สิน"
STAGE, SAID = 5, "เริ่มจากสิบบ้านที่อยากทำ แล้วนัดคุยกันเดือนละครั้ง"
HELD = {
    "stairs": ("network", DESK, "/n/west/stairs/1/"),
    "plan": ("network", DESK, "/plans/1/"),
    "minutes": ("network", DESK, "/forums/2/minutes/"),
    "follow-up": ("coordinator-701003", PHONE, "/follow-ups/1/"),
}
"""What the demonstration holds already: who looks, on what, and at which address."""
PATIENCE = 30_000
"""Milliseconds until what was tapped stands on every screen."""


def take_forum(browser: Browser, address: str) -> None:
    """Each page that the guide shows, in the order of the guide."""
    lead = opened(browser, address, DESK, "network")
    _prepare(lead)
    _hold(browser, address, lead)
    _hold_assist(lead)
    lead.context.close()
    for name, (who, size, path) in HELD.items():
        page = opened(browser, address, size, who)
        page.goto(path)
        keep(page, f"forum-{name}")
        page.context.close()


def _press(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def _follow(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def _prepare(lead: Page) -> None:
    """A peer-assist forum with its day, and its agenda."""
    lead.goto("/n/west/forums/")
    _follow(lead, "เตรียมเวที")
    lead.locator('a[href="?kind=assist"]').click()
    lead.get_by_label("วันที่").first.fill("24/1/2570")
    lead.get_by_label("ที่ไหน").first.fill("วัดโบสถ์")
    _press(lead, "เตรียมเวทีนี้")
    keep(lead, "forum-agenda")


def _hold(browser: Browser, address: str, lead: Page) -> None:
    """The hall opens, six phones come in, and all see one practice; one sees it differently."""
    _press(lead, "เปิดห้องประชุม")
    lead.wait_for_url(re.compile(r"/halls/\d+/$"))
    hall = lead.url
    wall = opened(browser, address, WALL, "network")
    wall.goto(f"{hall}board/")
    door = wall.locator(".board-address").first.inner_text()
    way = re.search(r"/hall/\S+", door)
    assert way, door
    places = [place for place, seen in LEVELS.items() for _phone in seen]
    phones = [_come_in(browser, address, way[0], place) for place in places]
    _begin_sitting(lead)
    _vote(phones, wall)
    _press(lead, "ปิดรับคำตอบ")
    _differ(phones[-1], wall)
    keep(wall, "forum-spread")
    _flow(lead, wall)
    for page in (wall, *phones):
        page.context.close()


def _flow(lead: Page, wall: Page) -> None:
    """The river of the self-assessment that is agreed, taken up in a hall again."""
    lead.goto("/sittings/2/")
    _press(lead, "เปิดอีกครั้ง")
    _press(lead, "ให้ตอบทางมือถือด้วย")
    lead.wait_for_url(re.compile(r"/halls/\d+/$"))
    _press(lead, "ธารปัญญา")
    wall.goto(f"{lead.url}board/")
    _waits(wall.locator(".board-standing figure svg").first)
    keep(wall, "forum-river")


def _come_in(browser: Browser, address: str, door: str, place: str) -> Page:
    phone = opened(browser, address, PHONE)
    phone.goto(door)
    _press(phone, place)
    _waits(phone.locator("#shown"))
    return phone


def _begin_sitting(lead: Page) -> None:
    """Two places assess themselves on the network's table, by phone."""
    _follow(lead, "ประเมินตนเอง")
    for box in lead.get_by_role("checkbox").all():
        box.uncheck()
    for place in LEVELS:
        lead.get_by_label(place, exact=True).check()
    _press(lead, "เริ่ม")
    lead.wait_for_url(re.compile(r"/halls/\d+/$"))
    _press(lead, PRACTICE)


def _vote(phones: list[Page], wall: Page) -> None:
    """One after the other; the last one is pictured while one has still to answer."""
    levels = [level for seen in LEVELS.values() for level in seen]
    for phone, level in zip(phones, levels, strict=True):
        _waits(phone.get_by_role("heading", name=PRACTICE))
        phone.wait_for_timeout(400)  # what has just appeared cannot be tapped by mistake
        button = phone.locator(f'button[name="level"][value="{level}"]')
        if phone is phones[-1]:
            _waits(wall.get_by_text("2 จาก 3 คน"))
            keep(wall, "forum-voting")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true", timeout=PATIENCE)
    keep(phones[-1], "forum-phone")
    expect(wall.get_by_text("3 จาก 3 คน")).to_have_count(len(LEVELS), timeout=PATIENCE)


def _differ(phone: Page, wall: Page) -> None:
    phone.locator("textarea").fill(REASON, timeout=PATIENCE)
    _press(phone, "ส่งเหตุผล")
    _waits(wall.get_by_text(REASON).first)


def _waits(what: Locator) -> None:
    expect(what).to_be_visible(timeout=PATIENCE)


def _hold_assist(lead: Page) -> None:
    """A pair of the plan meets, up to what they say at its fifth stage."""
    lead.goto("/plans/1/")
    _follow(lead, "จัดวงเพื่อนช่วยเพื่อน")
    _press(lead, "เตรียมวงเพื่อนช่วยเพื่อน")
    _press(lead, "เริ่มเลย")
    for number in range(2, STAGE + 1):
        lead.get_by_role("main").get_by_role("button", name="ถัดไป:").first.click()
        _waits(lead.get_by_role("heading", name=f"{number}. ").first)
    lead.get_by_label("พูดว่าอะไร").fill(SAID)
    _press(lead, "จดไว้")
    _waits(lead.get_by_text(SAID).first)
    lead.evaluate("scrollTo(0, 0)")
    keep(lead, "forum-assist")
