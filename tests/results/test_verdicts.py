"""Verdicts: kept beside the number that was seen, withdrawn in sight."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from ruamsuk.charts.model import HIDDEN
from ruamsuk.communities.models import AuditEntry
from ruamsuk.lib.text import LocalText
from ruamsuk.results.actions import verdicts as verbs
from ruamsuk.results.actions.figures import add_figure
from ruamsuk.results.models import Round, Verdict
from tests.cast import Cast, cast
from tests.results import makers

pytestmark = pytest.mark.django_db
TYPED = {"text": "น้ำยังไม่พอ", "held_on": "20/11/2568", "attended": "45", "who": "อสม."}


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def round_(people: Cast) -> Round:
    return makers.round_of(makers.version(people.home))


@pytest.fixture
def facilitator(people: Cast) -> Client:
    client = Client()
    client.force_login(people.people["facilitator"])
    return client


def figure(people: Cast, round_: Round, part: float, whole: float) -> None:
    add_figure(
        people.people["facilitator"], round_, "water", numerator=part, denominator=whole,
        source="จปฐ", as_of="2025",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("part", "whole", "seen"),
    [
        (320.0, 400.0, LocalText("80%", "80%")),
        (250.0, 400.0, LocalText("63%", "63%")),
        (3.0, 400.0, HIDDEN),
    ],
)
def test_the_number_seen_is_the_servers(
    people: Cast, round_: Round, facilitator: Client, part: float, whole: float, seen: LocalText
) -> None:
    figure(people, round_, part, whole)
    page = reverse("verdict_new", args=["700704", "2568", "water"])
    assert facilitator.post(page, TYPED | {"seen": "100%"}).status_code == 302
    kept = Verdict.objects.get()
    assert (kept.text, kept.attended, kept.who) == ("น้ำยังไม่พอ", 45, "อสม.")
    assert (kept.seen, kept.held_on) == (seen, datetime.date(2025, 11, 20))
    figure(people, round_, 399.0, 400.0)
    kept.refresh_from_db()
    assert kept.seen == seen
    assert seen.th in facilitator.get(page).content.decode()


def test_about_the_round_as_a_whole(people: Cast, round_: Round, facilitator: Client) -> None:
    page = reverse("verdict_new", args=["700704", "2568"])
    for _press in range(2):
        assert facilitator.post(page, TYPED).status_code == 302
    kept = Verdict.objects.get()
    assert (kept.indicator, kept.seen) == ("", LocalText())
    shown = facilitator.get(reverse("round", args=["700704", "2568"])).content.decode()
    assert "น้ำยังไม่พอ" in shown


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "ก" * 4001}, "text"),
        ({"held_on": "เมื่อวาน"}, "held_on"),
        ({"held_on": "1/1/2600"}, "held_on"),
        ({"attended": "0"}, "attended"),
        ({"attended": "-3"}, "attended"),
        ({"attended": ""}, "attended"),
    ],
)
def test_what_is_no_verdict(
    round_: Round, facilitator: Client, typed: dict[str, str], field: str
) -> None:
    answer = facilitator.post(reverse("verdict_new", args=["700704", "2568"]), TYPED | typed)
    assert list(answer.context["form"].errors) == [field]
    assert "อสม." in answer.content.decode()
    assert not Verdict.objects.exists()


def test_withdrawn_it_stays_to_be_read(people: Cast, round_: Round, facilitator: Client) -> None:
    kept = makers.verdict(round_)
    withdraw = reverse("verdict_withdraw", args=["700704", "2568", kept.pk])
    for _press in range(2):
        facilitator.post(withdraw)
    kept.refresh_from_db()
    assert kept.withdrawn
    assert AuditEntry.objects.filter(verb="verdict.withdrawn").count() == 1
    shown = facilitator.get(reverse("round", args=["700704", "2568"])).content.decode()
    assert "<del>" in shown and "ต้องช่วยกัน" in shown


@pytest.mark.parametrize("role", ["viewer", "member", "mentor", "collector"])
def test_who_may_not(people: Cast, round_: Round, role: str) -> None:
    by, day = people.people[role], datetime.date(2025, 11, 1)
    with pytest.raises(PermissionDenied):
        verbs.record_verdict(by, round_, text="ก", held_on=day, attended=3)
    with pytest.raises(PermissionDenied):
        verbs.withdraw_verdict(by, makers.verdict(round_))
