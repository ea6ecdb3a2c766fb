"""A network's forum in a real browser, from its preparation to the follow-up a month later."""

from __future__ import annotations

import pytest

from .conftest import Visit
from .forum_walk import assisted, ground, hall, helping, written

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_forum_is_walked_from_end_to_end(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    on = ground.ground(visit("/accounts/login/", width=1280))
    hall.prepare(on)
    board = hall.fill_hall(on, visit)
    hall.assess(on, board)
    hall.watch_the_river(on, board)
    written.write_cards(on, board)
    written.decide(on)
    helping.ask_and_offer(on)
    helps = helping.plan(on)
    helping.print_calendar(on, helps)
    assisted.help_one_another(on, visit)
    on.lead.goto(f"/forums/{on.forum}/")
    written.keep_minutes(on)
    assisted.follow_up(on, visit, monkeypatch)
