"""Who may work with rounds and results: insiders, by what they may do in the community."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404

from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import Verb, allowed, community_for

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User
    from ruamsuk.communities.rules import Visitor


def insider_for(user: Visitor, slug: str, verb: Verb = "see") -> tuple[Community, frozenset[Verb]]:
    """A community and what the person may do there, for someone with a role that allows ``verb``.

    A community that publishes lets everyone see its public page, but not its rounds.

    Raises:
        Http404: there is none, or the person may not.
    """
    community = community_for(user, slug)
    found = allowed(user, community)
    if verb not in found:
        raise Http404
    return community, found


def insist(user: User, verb: Verb, community: Community) -> None:
    """Stop a verb that the person may not do; views have answered with 404 before.

    Raises:
        PermissionDenied: the person may not.
    """
    if verb not in allowed(user, community):
        raise PermissionDenied
