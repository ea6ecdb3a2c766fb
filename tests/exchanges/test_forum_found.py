"""Forums as they are found: by search, among what to do next, and through the API."""

from __future__ import annotations

import datetime
import itertools

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from ruamsuk.communities.models import Role
from ruamsuk.exchanges.models import Forum, Readers
from ruamsuk.exchanges.rules import forum_verbs, visible_forums
from ruamsuk.lib.text import LocalText
from ruamsuk.web.pages.finding import find
from ruamsuk.web.pages.standing import standings
from ruamsuk.web.pages.todos import todos
from tests.cast import Cast, cast
from tests.exchanges import makers
from tests.exchanges.test_forums import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def known() -> Cast:
    return cast()


def test_the_one_query_agrees_with_the_rules_for_everyone(known: Cast) -> None:
    for readers, invited in itertools.product(Readers.values, ([], [known.other])):
        makers.forum(known.network, *invited, readers=readers)
        makers.forum(known.home, *invited, readers=readers)
    people = [*known.people.values(), known.organiser, known.neighbour, known.outsider]
    for person in [*people, AnonymousUser()]:
        expected = {
            forum.pk for forum in Forum.objects.all() if "see" in forum_verbs(person, forum)
        }
        assert set(visible_forums(person).values_list("pk", flat=True)) == expected, person


def test_a_forum_is_found_by_name_or_venue_by_those_who_may_see_it(known: Cast) -> None:
    makers.forum(known.network, title=LocalText("ตลาดนัดความรู้"), venue="วัดโบสถ์")
    for words in ("ตลาดนัด", "วัดโบสถ์"):
        assert "ตลาดนัดความรู้" in [one.words.th for one in find(known.neighbour, words)]
        assert not find(known.outsider, words)


def test_what_to_do_next_is_to_invite_then_to_prepare_then_to_lead(known: Cast) -> None:
    soon = timezone.localdate() + datetime.timedelta(days=7)
    forum = makers.forum(known.network, day=soon)

    def urls() -> list[str]:
        return [todo.url for one in standings(known.organiser) for todo in todos(one)]

    assert f"/forums/{forum.pk}/invitation/" in urls()
    Forum.objects.update(invitation="secret")
    assert f"/forums/{forum.pk}/preparation/" in urls()
    Forum.objects.update(state=Forum.State.RUNNING)
    assert f"/forums/{forum.pk}/" in urls()
    Forum.objects.update(state=Forum.State.HELD)
    assert not [url for url in urls() if "/forums/" in url and "new" not in url]


def test_a_forum_far_off_waits(known: Cast) -> None:
    makers.forum(known.network, day=timezone.localdate() + datetime.timedelta(days=60))
    assert not [one for standing in standings(known.organiser) for one in standing.forums]


def test_the_api_gives_the_day_without_names(known: Cast) -> None:
    forum = makers.forum(known.network, known.home)
    makers.item(forum, minutes=45)
    makers.attendance(forum, "สมชาย", answer="comes")
    client = as_(known.people[Role.MEMBER])
    (listed,) = client.get("/api/v1/networks/west/forums").json()
    assert (listed["id"], listed["starts"]) == (forum.pk, "2027-01-24T09:00:00+07:00")
    assert client.get("/api/v1/communities/700704/forums").json() == [listed]
    response = client.get(f"/api/v1/forums/{forum.pk}")
    found = response.json()
    assert (found["comes"], found["came"], found["communities"]) == (1, 0, ["700704"])
    assert found["agenda"][0]["ends"] == "2027-01-24T09:45:00+07:00"
    assert "สมชาย" not in str(found)
    assert as_(known.outsider).get(f"/api/v1/forums/{forum.pk}").status_code == 404
    assert Client().get("/api/v1/networks/west/forums").status_code == 404
