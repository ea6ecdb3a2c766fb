"""Keep a figure that others counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from ruamsuk.communities.audit import remember
from ruamsuk.communities.rules import demand
from ruamsuk.results.actions.rounds import must_be_open
from ruamsuk.results.models import Figure, Round

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User


@transaction.atomic
def add_figure(by: User, round_: Round, indicator: str, **fields: Any) -> Figure:
    """Keep a figure of another source; the same one twice is kept once.

    Args:
        by: who brings it; needs to collect.
        round_: an open round.
        indicator: id of the indicator.
        fields: ``numerator``, ``denominator``, ``source``, ``as_of`` and ``village``.

    Raises:
        PermissionDenied: the person may not.
        ValidationError: the round is closed.
    """
    demand(by, "collect", round_.community)
    must_be_open(round_)
    said = {"round": round_, "indicator": indicator, **fields}
    twice = Figure.objects.filter(undone=None, **said).first()
    if twice is not None:
        return twice
    made = Figure.objects.create(by=by, **said)
    title = round_.called(indicator)
    details = {"indicator": indicator, "round": round_.label, "number": made.pk}
    remember(by, "figure.added", round_.community, title, **details)
    return made
