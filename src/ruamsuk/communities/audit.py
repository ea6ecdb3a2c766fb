"""The one way to write the trail of what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruamsuk.communities.models import AuditEntry, Community, Network

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User


def remember(
    actor: User | None,
    verb: str,
    place: Network | Community,
    target: object = "",
    **details: object,
) -> None:
    """Add a line to the trail of a place.

    Args:
        actor: who did it; None for the program itself.
        verb: noun and participle, such as ``invitation.revoked``.
        place: the network or community whose coordinators may read the line.
        target: what it was done to.
        details: codes and numbers; never what a household answered.
    """
    AuditEntry.objects.create(
        actor=actor,
        verb=verb,
        network=place if isinstance(place, Network) else None,
        community=place if isinstance(place, Community) else None,
        target=str(target)[:200],
        details=details,
    )
