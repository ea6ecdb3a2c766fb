"""Publishing: by coordinators only, what outsiders will see, taken back."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from ruamsuk.communities.models import AuditEntry
from ruamsuk.results.actions import publish as verbs
from ruamsuk.results.models import Publication, Round
from tests.cast import Cast, cast
from tests.results import makers
from tests.results.test_verdicts import figure

pytestmark = pytest.mark.django_db
PAGE = ["700704", "2568"]


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def round_(people: Cast) -> Round:
    return makers.round_of(makers.version(people.home))


@pytest.fixture
def coordinator(people: Cast) -> Client:
    client = Client()
    client.force_login(people.people["coordinator"])
    return client


def test_published_and_taken_back(people: Cast, round_: Round, coordinator: Client) -> None:
    page = reverse("publish", args=PAGE)
    figure(people, round_, 320.0, 400.0)
    typed = {"indicators": ["water"], "words": "ดีขึ้น"}
    assert coordinator.post(page, typed).status_code == 302
    kept = Publication.objects.get()
    people.home.refresh_from_db()
    assert (kept.indicators, kept.words, kept.withdrawn) == (["water"], "ดีขึ้น", None)
    assert people.home.public
    coordinator.post(reverse("publish_withdraw", args=PAGE))
    kept.refresh_from_db()
    assert kept.withdrawn
    assert coordinator.get(page).status_code == 200
    assert coordinator.post(page, typed).status_code == 302
    kept.refresh_from_db()
    assert kept.withdrawn is None
    verbs_kept = AuditEntry.objects.order_by("id").values_list("verb", flat=True)
    assert [v for v in verbs_kept if "publi" in v] == [
        "round.published",
        "publication.withdrawn",
        "round.published",
    ]


@pytest.mark.parametrize(("part", "shown"), [(320.0, "80%"), (3.0, "ปิดไว้เพราะมีน้อยราย")])
def test_beside_it_stands_what_outsiders_see(
    people: Cast, round_: Round, coordinator: Client, part: float, shown: str
) -> None:
    figure(people, round_, part, 400.0)
    assert shown in coordinator.get(reverse("publish", args=PAGE)).content.decode()


@pytest.mark.parametrize("indicators", [[], ["nothing"], ["rice"]])
def test_only_what_has_a_number(
    people: Cast, round_: Round, coordinator: Client, indicators: list[str]
) -> None:
    figure(people, round_, 320.0, 400.0)
    answer = coordinator.post(reverse("publish", args=PAGE), {"indicators": indicators})
    assert list(answer.context["form"].errors) == ["indicators"]
    assert not Publication.objects.exists()


@pytest.mark.parametrize("role", ["viewer", "member", "mentor", "collector", "facilitator"])
def test_who_may_not(people: Cast, round_: Round, role: str) -> None:
    with pytest.raises(PermissionDenied):
        verbs.publish_round(people.people[role], round_, indicators=["water"])
    made = Publication.objects.create(round=round_, indicators=["water"])
    with pytest.raises(PermissionDenied):
        verbs.withdraw_publication(people.people[role], made)


def test_looked_at_before(people: Cast, round_: Round, coordinator: Client) -> None:
    figure(people, round_, 320.0, 400.0)
    typed = {"indicators": ["water"], "words": "ยังไม่ตัดสินใจ", "look": "1"}
    seen = coordinator.post(reverse("publish", args=PAGE), typed)
    assert "ยังไม่ตัดสินใจ" in seen.content.decode()
    assert not seen.context["sight"].inside
    assert not Publication.objects.exists()
    people.home.refresh_from_db()
    assert not people.home.public
