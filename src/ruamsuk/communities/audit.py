"""The trail of what was done: the one way to write it, and its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ruamsuk.communities.models import AuditEntry, Community, Network
from ruamsuk.lib.text import LocalText

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User

VERBS: dict[str, str | Promise] = {
    "network.started": _("started the network %(target)s"),
    "network.changed": _("changed what is said about the network"),
    "community.founded": _("added the community %(target)s"),
    "community.changed": _("changed what is said about the community"),
    "community.settings": _("changed the settings"),
    "community.wording": _("changed the community's own words"),
    "village.added": _("added villages: %(target)s"),
    "village.changed": _("changed the village %(target)s"),
    "village.deleted": _("took out the village %(target)s"),
    "village.restored": _("put back the village %(target)s"),
    "timeline.added": _("added to the history: %(target)s"),
    "timeline.changed": _("changed in the history: %(target)s"),
    "timeline.deleted": _("took out of the history: %(target)s"),
    "timeline.restored": _("put back into the history: %(target)s"),
    "asset.added": _("added what we have: %(target)s"),
    "asset.changed": _("changed what we have: %(target)s"),
    "asset.deleted": _("took out what we have: %(target)s"),
    "asset.restored": _("put back what we have: %(target)s"),
    "partner.added": _("added the partner %(target)s"),
    "partner.changed": _("changed the partner %(target)s"),
    "partner.deleted": _("took out the partner %(target)s"),
    "partner.restored": _("put back the partner %(target)s"),
    "learning.added": _("added who learned from whom: %(target)s"),
    "learning.changed": _("changed who learned from whom: %(target)s"),
    "learning.deleted": _("took out who learned from whom: %(target)s"),
    "learning.restored": _("put back who learned from whom: %(target)s"),
    "invitation.made": _("invited people as %(target)s"),
    "invitation.revoked": _("took back an invitation as %(target)s"),
    "invitation.accepted": _("accepted an invitation"),
    "member.changed": _("changed the role of %(target)s"),
    "member.left": _("left this place"),
    "member.removed": _("took away the role of %(target)s"),
}
"""What the trail says for each verb; ``%(target)s`` is what it was done to.

An app on a higher floor adds its own when it is ready: ``VERBS.update({...})``.
"""


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
    with override("th"):  # a trail reads in one language, whoever writes it
        words = target.to("th") if isinstance(target, LocalText) else str(target)
    AuditEntry.objects.create(
        actor=actor,
        verb=verb,
        network=place if isinstance(place, Network) else None,
        community=place if isinstance(place, Community) else None,
        target=words[:200],
        details=details,
    )


def sentence(entry: AuditEntry) -> str:
    """What was done, in the language of the page; the bare verb where nobody gave it words."""
    words = VERBS.get(entry.verb)
    if not words:
        return f"{entry.verb} {entry.target}"
    return (str(words) % {"target": entry.target}).rstrip(" :")
