"""The page by which people prepare themselves: what it brings forward, and for whom."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ruamsuk.assessments.models import Level, Practice, PracticeTable, Sitting
from ruamsuk.communities.models import Community, Role
from ruamsuk.exchanges.models import Case, Decision, Forum, Minutes, Offer, Readers, Request, Step
from ruamsuk.exchanges.preparation import LETTERS_A_MINUTE, Part, preparation_of
from ruamsuk.lib.text import LocalText
from ruamsuk.results.models import HandCount
from tests.cast import Cast, cast
from tests.exchanges import makers
from tests.exchanges.test_forums import as_
from tests.results import makers as results

pytestmark = pytest.mark.django_db


@pytest.fixture
def known() -> Cast:
    return cast()


@pytest.fixture
def practice(known: Cast) -> Practice:
    table = PracticeTable.objects.create(network=known.network, title=LocalText("ตาราง"))
    return Practice.objects.create(table=table, name=LocalText("บัญชีครัวเรือน"))


@pytest.fixture
def forum(known: Cast, practice: Practice) -> Forum:
    made = makers.forum(known.network, kind=Forum.Kind.ASSIST)
    made.practices.add(practice)
    return made


def agreed(practice: Practice, community: Community, current: int, wished: int, year: int) -> Level:
    day = datetime.date(year, 5, 1)
    sitting = Sitting.objects.create(table=practice.table, held_on=day)
    return Level.objects.create(
        sitting=sitting, practice=practice, community=community, current=current, wished=wished
    )


def written(known: Cast, **fields: Any) -> Forum:
    """A forum of the same kind, held before, with something of everything."""
    usual = {"kind": Forum.Kind.ASSIST, "day": datetime.date(2026, 1, 24), "state": "held"}
    held = makers.forum(known.network, **usual | fields)
    Decision.objects.create(forum=held, text="ทำบัญชีทุกเดือน")
    case = {"title": LocalText("ปลดหนี้"), "developed": LocalText("ก" * 2000)}
    Case.objects.create(forum=held, community=known.other, **case)
    Minutes.objects.create(forum=held, number=1, text="เก่า")
    Minutes.objects.create(forum=held, number=2, text="ใหม่")
    due = datetime.date(2026, 6, 1)
    Step.objects.create(forum=held, text="ตั้งกลุ่ม", owner="ผู้ใหญ่บ้าน", due=due)
    Step.objects.create(forum=held, text="เสร็จแล้ว", owner="ครู", due=due, state="done")
    return held


def test_the_newest_levels_say_who_is_high_and_who_asks(
    known: Cast, forum: Forum, practice: Practice
) -> None:
    agreed(practice, known.home, 4, 4, 2025)
    agreed(practice, known.home, 2, 4, 2026)
    agreed(practice, known.other, 5, 5, 2026)
    (topic,) = preparation_of(forum, known.organiser).topics
    assert [(one.slug, level.current) for one, level in topic.high] == [("710911", 5)]
    assert [(one.slug, level.wished) for one, level in topic.asks] == [("700704", 4)]


def test_requests_and_offers_stand_beside(known: Cast, forum: Forum, practice: Practice) -> None:
    common = {"practice": practice, "community": known.home}
    Request.objects.create(current=2, wished=4, reach="อยากลดหนี้", **common)
    withdrawn = datetime.datetime.now(datetime.UTC)
    Offer.objects.create(level=4, did="เลิกแล้ว", withdrawn=withdrawn, **common)
    page = as_(known.organiser).get(f"/forums/{forum.pk}/preparation/").content.decode()
    assert "อยากลดหนี้" in page and "เลิกแล้ว" not in page


def test_earlier_forums_bring_cases_decisions_the_newest_minutes_and_open_steps(
    known: Cast, forum: Forum
) -> None:
    held = written(known)
    found = preparation_of(forum, known.organiser)
    (earlier,) = found.earlier
    assert (earlier.forum, earlier.minutes and earlier.minutes.text) == (held, "ใหม่")
    assert [step.text for step in found.steps] == ["ตั้งกลุ่ม"]
    assert found.parts["earlier"].minutes == 3, "2000 letters and some are three minutes"
    page = as_(known.organiser).get(f"/forums/{forum.pk}/preparation/").content.decode()
    for words in ("ปลดหนี้", "ทำบัญชีทุกเดือน", "ตั้งกลุ่ม"):
        assert words in page


def test_a_forum_of_another_kind_about_the_same_practice_counts(
    known: Cast, forum: Forum, practice: Practice
) -> None:
    held = written(known, kind=Forum.Kind.MARKET)
    assert not preparation_of(forum, known.organiser).earlier
    held.practices.add(practice)
    assert preparation_of(forum, known.organiser).earlier


@pytest.mark.parametrize(
    "fields",
    [{"readers": Readers.PRESENT}, {"state": "called-off"}, {"day": makers.DAY.replace(2030)}],
)
def test_what_one_may_not_read_or_has_not_been_is_not_brought(
    known: Cast, forum: Forum, fields: dict[str, Any]
) -> None:
    written(known, **fields)
    found = preparation_of(forum, known.organiser)
    assert not found.earlier
    if "readers" in fields:
        assert not found.steps


def test_each_role_reads_what_helps_it(known: Cast, forum: Forum, practice: Practice) -> None:
    written(known)
    agreed(practice, known.home, 2, 4, 2026)
    makers.item(forum, does="assist", who=LocalText("ผู้ให้", "Givers"))
    makers.item(forum, does="decide", who=LocalText("ผู้ขอ", "Askers"))
    makers.item(forum, does="break", who=LocalText("แม่ครัว"))
    found = preparation_of(forum, known.organiser)
    read = {
        one.who: [part.key for part in one.parts] for one in found.readers(forum.agenda.all(), "th")
    }
    assert read == {"ผู้ให้": ["topics", "earlier"], "ผู้ขอ": ["open"]}


def test_an_indicator_brings_its_number_and_who_asks(known: Cast) -> None:
    round_ = results.round_of(results.version(known.home))
    day = datetime.date(2025, 5, 1)
    HandCount.objects.create(round=round_, indicator="water", counts=[3, 9], held_on=day)
    Request.objects.create(
        community=known.home, indicator="water", current=2, wished=4, reach="อยากมีน้ำสะอาด"
    )
    member = as_(known.people[Role.FACILITATOR])
    data = {"title_th": "น้ำ", "day": "24/1/2570", "starts": "9", "readers": "place"}
    member.post(
        "/c/700704/forums/new/", data | {"kind": "indicators", "indicators": ["water", "rice"]}
    )
    forum = Forum.objects.get()
    assert forum.indicators == ["water", "rice"]
    (topic,) = preparation_of(forum, known.people[Role.FACILITATOR]).topics
    assert [said.value("th") for _, said in topic.said] == ["75 ใน 100"]
    assert [one.reach for one in topic.requests] == ["อยากมีน้ำสะอาด"]
    refused = member.post(
        "/c/700704/forums/new/", data | {"kind": "indicators", "indicators": ["gold"]}
    )
    assert "indicators" in refused.context["form"].errors


def test_reading_takes_whole_minutes() -> None:
    lengths = [Part("open", count).minutes for count in (1, LETTERS_A_MINUTE, LETTERS_A_MINUTE + 1)]
    assert lengths == [1, 1, 2]


def test_nothing_known_says_so_and_leads_on(known: Cast, forum: Forum) -> None:
    forum.practices.clear()
    page = as_(known.organiser).get(f"/forums/{forum.pk}/preparation/").content.decode()
    assert f"/forums/{forum.pk}/edit/" in page


def test_a_public_forum_does_not_open_what_the_network_knows(known: Cast) -> None:
    forum = makers.forum(known.network, readers=Readers.PUBLIC)
    assert as_(known.outsider).get(f"/forums/{forum.pk}/").status_code == 200
    assert as_(known.outsider).get(f"/forums/{forum.pk}/preparation/").status_code == 404
    member = as_(known.people[Role.MEMBER])
    assert member.get(f"/forums/{forum.pk}/preparation/").status_code == 200
