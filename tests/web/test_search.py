"""Search finds what a person may see, in both languages, in spite of slips."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast, cast

from ruamsuk.communities.models import Community
from ruamsuk.indicators.models import Framework, Version
from ruamsuk.lib.text import LocalText
from ruamsuk.results.models import Publication, Round
from ruamsuk.web.pages.finding import find

pytestmark = pytest.mark.django_db
DOCUMENT = {
    "framework": "nine",
    "title": "เก้าเป้าหมาย",
    "variables": {"water": {"label": {"th": "น้ำ", "en": "Water"}, "type": "boolean"}},
    "goals": [
        {
            "id": "water",
            "title": {"th": "น้ำดื่มสะอาด", "en": "Clean water"},
            "indicators": [
                {
                    "id": name,
                    "title": {"th": th, "en": en},
                    "achieved": "water == true",
                }
                for name, th, en in (
                    ("enough", "มีน้ำใช้ตลอดปี", "Enough water all year"),
                    ("tested", "ตรวจคุณภาพน้ำ", "Water is tested"),
                )
            ],
        }
    ],
}


@pytest.fixture
def people() -> Cast:
    people = cast()
    framework = Framework.objects.create(
        network=people.network, key="nine", title=LocalText("เก้าเป้าหมาย")
    )
    version = Version.objects.create(
        framework=framework, number=1, state=Version.State.AGREED, document=DOCUMENT
    )
    for place in (people.home, people.other):
        Round.objects.create(community=place, year=2025, label="2568", version=version)
    return people


def addresses(user: object, words: str) -> set[str]:
    return {answer.url for answer in find(user, words)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("บ้านเลือก", "/c/700704/"),
        ("บ้านเลอก", "/c/700704/"),
        ("ราชบุรี", "/c/700704/"),
        ("หนองสาหร่าย", "/c/710911/"),
        ("Western", "/n/west/"),
        ("WESTERN  net", "/n/west/"),
        ("น้ำดื่มสะอาด", "/c/700704/goals/water/"),
        ("น้ำดืมสะอาด", "/c/700704/goals/water/"),
        ("clean water", "/c/700704/goals/water/"),
        ("clene water", "/c/700704/goals/water/"),
        ("ตรวจคุณภาพ", "/c/700704/indicators/tested/"),
    ],
)
def test_the_best_answer_comes_first(people: Cast, words: str, first: str) -> None:
    assert find(people.organiser, words)[0].url == first


@pytest.mark.parametrize("words", ["ฟุตบอล", "xyzzy", "9999", "%", "'", "<script>"])
def test_what_is_not_there_is_not_found(people: Cast, words: str) -> None:
    assert find(people.organiser, words) == []


def test_each_finds_only_what_they_may_see(people: Cast) -> None:
    water = {"/c/700704/goals/water/", "/c/710911/goals/water/"}
    assert addresses(people.organiser, "น้ำดื่ม") == water
    assert addresses(people.neighbour, "น้ำดื่ม") == {"/c/710911/goals/water/"}
    assert addresses(people.outsider, "น้ำดื่ม") == set()
    assert addresses(people.outsider, "บ้านเลือก") == set()


def test_an_outsider_finds_what_is_published(people: Cast) -> None:
    Community.objects.filter(pk=people.home.pk).update(public=True)
    assert addresses(people.outsider, "มีน้ำใช้") == set()
    measured = Round.objects.get(community=people.home)
    Publication.objects.create(round=measured, indicators=["enough"])
    assert addresses(people.outsider, "มีน้ำใช้") == {"/c/700704/indicators/enough/"}
    assert addresses(people.outsider, "น้ำดื่ม") == {"/c/700704/goals/water/"}
    assert addresses(people.outsider, "ตรวจคุณภาพ") == set()


def test_the_page_answers_and_while_typing_the_answers_alone(client: Client, people: Cast) -> None:
    client.force_login(people.organiser)
    page = client.get("/search/", {"q": "<b>น้ำ"}).content.decode()
    assert "&lt;b&gt;น้ำ" in page and "<html" in page
    part = client.get("/search/", {"q": "น้ำดื่ม"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and "/c/700704/goals/water/" in part


def test_search_costs_few_queries(
    people: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    find(people.organiser, "น้ำ")
    with django_assert_max_num_queries(5):
        find(people.organiser, "น้ำ")
