"""Strike through what was counted by hand or by others, or let it stand again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from ruamsuk.communities.audit import remember
from ruamsuk.communities.rules import demand
from ruamsuk.results.actions.rounds import must_be_open
from ruamsuk.results.models import Figure, HandCount

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User


@transaction.atomic
def strike(by: User, kept: HandCount | Figure, *, undone: bool = True) -> None:
    """Strike a count or a figure through, or let it stand again; it stays to be read.

    Raises:
        PermissionDenied: the person may not.
        ValidationError: the round is closed.
    """
    community = kept.round.community
    demand(by, "collect", community)
    must_be_open(kept.round)
    moment = timezone.now() if undone else None
    type(kept)._default_manager.filter(pk=kept.pk).update(undone=moment)
    noun = "hands" if isinstance(kept, HandCount) else "figure"
    verb = f"{noun}.undone" if undone else f"{noun}.restored"
    details = {"indicator": kept.indicator, "number": kept.pk}
    remember(by, verb, community, kept.round.called(kept.indicator), **details)
