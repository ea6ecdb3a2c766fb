"""The cast stands as it says."""

from __future__ import annotations

import pytest

from ruamsuk.communities import rules
from tests.cast import cast

pytestmark = pytest.mark.django_db


def test_roles_hold_in_their_place() -> None:
    known = cast()
    assert "manage" in rules.allowed(known.people["coordinator"], known.home)
    assert "see_households" not in rules.allowed(known.organiser, known.home)
    assert rules.allowed(known.neighbour, known.home) == frozenset()
    assert not rules.may(known.outsider, "see", known.home)
