"""Who may read and change what is done in exchanges. Every view and verb asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from ruamsuk.communities.models import Community, Membership, Network
from ruamsuk.communities.rules import allowed
from ruamsuk.exchanges.models import Forum, Readers

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ruamsuk.accounts.models import User
    from ruamsuk.communities.rules import Place, Visitor

ForumVerb = Literal[
    "see",  # what, when, where, the agenda
    "read",  # what is written down in it, as far as its readers go
    "people",  # names of those who come: for those who come themselves
    "facilitate",  # prepare, invite, run it
    "write",  # write down what is said in it
]


def belongs(user: Visitor, communities: QuerySet[Community]) -> bool:
    """Whether a person has a role in one of these communities themselves."""
    if not user.is_authenticated or not _reads(user):
        return False
    return Membership.objects.filter(user=user, community__in=communities).exists()


def _reads(user: User) -> bool:
    """Whether a program that acts for the person may read at all; the person may."""
    return user.scopes is None or "read" in user.scopes


def taking_part(forum: Forum) -> QuerySet[Community]:
    """The communities that a forum is for: its own, and those invited; else all of the network."""
    invited = forum.communities.all()
    if forum.community_id:
        return (Community.objects.filter(pk=forum.community_id) | invited).distinct()
    return invited if invited.exists() else Community.objects.filter(network=forum.network_id)


def may_read(
    user: Visitor,
    readers: str,
    place: Place,
    communities: QuerySet[Community],
    present: bool,
) -> bool:
    """Whether a person is among the readers of a record.

    Args:
        user: who wants to read.
        readers: who can, by `Readers`.
        place: whose record it is.
        communities: those that take part.
        present: whether the person was there, or keeps the record.
    """
    if readers == Readers.PUBLIC or present:
        return True
    if readers == Readers.PRESENT:
        return False
    own = "see" in allowed(user, place)
    if readers == Readers.PLACE:
        if isinstance(place, Community) and own:
            return True
        return belongs(user, communities) or _has_role(user, place)
    network = place if isinstance(place, Network) else place.network
    return own or (network is not None and "see" in allowed(user, network))


def _has_role(user: Visitor, place: Place) -> bool:
    """Whether the role is in the network itself, not only in one of its communities."""
    return isinstance(place, Network) and "comment" in allowed(user, place)


def was_there(user: Visitor, forum: Forum) -> bool:
    """Whether a person came to a forum with their account, or keeps its record."""
    if not user.is_authenticated or not _reads(user):
        return False
    if forum.created_by_id == user.pk:
        return True
    return forum.attendances.filter(user=user, came__isnull=False).exists()


def forum_verbs(user: Visitor, forum: Forum) -> frozenset[ForumVerb]:
    """All that a person may do with a forum."""
    communities, place = taking_part(forum), forum.place
    here = allowed(user, place)
    inside = "see" in here or belongs(user, communities)
    reads = may_read(user, forum.readers, place, communities, was_there(user, forum))
    facilitates = "facilitate" in here
    found: set[ForumVerb] = set()
    if inside or reads:
        found.add("see")
    if reads:
        found.add("read")
    if facilitates:
        found |= {"facilitate", "people"}
    elif inside and user.is_authenticated and forum.attendances.filter(user=user).exists():
        found.add("people")
    if facilitates and reads:
        found.add("write")
    return frozenset(found)


def forum_for(user: Visitor, pk: int, verb: ForumVerb = "see") -> Forum:
    """The forum of an address, for someone who may do ``verb`` with it.

    Raises:
        Http404: there is none, or the person may not.
    """
    found = (
        Forum.objects.select_related(
            "network",
            "community__network",
            "community__wording",
            "community__tambon__district__province",
            "hall",
        )
        .filter(pk=pk)
        .first()
    )
    if found is None or verb not in forum_verbs(user, found):
        raise Http404
    return found


def demand_forum(user: Visitor, verb: ForumVerb, forum: Forum) -> None:
    """Let a verb go on only for someone who may do it with this forum.

    Raises:
        PermissionDenied: the person may not.
    """
    if verb not in forum_verbs(user, forum):
        raise PermissionDenied


def forums_of(user: Visitor, place: Place) -> QuerySet[Forum]:
    """The forums of a place that a person may see; for a community also those it is invited to."""
    if isinstance(place, Network):
        found = Forum.objects.filter(network=place)
    else:
        everyone = Q(network=place.network_id, communities=None) if place.network_id else Q()
        invited = Forum.objects.filter(Q(communities=place) | everyone)
        found = Forum.objects.filter(Q(community=place) | Q(pk__in=invited.values("pk")))
    found = found.select_related("network", "community")
    if "see" in allowed(user, place):
        return found
    return found.filter(readers=Readers.PUBLIC)
