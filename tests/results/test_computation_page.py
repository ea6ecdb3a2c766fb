"""The page of a computation: pressed, watched, left, explained."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ruamsuk.results.models import Computation, Round
from tests.cast import Cast, cast
from tests.results import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def round_(people: Cast) -> Round:
    round_ = makers.round_of(makers.version(people.home))
    makers.bring_in(round_, makers.households(people.home))
    return round_


@pytest.fixture
def facilitator(people: Cast) -> Client:
    client = Client()
    client.force_login(people.people["facilitator"])
    return client


def press(client: Client, label: str = "2568") -> str:
    return client.post(reverse("compute", args=["700704"]), {"round": label}).headers["Location"]


def test_pressed_and_done(round_: Round, facilitator: Client) -> None:
    page = press(facilitator)
    made = Computation.objects.get()
    assert page == reverse("computation", args=[made.pk])
    shown = facilitator.get(page).content.decode()
    assert "hx-get" not in shown
    assert "เรียนหนังสือ" in shown  # no table says who is at school
    assert press(facilitator) == page
    assert Computation.objects.count() == 1


@pytest.mark.parametrize("round_label", ["", "2568"])
def test_the_newest_round_unless_one_is_named(
    round_: Round, facilitator: Client, round_label: str
) -> None:
    press(facilitator, round_label)
    assert Computation.objects.get().snapshots.get().round == round_


def test_without_data(people: Cast, facilitator: Client) -> None:
    assert facilitator.post(reverse("compute", args=["700704"])).status_code == 404
    makers.round_of(makers.version(people.home))
    assert press(facilitator) == reverse("round", args=["700704", "2568"])
    assert not Computation.objects.exists()


@pytest.mark.parametrize(
    ("fields", "says", "asks_again"),
    [
        ({"state": "queued"}, "hx-get", True),
        ({"state": "running", "step": {"th": "รวมยอด"}}, "รวมยอด", True),
        (
            {"state": "running", "step": {"at": "2020-01-01T00:00:00+00:00"}},
            'name="round" value="2568"',
            True,
        ),
        (
            {"state": "failed", "problems": [{"th": "ไม่มีคอลัมน์", "en": "no column"}]},
            "ไม่มีคอลัมน์",
            False,
        ),
    ],
)
def test_what_it_says(
    round_: Round, facilitator: Client, fields: dict[str, object], says: str, asks_again: bool
) -> None:
    page = press(facilitator)
    Computation.objects.update(started=timezone.now(), **fields)
    assert says in facilitator.get(page).content.decode()
    fragment = facilitator.get(page, headers={"HX-Request": "true"})
    assert says in fragment.content.decode()
    assert "<html" not in fragment.content.decode()
    assert ("HX-Refresh" not in fragment.headers) is asks_again


def test_what_households_answered_is_for_those_who_may_see_it(
    people: Cast, round_: Round, facilitator: Client
) -> None:
    page, viewer = press(facilitator), Client()
    viewer.force_login(people.people["viewer"])
    whole = {"th": "ค่า 4321", "en": "value 4321"}
    problem = {"th": "ค่า (ไม่แสดง)", "en": "value (hidden)", "whole": whole}
    Computation.objects.update(state="failed", problems=[problem])
    assert "4321" in facilitator.get(page).content.decode()
    assert "4321" not in viewer.get(page).content.decode()
    assert "(ไม่แสดง)" in viewer.get(page).content.decode()


def test_the_place_in_the_queue(people: Cast, round_: Round, facilitator: Client) -> None:
    for _number in range(2):
        Computation.objects.create(community=people.other, version=round_.version)
    page = press(facilitator)
    mine = Computation.objects.filter(community=people.home)
    mine.update(state="queued", queued=timezone.now() + datetime.timedelta(minutes=1))
    assert facilitator.get(page).context["before"] == 2


def test_who_reads_it(people: Cast, round_: Round, facilitator: Client) -> None:
    page = press(facilitator)
    people.home.public = True
    people.home.save()
    for reader, status in (
        (people.people["viewer"], 200),
        (people.organiser, 200),
        (people.neighbour, 404),
        (people.outsider, 404),
    ):
        client = Client()
        client.force_login(reader)
        assert client.get(page).status_code == status
        start = client.post(reverse("compute", args=["700704"]), {"round": "2568"})
        assert start.status_code == (302 if reader == people.organiser else 404)
