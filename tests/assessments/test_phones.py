"""Phones in the hall: opinions that count, come late, come twice; reasons without names."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from ruamsuk.assessments.actions import sittings
from ruamsuk.assessments.models import Level, Opinion, Practice, Sitting, Voice
from ruamsuk.assessments.scenes import groups
from ruamsuk.assessments.spread import Spread, spreads
from ruamsuk.communities.models import Community, Role
from ruamsuk.halls import actions as halls
from ruamsuk.halls.models import Hall, Seat
from tests.assessments import makers
from tests.cast import Cast, cast
from tests.halls.makers import JSON, Phone

pytestmark = pytest.mark.django_db


class Meeting:
    """A sitting of two communities with phones, its first practice on the screen."""

    def __init__(self) -> None:
        self.known: Cast = cast()
        known = self.known
        table = makers.table(known.organiser, known.network)
        self.sitting: Sitting = makers.sitting(
            known.organiser, table, [known.home, known.other], phones=True
        )
        self.practice: Practice = makers.first(table)
        assert self.sitting.hall is not None
        self.hall: Hall = self.sitting.hall
        self.show()

    def show(self, practice: Practice | None = None) -> None:
        wanted = practice or self.practice
        self.hall = halls.show(self.known.organiser, self.hall, "practice", wanted.pk)

    def taking(self, taking: bool) -> None:
        self.hall = halls.take(self.known.organiser, self.hall, taking=taking)

    def phone(self, community: Community | None) -> Phone:
        made = Phone(self.hall)
        assert made.join(community) == 302
        return made

    def say(self, phone: Phone, level: object, *, stamp: int = 0, key: int = 0, **more: str) -> int:
        data: dict[str, object] = {
            "token": phone.token,
            "scene": "practice",
            "about": self.practice.pk,
            "sitting": self.sitting.pk,
            "level": level,
            **more,
        }
        data |= {"stamp": stamp} if stamp else {}
        data |= {"key": f"00000000-0000-4000-8000-{key:012}"} if key else {}
        address = f"{phone.address}send/"
        return phone.client.post(address, data, headers={"accept": JSON}).status_code

    def spread(self, community: Community | None = None) -> Spread:
        where = (self.practice.pk, (community or self.known.home).pk)
        return spreads(self.sitting).get(where, Spread())

    def board(self) -> str:
        client = Client()
        client.force_login(self.known.organiser, "django.contrib.auth.backends.ModelBackend")
        return client.get(f"/halls/{self.hall.pk}/board/").content.decode()


@pytest.fixture
def meeting() -> Meeting:
    return Meeting()


def test_hundreds_of_phones_ask_the_database_only_for_what_is_their_own(
    meeting: Meeting, django_assert_num_queries: object
) -> None:
    """Their seat and their opinion; what all see is read once for each revision."""
    first, second = meeting.phone(meeting.known.home), meeting.phone(meeting.known.home)
    meeting.say(first, 2)
    for taking in (True, False):
        meeting.taking(taking)
        first.now()
        with django_assert_num_queries(2):  # type: ignore[operator]
            status, html = second.now()
        assert (status, "hall_send" not in html) == (200, True)


def test_an_opinion_counts_for_its_community_and_can_be_changed(meeting: Meeting) -> None:
    phone = meeting.phone(meeting.known.home)
    assert meeting.say(phone, 2, stamp=10) == 200
    assert meeting.say(phone, 4, stamp=20) == 200
    assert meeting.spread().phones == (0, 0, 0, 1, 0)
    assert meeting.spread(meeting.known.other).total == 0


def test_a_seat_that_has_spoken_for_one_community_does_not_change_to_another(
    meeting: Meeting,
) -> None:
    phone = Phone(meeting.hall)
    assert phone.join(meeting.known.other) == phone.join(meeting.known.home) == 302
    meeting.say(phone, 2)
    answer = phone.client.post(phone.address, {"community": meeting.known.other.pk})
    assert meeting.known.home.name.th in answer.context["form"].errors.as_text()
    assert phone.join(meeting.known.home, name="ป้าแดง") == 302
    assert meeting.say(phone, 3) == 200
    assert (meeting.spread().total, meeting.spread(meeting.known.other).total) == (1, 0)


def test_in_a_closed_sitting_an_opinion_waits_and_nothing_is_open(meeting: Meeting) -> None:
    phone = meeting.phone(meeting.known.home)
    meeting.say(phone, 2, stamp=10)
    before = meeting.hall.revision
    sittings.close_sitting(meeting.known.organiser, meeting.sitting, closed=True)
    assert phone.now(seen=before)[0] == 200, "phones look again"
    assert 'name="level"' not in phone.now()[1]
    assert meeting.say(phone, 5, stamp=20) == 200
    for taking in (False, True):
        meeting.taking(taking)
    meeting.sitting.refresh_from_db()
    assert (meeting.spread().phones, meeting.spread().late) == ((0, 1, 0, 0, 0), 1)
    sittings.close_sitting(meeting.known.organiser, meeting.sitting, closed=False)
    meeting.show()
    assert meeting.spread().phones == (0, 0, 0, 0, 1)


@pytest.mark.parametrize("scene", ["practice", "river", "stairs"])
def test_phones_look_again_where_the_screen_shows_what_was_agreed(
    meeting: Meeting, scene: str
) -> None:
    makers.agreed(meeting.sitting, meeting.practice, meeting.known.home)
    about = meeting.sitting.pk if scene == "river" else meeting.practice.pk
    hall = halls.show(meeting.known.organiser, meeting.hall, scene, about)
    level = Level(
        sitting=meeting.sitting,
        practice=meeting.practice,
        community=meeting.known.other,
        current=1,
        wished=2,
    )
    sittings.agree(meeting.known.organiser, level, [])
    assert meeting.phone(meeting.known.home).now(seen=hall.revision)[0] == 200


def test_what_comes_twice_or_out_of_order_changes_nothing(meeting: Meeting) -> None:
    phone = meeting.phone(meeting.known.home)
    meeting.say(phone, 4, stamp=20, key=2)
    meeting.say(phone, 4, stamp=20, key=2)
    meeting.say(phone, 2, stamp=10, key=1)
    assert meeting.spread().phones == (0, 0, 0, 1, 0)
    assert Opinion.objects.count() == 1


def test_a_late_opinion_waits_beside_the_one_that_counts(meeting: Meeting) -> None:
    early, late = (meeting.phone(meeting.known.home) for _n in range(2))
    meeting.say(early, 2, stamp=10)
    meeting.taking(False)
    assert meeting.say(early, 5, stamp=20) == 200
    assert meeting.say(late, 3, stamp=30) == 200
    assert meeting.spread().phones == (0, 1, 0, 0, 0)
    assert meeting.spread().late == 2
    meeting.taking(True)
    assert meeting.spread().phones == (0, 0, 1, 0, 1)
    assert meeting.spread().late == 0


def test_what_a_phone_kept_for_the_practice_before_waits_for_it(meeting: Meeting) -> None:
    phone = meeting.phone(meeting.known.home)
    following = meeting.sitting.table.practices.all()[1]
    meeting.show(following)
    assert meeting.say(phone, 3) == 200
    assert (meeting.spread().total, meeting.spread().late) == (0, 1)
    meeting.show()
    assert meeting.spread().phones == (0, 0, 1, 0, 0)


@pytest.mark.parametrize(
    "said",
    [
        {"level": "0"},
        {"level": "6"},
        {"level": ""},
        {"level": "three"},
        {"level": "-1"},
        {"level": "9" * 40},
        {"level": "3", "sitting": "999999"},
        {"level": "3", "sitting": "x"},
        {"level": "3", "about": "999999"},
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(
    meeting: Meeting, said: dict[str, str]
) -> None:
    phone = meeting.phone(meeting.known.home)
    data = {"about": str(meeting.practice.pk), "sitting": str(meeting.sitting.pk), **said}
    sent = {"token": phone.token, "scene": "practice", **data}
    answer = phone.client.post(f"{phone.address}send/", sent, headers={"accept": JSON})
    assert answer.status_code == 422
    assert answer.json()["message"]
    assert not Opinion.objects.exists()


def test_a_guest_watches_until_they_choose_a_community(meeting: Meeting) -> None:
    phone = meeting.phone(None)
    assert meeting.say(phone, 3) == 422
    assert 'name="level"' not in phone.now()[1]


def test_nobody_sees_counts_before_the_answers_are_closed(meeting: Meeting) -> None:
    for _n in range(4):
        meeting.say(meeting.phone(meeting.known.home), 3)
    assert [one.spread for one in groups(meeting.hall, meeting.sitting, meeting.practice)] == [
        None,
        None,
    ]
    assert 'class="chart" role="img"' not in meeting.board()
    meeting.taking(False)
    assert 'class="chart" role="img"' in meeting.board()
    meeting.hall = halls.reveal(meeting.known.organiser, meeting.hall, shown=False)
    assert 'class="chart" role="img"' not in meeting.board()


def test_whoever_is_far_from_the_middle_is_asked_why_and_others_are_not(meeting: Meeting) -> None:
    phones = [meeting.phone(meeting.known.home) for _n in range(4)]
    for phone, level in zip(phones, (3, 3, 3, 1), strict=True):
        meeting.say(phone, level)
    meeting.taking(False)
    asks = ['name="reason"' in phone.now()[1] for phone in phones]
    assert asks == [False, False, False, True]


def test_a_reason_is_kept_once_and_without_a_trace_of_who(meeting: Meeting) -> None:
    phones = [meeting.phone(meeting.known.home) for _n in range(4)]
    for phone, level in zip(phones, (3, 3, 3, 1), strict=True):
        meeting.say(phone, level)
    meeting.taking(False)
    for _again in range(2):
        assert meeting.say(phones[3], 1, key=7, reason="คนแก่ยังไม่ได้มา") == 200
    voice = Voice.objects.get()
    assert (voice.reason, voice.level) == ("คนแก่ยังไม่ได้มา", 1)
    assert "คนแก่ยังไม่ได้มา" in meeting.board()
    kept = {field.name for field in Voice._meta.get_fields()}
    assert kept == {"id", "sitting", "practice", "community", "level", "reason", "withdrawn"}
    assert meeting.say(phones[3], 1, key=8, reason="  ") == 422


def test_no_opinion_leads_back_to_its_seat(meeting: Meeting) -> None:
    phone = meeting.phone(meeting.known.home)
    meeting.say(phone, 3)
    seat = Seat.objects.exclude(device="").get()
    opinion = Opinion.objects.get()
    assert len(opinion.voter) == 64
    assert str(seat.pk) != opinion.voter
    assert seat.device not in opinion.voter
    fields = {field.name for field in Opinion._meta.get_fields()}
    assert not fields & {"seat", "user", "by", "at", "device"}


def test_nobody_is_found_by_when_they_came(meeting: Meeting) -> None:
    """Whoever joined after the first vote is not the one voter that is new in the second."""
    first, second = meeting.sitting.table.practices.all()[:2]
    phones = [meeting.phone(meeting.known.home) for _n in range(3)]
    for phone in phones:
        meeting.say(phone, 2)
    phones.append(meeting.phone(meeting.known.home))
    meeting.practice = second
    meeting.show()
    for phone in phones:
        meeting.say(phone, 3)
    said = {one: Opinion.objects.filter(practice=one) for one in (first, second)}
    voters = [set(one.values_list("voter", flat=True)) for one in said.values()]
    assert [len(one) for one in voters] == [3, 4]
    assert not voters[0] & voters[1], "no digest stands beside two practices"
    assert {type(day) for day in Seat.objects.values_list("taken", flat=True)} == {datetime.date}


@pytest.mark.parametrize("close", ["the hall", "the sitting"])
def test_when_it_closes_it_forgets_who_was_first(meeting: Meeting, close: str) -> None:
    orders = set()
    phones = [meeting.phone(meeting.known.home) for _n in range(5)]
    for time in range(8):
        halls.reopen(meeting.known.organiser, meeting.hall)
        sittings.close_sitting(meeting.known.organiser, meeting.sitting, closed=False)
        for number, phone in enumerate(phones):
            assert meeting.say(phone, number + 1, stamp=100 * time + number + 1) == 200
        if close == "the hall":
            halls.close(meeting.known.organiser, meeting.hall)
        else:
            sittings.close_sitting(meeting.known.organiser, meeting.sitting, closed=True)
        assert set(Opinion.objects.values_list("stamp", flat=True)) == {0}
        orders.add(tuple(Opinion.objects.order_by("pk").values_list("level", flat=True)))
        assert meeting.spread().phones == (1, 1, 1, 1, 1)
    assert len(orders) > 3, "120 orders are possible; arrival is one of them"
    halls.close(meeting.known.organiser, meeting.hall)
    meeting.say(phones[0], 4, stamp=99)
    assert meeting.spread().phones == (1, 1, 1, 1, 1), "what comes late does not count"
    assert meeting.spread().late == 1, "and is not lost"


def test_the_board_counts_phones_by_community_and_the_remote_agrees(meeting: Meeting) -> None:
    for level in (2, 3, 3):
        meeting.say(meeting.phone(meeting.known.home), level)
    meeting.phone(meeting.known.other)
    found = groups(meeting.hall, meeting.sitting, meeting.practice)
    assert [(one.answered, one.seats) for one in found] == [(3, 3), (0, 1)]
    meeting.taking(False)
    client = Client()
    client.force_login(meeting.known.organiser, "django.contrib.auth.backends.ModelBackend")
    remote = client.get(f"/halls/{meeting.hall.pk}/").content.decode()
    assert '<option value="3" selected>' in remote
    page = f"/sittings/{meeting.sitting.pk}/{meeting.known.home.slug}/{meeting.practice.pk}/"
    back = f"/halls/{meeting.hall.pk}/"
    answer = client.post(page, {"current": "3", "wished": "4", "next": back})
    assert (answer.status_code, answer["Location"]) == (302, back)
    assert meeting.sitting.levels.get().wished == 4
    elsewhere = client.post(page, {"current": "3", "wished": "5", "next": "https://evil.example/"})
    assert "evil" not in elsewhere.get("Location", "")


def test_the_overview_of_all_levels_is_shown(meeting: Meeting) -> None:
    makers.agreed(meeting.sitting, meeting.practice, meeting.known.home)
    meeting.hall = halls.show(meeting.known.organiser, meeting.hall, "levels", meeting.sitting.pk)
    assert meeting.practice.name.th in meeting.board()


def test_where_one_community_sits_a_guest_speaks_for_it() -> None:
    known = cast()
    by = known.people[Role.FACILITATOR]
    table = makers.table(by, known.home)
    sitting = makers.sitting(by, table, [known.home], phones=True)
    assert sitting.hall is not None
    practice = makers.first(table)
    halls.show(by, sitting.hall, "practice", practice.pk)
    phone = Phone(sitting.hall)
    phone.join(None)
    data = {
        "token": phone.token,
        "scene": "practice",
        "about": practice.pk,
        "sitting": sitting.pk,
        "level": 2,
    }
    phone.client.post(f"{phone.address}send/", data, headers={"accept": JSON})
    assert spreads(sitting)[practice.pk, known.home.pk].phones == (0, 1, 0, 0, 0)


def test_while_phones_answer_no_page_tells_counts(meeting: Meeting) -> None:
    for level in (2, 3, 3):
        meeting.say(meeting.phone(meeting.known.home), level)
    client = Client()
    client.force_login(meeting.known.organiser, "django.contrib.auth.backends.ModelBackend")
    page = f"/sittings/{meeting.sitting.pk}/{meeting.known.home.slug}/{meeting.practice.pk}/"
    assert "ตอบแล้ว 3 คน" in client.get(page).content.decode()
    assert meeting.spread().counts == (0,) * 5
    meeting.taking(False)
    assert meeting.spread().counts == (0, 1, 2, 0, 0)
    assert "2 คนเห็นระดับ 3" in client.get(page).content.decode()


def test_many_communities_stand_in_a_table_on_the_board(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ruamsuk.assessments.scenes.MOST_SPREADS", 1)
    for level in (2, 3, 3):
        meeting.say(meeting.phone(meeting.known.home), level)
    meeting.taking(False)
    assert "board-side" in meeting.board()
