"""A show of hands: counted on a phone, kept once, undone in sight, hidden where it is few."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from ruamsuk.communities.models import AuditEntry
from ruamsuk.results.actions import hands as verbs
from ruamsuk.results.actions.striking import strike
from ruamsuk.results.models import HandCount, Round
from ruamsuk.results.sources import share_of_hands, sources_of
from tests.cast import Cast, cast
from tests.results import makers

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 11, 20)


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def round_(people: Cast) -> Round:
    return makers.round_of(makers.version(people.home))


@pytest.fixture
def collector(people: Cast) -> Client:
    client = Client()
    client.force_login(people.people["collector"])
    return client


def page(indicator: str) -> str:
    return reverse("hand_count", args=["700704", "2568", indicator])


@pytest.mark.parametrize(
    ("indicator", "typed", "counts"),
    [
        ("water", {"step0": "8", "step1": "32"}, [8, 32]),
        ("water", {"step0": "", "step1": "32"}, [0, 32]),
        ("debt-free", {"step0": "1", "step2": "3", "step4": "9"}, [1, 0, 3, 0, 9]),
    ],
)
def test_a_count_is_kept(
    people: Cast, round_: Round, collector: Client, indicator: str, typed: dict[str, str],
    counts: list[int],
) -> None:  # fmt: skip
    answer = collector.post(page(indicator), {**typed, "held_on": "20/11/2568", "where": "วัด"})
    assert answer.headers["Location"] == page(indicator)
    kept = HandCount.objects.get()
    assert (kept.counts, kept.held_on, kept.where) == (counts, DAY, "วัด")
    assert (kept.by, kept.village) == (people.people["collector"], None)
    (entry,) = AuditEntry.objects.filter(verb="hands.counted")
    assert (entry.details["indicator"], entry.target) == (indicator, round_.called(indicator).th)
    assert "วัด" in collector.get(page(indicator)).content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"step1": "0"}, "__all__"),
        ({"step1": "-1"}, "step1"),
        ({"step1": "สิบ"}, "step1"),
        ({"step1": "10000"}, "step1"),
        ({"held_on": "31/2/2568"}, "held_on"),
        ({"held_on": ""}, "held_on"),
        ({"held_on": "1/1/2590"}, "held_on"),
        ({"village": "999"}, "village"),
    ],
)
def test_what_is_no_count(
    round_: Round, collector: Client, typed: dict[str, str], field: str
) -> None:
    plain = {"step0": "0", "step1": "5", "held_on": "20/11/2568", "where": "ศาลา"}
    answer = collector.post(page("water"), plain | typed)
    assert list(answer.context["form"].errors) == [field]
    assert "ศาลา" in answer.content.decode()
    assert not HandCount.objects.exists()


def test_a_double_press_counts_once(people: Cast, round_: Round, collector: Client) -> None:
    typed = {"step0": "8", "step1": "32", "held_on": "20/11/2568"}
    for _press in range(2):
        collector.post(page("water"), typed)
    assert HandCount.objects.count() == 1


def test_undone_and_restored_in_sight(round_: Round, people: Cast, collector: Client) -> None:
    kept = count(people, round_, [8, 32])
    undo = reverse("hand_undo", args=["700704", "2568", kept.pk])
    collector.post(undo, {"undone": "1"})
    assert sources_of(round_, "water", people.people["collector"]) == []
    assert "line-through" in collector.get(page("water")).content.decode()
    collector.post(undo, {"undone": "0"})
    assert len(sources_of(round_, "water", people.people["collector"])) == 1
    entries = AuditEntry.objects.filter(details__indicator="water")
    assert [entry.verb for entry in entries[:2]] == ["hands.restored", "hands.undone"]


def test_a_closed_round_takes_none(people: Cast, round_: Round, collector: Client) -> None:
    kept = count(people, round_, [8, 32])
    round_.closed = True
    round_.save()
    typed = {"step1": "32", "held_on": "21/11/2568"}
    assert collector.post(page("water"), typed).context["form"].errors
    with pytest.raises(ValidationError):
        strike(people.people["collector"], kept)
    answer = collector.post(reverse("hand_undo", args=["700704", "2568", kept.pk]), {"undone": "1"})
    assert answer.status_code == 302
    kept.refresh_from_db()
    assert kept.undone is None


@pytest.mark.parametrize("role", ["viewer", "member", "mentor"])
def test_who_may_not_count(people: Cast, round_: Round, role: str) -> None:
    with pytest.raises(PermissionDenied):
        count(people, round_, [8, 32], role)


def test_nothing_of_another_community(people: Cast, round_: Round, collector: Client) -> None:
    kept = count(people, round_, [8, 32])
    makers.round_of(makers.version(people.other))
    assert collector.get(page("nothing")).status_code == 404
    client = Client()
    client.force_login(people.neighbour)
    there = reverse("hand_undo", args=["710911", "2568", kept.pk])
    assert client.post(there, {"undone": "1"}).status_code == 404


@pytest.mark.parametrize(
    ("counts", "share"),
    [([8, 32], 0.8), ([0, 5], 1.0), ([0, 0], None), ([1, 1, 2, 3, 3], 0.6)],
)
def test_the_share_of_hands(counts: list[int], share: float | None) -> None:
    assert share_of_hands(counts) == share


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [([8, 32], False), ([0, 32], False), ([4, 32], True), ([32, 3], True), ([5, 5], False)],
)
def test_few_hands_are_hidden_outside(
    people: Cast, round_: Round, counts: list[int], hidden: bool
) -> None:
    count(people, round_, counts)
    for reader in (people.people["viewer"], people.organiser, AnonymousUser()):
        (found,) = sources_of(round_, "water", reader)
        assert found.hidden is hidden
        assert (found.n is None) is (found.value is None) is hidden
        assert (found.counts == ()) is hidden
    (found,) = sources_of(round_, "water", people.people["collector"])
    assert (found.hidden, found.counts) == (False, tuple(counts))


def count(people: Cast, round_: Round, counts: list[int], role: str = "collector") -> HandCount:
    return verbs.count_hands(people.people[role], round_, "water", counts=counts, held_on=DAY)
