"""Levels for programs: what members may read, and never who said what."""

from __future__ import annotations

import pytest
from django.test import Client

from ruamsuk.communities.models import Role
from tests.assessments import makers
from tests.cast import cast

pytestmark = pytest.mark.django_db


def test_members_read_levels_and_others_find_nothing() -> None:
    known = cast()
    table = makers.table(known.organiser, known.network)
    both = [known.home, known.other]
    sitting = makers.sitting(known.organiser, table, both)
    first, second = list(table.practices.all())[:2]
    makers.opinions(sitting, first, known.home, 2, 3, 3)
    makers.opinions(sitting, second, known.home, 2, 3)
    makers.agreed(sitting, first, known.home, 3, 4)
    makers.agreed(sitting, first, known.other, 2, 4)
    pages = [
        f"/api/v1/communities/{known.home.slug}/practices",
        f"/api/v1/networks/{known.network.slug}/practices",
        f"/api/v1/practices/{table.pk}",
        f"/api/v1/communities/{known.home.slug}/sittings",
        f"/api/v1/sittings/{sitting.pk}",
        f"/api/v1/communities/{known.home.slug}/levels",
        f"/api/v1/networks/{known.network.slug}/levels",
    ]
    answers = {}
    for who in (known.people[Role.VIEWER], known.neighbour, known.outsider):
        client = Client()
        client.force_login(who, "django.contrib.auth.backends.ModelBackend")
        answers[who] = [client.get(page) for page in pages]
    assert [a.status_code for a in answers[known.people[Role.VIEWER]]] == [200] * 7
    assert [a.status_code for a in answers[known.outsider]] == [404] * 7
    neighbour = answers[known.neighbour]
    assert [a.status_code for a in neighbour] == [404, 200, 200, 404, 200, 404, 200]
    said = answers[known.people[Role.VIEWER]][4].json()
    assert [one["counts"] for one in said["said"]] == [[0, 1, 2, 0, 0], None]
    assert {one["community"] for one in said["levels"]} == {known.home.slug}
    assert {one["community"] for one in neighbour[4].json()["levels"]} == {known.other.slug}
    assert len(neighbour[6].json()) == 2
    assert len(said["communities"]) == 2
