"""Who may read and change what is done in exchanges. Every view and verb asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from ruamsuk.communities.models import Community, Membership, Network
from ruamsuk.communities.rules import IN_ITS_PLACE, allowed
from ruamsuk.exchanges.models import Assist, Attendance, FollowUp, Forum, Readers, Step

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ruamsuk.accounts.models import User
    from ruamsuk.communities.rules import Place, Visitor
    from ruamsuk.exchanges.models import Minutes

ForumVerb = Literal[
    "see",  # what, when, where, the agenda
    "prepare",  # what the network knows already on its topic
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


def takes_part(user: Visitor, forum: Forum) -> bool:
    """Whether a person comes to a forum or came; who was only asked, or stays away, does not."""
    if not user.is_authenticated:
        return False
    there = Q(answer=Attendance.Answer.COMES) | Q(came__isnull=False)
    return forum.attendances.filter(there, user=user).exists()


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
    if inside:
        found.add("prepare")
    if reads:
        found.add("read")
    if facilitates:
        found |= {"facilitate", "people"}
    elif inside and takes_part(user, forum):
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


def visible_forums(user: Visitor) -> QuerySet[Forum]:
    """All forums that a person may see, wherever, in one query."""
    found = Q(readers=Readers.PUBLIC)
    if user.is_authenticated and _reads(user):
        mine = Membership.objects.filter(user=user)
        own = Community.objects.filter(memberships__in=mine)
        ruled = Network.objects.filter(memberships__in=mine)
        found |= Q(network__in=networks_of(user)) | Q(community__in=own) | Q(communities__in=own)
        found |= Q(community__network__in=ruled)
        found |= Q(readers=Readers.NETWORK, community__network__in=networks_of(user))
    return Forum.objects.filter(found).distinct()


def readable_minutes(user: Visitor, forum: Forum) -> QuerySet[Minutes]:
    """The versions of the minutes that a reader of a forum may read, the newest first.

    From outside only agreed ones that name nobody.
    """
    found = forum.minutes.select_related("by").order_by("-number")
    inside = "see" in allowed(user, forum.place) or belongs(user, taking_part(forum))
    if inside or was_there(user, forum):
        return found
    if forum.place.public:
        return found.filter(agreed_on__isnull=False, named=False)
    return found.none()


AssistVerb = Literal[
    "see",  # that it takes place: who asks, who helps, on what, when
    "read",  # its purpose, what is said in it, what came of it
    "run",  # lead it, write it down, say who was there and who can read it
    "steps",  # what the asker will do, and how that went
    "answer",  # the follow-ups
]


def assist_verbs(user: Visitor, assist: Assist) -> frozenset[AssistVerb]:
    """All that a person may do with a peer assist.

    A role in the network opens nothing that is kept to those present or to the communities that
    take part: it takes a role in one of these communities itself, or to have been there.
    """
    reads = Assist.objects.filter(_open_to(user, assist.network), pk=assist.pk).exists()
    own = _own_verbs(user, assist.asker)
    found: set[AssistVerb] = set()
    if reads or own or "see" in allowed(user, assist.network):
        found.add("see")
    if reads:
        found |= {"read", "steps"}
    if reads and "facilitate" in allowed(user, assist.asker):
        found |= {"run", "answer"}
    if own:
        found.add("steps")
    if "comment" in own & allowed(user, assist.asker):
        found.add("answer")
    return frozenset(found)


def assist_for(user: Visitor, pk: int, verb: AssistVerb = "read") -> Assist:
    """The peer assist of an address, for someone who may do ``verb`` with it.

    Raises:
        Http404: there is none, or the person may not.
    """
    found = (
        Assist.objects.select_related("network", "asker__network", "practice", "forum__hall")
        .filter(pk=pk)
        .first()
    )
    if found is None or verb not in assist_verbs(user, found):
        raise Http404
    return found


def demand_assist(user: Visitor, verb: AssistVerb, assist: Assist) -> None:
    """Let a verb go on only for someone who may do it with this peer assist.

    Raises:
        PermissionDenied: the person may not.
    """
    if verb not in assist_verbs(user, assist):
        raise PermissionDenied


def readable_assists(user: Visitor, network: Network) -> QuerySet[Assist]:
    """The peer assists of a network whose content a person may read."""
    return Assist.objects.filter(_open_to(user, network), network=network).distinct()


def readable_steps(user: Visitor, steps: QuerySet[Step]) -> QuerySet[Step]:
    """Of these steps those of no peer assist, and those of peer assists that a person may read.

    What a community set out to do in a peer assist its own members may always read.
    """
    seen = Q(assist=None) | Q(assist__readers=Readers.PUBLIC)
    if user.is_authenticated and _reads(user):
        own = Membership.objects.filter(user=user, community=OuterRef("assist__asker"))
        assists = Assist.objects.filter(_of_person(user), pk=OuterRef("assist"))
        inside = Q(assist__readers=Readers.NETWORK, assist__network__in=networks_of(user))
        seen |= Exists(own) | Exists(assists) | inside
    return steps.filter(seen)


def followable(user: Visitor, network: Network) -> QuerySet[FollowUp]:
    """The follow-ups on peer assists of a network whose steps a person may read."""
    if not user.is_authenticated or not _reads(user):
        return FollowUp.objects.none()
    own = Membership.objects.filter(user=user, community__isnull=False).values("community")
    mine = Q(assist__asker__in=own) | Q(assist__in=readable_assists(user, network).values("pk"))
    return FollowUp.objects.filter(mine, assist__network=network, step=None)


def _open_to(user: Visitor, network: Network) -> Q:
    """Which peer assists of a network a person may read."""
    found = Q(readers=Readers.PUBLIC)
    if user.is_authenticated and _reads(user):
        found |= _of_person(user)
        if "see" in allowed(user, network):
            found |= Q(readers=Readers.NETWORK)
    return found


def _of_person(user: User) -> Q:
    """Peer assists that a person was at, or that are open to a community of theirs."""
    own = Membership.objects.filter(user=user, community__isnull=False).values("community")
    taking_part = Q(asker__in=own) | Q(givers__in=own)
    shared = Q(readers__in=(Readers.PLACE, Readers.NETWORK)) & taking_part
    return Q(present=user) | shared


def networks_of(user: User) -> QuerySet[Network]:
    """The networks in which a person has a role, or a community of theirs is."""
    mine = Membership.objects.filter(user=user)
    return Network.objects.filter(Q(memberships__in=mine) | Q(communities__memberships__in=mine))


def _own_verbs(user: Visitor, community: Community) -> frozenset[str]:
    """What a person may do in a community by a role in itself, not by one in its network."""
    if not user.is_authenticated or not _reads(user):
        return frozenset()
    role = Membership.objects.filter(user=user, community=community).values_list("role", flat=True)
    return frozenset[str]().union(*(IN_ITS_PLACE[one] for one in role))
