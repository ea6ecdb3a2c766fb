"""Mentoring: who reads it, what the two write, how they look back, and growth without ranking."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ruamsuk.accounts import actions as accounts
from ruamsuk.accounts.models import User
from ruamsuk.communities.models import AuditEntry, Role
from ruamsuk.exchanges.mentoring_growth import circle_of, growth_of, movement
from ruamsuk.exchanges.mentoring_people import mentees_of, mentors_for
from ruamsuk.exchanges.mentoring_rules import mentoring_verbs, sides_of
from ruamsuk.exchanges.models import Encounter, Mentoring, Step
from ruamsuk.exchanges.step_rules import steps_for, steps_of
from tests.cast import Cast, cast, member
from tests.exchanges import mentorings as makers

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture
def known() -> Cast:
    return cast()


@pytest.fixture
def lead(known: Cast) -> User:
    return known.people[Role.FACILITATOR]


@pytest.fixture
def theirs(known: Cast) -> User:
    """Who facilitates in the community that accompanies."""
    return member(known.other, Role.FACILITATOR)


@pytest.fixture
def pair(known: Cast, theirs: User) -> Mentoring:
    return makers.mentoring(known.other, known.home)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def begin(known: Cast, by: User, **fields: Any) -> Any:
    usual = {
        "mentor": f"community-{known.other.pk}",
        "mentee": f"community-{known.home.pk}",
        "aims": makers.AIMS,
        "begun": "1/3/2569",
    }
    return as_(by).post(f"/c/{known.home.slug}/mentoring/new/", usual | fields)


# ---- beginning


def test_a_community_asks_and_the_same_sent_twice_is_one(known: Cast, lead: User) -> None:
    practice = makers.practice(known)
    for _twice in range(2):
        assert begin(known, lead, practices=[practice.pk]).status_code == 302
    made = Mentoring.objects.get()
    assert (made.mentor_community, made.mentee_community) == (known.other, known.home)
    assert made.begun == makers.BEGUN and [*made.practices.all()] == [practice]
    assert not made.mentor_is_person and not made.mentee_is_person


def test_who_can_accompany_whom(known: Cast, lead: User) -> None:
    mentor = known.people[Role.MENTOR]
    makers.mentoring((known.home, mentor), (known.home, lead))
    makers.mentoring(known.other, known.home)
    choices = mentors_for(known.home)
    assert f"community-{known.home.pk}" not in choices, "nobody accompanies themselves"
    assert choices[f"community-{known.other.pk}"].load == 1
    assert choices[f"person-{mentor.pk}"].load == 1
    stranger = known.neighbour
    assert f"person-{stranger.pk}" not in choices, "names of other communities stay there"
    assert f"person-{known.people[Role.VIEWER].pk}" not in mentees_of(known.home)


def test_nobody_accompanies_themselves(known: Cast, lead: User) -> None:
    self = f"person-{lead.pk}"
    answer = begin(known, lead, mentor=self, mentee=self)
    assert answer.status_code == 200 and not Mentoring.objects.exists()
    assert makers.AIMS in answer.content.decode(), "what was typed is still there"


def test_whoever_begins_it_for_two_persons_reads_it_no_more(known: Cast, lead: User) -> None:
    mentor, mentee = known.people[Role.MENTOR], known.people[Role.MEMBER]
    answer = begin(known, lead, mentor=f"person-{mentor.pk}", mentee=f"person-{mentee.pk}")
    made = Mentoring.objects.get()
    assert answer["Location"].endswith("/n/west/mentoring/")
    assert as_(lead).get(f"/mentorings/{made.pk}/").status_code == 404
    assert as_(mentee).get(f"/mentorings/{made.pk}/").status_code == 200


def test_days_are_filled_in(known: Cast, pair: Mentoring, lead: User) -> None:
    today = timezone.localdate()
    typed = f'value="{today.day}/{today.month}/{today.year + 543}"'
    for url in (f"/c/{known.home.slug}/mentoring/new/", f"/mentorings/{pair.pk}/meetings/new/"):
        assert typed in as_(lead).get(url).content.decode()


# ---- who reads it


READERS = [
    # of two communities, of two persons (mentor and member of home)
    (Role.COORDINATOR, True, False),
    (Role.FACILITATOR, True, False),
    (Role.MENTOR, False, True),
    (Role.MEMBER, False, True),
    (Role.VIEWER, False, False),
    ("theirs", True, False),
    ("organiser", False, False),
    ("neighbour", False, False),
    ("outsider", False, False),
]


@pytest.mark.parametrize(("who", "of_communities", "of_persons"), READERS)
def test_only_the_two_read_it(
    known: Cast, pair: Mentoring, theirs: User, who: str, of_communities: bool, of_persons: bool
) -> None:
    others = {name: getattr(known, name) for name in ("organiser", "neighbour", "outsider")}
    person = {**known.people, **others, "theirs": theirs}[who]
    people = (known.home, known.people[Role.MENTOR]), (known.home, known.people[Role.MEMBER])
    private = makers.mentoring(*people)
    for one, reads in ((pair, of_communities), (private, of_persons)):
        assert ("read" in mentoring_verbs(person, one)) == reads
        step = Step.objects.create(mentoring=one, community=known.home, text="จด", due=DAY.today())
        assert steps_for(person).filter(pk=step.pk).exists() == reads
        assert steps_of(person, known.network).filter(pk=step.pk).exists() == reads
        Mentoring.objects.filter(pk=one.pk).update(shared=True)
        one.refresh_from_db()
        inside = who != "outsider"
        assert ("read" in mentoring_verbs(person, one)) == inside
        assert ("write" in mentoring_verbs(person, one)) == reads
        assert steps_for(person).filter(pk=step.pk).exists() == inside


def test_the_list_says_that_it_is_and_nothing_of_it(known: Cast, pair: Mentoring) -> None:
    private = makers.mentoring(known.other, (known.home, known.people[Role.MEMBER]))
    page = as_(known.organiser).get("/n/west/mentoring/").content.decode()
    assert "หนองสาหร่าย" in page and makers.AIMS not in page
    assert str(known.people[Role.MEMBER]) not in page
    assert f"/mentorings/{private.pk}/" not in page


def test_it_is_shared_only_while_both_would(
    known: Cast, pair: Mentoring, lead: User, theirs: User
) -> None:
    url = f"/mentorings/{pair.pk}/"
    as_(lead).post(f"{url}share/", {"willing": "1"})
    assert as_(known.organiser).get(url).status_code == 404
    as_(theirs).post(f"{url}share/", {"willing": "1"})
    assert as_(known.organiser).get(url).status_code == 200
    as_(lead).post(f"{url}share/")
    assert as_(known.organiser).get(url).status_code == 404


def test_nobody_steps_into_the_place_of_somebody_who_left(known: Cast, lead: User) -> None:
    mentee = known.people[Role.MEMBER]
    mentor = member(known.other, Role.MENTOR)
    one = makers.mentoring((known.other, mentor), (known.home, mentee), shared=True)
    Mentoring.objects.filter(pk=one.pk).update(mentee_reflects="ของฉัน")
    accounts.erase(mentee)
    one.refresh_from_db()
    assert one.mentee is None and not one.mentee_reflects and not one.shared
    assert not sides_of(lead, one)
    accounts.erase(mentor)
    assert not Mentoring.objects.filter(pk=one.pk).exists(), "nobody is left who may read it"


# ---- meetings and steps


def test_meetings_are_written_once_and_the_trail_has_no_word_of_them(
    known: Cast, pair: Mentoring, lead: User
) -> None:
    client, url = as_(lead), f"/mentorings/{pair.pk}/"
    said = {"held_on": "1/4/2569", "note": "ดูสมุดบัญชี", "next": "จดทุกวัน"}
    for _twice in range(2):
        assert client.post(f"{url}meetings/new/", said).status_code == 302
    assert Encounter.objects.get().by == lead
    page = client.get(url).content.decode()
    assert "ดูสมุดบัญชี" in page and "จดทุกวัน" in page
    trail = [f"{one.target} {one.details}" for one in AuditEntry.objects.all()]
    assert trail and not any("สมุด" in line or makers.AIMS in line for line in trail)


def test_two_who_write_lose_nothing(pair: Mentoring, lead: User, theirs: User) -> None:
    met = makers.encounter(pair)
    url = f"/mentorings/{pair.pk}/meetings/{met.pk}/"
    seen = as_(lead).get(url).context["form"]["seen"].value()
    said = {"held_on": "1/4/2569", "next": "จดทุกวัน", "seen": seen}
    assert as_(theirs).post(url, said | {"note": "ของเขา"}).status_code == 302
    answer = as_(lead).post(url, said | {"note": "ของเรา"})
    assert answer.status_code == 409
    assert "ของเขา" in answer.content.decode() and "ของเรา" in answer.content.decode()
    met.refresh_from_db()
    assert met.note == "ของเขา"


def test_a_meeting_of_another_pair_is_not_there(known: Cast, pair: Mentoring, lead: User) -> None:
    people = (known.home, known.people[Role.MENTOR]), (known.home, known.people[Role.MEMBER])
    other = makers.encounter(makers.mentoring(*people))
    assert as_(lead).get(f"/mentorings/{pair.pk}/meetings/{other.pk}/").status_code == 404


def test_steps_of_a_mentoring_are_steps(known: Cast, pair: Mentoring, lead: User) -> None:
    said = {"text": "จดบัญชีทุกวัน", "owner": "สมศรี", "due": "1/5/2569"}
    said["community"] = str(known.home.pk)
    for _twice in range(2):
        assert as_(lead).post(f"/mentorings/{pair.pk}/steps/new/", said).status_code == 302
    step = Step.objects.get()
    assert step.community == known.home and step.mentoring == pair
    assert as_(lead).get(f"/steps/{step.pk}/").status_code == 200
    assert as_(known.organiser).get(f"/steps/{step.pk}/").status_code == 404


# ---- looking back


def test_each_writes_their_own_and_both_read_when_both_have_written(
    pair: Mentoring, lead: User, theirs: User
) -> None:
    url = f"/mentorings/{pair.pk}/"
    mine, other = as_(lead), as_(theirs)
    assert mine.get(f"{url}mentee/looks-back/").status_code == 404, "it is not over"
    mine.post(f"{url}end/")
    assert mine.get(f"{url}mentor/looks-back/").status_code == 404, "that is the other's"
    assert mine.get(f"{url}nobody/looks-back/").status_code == 404
    mine.post(f"{url}mentee/looks-back/", {"mentee_reflects": "กล้าขึ้น", "seen": _seen(mine, url)})
    assert "กล้าขึ้น" in mine.get(url).content.decode()
    assert "กล้าขึ้น" not in other.get(url).content.decode()
    seen = _seen(other, url, "mentor")
    other.post(f"{url}mentor/looks-back/", {"mentor_reflects": "ได้เรียนรู้", "seen": seen})
    assert "กล้าขึ้น" in other.get(url).content.decode()
    assert "ได้เรียนรู้" in mine.get(url).content.decode()
    mine.post(f"{url}end/", {"reopen": "1"})
    pair.refresh_from_db()
    assert pair.ended is None and pair.mentee_reflects == "กล้าขึ้น"


def _seen(client: Client, url: str, side: str = "mentee") -> str:
    return str(client.get(f"{url}{side}/looks-back/").context["form"]["seen"].value())


# ---- growth


def test_growth_starts_where_it_stood_when_it_began(known: Cast, pair: Mentoring) -> None:
    practice = makers.practice(known)
    pair.practices.add(practice)
    for day, current in (((2025, 1, 1), 1), ((2026, 1, 1), 2), ((2026, 6, 1), 3)):
        makers.level(practice, known.home, DAY(*day), current)
    makers.level(practice, known.home, DAY(2026, 12, 1), 5)
    (growth,) = growth_of(pair)
    assert [level.current for level in growth.levels] == [2, 3, 5] and growth.gained == 3
    pair.ended = DAY(2026, 7, 1)
    assert growth_of(pair)[0].gained == 1


def test_the_network_sees_numbers_and_no_names(known: Cast, pair: Mentoring) -> None:
    rising, falling, once = (makers.practice(known, name) for name in ("ออม", "หนี้", "น้ำ"))
    for practice, after in ((rising, 4), (falling, 1)):
        makers.level(practice, known.home, DAY(2026, 1, 1), 2)
        makers.level(practice, known.home, DAY(2026, 6, 1), after)
    makers.level(once, known.home, DAY(2026, 6, 1), 3)
    found = {one.practice: (one.rose, one.stayed, one.fell) for one in movement(known.network)}
    assert found == {rising: (1, 0, 0), falling: (0, 0, 1)}
    page = as_(known.organiser).get("/n/west/mentoring/growth/")
    main = page.content.decode().partition("<main")[2]
    assert "ออม" in main and known.home.name.th not in main


def test_who_was_accompanied_and_accompanies_now_is_counted(known: Cast, pair: Mentoring) -> None:
    assert circle_of(known.network).passed_on == 0
    makers.mentoring(known.home, known.other, begun=DAY(2026, 8, 1))
    circle = circle_of(known.network)
    assert (circle.running, circle.mentors, circle.mentees, circle.passed_on) == (2, 2, 2, 1)


def test_a_long_list_asks_the_database_no_more(
    known: Cast, pair: Mentoring, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _one in range(15):
        makers.mentoring(known.other, (known.home, known.people[Role.MEMBER]))
    client = as_(known.organiser)
    with django_assert_max_num_queries(40):
        client.get("/n/west/mentoring/")
