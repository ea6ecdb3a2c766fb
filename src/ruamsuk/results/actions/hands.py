"""Keep a show of hands."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from ruamsuk.communities.audit import remember
from ruamsuk.communities.models import Village
from ruamsuk.communities.rules import demand
from ruamsuk.results.actions.rounds import must_be_open
from ruamsuk.results.models import HandCount, Round

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User

A_MOMENT = datetime.timedelta(minutes=1)
"""Time in which the same count by the same person is a button pressed twice."""


@transaction.atomic
def count_hands(
    by: User,
    round_: Round,
    indicator: str,
    *,
    counts: Sequence[int],
    held_on: datetime.date,
    village: Village | None = None,
    where: str = "",
) -> HandCount:
    """Keep how many hands were counted at each step; a double press keeps them once.

    Args:
        by: who counted; needs to collect.
        round_: an open round.
        indicator: id of the indicator.
        counts: hands at each step, from worst to best.
        held_on: day of the meeting.
        village: where only one village met.
        where: the place of the meeting.

    Raises:
        PermissionDenied: the person may not.
        ValidationError: the round is closed.
    """
    demand(by, "collect", round_.community)
    must_be_open(round_)
    said = {
        "round": round_,
        "indicator": indicator,
        "counts": list(counts),
        "held_on": held_on,
        "village": village,
        "where": where,
        "by": by,
    }
    just_now = timezone.now() - A_MOMENT
    twice = HandCount.objects.filter(undone=None, at__gt=just_now, **said).first()
    if twice is not None:
        return twice
    made = HandCount.objects.create(**said)
    title = round_.called(indicator)
    details = {"indicator": indicator, "round": round_.label, "number": made.pk}
    remember(by, "hands.counted", round_.community, title, **details)
    return made
