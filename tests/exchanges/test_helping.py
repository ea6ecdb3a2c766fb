"""Requests and offers: from the levels, by hand, taken back, and who may."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from ruamsuk.accounts.models import User
from ruamsuk.assessments.models import Level, Practice
from ruamsuk.communities.models import Role
from ruamsuk.exchanges.actions import helping as actions
from ruamsuk.exchanges.models import Offer, Request
from ruamsuk.exchanges.planning import ground_of
from ruamsuk.exchanges.suggestions import suggestions
from ruamsuk.lib.text import LocalText
from tests.assessments import makers as assessments
from tests.cast import Cast, cast, community
from tests.exchanges.helping import offer, request

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    found = Client()
    found.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return found


def levels(known: Cast, home: tuple[int, int], other: tuple[int, int]) -> Practice:
    """A practice on which both communities have agreed levels, now and wished."""
    practice = assessments.first(assessments.table(known.organiser, known.network))
    both = [known.home, known.other]
    sitting = assessments.sitting(known.organiser, practice.table, both)
    for place, level in zip(both, (home, other), strict=True):
        assessments.agreed(sitting, practice, place, *level)
    return practice


@pytest.mark.parametrize(
    ("home", "other", "asked", "suggested"),
    [
        ((2, 4), (5, 5), [], [("700704", True), ("710911", False)]),
        ((2, 2), (3, 3), [], []),
        ((3, 3), (2, 3), [3], [("700704", False)]),
        ((4, 5), (1, 1), [], [("700704", True), ("700704", False)]),
    ],
)
def test_levels_suggest_what_to_ask_and_offer(
    home: tuple[int, int], other: tuple[int, int], asked: list[int], suggested: list[Any]
) -> None:
    known = cast()
    practice = levels(known, home, other)
    for wished in asked:
        request(known.other, practice, current=2, wished=wished)
    ground = ground_of(known.network)
    found = [one for place in ground.communities for one in suggestions(ground, place)]
    assert [(one.community.slug, one.asks) for one in found] == suggested


def test_a_suggestion_is_filled_in_and_saved() -> None:
    known = cast()
    practice = levels(known, (2, 4), (5, 5))
    client = browser(known.people[Role.FACILITATOR])
    new = reverse("request_new", args=["700704"])
    form = client.get(new, {"practice": practice.pk}).context["form"]
    assert (form["current"].value(), form["wished"].value()) == (2, 4)
    assert form["reach"].value() == practice.levels[3]["th"]
    sent = {"practice": practice.pk, "current": 2, "wished": 4, "reach": "ทำทุกบ้าน"}
    response = client.post(new, sent)
    assert response["Location"].startswith(reverse("exchanges", args=["west"]))
    assert Request.objects.get().by == known.people[Role.FACILITATOR]
    again = client.post(new, sent)
    assert again.status_code == 200
    assert "practice" in again.context["form"].errors


def test_what_the_data_said_is_the_evidence_of_an_offer_until_people_say_more() -> None:
    known = cast()
    practice = levels(known, (4, 4), (2, 4))
    client = browser(known.people[Role.FACILITATOR])
    new = reverse("offer_new", args=["700704"])
    kept = Level.objects.filter(community=known.home)
    kept.update(seen=LocalText("น้ำ 46 ใน 100", "Water 46 of 100"))
    form = client.get(new, {"practice": practice.pk}).context["form"]
    assert form["evidence"].value() == "น้ำ 46 ใน 100"
    kept.update(evidence="มีสมุดบันทึก")
    form = client.get(new, {"practice": practice.pk}).context["form"]
    assert form["evidence"].value() == "มีสมุดบันทึก"


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [({"wished": 2}, "wished"), ({"reach": ""}, "reach"), ({"current": 9}, "current")],
)
def test_what_does_not_fit_is_said_at_its_place(changed: dict[str, Any], wrong: str) -> None:
    known = cast()
    practice = levels(known, (2, 4), (5, 5))
    sent = {"practice": practice.pk, "current": 2, "wished": 4, "reach": "ทำทุกบ้าน"}
    client = browser(known.people[Role.FACILITATOR])
    response = client.post(reverse("request_new", args=["700704"]), sent | changed)
    assert list(response.context["form"].errors) == [wrong]


def test_a_community_says_one_level_on_a_practice() -> None:
    known = cast()
    practice = levels(known, (4, 5), (5, 5))
    request(known.home, practice, current=4, wished=5)
    client = browser(known.people[Role.FACILITATOR])
    sent = {"practice": practice.pk, "level": 3, "did": "ทำ", "capacity": 2}
    response = client.post(reverse("offer_new", args=["700704"]), sent)
    assert list(response.context["form"].errors) == ["level"]


def test_two_editors_lose_nothing() -> None:
    known = cast()
    practice = levels(known, (2, 4), (5, 5))
    kept = request(known.home, practice)
    client = browser(known.people[Role.FACILITATOR])
    address = reverse("request_edit", args=[kept.pk])
    form = client.get(address).context["form"]
    Request.objects.filter(pk=kept.pk).update(tried="ของอีกคน")
    sent = {"practice": practice.pk, "current": 2, "wished": 4, "reach": "ของฉัน", "tried": "เอง"}
    response = client.post(address, sent | {"seen": form["seen"].value()})
    assert response.status_code == 409
    page = response.content.decode()
    assert "ของอีกคน" in page
    assert "ของฉัน" in page


def test_taken_back_and_put_back() -> None:
    known = cast()
    practice = levels(known, (2, 4), (5, 5))
    kept = offer(known.home, practice, level=2)
    client = browser(known.people[Role.FACILITATOR])
    response = client.post(reverse("offer_withdraw", args=[kept.pk]))
    assert not Offer.objects.filter(withdrawn=None).exists()
    assert "way" in client.get(response["Location"]).content.decode()
    client.post(reverse("offer_withdraw", args=[kept.pk]), {"way": "back"})
    assert Offer.objects.filter(withdrawn=None).exists()


def test_another_took_its_place_meanwhile() -> None:
    known = cast()
    practice = levels(known, (2, 4), (5, 5))
    first = offer(known.home, practice)
    client = browser(known.people[Role.FACILITATOR])
    client.post(reverse("offer_withdraw", args=[first.pk]))
    offer(known.home, practice)
    response = client.post(reverse("offer_withdraw", args=[first.pk]), {"way": "back"}, follow=True)
    assert response.status_code == 200
    assert Offer.objects.filter(withdrawn=None).count() == 1


def test_members_see_and_do_not_write() -> None:
    known = cast()
    practice = levels(known, (2, 4), (5, 5))
    kept = request(known.home, practice)
    with pytest.raises(PermissionDenied):
        actions.withdraw(known.people[Role.MEMBER], kept)
    page = browser(known.neighbour).get(reverse("exchanges", args=["west"]))
    assert kept.reach in page.content.decode()
    assert page.context["could"] == []


def test_the_page_says_what_is_missing(django_assert_max_num_queries: Any) -> None:
    known = cast()
    practice = levels(known, (2, 5), (3, 3))
    request(known.home, practice, wished=5)
    offer(known.other, practice, level=3)
    for number in range(5):
        place = community(f"71010{number}", f"ที่ {number}", within=known.network)
        request(place, practice, current=1, wished=3)
    with django_assert_max_num_queries(45):
        page = browser(known.organiser).get(reverse("exchanges", args=["west"]))
    assert "ยังไม่ถึง" in page.content.decode()
    row = page.context["page"][0]
    assert any("level 3 at most" in words.en for words in row.missing)


def test_a_network_without_practices_is_told_where_to_begin() -> None:
    known = cast()
    client = browser(known.people[Role.FACILITATOR])
    for address in (
        reverse("exchanges", args=["west"]),
        reverse("request_new", args=["700704"]),
    ):
        assert (
            reverse("network_practice_tables", args=["west"])
            in client.get(address).content.decode()
        )


def test_the_file_has_what_the_page_has() -> None:
    known = cast()
    practice = levels(known, (2, 4), (5, 5))
    request(known.home, practice, reach="=1+1")
    offer(known.other, practice)
    client = browser(known.organiser)
    csv = client.get(reverse("exchanges_file", args=["west", "csv"])).content.decode("utf-8-sig")
    assert len(csv.strip().splitlines()) == 3
    assert "'=1+1" in csv
