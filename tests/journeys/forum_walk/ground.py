"""Who meets, what they see of themselves, and how one taps and looks."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from ruamsuk.accounts.models import User
from ruamsuk.assessments.models import PracticeTable
from ruamsuk.communities.models import Community, Network, Role
from tests.assessments import makers
from tests.cast import PASSWORD, community, member, network

SOON, LATE = 8000, 16000
"""Milliseconds within which a page of whoever leads, and one in a full hall, shows what is new."""
PLACES = {
    "700704": ("บ้านเลือก", 13.71, 99.83),
    "700705": ("คลองตาคต", 13.73, 99.87),
    "710911": ("หนองสาหร่าย", 14.19, 99.66),
    "710912": ("ดอนเจดีย์", 14.25, 99.71),
}
"""Code, name, and where it lies."""
LEVELS = {
    "บ้านเลือก": (2, 3, 2, 3, 2, 3, 2, 3, 2),
    "คลองตาคต": (3, 2, 4, 4, 3, 2, 4, 3, 5),
    "หนองสาหร่าย": (4, 4, 5, 3, 4, 4, 3, 4, 4),
    "ดอนเจดีย์": (5, 3, 3, 2, 4, 3, 3, 2, 3),
}
"""What most people of each community see of each of the nine practices."""
WISHED = {("บ้านเลือก", 0): 4, ("บ้านเลือก", 2): 4, ("คลองตาคต", 1): 4}
"""Where a community wants to be higher, by practice; elsewhere it stays."""
APART = {("บ้านเลือก", 0): (5, "ลูกหลานตั้งเป้าเองแล้ว"), ("คลองตาคต", 3): (1, "หมู่ 7 ยังรอคนมาช่วย")}
"""What one person of a community sees differently, and why."""


@dataclass
class Ground:
    """The network, whoever leads it, and what is known of its forum so far.

    Attributes:
        lead: the page of whoever leads, on a desk.
        phones: the pages of those who came, by the name of their community.
        forum, hall: the numbers of the forum and of its hall.
    """

    network: Network
    places: dict[str, Community]
    leader: User
    asker: User
    table: PracticeTable
    lead: Page
    phones: dict[str, list[Page]] = field(default_factory=dict)
    forum: int = 0
    hall: int = 0

    @property
    def names(self) -> list[str]:
        """The practices in their order."""
        return [one.name.th for one in self.table.practices.order_by("position", "pk")]


def ground(lead: Page) -> Ground:
    """A network of four communities with an agreed table; its coordinator signs in."""
    net = network()
    places = {about[0]: _place(net, code, *about) for code, about in PLACES.items()}
    leader = member(net, Role.COORDINATOR, "somsri")
    asker = member(places["บ้านเลือก"], Role.FACILITATOR, "malee")
    lead.get_by_label("ชื่อที่ใช้เข้าระบบ").fill(leader.username)
    lead.get_by_label("รหัสผ่าน", exact=True).fill(PASSWORD)
    press(lead, "เข้าสู่ระบบ")
    lead.wait_for_url(lambda address: "/accounts/" not in address)
    return Ground(net, places, leader, asker, makers.table(leader, net), lead)


def _place(within: Network, code: str, name: str, latitude: float, longitude: float) -> Community:
    made = community(code, name, within=within)
    made.latitude, made.longitude = latitude, longitude
    made.save(update_fields=["latitude", "longitude"])
    return made


def press(page: Page, name: str, *, exact: bool = True) -> None:
    """Tap a button of the page's main part."""
    page.get_by_role("main").get_by_role("button", name=name, exact=exact).first.click()


def follow(page: Page, name: str) -> None:
    """Follow a link of the page's main part or of its actions."""
    page.get_by_role("link", name=name, exact=True).first.click()


def sees(page: Page, words: str, *, soon: int = SOON) -> None:
    """Expect words on a page."""
    expect(page.get_by_role("main")).to_contain_text(words, timeout=soon)
