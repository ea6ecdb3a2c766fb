"""Every address, asked by everyone: whoever may not see a thing is told that it is not there."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client
from tests.web.access import NEEDS, POSTED, PUBLIC, SIGNED_IN, World, addresses, world

from ruamsuk.communities.models import Role
from ruamsuk.communities.rules import allowed

pytestmark = pytest.mark.django_db


def test_every_address_says_what_it_needs() -> None:
    assert {name for _, name in addresses()} == set(NEEDS)


@pytest.mark.parametrize(("pattern", "name"), addresses())
def test_who_may_open(pattern: str, name: str) -> None:
    known = world()
    url = known.address(pattern, name)
    wrong = {}
    for who, person in known.people().items():
        client = Client()
        if person.is_authenticated:
            client.force_login(person, "django.contrib.auth.backends.ModelBackend")
        with transaction.atomic():
            found = _opened(client, url)
            transaction.set_rollback(True)
        expected = _may(known, who, pattern, NEEDS[name])
        if found != expected:
            wrong[who] = f"opens: {found}, may: {expected}"
    assert wrong == {}, url


def _opened(client: Client, url: str) -> bool:
    """Whether the address answers this person at all, by GET or else by POST."""
    response = client.get(url)
    if response.status_code == 405:
        response = client.post(url, POSTED)
    assert response.status_code < 500
    assert response.status_code != 403, "what one may not see is not there: 404"
    to_sign_in = response.status_code == 302 and "/accounts/login" in response["Location"]
    return response.status_code != 404 and not to_sign_in


def _may(known: World, who: str, pattern: str, needs: str) -> bool:
    person = known.people()[who]
    if needs == PUBLIC:
        return True
    if needs == SIGNED_IN:
        return person.is_authenticated
    if needs in ("its author", "who was there"):
        return who == Role.COORDINATOR
    if needs == "its own member":
        return who in Role.values
    if needs == "its member" and who == Role.MEMBER:
        return True
    needs, _, whose = {"its member": "manage"}.get(needs, needs).partition(" of the ")
    of_network = pattern.startswith("n/") or whose == "network"
    place = known.cast.network if of_network else known.cast.home
    verbs = needs.split(" and ")
    return allowed(person, place).issuperset(verbs)
