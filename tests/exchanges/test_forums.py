"""Preparing a forum from a template, changing it, and who may."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client

from ruamsuk.accounts.models import User
from ruamsuk.communities.models import Role
from ruamsuk.exchanges.forum_templates import templates
from ruamsuk.exchanges.models import Forum, Readers
from ruamsuk.exchanges.rules import forum_verbs, forums_of
from ruamsuk.exchanges.timetable import timetable
from ruamsuk.lib.text import LocalText
from tests.assessments import makers as assessments
from tests.cast import Cast, cast
from tests.exchanges import makers

pytestmark = pytest.mark.django_db

NEW = {
    "title_th": "เวทีเครือข่าย",
    "day": "24/1/2570",
    "starts": "9.00",
    "venue": "วัดโบสถ์",
    "readers": "network",
}


@pytest.fixture
def known() -> Cast:
    return cast()


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def prepared(known: Cast, **fields: Any) -> Forum:
    response = as_(known.organiser).post("/n/west/forums/new/", {"kind": "assist"} | NEW | fields)
    assert response.status_code == 302, response.content.decode()
    return Forum.objects.get()


@pytest.mark.parametrize("kind", Forum.Kind.values)
def test_every_kind_brings_an_agenda_in_both_languages(kind: str) -> None:
    (template,) = [one for one in templates() if one.kind == kind]
    words = [template.title, template.about, template.purpose]
    words += [part.title for part in template.agenda]
    words += [word for part in template.agenda for word in (part.who, part.needs) if word]
    assert all(word.th and word.en for word in words)
    assert template.minutes >= 45


def test_a_title_a_day_and_a_venue_are_enough(known: Cast) -> None:
    forum = prepared(known)
    assert forum.day == datetime.date(2027, 1, 24)
    assert forum.starts == datetime.time(9)
    assert [item.minutes for item in forum.agenda.all()] == [10, 90, 15, 25, 10]
    assert forum.purpose.th
    page = as_(known.organiser).get(f"/forums/{forum.pk}/").content.decode()
    assert "9.00" in page and "11.30" in page


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("day", "31/2/2570", "31/2/2570"),
        ("day", "", "day"),
        ("starts", "25.00", "25.00"),
        ("title_th", "", "title"),
        ("readers", "everyone", "readers"),
    ],
)
def test_what_cannot_be_is_refused_and_stays_typed(
    known: Cast, field: str, typed: str, words: str
) -> None:
    data = {"kind": "assist"} | NEW | {field: typed}
    response = as_(known.organiser).post("/n/west/forums/new/", data)
    assert response.status_code == 200
    assert field.removesuffix("_th") in response.context["form"].errors
    assert "วัดโบสถ์" in response.content.decode()
    assert words in response.content.decode()
    assert not Forum.objects.exists()


def test_an_unknown_kind_is_not_there(known: Cast) -> None:
    assert as_(known.organiser).get("/n/west/forums/new/?kind=party").status_code == 404


def test_the_agenda_is_moved_lengthened_taken_out_and_put_back(known: Cast) -> None:
    forum = makers.forum(known.network)
    first, second, third = (makers.item(forum, name) for name in ("หนึ่ง", "สอง", "สาม"))
    client, base = as_(known.organiser), f"/forums/{forum.pk}/agenda"

    def titles() -> list[str]:
        return [str(item) for item in forum.agenda.all()]

    client.post(f"{base}/{third.pk}/move/", {"way": "up"})
    assert titles() == ["หนึ่ง", "สาม", "สอง"]
    client.post(f"{base}/{first.pk}/move/", {"way": "up"})
    assert titles() == ["หนึ่ง", "สาม", "สอง"]
    client.post(f"{base}/{second.pk}/lengthen/", {"by": "-5"})
    assert forum.agenda.get(pk=second.pk).minutes == 25
    sheet = makers.material(forum, item=third)
    client.post(f"{base}/{third.pk}/take-out/")
    assert titles() == ["หนึ่ง", "สอง"]
    assert "“สาม”" in client.get(f"/forums/{forum.pk}/").content.decode()
    client.post(f"{base}/put-back/")
    assert titles() == ["หนึ่ง", "สาม", "สอง"]
    sheet.refresh_from_db()
    assert sheet.item_id == third.pk
    client.post(f"{base}/put-back/")
    assert len(titles()) == 3
    new = {"title_th": "สี่", "does": "talk", "minutes": "๒๐"}
    client.post(f"{base}/new/", new)
    assert titles()[-1] == "สี่"
    assert forum.agenda.last().minutes == 20  # type: ignore[union-attr]


def test_an_item_of_another_forum_is_not_there(known: Cast) -> None:
    forum, other = makers.forum(known.network), makers.forum(known.network)
    item = makers.item(other)
    response = as_(known.organiser).post(f"/forums/{forum.pk}/agenda/{item.pk}/take-out/")
    assert response.status_code == 404
    assert other.agenda.exists()


def test_two_who_edit_at_once_lose_nothing(known: Cast) -> None:
    forum = makers.forum(known.network)
    client, url = as_(known.organiser), f"/forums/{forum.pk}/edit/"
    seen = client.get(url).context["form"].fields["seen"].initial
    Forum.objects.update(venue="ศาลากลางบ้าน")
    mine = NEW | {"venue": "โรงเรียน", "seen": seen}
    response = client.post(url, mine)
    page = response.content.decode()
    assert "ศาลากลางบ้าน" in page and "โรงเรียน" in page
    again = response.context["form"].data["seen"]
    assert client.post(url, mine | {"seen": again}).status_code == 302
    forum.refresh_from_db()
    assert forum.venue == "โรงเรียน"


def test_two_who_tick_at_once_lose_nothing(known: Cast) -> None:
    """Who is invited and what it is about are compared too, and told by their names."""
    forum = makers.forum(known.network, known.home)
    one, other = assessments.table(known.organiser, known.network).practices.all()[:2]
    forum.practices.set([one])
    client, url = as_(known.organiser), f"/forums/{forum.pk}/edit/"
    seen = client.get(url).context["form"].fields["seen"].initial
    forum.communities.add(known.other)
    forum.practices.set([])
    mine = NEW | {"communities": [known.home.pk], "practices": [other.pk], "seen": seen}
    response = client.post(url, mine)
    theirs = dict(response.context["form"].theirs)
    assert theirs["เชิญใคร"] == f"{known.home}, {known.other}"
    assert theirs["เรื่องอะไร"] == "–"
    assert list(forum.practices.all()) == []
    again = response.context["form"].data["seen"]
    assert client.post(url, mine | {"seen": again}).status_code == 302
    assert [*forum.communities.all(), *forum.practices.all()] == [known.home, other]


def test_a_forum_is_called_off_and_taken_up_again(known: Cast) -> None:
    forum = makers.forum(known.network)
    client = as_(known.organiser)
    for state in ("called-off", "planned", "held"):
        client.post(f"/forums/{forum.pk}/state/", {"state": state})
        forum.refresh_from_db()
        assert forum.state == state
    assert client.post(f"/forums/{forum.pk}/state/", {"state": "burnt"}).status_code == 404


def test_forums_of_the_place_are_told_beside_the_templates(known: Cast) -> None:
    own, other = makers.forum(known.network), makers.forum(known.home)
    makers.item(own, minutes=45)
    page = as_(known.organiser).get("/n/west/forums/new/").content.decode()
    assert f'href="/forums/{own.pk}/again/"' in page and "45" in page
    assert f"/forums/{other.pk}/" not in page


def test_a_forum_is_held_again_with_the_same_agenda(known: Cast) -> None:
    forum = makers.forum(known.network, known.home, state=Forum.State.HELD)
    makers.item(forum, minutes=45)
    as_(known.organiser).post(f"/forums/{forum.pk}/again/", {"day": "1/3/2570"})
    copied = Forum.objects.exclude(pk=forum.pk).get()
    assert (copied.day, copied.state) == (datetime.date(2027, 3, 1), Forum.State.PLANNED)
    assert [item.minutes for item in copied.agenda.all()] == [45]
    assert list(copied.communities.all()) == [known.home]


def test_the_list_shows_what_is_to_come_or_held_by_words_and_kind(known: Cast) -> None:
    makers.forum(known.network, title=LocalText("ตลาดนัด"), kind=Forum.Kind.MARKET)
    makers.forum(known.network, title=LocalText("มองย้อน"), kind=Forum.Kind.REVIEW)
    makers.forum(known.network, title=LocalText("เมื่อก่อน"), day=datetime.date(2010, 1, 24))
    client = as_(known.organiser)

    def shown(query: str) -> set[str]:
        page = client.get(f"/n/west/forums/{query}").context["page"]
        return {str(forum) for forum in page}

    assert shown("") == {"ตลาดนัด", "มองย้อน"}
    assert shown("?kind=market") == {"ตลาดนัด"}
    assert shown("?q=ย้อน") == {"มองย้อน"}
    assert shown("?over=1") == {"เมื่อก่อน"}


def test_a_list_costs_the_same_however_long(
    known: Cast, django_assert_max_num_queries: Any
) -> None:
    client = as_(known.organiser)
    for _ in range(15):
        makers.forum(known.network, known.home)
    with django_assert_max_num_queries(13):
        client.get("/n/west/forums/")


def test_a_community_sees_the_forums_it_is_invited_to(known: Cast) -> None:
    everyone = makers.forum(known.network)
    ours = makers.forum(known.network, known.home)
    makers.forum(known.network, known.other)
    own = makers.forum(known.home)
    found = forums_of(known.people[Role.MEMBER], known.home)
    assert set(found) == {everyone, ours, own}


VERBS = {
    # readers: who → what they may do with a forum of the network to which only `home` is invited
    Readers.PRESENT: {
        "member": "see prepare",
        "neighbour": "see prepare",
        "organiser": "see prepare facilitate people",
    },
    Readers.PLACE: {
        "member": "see prepare read",
        "neighbour": "see prepare",
        "organiser": "see prepare read facilitate write people",
    },
    Readers.NETWORK: {
        "member": "see prepare read",
        "neighbour": "see prepare read",
        "organiser": "see prepare read facilitate write people",
    },
    Readers.PUBLIC: {
        "member": "see prepare read",
        "neighbour": "see prepare read",
        "outsider": "see read",
        "organiser": "see prepare read facilitate write people",
    },
}


@pytest.mark.parametrize("readers", Readers.values)
def test_who_may_do_what_with_a_forum(known: Cast, readers: str) -> None:
    forum = makers.forum(known.network, known.home, readers=readers)
    people = {
        "member": known.people[Role.MEMBER],
        "neighbour": known.neighbour,
        "organiser": known.organiser,
        "outsider": known.outsider,
    }
    expected = {who: set(VERBS[Readers(readers)].get(who, "").split()) for who in people}
    assert {who: set(forum_verbs(user, forum)) for who, user in people.items()} == expected


def test_what_is_kept_to_those_present_is_read_by_them_and_nobody_else(known: Cast) -> None:
    member = known.people[Role.MEMBER]
    forum = makers.forum(known.network, readers=Readers.PRESENT)
    makers.attendance(forum, user=member)
    assert "read" not in forum_verbs(member, forum), "invited is not yet present"
    forum.attendances.update(came=datetime.datetime.now(datetime.UTC))
    assert "read" in forum_verbs(member, forum)
    assert "read" not in forum_verbs(known.organiser, forum)
    response = as_(known.organiser).post(f"/forums/{forum.pk}/edit/", NEW)
    forum.refresh_from_db()
    assert forum.readers == Readers.PRESENT, response.content.decode()


def test_the_day_moves_on_by_how_it_ran(known: Cast) -> None:
    forum = makers.forum(known.network)
    first, second = makers.item(forum, minutes=30), makers.item(forum, minutes=20)
    planned = timetable(forum)
    assert [f"{slot.starts:%H:%M}" for slot in planned.slots] == ["09:00", "09:30"]
    assert (f"{planned.ends:%H:%M}", planned.minutes) == ("09:50", 50)
    assert planned.next and planned.next.item == first
    first.started = planned.starts + datetime.timedelta(minutes=10)
    first.save()
    late = timetable(forum)
    assert late.now and late.now.item == first
    assert late.next and late.next.item == second
    assert f"{late.ends:%H:%M}" == "10:00"
