"""The frame of every page: links by what one may do, languages, and pages for what went wrong."""

from __future__ import annotations

import re

import pytest
from django.test import Client, RequestFactory
from django.views.defaults import bad_request, permission_denied, server_error
from tests.cast import Cast, cast

from ruamsuk.communities.models import Community, Network
from ruamsuk.communities.rules import allowed
from ruamsuk.web.navigation import Navigation, navigation

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def links(person: object, place: Community | Network) -> Navigation:
    request = RequestFactory().get("/")
    request.user = person  # type: ignore[assignment]
    return navigation(request, place, allowed(request.user, place))


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("viewer", ["", "frameworks/", "rounds/", "levels/", "forums/", "profile/"]),
        ("collector", ["", "frameworks/", "rounds/", "levels/", "forums/", "profile/", "people/"]),
        (
            "coordinator",
            ["", "frameworks/", "rounds/", "levels/", "forums/", "profile/", "people/", "audit/"],
        ),
        (None, ["", "profile/"]),
    ],
)
def test_links_of_a_community(people: Cast, role: str | None, shown: list[str]) -> None:
    person = people.people[role] if role else people.outsider
    found = links(person, people.home)
    assert [link.url for link in found.items] == [f"/c/700704/{name}" for name in shown]
    assert len(found.dock) <= 5 and found.dock[0].url == "/"


def test_a_public_community_shows_its_goals_to_all(people: Cast) -> None:
    people.home.public = True
    urls = [link.url for link in links(people.outsider, people.home).items]
    assert urls == ["/c/700704/", "/c/700704/frameworks/", "/c/700704/profile/"]


def test_links_of_a_network(people: Cast) -> None:
    urls = [link.url for link in links(people.organiser, people.network).items]
    pages = ["", "frameworks/", "levels/", "forums/", "river/", "exchanges/", "people/", "audit/"]
    assert urls == [f"/n/west/{page}" for page in pages]


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/c/700704/", "/c/700704/"),
        ("/c/700704/frameworks/", "/c/700704/frameworks/"),
        ("/c/700704/rounds/", "/c/700704/rounds/"),
        ("/c/700704/profile/", "/c/700704/profile/"),
        ("/c/700704/people/", "/c/700704/people/"),
        ("/c/700704/audit/", "/c/700704/audit/"),
        ("/c/700704/people/invite/", "/c/700704/people/"),
        ("/n/west/", "/n/west/"),
        ("/communities/", "/communities/"),
        ("/me/", "/me/"),
        ("/search/", "/search/"),
    ],
)
def test_the_page_one_is_on_is_marked(
    client: Client, people: Cast, address: str, current: str
) -> None:
    person = people.organiser if address.startswith("/n/") else people.people["coordinator"]
    client.force_login(person)
    page = client.get(address).content.decode()
    assert set(re.findall(r'href="([^"]+)" aria-current="page"', page)) == {current}


@pytest.mark.parametrize(
    ("sent", "language", "words"),
    [("en", "en", "Search"), ("th", "th", "ค้นหา"), ("xx", "th", "ค้นหา")],
)
def test_the_language_changes_and_the_page_stays(
    client: Client, sent: str, language: str, words: str
) -> None:
    here = "/search/?q=%E0%B8%99%E0%B9%89%E0%B8%B3"
    answer = client.post("/i18n/setlang/", {"language": sent, "next": here})
    assert answer.status_code == 302 and answer["Location"] == here
    page = client.get(here).content.decode()
    assert f'<html lang="{language}"' in page and f"<h1>{words}</h1>" in page


@pytest.mark.parametrize("person", ["coordinator", None])
def test_the_page_says_which_page_to_stay_on(
    client: Client, people: Cast, person: str | None
) -> None:
    if person:
        client.force_login(people.people[person])
    page = client.get("/search/?q=a&b=1").content.decode()
    assert 'name="next" value="/search/?q=a&amp;b=1"' in page


def test_an_address_that_is_not_there_says_so_in_thai(client: Client) -> None:
    answer = client.get("/c/999999/")
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "ไม่พบหน้านี้" in page and 'href="/"' in page


def test_a_form_that_is_too_old_says_so_in_thai() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/i18n/setlang/", {"language": "en"})
    assert answer.status_code == 403
    assert "เปิดทิ้งไว้นานเกินไป" in answer.content.decode()


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (lambda request: bad_request(request, ValueError()), 400, "อ่านคำขอนี้ไม่ได้"),
        (lambda request: permission_denied(request, ValueError()), 403, "ยังไม่มีสิทธิ์"),
        (server_error, 500, "ขัดข้อง"),
    ],
)
def test_what_goes_wrong_is_said_with_a_way_back(view, status: int, words: str) -> None:
    answer = view(RequestFactory().get("/"))
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page and 'href="/"' in page


def test_invented_places_say_so_on_every_page(client: Client, people: Cast) -> None:
    client.force_login(people.people["viewer"])
    assert "ข้อมูลสมมุติ" not in client.get("/c/700704/profile/").content.decode()
    Community.objects.filter(pk=people.home.pk).update(demo=True)
    assert "ข้อมูลสมมุติ" in client.get("/c/700704/profile/").content.decode()
