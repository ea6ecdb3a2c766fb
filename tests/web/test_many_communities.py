"""A network that grows: pages ask the database as often as before, however many communities."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.assessments import makers as assessments
from tests.cast import Cast, cast, community
from tests.exchanges import makers

from ruamsuk.accounts.models import User
from ruamsuk.assessments.models import Sitting
from ruamsuk.communities.models import Community, Membership, Role
from ruamsuk.communities.rules import allowed, allowed_in
from ruamsuk.exchanges.models import Forum
from ruamsuk.halls.actions import show

pytestmark = pytest.mark.django_db
MORE = 8


class Net:
    """A network with a table, a forum on it, and communities that become more."""

    def __init__(self) -> None:
        self.cast: Cast = cast()
        self.table = assessments.table(self.cast.organiser, self.cast.network)
        self.forum: Forum = makers.forum(self.cast.network)
        self.communities = [self.cast.home, self.cast.other]
        self.client = Client()
        self.client.force_login(self.cast.organiser, "django.contrib.auth.backends.ModelBackend")

    def grow(self) -> None:
        """Some communities join."""
        net = self.cast.network
        for n in range(MORE):
            self.communities.append(community(f"7009{n:02}", f"ชุมชน {n}", within=net, villages=0))

    def sitting(self) -> Sitting:
        """All communities assess themselves, and the hall shows the first practice."""
        by = self.cast.organiser
        made = assessments.sitting(by, self.table, self.communities, phones=True)
        assert made.hall is not None
        show(by, made.hall, "practice", assessments.first(self.table).pk)
        return made

    def asked(self, address: str) -> int:
        """How often a page asks the database."""
        self.client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert self.client.get(address).status_code == 200, address
        return len(asked)


def addresses(net: Net, sitting: Sitting) -> dict[str, str]:
    slug, forum = net.cast.network.slug, net.forum.pk
    assert sitting.hall is not None
    return {
        "sitting": reverse("sitting", args=[sitting.pk]),
        "a new sitting": reverse("network_sitting_new", args=[slug]),
        "levels": reverse("network_levels", args=[slug]),
        "assists": reverse("network_assists", args=[slug]),
        "assists of a forum": reverse("forum_assists", args=[forum]),
        "mentorings": reverse("mentorings", args=[slug]),
        "exchanges": reverse("exchanges", args=[slug]),
        "remote control": reverse("hall", args=[sitting.hall.pk]),
        "levels for programs": f"/api/v1/networks/{slug}/levels",
        "sitting for programs": f"/api/v1/sittings/{sitting.pk}",
    }


def test_pages_ask_no_more_often_in_a_large_network() -> None:
    net = Net()
    few = {page: net.asked(url) for page, url in addresses(net, net.sitting()).items()}
    net.grow()
    many = {page: net.asked(url) for page, url in addresses(net, net.sitting()).items()}
    assert {page: (few[page], n) for page, n in many.items() if n > few[page]} == {}


def test_asked_for_many_communities_the_answer_is_that_for_each() -> None:
    net = Net()
    net.grow()
    places: list[Community] = [
        *net.communities,
        *Community.objects.exclude(network=net.cast.network),
    ]
    mixed = User.objects.create_user("mixed@example.org")
    Membership.objects.create(user=mixed, community=places[2], role=Role.FACILITATOR)
    Membership.objects.create(user=mixed, community=places[3], role=Role.VIEWER)
    people = [*net.cast.people.values(), net.cast.organiser, net.cast.outsider, mixed]
    for person in people:
        for scopes in (None, frozenset({"read"}), frozenset({"read", "write"})):
            person.scopes = scopes
            for verb in ("see", "facilitate", "see_households"):
                each = {one.pk for one in places if verb in allowed(person, one)}
                assert allowed_in(person, verb, places) == each, (person, scopes, verb)
