"""The first page says what this is, or what to do next."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from tests.cast import Cast, cast
from tests.exchanges import makers as forums
from tests.exchanges import mentorings, written

from ruamsuk.indicators.models import Framework, Version
from ruamsuk.lib.text import LocalText
from ruamsuk.results.models import Computation, Import, Publication, Round, Verdict
from ruamsuk.web.pages.offers import offers
from ruamsuk.web.pages.standing import standings
from ruamsuk.web.pages.todos import todos

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def people() -> Cast:
    return cast()


def next_for(people: Cast, role: str) -> list[str]:
    """The addresses of what someone of a role should do next in `home`."""
    (standing,) = standings(people.people[role])
    return [todo.url for todo in todos(standing)]


def version(people: Cast, state: str) -> Version:
    framework = Framework.objects.create(
        community=people.home, key="nine", title=LocalText("เก้าเป้าหมาย")
    )
    return Version.objects.create(framework=framework, number=1, state=state, document={})


def test_a_visitor_reads_what_it_is_and_finds_public_communities(
    client: Client, people: Cast
) -> None:
    people.home.public = True
    people.home.save()
    page = client.get("/").content.decode()
    assert "บ้านเลือก" in page and "หนองสาหร่าย" not in page
    assert "/demo/sign-in/" not in page


def test_someone_without_a_role_is_told_how_to_get_one(client: Client, people: Cast) -> None:
    client.force_login(people.outsider)
    assert "คำเชิญ" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("state", "role", "waits"),
    [
        (None, "facilitator", ["/c/700704/frameworks/"]),
        (None, "member", []),
        ("draft", "facilitator", ["/frameworks/{pk}/"]),
        ("draft", "member", []),
        ("proposed", "member", ["/frameworks/{pk}/"]),
        ("voting", "mentor", ["/frameworks/{pk}/"]),
        ("voting", "viewer", []),
        ("agreed", "member", []),
        ("agreed", "facilitator", ["/c/700704/rounds/"]),
    ],
)
def test_goals_wait_for_who_can_act(
    people: Cast, state: str | None, role: str, waits: list[str]
) -> None:
    pk = version(people, state).pk if state else 0
    assert next_for(people, role) == [url.format(pk=pk) for url in waits]


Facts = dict[str, Any]


@pytest.mark.parametrize(
    ("facts", "role", "waits"),
    [
        ({}, "collector", ["round"]),
        ({}, "member", []),
        ({"closed": True}, "collector", []),
        ({"upload": "faulty"}, "collector", ["import"]),
        ({"upload": "mapping"}, "facilitator", ["import"]),
        ({"upload": "ready"}, "member", []),
        ({"upload": "applied"}, "facilitator", ["round"]),
        ({"upload": "applied"}, "collector", []),
        ({"upload": "applied", "run": "running"}, "facilitator", ["computation"]),
        ({"upload": "applied", "run": "failed"}, "facilitator", ["computation"]),
        ({"upload": "applied", "run": "done"}, "facilitator", ["verdict"]),
        ({"upload": "applied", "run": "done"}, "coordinator", ["verdict", "publish"]),
        ({"upload": "applied", "run": "done", "verdict": True}, "coordinator", ["publish"]),
        (
            {"upload": "applied", "run": "done", "verdict": True, "published": True},
            "coordinator",
            [],
        ),
    ],
)
def test_a_round_waits_for_who_can_act(
    people: Cast, facts: Facts, role: str, waits: list[str]
) -> None:
    addresses = _round(people, facts)
    assert next_for(people, role) == [addresses[name] for name in waits]


def _round(people: Cast, facts: Facts) -> dict[str, str]:
    """A round of which something is known, and the addresses of what may wait in it."""
    agreed = version(people, "agreed")
    measured = Round.objects.create(
        community=people.home,
        year=2025,
        label="2568",
        version=agreed,
        closed=facts.get("closed", False),
    )
    here, found = "/c/700704/rounds/2568/", {}
    if state := facts.get("upload"):
        upload = Import.objects.create(
            round=measured, name="บ้าน.xlsx", state=state, finished=NOW - timedelta(hours=1)
        )
        found["import"] = f"/imports/{upload.pk}/"
    if state := facts.get("run"):
        run = Computation.objects.create(community=people.home, version=agreed, state=state)
        found["computation"] = f"/computations/{run.pk}/"
    if facts.get("verdict"):
        Verdict.objects.create(round=measured, text="ดีขึ้น", held_on=NOW.date(), attended=30)
    if facts.get("published"):
        Publication.objects.create(round=measured)
    return {**found, "round": here, "verdict": f"{here}verdict/", "publish": f"{here}publish/"}


def test_a_network_coordinator_sees_the_network(client: Client, people: Cast) -> None:
    client.force_login(people.organiser)
    page = client.get("/").content.decode()
    assert "เครือข่ายตะวันตก" in page and "/n/west/frameworks/" in page


def test_many_places_cost_no_more_queries(
    people: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    person = people.people["coordinator"]
    for place in (people.other, people.network):
        person.memberships.create(role="coordinator", **{type(place).__name__.lower(): place})
    with django_assert_max_num_queries(18):
        found = [todos(one) for one in standings(person)]
    assert len(found) == 3


@pytest.mark.parametrize(
    ("demo", "invented", "status"),
    [(True, True, 302), (True, False, 404), (False, True, 404), (False, False, 404)],
)
def test_only_invented_people_of_a_demonstration_sign_in_with_a_button(
    client: Client,
    people: Cast,
    settings: Settings,
    demo: bool,
    invented: bool,
    status: int,
) -> None:
    settings.DEMO = demo
    people.outsider.demo = invented
    people.outsider.save()
    assert client.get("/demo/sign-in/outsider/").status_code == 405
    assert client.post("/demo/sign-in/outsider/").status_code == status
    assert get_user(client).is_authenticated == (status == 302)


def test_the_first_page_offers_invented_people_in_a_demonstration(
    client: Client, people: Cast, settings: Settings
) -> None:
    settings.DEMO = True
    viewer = people.people["viewer"]
    viewer.demo = True
    viewer.save()
    page = client.get("/").content.decode()
    assert page.count("/demo/sign-in/") == 1 and f"/demo/sign-in/{viewer.username}/" in page


def test_what_a_person_sees_to_stands_there_when_it_is_near(people: Cast) -> None:
    forum, today = forums.forum(people.network), timezone.localdate()
    member = people.people["member"]
    for text, days in (("พรุ่งนี้", 1), ("เมื่อวาน", -1), ("ปีหน้า", 300)):
        due = today + timedelta(days)
        written.step(forum, text, user=member, community=people.home, due=due)
    written.step(forum, "ของคนอื่น", due=today)
    titles = [todo.text.split(" ·")[0] for card in standings(member) for todo in todos(card)]
    assert [text for text in titles if text in {"พรุ่งนี้", "เมื่อวาน", "ปีหน้า", "ของคนอื่น"}] == [
        "เมื่อวาน",
        "พรุ่งนี้",
    ]


def test_what_the_person_does_not_lead_is_answered_then_prepared(people: Cast) -> None:
    member, day = people.people["member"], timezone.localdate() + timedelta(days=9)
    forum = forums.forum(people.network, day=day)
    assert next_for(people, "member") == [f"/forums/{forum.pk}/preparation/"]
    forum.invitation = "secret"
    forum.save()
    assert next_for(people, "member") == ["/invited/secret/"]
    line = forums.attendance(forum, user=member, answer="comes")
    assert next_for(people, "member") == [f"/forums/{forum.pk}/preparation/"]
    line.answer = "away"
    line.save()
    assert next_for(people, "member") == []


@pytest.mark.parametrize(("invited", "waits"), [("home", 1), ("other", 0), (None, 1)])
def test_a_community_hears_of_the_forums_it_is_invited_to(
    people: Cast, invited: str | None, waits: int
) -> None:
    guests = [getattr(people, invited)] if invited else []
    forums.forum(people.network, *guests, day=timezone.localdate() + timedelta(days=9))
    assert len(next_for(people, "member")) == waits


@pytest.mark.parametrize(
    ("met", "ended", "words", "waits"),
    [
        (5, None, "", False),
        (40, None, "", True),
        (None, None, "", True),
        (5, 2, "", True),
        (5, 2, "ได้ทำบัญชีเอง", False),
    ],
)
def test_a_mentoring_waits_for_a_meeting_and_at_the_end_for_words(
    people: Cast, met: int | None, ended: int | None, words: str, waits: bool
) -> None:
    today = timezone.localdate()
    pair = mentorings.mentoring(
        people.other,
        (people.home, people.people["member"]),
        begun=today - timedelta(days=60),
        ended=ended and today - timedelta(days=ended),
        mentee_reflects=words,
    )
    if met:
        mentorings.encounter(pair, held_on=today - timedelta(days=met))
    assert (f"/mentorings/{pair.pk}/" in next_for(people, "member")) == waits
    assert next_for(people, "mentor") == []


def test_who_is_named_in_a_mentoring_is_asked_at_once_when_they_meet(
    client: Client, people: Cast
) -> None:
    pair = mentorings.mentoring(
        people.other, (people.home, people.people["member"]), begun=timezone.localdate()
    )
    client.force_login(people.people["member"])
    assert "จะพบกันเมื่อไร" in client.get("/").content.decode()
    mentorings.encounter(pair, held_on=timezone.localdate())
    assert "จะพบกันเมื่อไร" not in client.get("/").content.decode()


def offered(people: Cast, role: str) -> list[str]:
    (standing,) = standings(people.people[role])
    return [one.url for one in offers(standing)]


@pytest.mark.parametrize(
    ("role", "addresses"),
    [
        ("viewer", ["/c/700704/rounds/2568/#verdicts", "/c/700704/profile/"]),
        ("member", ["/c/700704/rounds/2568/#verdicts", "/c/700704/levels/"]),
        ("facilitator", ["/n/west/exchanges/", "/c/700704/rounds/2568/#verdicts"]),
    ],
)
def test_who_has_nothing_to_do_is_offered_what_is_worth_a_look(
    client: Client, people: Cast, role: str, addresses: list[str]
) -> None:
    _round(people, {"upload": "applied", "run": "done", "verdict": True, "published": True})
    assert offered(people, role) == addresses
    client.force_login(people.people[role])
    page = client.get("/").content.decode()
    assert all(f'href="{address}"' in page for address in addresses)


def test_what_is_open_and_what_is_coming_is_offered_first(people: Cast) -> None:
    today = timezone.localdate()
    held = forums.forum(people.network, day=today - timedelta(days=9), state="held")
    written.step(held, community=people.home, due=today + timedelta(days=90))
    coming = forums.forum(people.network, day=today + timedelta(days=90))
    assert offered(people, "viewer") == ["/c/700704/steps/", f"/forums/{coming.pk}/"]
    (standing,) = standings(people.organiser)
    assert [one.url for one in offers(standing)] == ["/n/west/steps/", f"/forums/{coming.pk}/"]
