"""What a hall shows of a plan: who meets whom."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy

from ruamsuk.communities.models import Network
from ruamsuk.exchanges.models import Plan
from ruamsuk.exchanges.plan_words import MeetingOf, day_text, meetings_of
from ruamsuk.halls.models import Hall, Seat
from ruamsuk.halls.scenes import Choice, Scene, Shown, register
from ruamsuk.lib.text import LocalText

KEY = "matches"
CHOICES = 5
"""So many of the newest plans can be shown."""
_NAME = LocalText("แผนวันที่ {day}", "Plan of {day}")


def _network(hall: Hall) -> Network | None:
    return hall.network or (hall.community.network if hall.community else None)


def _choices(hall: Hall) -> Iterator[Choice]:
    network = _network(hall)
    if network is None:
        return
    for plan in network.plans.all()[:CHOICES]:
        name = _NAME.format(day=day_text(timezone.localdate(plan.made)))
        yield Choice(plan.pk, name, done=plan.agreed is not None)


def _meetings(hall: Hall) -> list[MeetingOf] | None:
    plan = Plan.objects.filter(pk=hall.about or 0, network=_network(hall)).first()
    if plan is None:
        return None
    pairs = plan.matches.select_related(
        "request__community", "request__practice", "offer__community"
    )
    return meetings_of(pairs)


def _phone(hall: Hall, seat: Seat) -> Shown:
    meetings = _meetings(hall)
    if meetings is None:
        return Shown("halls/phone_blank.html")
    own = [one for one in meetings if seat.community_id and one.of(seat.community_id)]
    return Shown("exchanges/phone_matches.html", {"meetings": own})


def _board(hall: Hall) -> Shown:
    meetings = _meetings(hall)
    if meetings is None:
        return Shown("halls/board_blank.html")
    return Shown("exchanges/board_matches.html", {"meetings": meetings})


MATCHES = Scene(
    KEY,
    gettext_lazy("Who helps whom"),
    phone=_phone,
    board=_board,
    choices=_choices,
    shared=True,
)


def register_all() -> None:
    """Say that a hall can show plans."""
    register(MATCHES)
