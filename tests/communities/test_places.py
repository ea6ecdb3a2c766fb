"""Networks and communities are started and changed by those who may, and nobody loses work."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from ruamsuk.accounts.models import User
from ruamsuk.communities import rules
from ruamsuk.communities.actions import places
from ruamsuk.communities.models import AuditEntry, Community, Membership, Network
from ruamsuk.lib.text import LocalText
from tests.cast import cast, network, tambon, user

pytestmark = pytest.mark.django_db


def signed_in(person: User | None) -> Client:
    client = Client()
    if person:
        client.force_login(person)
    return client


def fields(page: Any) -> dict[str, Any]:
    """What a browser would send back if nobody touched the form."""
    form = page.context["form"]
    sent: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, LocalText):
            sent |= {f"{bound.html_name}_th": value.th, f"{bound.html_name}_en": value.en}
        elif isinstance(value, list | tuple):
            parts = bound.field.widget.widgets_names
            for part, own in zip(parts, value, strict=True):
                sent[f"{bound.html_name}{part}"] = "" if own is None else own
        elif value not in (None, False, ""):
            sent[bound.html_name] = value
    return sent


SEES = {
    # address: who gets it, of the roles in the community, its network's coordinator and others
    "/c/700704/profile/": "coordinator facilitator collector mentor member viewer organiser",
    "/c/700704/edit/": "coordinator facilitator organiser",
    "/c/700704/villages/": "coordinator facilitator organiser",
    "/c/700704/wording/": "coordinator facilitator organiser",
    "/c/700704/settings/": "coordinator organiser",
    "/c/700704/audit/": "coordinator organiser",
    "/c/700704/profile/timeline/new/": "coordinator facilitator organiser",
    "/c/700704/profile/asset/new/": "coordinator facilitator organiser",
    "/c/700704/profile/partner/new/": "coordinator facilitator organiser",
    "/c/700704/profile/learning/new/": "coordinator facilitator organiser",
    "/c/700704/profile/village/new/": "",
    "/c/700704/profile/nonsense/new/": "",
    "/n/west/edit/": "organiser",
    "/n/west/audit/": "organiser",
    "/n/west/profile/timeline/new/": "organiser",
    "/n/west/profile/asset/new/": "",
    "/communities/new/": "coordinator facilitator collector mentor member viewer organiser "
    "neighbour outsider",
    "/networks/new/": "coordinator facilitator collector mentor member viewer organiser "
    "neighbour outsider",
}


@pytest.mark.parametrize("address", SEES)
def test_pages_open_for_those_who_may(address: str) -> None:
    known = cast()
    people = known.people | {
        "organiser": known.organiser,
        "neighbour": known.neighbour,
        "outsider": known.outsider,
    }
    opened = [who for who, person in people.items() if get(person, address) == 200]
    assert opened == SEES[address].split()
    assert get(None, address) in (302, 404)


def get(person: User | None, address: str) -> int:
    return signed_in(person).get(address).status_code


def test_anyone_may_read_the_profile_of_a_public_community() -> None:
    known = cast()
    Community.objects.filter(pk=known.home.pk).update(public=True)
    assert get(None, "/c/700704/profile/") == 200
    assert get(None, "/c/700704/edit/") == 404


def test_whoever_signed_in_starts_a_network_and_coordinates_it() -> None:
    person = user("somjai")
    page = signed_in(person).post(
        "/networks/new/", {"name_th": "เครือข่ายใหม่", "name_en": "New net", "seats": "14"}
    )
    made = Network.objects.get()
    assert (page.status_code, made.slug) == (302, "new-net")
    assert "manage" in rules.allowed(person, made)
    again = places.start_network(person, Network(name=LocalText("อีกเครือข่าย", "New net")))
    assert again.slug == "new-net-2"


TAMBON = {"tambon": "บ้านเลือก โพธาราม"}
STARTS: list[tuple[dict[str, str], str]] = [
    # what is sent, and the sentence that comes back; nothing where the community is founded
    (TAMBON, ""),
    ({"tambon": "700704"}, ""),
    ({"tambon": "๗๐๐๗๐๔"}, ""),
    ({"tambon": "บ้านเลือก", "tambon_code": "700704", "tambon_asked": "บ้านเลือก"}, ""),
    ({"tambon": "", "tambon_code": "700704"}, "ต้องกรอกข้อนี้"),
    ({"tambon": "คลองตัน"}, "เลือกตำบลที่ถูกต้อง"),
    # chosen for another text than the one that stands there now
    ({"tambon": "คลองตัน", "tambon_code": "700704", "tambon_asked": "บ้านเลือก"}, "เลือกตำบล"),
    ({"tambon": "zzzz"}, "ไม่มีตำบลชื่อ “zzzz”"),
    ({"tambon": "x", "tambon_code": "999999", "tambon_asked": "x"}, "ไม่มีตำบลชื่อ"),
    ({"tambon": "หนองสาหร่าย พนมทวน"}, "ยังไม่มีรายชื่อตำบล"),  # not in this database
    (TAMBON | {"villages": "100"}, "99"),
    (TAMBON | {"network": "1000"}, "ไม่"),
    (TAMBON | {"name_th": "ก" * 101}, "100"),
]


@pytest.mark.parametrize(("sent", "sentence"), STARTS)
def test_a_community_is_founded_or_a_sentence_says_why_not(
    sent: dict[str, str], sentence: str
) -> None:
    tambon()
    page = signed_in(user("somjai")).post("/communities/new/", sent)
    if not sentence:
        assert page.status_code == 302 and Community.objects.get().slug == "700704"
        return
    words = page.content.decode()
    assert sentence in words and not Community.objects.exists()
    assert f'value="{sent["tambon"]}"' in words  # nothing that was typed is lost


def test_founders_get_no_more_than_they_need() -> None:
    tambon()
    alone, leader, other = user("alone"), user("leader"), user("other")
    west = places.start_network(leader, Network(name=LocalText("ตะวันตก")))
    own = places.found_community(alone, Community(name=LocalText("ก"), tambon=tambon()))
    inside = places.found_community(
        leader, Community(name=LocalText("ข"), tambon=tambon(), network=west)
    )
    assert (own.slug, inside.slug) == ("700704", "700704-2")
    assert "see_households" in rules.allowed(alone, own)
    assert "manage" in rules.allowed(leader, inside)
    assert "see_households" not in rules.allowed(leader, inside)
    assert not Membership.objects.filter(community=inside).exists()
    with pytest.raises(PermissionDenied):
        places.found_community(other, Community(name=LocalText("ค"), tambon=tambon(), network=west))


def test_villages_come_with_the_community() -> None:
    tambon()
    signed_in(user("somjai")).post("/communities/new/", TAMBON | {"villages": "9"})
    codes = [village.code for village in Community.objects.get().villages.all()]
    assert codes == [f"7007040{number}" for number in range(1, 10)]


def test_two_editors_see_both_texts_and_lose_nothing() -> None:
    known = cast()
    first, second = signed_in(known.people["facilitator"]), signed_in(known.organiser)
    mine, theirs = fields(first.get("/c/700704/edit/")), fields(second.get("/c/700704/edit/"))
    assert first.post("/c/700704/edit/", mine | {"about_th": "เราเขียนก่อน"}).status_code == 302
    late = second.post("/c/700704/edit/", theirs | {"about_th": "เขาเขียนทีหลัง"})
    words = late.content.decode()
    assert "เราเขียนก่อน" in words and "เขาเขียนทีหลัง" in words and "มีคนอื่นแก้ไปก่อนแล้ว" in words
    known.home.refresh_from_db()
    assert (known.home.about.th, known.home.revision) == ("เราเขียนก่อน", 2)
    both = fields(late) | {"about_th": "เราเขียนก่อน เขาเขียนทีหลัง"}
    assert second.post("/c/700704/edit/", both).status_code == 302
    known.home.refresh_from_db()
    assert (known.home.about.th, known.home.revision) == ("เราเขียนก่อน เขาเขียนทีหลัง", 3)


def test_a_form_that_never_said_what_was_seen_overwrites_nothing() -> None:
    known = cast()
    client = signed_in(known.people["facilitator"])
    assert client.post("/c/700704/edit/", {"name_th": "ชื่ออื่น"}).status_code == 200
    known.home.refresh_from_db()
    assert known.home.name.th == "บ้านเลือก"


EDITS: list[tuple[str, dict[str, str], str]] = [
    ("/c/700704/edit/", {"name_th": "", "name_en": ""}, "ต้องกรอกข้อนี้"),
    ("/c/700704/edit/", {"population": "มาก"}, "เลข"),
    ("/c/700704/edit/", {"latitude": "99"}, "21"),
    ("/c/700704/settings/", {"suppress": "1"}, "3"),
    ("/c/700704/settings/", {"network": "9999"}, "ไม่"),
]


@pytest.mark.parametrize(("address", "typed", "sentence"), EDITS)
def test_what_cannot_be_kept_is_said(address: str, typed: dict[str, str], sentence: str) -> None:
    known = cast()
    client = signed_in(known.people["coordinator"])
    page = client.post(address, fields(client.get(address)) | typed)
    assert page.status_code == 200
    assert any(sentence in str(error) for error in page.context["form"].errors.values())


def test_people_are_counted_as_people_write_numbers() -> None:
    known = cast()
    client = signed_in(known.people["facilitator"])
    client.post("/c/700704/edit/", fields(client.get("/c/700704/edit/")) | {"population": "๕,๒๑๐"})
    known.home.refresh_from_db()
    assert known.home.population == 5210


def test_a_network_is_joined_by_its_own_coordinator_only() -> None:
    known = cast()
    client = signed_in(known.people["coordinator"])
    east = network("east")
    sent = fields(client.get("/c/700704/settings/"))
    assert client.post("/c/700704/settings/", sent | {"network": east.pk}).status_code == 200
    with pytest.raises(PermissionDenied):
        home = Community.objects.get(pk=known.home.pk)
        home.network = east
        places.change_settings(known.people["coordinator"], home, ["network"])
    Membership.objects.create(user=known.people["coordinator"], network=east, role="coordinator")
    assert client.post("/c/700704/settings/", sent | {"network": east.pk}).status_code == 302
    known.home.refresh_from_db()
    assert known.home.network == east


LISTED = [
    ({}, ["บ้านเลือก", "หนองสาหร่าย"]),
    ({"q": "เลือก"}, ["บ้านเลือก"]),
    ({"q": "ban lueak"}, ["บ้านเลือก"]),
    ({"q": "หนองสาหราย"}, ["หนองสาหร่าย"]),
    ({"q": "700704"}, ["บ้านเลือก"]),
    ({"province": "71"}, ["หนองสาหร่าย"]),
    ({"province": "x' OR 1=1"}, []),
    ({"q": "<b>"}, []),
    ({"page": "99"}, ["บ้านเลือก", "หนองสาหร่าย"]),
]


@pytest.mark.parametrize(("asked", "names"), LISTED)
def test_communities_are_listed_by_name_and_province(
    asked: dict[str, str], names: list[str]
) -> None:
    known = cast()
    page = signed_in(known.organiser).get("/communities/", asked)
    assert [str(place) for place in page.context["page"]] == names


def test_the_list_shows_only_what_one_may_see_in_a_few_queries(
    django_assert_max_num_queries: Any,
) -> None:
    known = cast()
    assert not signed_in(known.outsider).get("/communities/").context["page"].object_list
    client = signed_in(known.organiser)
    with django_assert_max_num_queries(8):
        client.get("/communities/")


def test_no_view_writes_on_get() -> None:
    known = cast()
    before = AuditEntry.objects.count()
    for address in SEES:
        signed_in(known.people["coordinator"]).get(address)
    assert AuditEntry.objects.count() == before
