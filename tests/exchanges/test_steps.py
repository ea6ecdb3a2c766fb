"""Steps: who may read them, how far they have come, and that nothing told is lost."""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from ruamsuk.accounts.models import User
from ruamsuk.accounts.privacy import sections
from ruamsuk.exchanges.models import Forum, Readers, Step
from ruamsuk.exchanges.rules import forum_verbs
from ruamsuk.exchanges.step_rules import readable_forums, step_verbs, steps_of
from tests.cast import Cast, cast, community, member, network
from tests.exchanges import makers, written

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def known() -> Cast:
    return cast()


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def test_forums_are_read_by_the_same_rule_one_by_one_and_all_at_once(known: Cast) -> None:
    far = network("east")
    stranger = community("740309", "คลองตัน", far)
    alone = community("701003", "หนองพันจันทร์")
    people = [known.organiser, known.neighbour, known.outsider, *known.people.values()]
    people += [member(stranger, "member"), member(far, "viewer"), member(alone, "member")]
    forums = []
    for readers in Readers.values:
        places = (known.network, known.home, known.other, far, alone)
        forums += [makers.forum(place, readers=readers) for place in places]
        forums.append(makers.forum(known.network, known.other, readers=readers))
        forums.append(makers.forum(known.home, known.other, readers=readers))
    makers.attendance(forums[0], user=people[4], came=timezone.now())
    Forum.objects.filter(pk=forums[1].pk).update(created_by=people[5])
    for person in (*people, AnonymousUser()):
        at_once = set(readable_forums(person).values_list("pk", flat=True))
        one_by_one = {
            forum.pk for forum in Forum.objects.all() if "read" in forum_verbs(person, forum)
        }
        assert at_once == one_by_one, person


def test_a_decision_becomes_steps(known: Cast) -> None:
    forum = makers.forum(known.network)
    decision = written.decision(forum)
    client, address = as_(known.organiser), f"/forums/{forum.pk}/steps/new/?decision={decision.pk}"
    form = client.get(address).context["form"]
    assert form["text"].value() == decision.text
    data = {
        "text": "ร่างระเบียบ",
        "owner": "สมหญิง",
        "community": known.home.pk,
        "user": known.people["member"].pk,
        "due": "24/2/2570",
        "check_on": "10 ก.พ. 2570",
    }
    assert client.post(address, data).status_code == 302
    step = Step.objects.get()
    assert (step.decision, step.community, step.user) == (
        decision,
        known.home,
        known.people["member"],
    )
    assert (step.due, step.check_on) == (datetime.date(2027, 2, 24), datetime.date(2027, 2, 10))
    wrong = client.post(address, data | {"due": "31/2/2570"}).content.decode()
    assert "31/2/2570" in wrong and "สมหญิง" in wrong


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("open", ["late", "today", "soon", "far"]),
        ("late", ["late"]),
        ("soon", ["today", "soon"]),
        ("done", ["done"]),
        ("dropped", ["dropped"]),
        ("nonsense", ["late", "today", "soon", "far"]),
    ],
)
def test_how_far_steps_have_come(known: Cast, state: str, found: list[str]) -> None:
    forum, today = makers.forum(known.network), timezone.localdate()
    for name, days in (("late", -1), ("today", 0), ("soon", 14), ("far", 15)):
        written.step(forum, name, due=today + days * DAY)
    written.step(forum, "done", state="done", due=today - DAY)
    written.step(forum, "dropped", state="dropped", due=today - DAY)
    page = as_(known.organiser).get(f"/n/west/steps/?state={state}")
    assert [step.text for step in page.context["page"]] == found


def test_what_has_happened_is_told_and_every_state_can_be_taken_back(known: Cast) -> None:
    step = written.step(makers.forum(known.network), user=known.people["member"])
    client, address = as_(known.people["member"]), f"/steps/{step.pk}/"
    for state, told in (("open", "เริ่มแล้ว"), ("done", "เสร็จแล้ว"), ("open", "ยังไม่เสร็จ")):
        seen = client.get(address).context["form"]["seen"].value()
        sent = client.post(address, {"told": told, "state": state, "seen": seen})
        assert sent.status_code == 302
        step.refresh_from_db()
        assert (step.state, step.told) == (state, told)
    stale = client.post(address, {"told": "อีกคน", "state": "done", "seen": "old"})
    assert stale.status_code == 409
    assert "อีกคน" in stale.content.decode() and "ยังไม่เสร็จ" in stale.content.decode()
    assert client.get(f"/steps/{step.pk}/edit/").status_code == 404


def test_who_may_do_what_with_a_step(known: Cast) -> None:
    step = written.step(makers.forum(known.network, readers="network"), community=known.home)
    table = {
        "coordinator": {"read", "tell", "change"},
        "facilitator": {"read", "tell", "change"},
        "member": {"read"},
        "viewer": {"read"},
    }
    for role, verbs in table.items():
        assert step_verbs(known.people[role], step) == verbs, role
    assert step_verbs(known.neighbour, step) == {"read"}
    assert step_verbs(known.outsider, step) == set()
    Forum.objects.update(readers="present")
    assert step_verbs(known.people["coordinator"], Step.objects.get()) == set()
    Step.objects.update(user=known.outsider)
    assert step_verbs(known.outsider, Step.objects.get()) == {"read", "tell"}


def test_steps_of_a_place(known: Cast) -> None:
    everyone = makers.forum(known.network)
    own = makers.forum(known.home)
    closed = makers.forum(known.network, readers="present")
    written.step(everyone, "a", community=known.home)
    written.step(everyone, "b", community=known.other)
    written.step(everyone, "c")
    written.step(own, "d")
    written.step(closed, "e", community=known.home)

    def found(user: User, place: Any) -> set[str]:
        return set(steps_of(user, place).values_list("text", flat=True))

    assert found(known.people["member"], known.home) == {"a", "d"}
    assert found(known.people["member"], known.network) == {"a", "b", "c", "d"}
    assert found(known.neighbour, known.other) == {"b"}
    assert found(known.neighbour, known.network) == {"a", "b", "c"}
    assert found(known.outsider, known.network) == set()


def test_visitors_of_a_public_place_see_no_names(known: Cast) -> None:
    known.network.public = True
    known.network.save()
    written.step(makers.forum(known.network, readers="public"), owner="สมหญิงผู้ดูแล")
    for address in ("/n/west/steps/", "/n/west/steps.csv"):
        shown = Client().get(address).content.decode()
        assert "ร่างระเบียบกองทุน" in shown and "สมหญิงผู้ดูแล" not in shown
        assert "สมหญิงผู้ดูแล" in as_(known.organiser).get(address).content.decode()


def test_the_list_is_the_same_as_a_file(known: Cast) -> None:
    forum = makers.forum(known.network)
    written.step(forum, "=1+1", community=known.home)
    written.step(forum, "ข้อสอง")
    client = as_(known.organiser)
    listed = [step.text for step in client.get("/n/west/steps/").context["page"]]
    sheet = load_workbook(BytesIO(client.get("/n/west/steps.xlsx").content)).active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == listed
    assert "'=1+1" in client.get("/n/west/steps.csv").content.decode("utf-8-sig")
    assert client.get("/n/west/steps.exe").status_code == 404


def test_days_of_steps_go_into_a_calendar(known: Cast) -> None:
    """Of a community, of a network, and of what one sees to; names only for those who belong."""
    forum = makers.forum(known.network, readers=Readers.PUBLIC)
    organiser = known.organiser
    written.step(forum, "ปลูกป่า", community=known.home, user=organiser, owner="สมหญิง")
    written.step(forum, "ขุดสระ")
    written.step(forum, "ทำแล้ว", state=Step.State.DONE, user=organiser)

    def days(client: Client, url: str) -> str:
        return client.get(url).content.decode().replace("\r\n ", "")

    mine = as_(organiser)
    whole = days(mine, "/n/west/steps.ics")
    assert whole.count("BEGIN:VEVENT") == whole.count("DTSTART;VALUE=DATE:20270224") == 2
    assert "DTEND" not in whole and "สมหญิง" in whole
    assert "ขุดสระ" not in days(mine, f"/c/{known.home.slug}/steps.ics")
    own = days(mine, "/me/steps.ics")
    assert ("ปลูกป่า" in own, own.count("BEGIN:VEVENT")) == (True, 1)
    known.network.public = True
    known.network.save()
    assert "สมหญิง" not in days(Client(), "/n/west/steps.ics")
    assert Client().get("/me/steps.ics").status_code == 302


def test_many_steps_take_no_more_queries(known: Cast, django_assert_max_num_queries: Any) -> None:
    forum = makers.forum(known.network)
    for number in range(30):
        decision = written.decision(forum, f"มติ {number}")
        written.step(forum, decision=decision, community=known.home)
    client = as_(known.organiser)
    client.get("/n/west/steps/")
    with django_assert_max_num_queries(24):
        client.get("/n/west/steps/")
    with django_assert_max_num_queries(32):
        client.get(f"/forums/{forum.pk}/written/")


def test_people_see_and_take_away_what_is_kept_of_them(known: Cast) -> None:
    member_ = known.people["member"]
    written.step(makers.forum(known.network), owner="Member", user=member_)
    section = next(one for one in sections() if one.key == "steps")
    (kept,) = section.things(member_)
    assert kept.values["owner"] == "Member"
    assert section.forget is not None
    section.forget(member_)
    assert Step.objects.get().owner == ""
