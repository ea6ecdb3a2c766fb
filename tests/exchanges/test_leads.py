"""From a level to asking and offering: on the level's page, our levels, and the stairs."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from ruamsuk.assessments.leads import About
from ruamsuk.communities.models import Role
from ruamsuk.exchanges.leads import leads_of
from tests.assessments import makers as assessments
from tests.cast import cast
from tests.exchanges.helping import offer, request

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("now", "wished", "found"),
    [
        (2, 4, ["requests/new"]),
        (4, 5, ["requests/new", "offers/new"]),
        (5, 5, ["offers/new"]),
        (2, 2, []),
    ],
)
def test_a_level_leads_to_asking_or_offering(now: int, wished: int, found: list[str]) -> None:
    known = cast()
    leads = leads_of(known.people[Role.FACILITATOR], known.home)
    links = [one.address for one in leads(About(now, wished, practice=7))]
    assert links == [f"/c/700704/{part}/?practice=7" for part in found]
    by_share = [one.address for one in leads(About(now, wished, indicator="debt-free"))]
    assert by_share == [f"/c/700704/{part}/?indicator=debt-free" for part in found]
    assert not list(leads_of(known.neighbour, known.home)(About(now, wished, practice=7)))


def test_what_is_asked_and_offered_already_is_shown() -> None:
    known = cast()
    practice = assessments.first(assessments.table(known.organiser, known.network))
    request(known.home, practice)
    offer(known.home, practice, level=2)
    leads = leads_of(known.people[Role.FACILITATOR], known.home)
    assert {one.address for one in leads(About(2, 4, practice.pk))} == {
        f"/n/west/exchanges/#practice-{practice.pk}"
    }


def test_the_pages_of_levels_lead_there() -> None:
    known = cast()
    practice = assessments.first(assessments.table(known.organiser, known.network))
    sitting = assessments.sitting(known.organiser, practice.table, [known.home, known.other])
    assessments.agreed(sitting, practice, known.home, 2, 4)
    client = Client()
    client.force_login(known.people[Role.FACILITATOR], "django.contrib.auth.backends.ModelBackend")
    link = reverse("request_new", args=["700704"]) + f"?practice={practice.pk}"
    pages = [
        reverse("community_levels", args=["700704"]),
        reverse("sitting_level", args=[sitting.pk, "700704", practice.pk]),
        reverse("stairs", args=["west", practice.pk]) + "?community=700704",
    ]
    for page in pages:
        assert link in client.get(page).content.decode(), page
