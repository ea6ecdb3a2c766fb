"""Parts of a profile are added, changed, taken out and put back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from ruamsuk.communities.actions.profile import add_villages
from ruamsuk.communities.models import (
    Asset,
    AuditEntry,
    Community,
    Household,
    Learning,
    Network,
    TimelineEvent,
    Village,
)
from ruamsuk.lib.text import LocalText
from tests.cast import Cast, cast, community, member

from .test_places import fields, signed_in

pytestmark = pytest.mark.django_db

NEW = "/c/700704/profile/timeline/new/"
DATES = [
    # as typed, as kept, as shown in Thai and in English
    ("2551", "2008", "2551", "2008"),
    ("๒๕๕๑", "2008", "2551", "2008"),
    ("พ.ศ. 2551", "2008", "2551", "2008"),
    ("2008", "2008", "2551", "2008"),
    ("8/2551", "2008-08", "ส.ค. 2551", "Aug 2008"),
    ("17 ส.ค. 2551", "2008-08-17", "17 ส.ค. 2551", "17 Aug 2008"),
    ("17/8/2551", "2008-08-17", "17 ส.ค. 2551", "17 Aug 2008"),
]


@pytest.mark.parametrize(("typed", "kept", "thai", "english"), DATES)
def test_a_year_is_enough(typed: str, kept: str, thai: str, english: str) -> None:
    client = signed_in(cast().people["facilitator"])
    client.post(NEW, {"date": typed, "title_th": "ตั้งสภา"})
    assert TimelineEvent.objects.get().date == kept
    profile = "/c/700704/profile/"
    assert thai in client.get(profile).content.decode()
    client.cookies.load({"django_language": "en"})
    assert english in client.get(profile).content.decode()


@pytest.mark.parametrize("date", ["", "เมื่อก่อน", "51", "32/13/2551", "2551-13", "<b>", "99999"])
def test_what_is_no_date_is_said_and_kept_in_the_form(date: str) -> None:
    client = signed_in(cast().people["facilitator"])
    page = client.post(NEW, {"date": date, "title_th": "ตั้งสภา", "text_th": "เล่ายาว"})
    assert page.status_code == 200 and not TimelineEvent.objects.exists()
    assert "เล่ายาว" in page.content.decode() and page.context["form"].errors["date"]


PARTS: list[tuple[str, dict[str, str]]] = [
    ("timeline", {"date": "2551", "title_th": "ตั้งสภา"}),
    ("asset", {"kind": "nature", "name_th": "ป่าชุมชน"}),
    ("partner", {"kind": "temple", "name_th": "วัดโบสถ์"}),
]


@pytest.mark.parametrize(("noun", "sent"), PARTS)
def test_a_part_is_added_changed_taken_out_and_put_back(noun: str, sent: dict[str, str]) -> None:
    known = cast()
    client = signed_in(known.people["facilitator"])
    client.post(f"/c/700704/profile/{noun}/new/", sent)
    managers = {"timeline": "timeline", "asset": "assets", "partner": "partners"}
    parts = getattr(known.home, managers[noun])
    address = f"/c/700704/profile/{noun}/{parts.get().pk}/"
    name = next(key for key in sent if key.endswith("_th"))
    client.post(address, fields(client.get(address)) | {name: 'ชื่อ "ใหม่" <b>'})
    page = client.get("/c/700704/profile/").content.decode()
    assert "ชื่อ &quot;ใหม่&quot; &lt;b&gt;" in page and "ใหม่&quot; <b>" not in page
    before = parts.values().get()
    gone = client.post(f"{address}delete/", follow=True).content.decode()
    assert not parts.exists() and "ใส่กลับ" in gone
    client.post("/c/700704/profile/restore/")
    assert parts.values().get() == before
    assert "ใส่กลับ" not in client.get("/c/700704/profile/").content.decode()
    done = ["added", "changed", "deleted", "restored"]
    verbs = AuditEntry.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == [f"{noun}.{verb}" for verb in done]


def test_two_editors_of_a_part_lose_nothing() -> None:
    known = cast()
    part = Asset.objects.create(community=known.home, kind="group", name=LocalText("กองทุน"))
    address = f"/c/700704/profile/asset/{part.pk}/"
    client = signed_in(known.people["facilitator"])
    seen = fields(client.get(address))
    client.post(address, seen | {"name_th": "กองทุนหนึ่ง"})
    late = client.post(address, seen | {"name_th": "กองทุนสอง"}).content.decode()
    assert "กองทุนหนึ่ง" in late and "กองทุนสอง" in late
    part.refresh_from_db()
    assert part.name.th == "กองทุนหนึ่ง"


def elsewhere(known: Cast) -> list[str]:
    """Addresses that join a place with a part of another."""
    event = TimelineEvent.objects.create(community=known.other, date="2008", title=LocalText("ก"))
    shared = TimelineEvent.objects.create(network=known.network, date="2008", title=LocalText("ข"))
    village = known.other.villages.first()
    assert village
    return [
        f"/c/700704/profile/timeline/{event.pk}/",
        f"/c/700704/profile/timeline/{event.pk}/delete/",
        f"/c/700704/profile/timeline/{shared.pk}/",
        f"/c/700704/profile/village/{village.pk}/",
        f"/c/700704/profile/asset/{event.pk}/delete/",
        "/c/700704/profile/timeline/999/",
    ]


def test_parts_of_another_place_are_out_of_reach() -> None:
    known = cast()
    client = signed_in(known.people["coordinator"])
    for address in elsewhere(known):
        assert client.post(address, {"title_th": "x"}).status_code == 404, address


WRITES = ["timeline/new/", "timeline/{pk}/", "timeline/{pk}/delete/", "restore/"]


@pytest.mark.parametrize("address", WRITES)
@pytest.mark.parametrize("who", ["collector", "mentor", "member", "viewer", "", "neighbour"])
def test_only_facilitators_write(who: str, address: str) -> None:
    known = cast()
    event = TimelineEvent.objects.create(community=known.home, date="2008", title=LocalText("ก"))
    person = known.neighbour if who == "neighbour" else known.people.get(who)
    page = signed_in(person).post(f"/c/700704/profile/{address.format(pk=event.pk)}", {})
    assert page.status_code == 404 and TimelineEvent.objects.count() == 1


def test_nothing_of_one_place_is_put_back_into_another() -> None:
    known = cast()
    person = known.people["facilitator"]
    part = Asset.objects.create(community=known.home, kind="group", name=LocalText("กองทุน"))
    client = signed_in(person)
    client.post(f"/c/700704/profile/asset/{part.pk}/delete/")
    known.other.memberships.create(user=person, role="facilitator")
    client.post("/c/710911/profile/restore/")
    assert not Asset.objects.exists()


def test_learning_is_from_another_community_that_one_may_name() -> None:
    known = cast()
    hidden = community("740309", "คลองตัน")
    client = signed_in(known.people["facilitator"])
    address = "/c/700704/profile/learning/new/"
    for teacher in (known.home.pk, hidden.pk, 999, ""):
        assert client.post(address, {"teacher": teacher}).status_code == 200
    assert client.post(address, {"teacher": known.other.pk, "date": "2549"}).status_code == 302
    assert Learning.objects.get().date == "2006"
    assert client.post(address, {"teacher": known.other.pk}).status_code == 200  # once is enough
    assert "หนองสาหร่าย" in client.get("/c/700704/profile/").content.decode()


def test_the_profile_opens_in_few_queries(django_assert_max_num_queries: Any) -> None:
    known = cast()
    for number in range(20):
        Asset.objects.create(community=known.home, kind="group", name=LocalText(f"กลุ่ม {number}"))
        TimelineEvent.objects.create(community=known.home, date="2008", title=LocalText("ก"))
    client = signed_in(known.people["viewer"])
    with django_assert_max_num_queries(16):
        client.get("/c/700704/profile/")


LINES = [
    # what is typed, the codes that are added, and the sentence that comes back instead
    ("4 บ้านใหม่", ["70070404"], ""),
    ("๔ บ้านใหม่\n๕ บ้านเก่า", ["70070404", "70070405"], ""),
    ("70070404 บ้านใหม่\n\n  \n5", ["70070404", "70070405"], ""),
    ("หมู่ที่ 12 บ้านหลังวัด", ["70070412"], ""),
    ("ม.4 ดอน 'ใหญ่' <i>", ["70070404"], ""),
    ("7007044 บ้านใหม่", [], "บรรทัดที่ 1 “7007044 บ้านใหม่”: รหัสหมู่บ้านมี 8 หลัก"),
    ("4 ก\n71091105 ข", [], "บรรทัดที่ 2 “71091105 ข”: รหัสนี้เป็นของตำบลอื่น ของเราขึ้นต้นด้วย 700704"),
    ("4 ก\n4 ข", [], "บรรทัดที่ 2 “4 ข”: มีหมู่บ้านนี้อยู่แล้ว"),
    ("1 ก", [], "บรรทัดที่ 1 “1 ก”: มีหมู่บ้านนี้อยู่แล้ว"),
    ("0 ก", [], "เลขหมู่เริ่มจาก 1"),
    ("70070400 ก", [], "เลขหมู่เริ่มจาก 1"),
    ("100 ก", [], "รหัสหมู่บ้านมี 8 หลัก"),
    ("บ้านใหม่", [], "ให้ขึ้นต้นด้วยเลขหมู่"),
    ("4 " + "ก" * 101, [], "ชื่อยาวเกินไป"),
    ("", [], "บอกว่ามีกี่หมู่บ้าน"),
]


@pytest.mark.parametrize(("typed", "codes", "sentence"), LINES)
def test_villages_are_added_line_by_line_or_not_at_all(
    typed: str, codes: list[str], sentence: str
) -> None:
    known = cast()
    client = signed_in(known.people["facilitator"])
    page = client.post("/c/700704/villages/", {"lines": typed}, follow=True)
    assert [village.code for village in known.home.villages.all()[3:]] == codes
    if sentence:
        errors = page.context["form"].errors.values()
        assert any(sentence in error for errors_ in errors for error in errors_)


@pytest.mark.parametrize(("count", "there"), [("5", 5), ("๙", 9), ("3", 3), ("0", 3), ("100", 3)])
def test_villages_are_added_by_count(count: str, there: int) -> None:
    known = cast()
    signed_in(known.people["facilitator"]).post("/c/700704/villages/", {"count": count})
    assert known.home.villages.count() == there


def test_a_name_typed_beside_a_count_stands() -> None:
    known = cast()
    client = signed_in(known.people["facilitator"])
    client.post("/c/700704/villages/", {"count": "5", "lines": "4 บ้านใหม่"})
    assert [str(village) for village in known.home.villages.all()[3:]] == ["บ้านใหม่", "หมู่ 5"]


def test_villages_added_twice_at_once_are_there_once() -> None:
    known = cast()
    wanted = {"70070409": LocalText("บ้านใหม่")}
    person = known.people["facilitator"]
    assert len(add_villages(person, known.home, wanted)) == 1
    assert add_villages(person, known.home, wanted) == []
    assert Village.objects.filter(code="70070409").count() == 1


def test_a_village_with_households_stays() -> None:
    known = cast()
    village = known.home.villages.first()
    assert village
    Household.objects.create(community=known.home, village=village, key="1")
    client = signed_in(known.people["facilitator"])
    page = client.post(f"/c/700704/profile/village/{village.pk}/delete/", follow=True)
    assert "เอาออกไม่ได้" in page.content.decode() and known.home.villages.count() == 3


def test_a_network_tells_its_seats_and_the_chain_of_learning() -> None:
    known = cast()
    Network.objects.filter(pk=known.network.pk).update(seats=5)
    Learning.objects.create(learner=known.home, teacher=known.other, date="2006-02")
    client = signed_in(known.organiser)
    page = client.get("/n/west/").content.decode()
    assert "ยังว่างอีก 3 ที่" in page
    assert "<title" in page and "บ้านเลือก เรียนรู้จาก หนองสาหร่าย (2549)" in page
    client.post("/n/west/profile/timeline/new/", {"date": "2553", "title_th": "เวทีแรก"})
    assert known.network.timeline.get().date == "2010"
    assert "เวทีแรก" in client.get("/n/west/").content.decode()


def test_an_outsider_learns_nothing_of_closed_communities_of_a_public_network() -> None:
    known = cast()
    Network.objects.filter(pk=known.network.pk).update(public=True)
    Community.objects.filter(pk=known.home.pk).update(public=True)
    Learning.objects.create(learner=known.home, teacher=known.other)
    for address in ("/n/west/", "/c/700704/profile/"):
        page = Client().get(address).content.decode()
        assert "บ้านเลือก" in page and "หนองสาหร่าย" not in page


def test_neighbours_know_one_another_by_name_only() -> None:
    known = cast()
    client = signed_in(known.neighbour)
    page = client.get("/n/west/").content.decode()
    assert "บ้านเลือก" in page and "/c/700704/profile/" not in page
    assert client.get("/c/700704/profile/").status_code == 404


def test_a_member_of_a_network_reads_its_communities() -> None:
    known = cast()
    guest = member(known.network, "viewer", "guest")
    assert signed_in(guest).get("/c/710911/profile/").status_code == 200
