"""A community with results, and ways to ask the API as somebody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.test import Client
from tests.cast import Cast
from tests.results import makers

from ruamsuk.accounts.models import Token, User
from ruamsuk.results.actions import compute
from ruamsuk.results.models import Round

ROOT = "/api/v1"
ALL = ("read", "households", "write")


def measured(people: Cast) -> list[Round]:
    """Two rounds of the first community, computed."""
    version = makers.version(people.home)
    made = [makers.round_of(version, year) for year in (2024, 2025)]
    for seed, round_ in enumerate(made):
        makers.bring_in(round_, makers.households(people.home, seed=seed))
    compute.start_computation(people.people["facilitator"], people.home, version)
    return made


def secret(user: User, scopes: Sequence[str] = ALL, **fields: Any) -> str:
    """The secret of a new token."""
    return Token.issue(user=user, name="test", scopes=list(scopes), **fields)[1]


class Asker:
    """A program that asks the API with a token, or without one."""

    def __init__(self, token: str = "") -> None:
        self.client = Client(headers={"Authorization": f"Bearer {token}"} if token else {})

    def get(self, path: str, **query: Any) -> Any:
        """What the API answers."""
        return self.client.get(ROOT + path, query)

    def post(self, path: str, **body: Any) -> Any:
        """What the API answers to JSON."""
        return self.client.post(ROOT + path, body, content_type="application/json")


def program(user: User, *scopes: str) -> Asker:
    """A program with a token of these scopes, or of all."""
    return Asker(secret(user, scopes or ALL))
