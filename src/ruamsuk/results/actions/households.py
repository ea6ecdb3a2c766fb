"""Take the roll of households along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from ruamsuk.communities.audit import remember
from ruamsuk.communities.rules import demand
from ruamsuk.results.households import Line, Roll, Wanted

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User


@transaction.atomic
def take_along(by: User, roll: Roll, wanted: Wanted) -> list[Line]:
    """The lines of all households that are looked for, to be saved elsewhere.

    Args:
        by: who takes them; needs to see households.
        roll: of the community.
        wanted: which of them.

    Raises:
        PermissionDenied: the person may not.
    """
    demand(by, "see_households", roll.community)
    lines = roll.lines(roll.find(wanted))
    remember(by, "households.taken", roll.community, len(lines), village=wanted.village)
    return lines
