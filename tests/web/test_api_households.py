"""The roll of households by program."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from tests.cast import Cast, cast
from tests.results import makers
from tests.web.api import program

from ruamsuk.results.imports.keeping import keep

pytestmark = pytest.mark.django_db
ROLL = "/communities/700704/households"


@pytest.fixture
def people() -> Cast:
    cache.clear()
    known = cast()
    version = makers.version(known.home)
    for year, count in ((2024, 230), (2025, 220)):
        keep(makers.bring_in(makers.round_of(version, year), makers.households(known.home, count)))
    return known


FOUND = [
    ({}, 230, 200),
    ({"page": 2}, 230, 30),
    ({"page": 3}, 230, 0),
    ({"q": "h๐๐๐๗"}, 1, 1),
    ({"missing": "2568", "village": "70070403"}, 8, 8),
]


@pytest.mark.parametrize(("asked", "count", "shown"), FOUND)
def test_households_are_found(people: Cast, asked: dict[str, str], count: int, shown: int) -> None:
    answer = program(people.people["collector"]).get(ROLL, **asked).json()
    assert (answer["count"], len(answer["households"])) == (count, shown)


def test_each_says_where_it_is_and_when_it_answered(people: Cast) -> None:
    answer = program(people.people["collector"], "read", "households").get(ROLL, q="h0224")
    line = {"household": "h0224", "village": "70070401", "people": [], "rounds": ["2567"]}
    assert answer.json() == {"count": 1, "pages": 1, "households": [line]}


@pytest.mark.parametrize(
    ("role", "scopes"),
    [("collector", ["read"]), ("coordinator", ["read", "write"]), ("member", [])],
)
def test_for_others_it_is_not_there(people: Cast, role: str, scopes: list[str]) -> None:
    assert program(people.people[role], *scopes).get(ROLL).status_code == 404


@pytest.mark.parametrize("asked", [{"page": 0}, {"page": "x"}, {"q": "x" * 65}])
def test_what_makes_no_sense_is_told(people: Cast, asked: dict[str, str]) -> None:
    answer = program(people.people["collector"]).get(ROLL, **asked)
    assert answer.status_code == 422
    assert answer.json()["problems"]
