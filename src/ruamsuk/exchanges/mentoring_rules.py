"""Who may read and change a mentoring: the two, and the network only where both would share it.

A role in the network opens nothing here: it takes to be the person, or to facilitate in the
community itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from ruamsuk.communities.models import Membership
from ruamsuk.communities.rules import IN_ITS_PLACE, allowed
from ruamsuk.exchanges.models import Mentoring

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ruamsuk.accounts.models import User
    from ruamsuk.communities.models import Network
    from ruamsuk.communities.rules import Visitor

Side = Literal["mentor", "mentee"]
SIDES: tuple[Side, ...] = ("mentor", "mentee")
MentoringVerb = Literal[
    "see",  # that it is: which communities, since when
    "read",  # aims, meetings, steps, and what both say at the end
    "write",  # all that, and how far it is shared
    "reflect",  # look back at the end, each for their own side
]

_LEADING = [role for role, verbs in IN_ITS_PLACE.items() if "facilitate" in verbs]


def _of_side(user: User, side: Side) -> Q:
    """Mentorings on whose side a person is."""
    own = Membership.objects.filter(user=user, role__in=_LEADING, community__isnull=False)
    as_community = {
        f"{side}_is_person": False,
        f"{side}_community__in": own.values("community"),
    }
    return Q(**{side: user}) | Q(**as_community)


def _lets(user: User, scope: str) -> bool:
    """Whether it is the person, or a program of theirs that may do this."""
    return user.scopes is None or scope in user.scopes


def own_mentorings(user: Visitor) -> QuerySet[Mentoring]:
    """The mentorings that a person is a side of."""
    if not user.is_authenticated or not _lets(user, "read"):
        return Mentoring.objects.none()
    return Mentoring.objects.filter(_of_side(user, "mentor") | _of_side(user, "mentee"))


def unreflected(user: User) -> QuerySet[Mentoring]:
    """Mentorings that have ended, and on which a person has not looked back yet."""
    sides = Q(_of_side(user, "mentor"), mentor_reflects="")
    sides |= Q(_of_side(user, "mentee"), mentee_reflects="")
    return Mentoring.objects.filter(sides, ended__isnull=False)


def sides_of(user: Visitor, mentoring: Mentoring) -> frozenset[Side]:
    """Which sides of a mentoring a person is: none, one, or both."""
    if not user.is_authenticated or not _lets(user, "read"):
        return frozenset()
    here = Mentoring.objects.filter(pk=mentoring.pk)
    return frozenset(side for side in SIDES if here.filter(_of_side(user, side)).exists())


def mentoring_verbs(user: Visitor, mentoring: Mentoring) -> frozenset[MentoringVerb]:
    """All that a person may do with a mentoring."""
    sides = sides_of(user, mentoring)
    found: set[MentoringVerb] = set()
    if sides or "see" in allowed(user, mentoring.network):
        found.add("see")
    if sides or ("see" in found and mentoring.shared):
        found.add("read")
    if sides and user.is_authenticated and _lets(user, "write"):
        found |= {"write", "reflect"} if mentoring.ended else {"write"}
    return frozenset(found)


def mentoring_for(user: Visitor, pk: int, verb: MentoringVerb = "read") -> Mentoring:
    """The mentoring of an address, for someone who may do ``verb`` with it.

    Raises:
        Http404: there is none, or the person may not.
    """
    related = ("network", "mentor_community", "mentee_community", "mentor", "mentee")
    found = Mentoring.objects.select_related(*related).filter(pk=pk).first()
    if found is None or verb not in mentoring_verbs(user, found):
        raise Http404
    return found


def demand_mentoring(user: Visitor, verb: MentoringVerb, mentoring: Mentoring) -> None:
    """Let a verb go on only for someone who may do it with this mentoring.

    Raises:
        PermissionDenied: the person may not.
    """
    if verb not in mentoring_verbs(user, mentoring):
        raise PermissionDenied


def readable_mentorings(user: Visitor, network: Network) -> QuerySet[Mentoring]:
    """The mentorings of a network that a person may read."""
    readable = Q(pk__in=own_mentorings(user).values("pk"))
    if "see" in allowed(user, network):
        readable |= Q(shared=True)
    return Mentoring.objects.filter(readable, network=network)
