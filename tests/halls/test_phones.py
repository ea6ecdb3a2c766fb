"""Phones in a hall: a seat each, an answer each, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from unittest import mock

import pytest
from django.core.cache import cache
from django.test import Client

from ruamsuk.halls import actions, guessing
from ruamsuk.halls.models import Answer, Hall
from tests.cast import Cast, cast

from .makers import Phone, ask, counted, hall, home_hall

pytestmark = pytest.mark.django_db


@pytest.fixture
def known() -> Cast:
    return cast()


def seats(where: Hall) -> list[tuple[str, str]]:
    """Whom each taken seat speaks for, and its name."""
    return [
        (seat.community.slug if seat.community else "", seat.name)
        for seat in where.seats.taken().select_related("community")
    ]


def test_a_phone_takes_one_seat_however_often_it_asks(known: Cast) -> None:
    phone = Phone(hall(known))
    assert phone.join(known.home) == 302
    assert phone.join(known.other, name=" ป้าแดง ") == 302
    assert seats(phone.hall) == [("710911", "ป้าแดง")]


def test_two_phones_take_two_seats_and_a_guest_may_come(known: Cast) -> None:
    where = hall(known)
    Phone(where).join(known.home)
    Phone(where).join()
    assert seats(where) == [("700704", ""), ("", "")]


def test_in_a_community_nobody_is_asked_which(known: Cast) -> None:
    phone = Phone(home_hall(known))
    assert known.other.name.th not in phone.look()
    phone.join()
    assert seats(phone.hall) == [("700704", "")]


def test_only_those_who_are_expected_can_be_spoken_for(known: Cast) -> None:
    where = hall(known, communities=[known.other])
    phone = Phone(where)
    assert phone.join(known.home) == 200  # asked again
    assert seats(where) == []


def test_with_slips_one_needs_a_code(known: Cast) -> None:
    where = hall(known, entry=Hall.Entry.SLIPS)
    slip, _other = actions.make_slips(known.organiser, where, 2, known.home)
    stranger, holder = Phone(where), Phone(where)
    assert stranger.join() == stranger.join(seat="zzzzzz") == 200
    assert holder.join(seat=f" {slip.code.upper()} ") == 302
    assert seats(where) == [("700704", "")]


def test_a_code_brings_the_seat_to_another_phone_and_the_vote_stays_one(known: Cast) -> None:
    where = hall(known)
    old, new = Phone(where), Phone(where)
    old.join(known.home, name="ป้าแดง")
    question = ask(known, where, "ใช่", "ไม่ใช่")
    assert old.send(question, choice=0, stamp=1) == 200
    code = where.seats.get().code
    assert f'value="{code}"' in new.client.get(new.address, {"seat": code}).content.decode()
    new.join(known.home, seat=code)
    assert old.now()[0] == 205
    assert old.send(question, choice=0, stamp=2) == 409
    assert new.send(question, choice=1, stamp=3) == 200
    assert counted(question) == [1]
    assert seats(where) == [("700704", "ป้าแดง")]
    new.join(known.home)
    assert seats(where) == [("700704", "")], "who wants no name any more takes it away"


def test_a_slip_for_a_community_seats_nobody_for_another(known: Cast) -> None:
    where = hall(known)
    (slip,) = actions.make_slips(known.organiser, where, 1, known.home)
    (free,) = actions.make_slips(known.organiser, where, 1)
    for code in (slip.code, free.code):
        phone = Phone(where)
        assert phone.join(known.other, seat=code) == 302
        assert phone.join(known.other) == 302
    assert seats(where) == [("700704", ""), ("710911", "")]


def test_the_same_answer_again_changes_nothing(known: Cast) -> None:
    phone = Phone(hall(known))
    phone.join()
    question = ask(known, phone.hall)
    for _attempt in range(3):
        assert phone.send(question, key="1", stamp=5, words="น้ำ") == 200
    assert phone.send(question, key="2", stamp=6, words="ป่า") == 200
    assert counted(question) == ["น้ำ", "ป่า"]


def test_the_newest_choice_counts_in_whatever_order_they_arrive(known: Cast) -> None:
    phone = Phone(hall(known))
    phone.join()
    question = ask(known, phone.hall, "ก", "ข", "ค")
    for choice, stamp in [(0, 10), (2, 30), (1, 20), (2, 30)]:
        assert phone.send(question, choice=choice, stamp=stamp) == 200
    assert counted(question) == [2]


def test_a_change_counts_though_the_clock_of_the_server_was_put_back(
    known: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = Phone(hall(known))
    phone.join()
    question = ask(known, phone.hall, "ก", "ข")
    for clock, choice, stamp in [(5000, 0, 5000), (1000, 1, 5001)]:
        monkeypatch.setattr("ruamsuk.halls.views.phone._milliseconds", lambda now=clock: now)
        assert phone.send(question, choice=choice, stamp=stamp) == 200
    assert counted(question) == [1]


def test_late_answers_are_kept_and_count_when_it_is_opened_again(known: Cast) -> None:
    where = hall(known)
    early, late = Phone(where), Phone(where)
    early.join()
    late.join()
    question = ask(known, where, "ก", "ข")
    early.send(question, choice=0, stamp=1)
    actions.take(known.organiser, where, taking=False)
    assert late.send(question, choice=1, stamp=2) == 200
    assert early.send(question, choice=1, stamp=3) == 200
    assert counted(question) == [0]  # what came in time is not pushed out by what came late
    assert early.send(question, choice=1, stamp=1) == 200  # an old one, sent again
    actions.take(known.organiser, where, taking=True)
    assert counted(question) == [1, 1]  # both late ones, one of them instead of what it changes


def test_a_late_change_that_was_made_before_what_counts_changes_nothing(known: Cast) -> None:
    where = hall(known)
    phone = Phone(where)
    phone.join()
    question = ask(known, where, "ก", "ข")
    phone.send(question, choice=0, stamp=5)
    actions.take(known.organiser, where, taking=False)
    for key, stamp, choice in [("1", 4, 1), ("2", 5, 0), ("3", 9, 1), ("4", 8, 0), ("3", 9, 1)]:
        assert phone.send(question, key=key, choice=choice, stamp=stamp) == 200
    assert Answer.objects.count() == 2
    actions.take(known.organiser, where, taking=True)
    assert counted(question) == [1]
    assert Answer.objects.count() == 1


def test_what_comes_when_the_hall_has_moved_on_or_closed_is_kept(known: Cast) -> None:
    phone = Phone(hall(known))
    phone.join()
    first = ask(known, phone.hall, "ก", "ข")
    second = ask(known, phone.hall)
    assert phone.send(first, choice=1) == 200
    actions.close(known.organiser, phone.hall)
    assert phone.send(second, words="ช้าไป") == 200
    assert Answer.objects.filter(late=True).count() == 2
    assert counted(first) == counted(second) == []


def test_a_phone_fetches_only_what_is_new(known: Cast, django_assert_num_queries: object) -> None:
    phone = Phone(hall(known))
    phone.join(known.home)
    ask(known, phone.hall, "ใช่", "ไม่ใช่")
    status, html = phone.now()
    assert (status, "ไม่ใช่" in html, phone.token in html) == (200, True, True)
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert phone.now(phone.hall.revision)[0] == 204
    another = Phone(phone.hall)
    another.join(known.home)
    with django_assert_num_queries(1):  # type: ignore[operator]
        _status, theirs = another.now()
    assert another.token in theirs and phone.token not in theirs


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"choice": "9"}, 422),
        ({"choice": "-1"}, 422),
        ({"choice": "๑"}, 422),
        ({}, 422),
        ({"choice": "0", "about": "999999999999999999999"}, 422),
        ({"choice": "0", "scene": "welcome"}, 422),
        ({"choice": "0", "scene": "nonsense"}, 422),
        ({"choice": "0", "more": "x" * 5000}, 422),
        ({"choice": "0", **{f"f{i}": "" for i in range(30)}}, 422),
        ({"choice": "0\0"}, 400),
        ({"choice": "0", "key": "no key", "stamp": "-5"}, 200),
        ({"choice": "0", "stamp": "9" * 40}, 200),
    ],
)
def test_hostile_values(known: Cast, said: dict[str, str], status: int) -> None:
    phone = Phone(hall(known))
    phone.join()
    question = ask(known, phone.hall, "ก", "ข")
    data = {"token": phone.token, "scene": "question", "about": question.pk, **said}
    answer = phone.client.post(
        f"{phone.address}send/", data, headers={"accept": "application/json"}
    )
    assert answer.status_code == status
    assert counted(question) == ([0] if status == 200 else [])


def test_a_page_of_somebody_else_cannot_send(known: Cast) -> None:
    phone, neighbour = Phone(hall(known)), None
    phone.join()
    neighbour = Phone(phone.hall)
    neighbour.join()
    question = ask(known, phone.hall, "ก", "ข")
    for token in ("", "wrong", neighbour.token):
        phone.token = token
        assert phone.send(question, choice=0) == 409
    assert counted(question) == []


def test_a_cookie_that_is_not_ours_has_no_seat(known: Cast) -> None:
    phone = Phone(hall(known))
    phone.join()
    cookie = phone.client.cookies["ruamsuk_device"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/hall/")
    phone.client.cookies["ruamsuk_device"] = cookie.value.replace(":", "x:", 1)
    assert phone.now()[0] == 205


def test_a_phone_without_scripts_answers_by_plain_forms(known: Cast) -> None:
    phone = Phone(hall(known))
    phone.join()
    question = ask(known, phone.hall, "ก", "ข")
    data = {"token": phone.token, "scene": "question", "about": question.pk, "choice": 1}
    answer = phone.client.post(f"{phone.address}send/", data, headers={"accept": "text/html"})
    assert (answer.status_code, answer["Location"]) == (302, f"{phone.address}?kept")
    refused = phone.client.post(
        f"{phone.address}send/", data | {"choice": 7}, headers={"accept": "text/html"}
    )
    assert (refused.status_code, phone.address in refused.content.decode()) == (422, True)
    assert counted(question) == [1]


def test_an_unknown_code_is_not_there(known: Cast) -> None:
    phone = Phone(Hall(code="nohall"))
    assert phone.client.get(phone.address).status_code == 404
    assert phone.now()[0] == 404
    found = hall(known)
    typed = phone.client.get("/hall/", {"code": f" {found.code.upper()} "})
    assert typed["Location"] == f"/hall/{found.code}/"
    assert "nohall" in phone.client.get("/hall/", {"code": "nohall"}).content.decode()


def test_nobody_new_enters_a_closed_hall_and_phones_say_thank_you(known: Cast) -> None:
    phone = Phone(hall(known))
    phone.join()
    actions.close(known.organiser, phone.hall)
    assert Phone(phone.hall).join() == 200
    assert len(seats(phone.hall)) == 1
    assert "ขอบคุณ" in phone.now()[1]


@pytest.fixture
def clock() -> Iterator[mock.Mock]:
    """The clock of what is counted, which starts with nothing and leaves nothing behind."""
    cache.clear()
    with mock.patch("ruamsuk.halls.guessing.time") as stopped:
        stopped.time.return_value = 600_000
        yield stopped
    cache.clear()


def test_nobody_finds_a_seat_by_trying(known: Cast, clock: mock.Mock) -> None:
    where = hall(known, entry="slips")
    slips = actions.make_slips(known.organiser, where, 2)
    first = Phone(where)
    assert first.join(seat=slips[0].code) == 302
    for number in range(guessing.MOST):
        assert Client().post(first.address, {"seat": f"a{number}"}).status_code == 200
    assert Phone(where).join(seat=slips[1].code) == 429, "the next one waits, right or wrong"
    assert first.now()[0] == 200, "who sits does not"
    clock.time.return_value += 600
    assert Phone(where).join(seat=slips[1].code) == 302


@pytest.mark.usefixtures("clock")
def test_nobody_finds_a_hall_by_trying(known: Cast) -> None:
    where = hall(known)
    seated, newcomer = Phone(where), Phone(where)
    seated.join()
    for number in range(guessing.MOST):
        address = f"/hall/zz{number}/" if number % 2 else f"/hall/?code=zz{number}"
        assert Client().get(address).status_code == (404 if number % 2 else 200)
    assert newcomer.client.get(newcomer.address).status_code == 429
    assert Client().get(f"/hall/?code={where.code}").status_code == 429
    assert seated.now()[0] == 200


def test_what_is_right_is_never_counted(known: Cast) -> None:
    where = hall(known)
    with mock.patch.object(guessing, "MOST", 1):
        assert [Phone(where).join() for _phone in range(3)] == [302, 302, 302]
