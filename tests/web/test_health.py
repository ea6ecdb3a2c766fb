"""The program says whether it works."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_health(client: Client) -> None:
    assert client.get("/health").json() == {"status": "ok"}


def test_home_opens_for_anyone(client: Client) -> None:
    assert client.get("/").status_code == 200
