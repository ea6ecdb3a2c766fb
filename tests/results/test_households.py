"""The roll of households: found by number, by village and by what is missing; saved; who may."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ruamsuk.communities.models import AuditEntry, Household, Person
from ruamsuk.results.imports.keeping import keep
from tests.cast import Cast, cast
from tests.results import makers

pytestmark = pytest.mark.django_db
PAGE = "/c/700704/households/"


@pytest.fixture
def people() -> Cast:
    """70 households in 2567, the first 60 of them again in 2568."""
    known = cast()
    version = makers.version(known.home)
    for year, count in ((2024, 70), (2025, 60)):
        table = makers.households(known.home, count)
        keep(makers.bring_in(makers.round_of(version, year), table))
    return known


def signed_in(people: Cast, role: str = "collector") -> Client:
    client = Client()
    client.force_login(people.people[role])
    return client


FOUND = [
    ("", 70),
    ("q=h0007", 1),
    ("q=h๐๐๐๗", 1),
    ("q=H006", 10),
    ("q= h0007 ", 1),
    ("q=nobody", 0),
    ("village=70070402", 10),
    ("village=x", 0),
    ("missing=2568", 10),
    ("missing=2567", 0),
    ("missing=2500", 70),  # a round that nobody answered
    ("missing=2568&village=70070402&q=h006", 1),
]


@pytest.mark.parametrize(("asked", "count"), FOUND)
def test_households_are_found(people: Cast, asked: str, count: int) -> None:
    answer = signed_in(people).get(f"{PAGE}?{asked}")
    assert answer.status_code == 200
    assert answer.context["page"].paginator.count == count


def test_a_page_holds_fifty_village_by_village_with_their_rounds(people: Cast) -> None:
    Person.objects.create(household=Household.objects.get(key="h0000"), key="1")
    client = signed_in(people)
    first, second = (client.get(f"{PAGE}?page={n}").context["lines"] for n in (1, 2))
    assert [len(first), len(second)] == [50, 20]
    codes = [line.household.village.code for line in (*first, *second)]
    assert codes == sorted(codes)
    assert first[0].people == ("1",)
    answered = {line.household.key: line.answered for line in (*first, *second)}
    assert answered["h0059"] == (True, True)
    assert answered["h0060"] == (True, False)


def test_short_numbers_come_first(people: Cast) -> None:
    Household.objects.all().delete()
    for key in ("10", "9", "100", "1"):
        Household.objects.create(community=people.home, key=key)
    lines = signed_in(people).get(PAGE).context["lines"]
    assert [line.household.key for line in lines] == ["1", "9", "10", "100"]


def test_the_page_takes_few_queries(
    people: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(people)
    client.get(PAGE)  # the kept tables are read once
    with django_assert_max_num_queries(14):
        client.get(f"{PAGE}?missing=2568")


def test_before_the_first_table_the_page_says_where_households_come_from(people: Cast) -> None:
    client = signed_in(people, "coordinator")
    Household.objects.all().delete()
    assert "/c/700704/rounds/" in client.get(PAGE).content.decode().partition("<main")[2]


def test_a_saved_list_is_harmless_and_noted_in_the_trail(people: Cast) -> None:
    Household.objects.create(community=people.home, key="=1+1")
    answer = signed_in(people).post(f"{PAGE}file/", {"missing": "2568"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][-2:] == ["2567", "2568"]
    assert {row[0] for row in rows[1:]} == {"'=1+1", *(f"h{n:04}" for n in range(60, 70))}
    assert ["h0060", "70070403", "หมู่ 3", "", "1", "0"] in rows
    [line] = AuditEntry.objects.filter(verb="households.taken")
    assert (line.target, line.community) == ("11", people.home)


def test_looking_leaves_no_trace(people: Cast) -> None:
    signed_in(people).get(f"{PAGE}?q=h0001")
    assert not AuditEntry.objects.filter(verb="households.taken").exists()


WAYS = [("profile/", ""), ("rounds/", ""), ("rounds/2568/", "?missing=2568")]


@pytest.mark.parametrize(("page", "asked"), WAYS)
@pytest.mark.parametrize(("role", "sees"), [("collector", True), ("member", False)])
def test_pages_lead_there_for_those_who_may(
    people: Cast, page: str, asked: str, role: str, sees: bool
) -> None:
    shown = signed_in(people, role).get(f"/c/700704/{page}").content.decode()
    assert (f'href="{PAGE}{asked}"' in shown) is sees


@pytest.mark.parametrize("role", ["viewer", "member", "mentor"])
def test_for_others_it_is_not_there(people: Cast, role: str) -> None:
    client = signed_in(people, role)
    assert client.get(PAGE).status_code == 404
    assert client.post(f"{PAGE}file/").status_code == 404
