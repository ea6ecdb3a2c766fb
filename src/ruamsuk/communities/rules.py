"""Who may do what where. Every view and verb asks here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from ruamsuk.communities.models import Community, Membership, Network, Role

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User

    Visitor = User | AnonymousUser

Place = Network | Community
Verb = Literal[
    "see",  # pages of the place, beyond what it publishes
    "comment",  # say something on what is proposed; vote
    "collect",  # bring in data: tables, counts of hands, figures of others
    "see_households",  # single households, and small counts
    "facilitate",  # frameworks, rounds, computing, verdicts, the profile
    "manage",  # people, invitations, settings, what is public
    "audit",  # the trail of what was done
]

_VIEWER: frozenset[Verb] = frozenset({"see"})
_MEMBER: frozenset[Verb] = _VIEWER | {"comment"}
_COLLECTOR: frozenset[Verb] = _MEMBER | {"collect", "see_households"}
_FACILITATOR: frozenset[Verb] = _COLLECTOR | {"facilitate"}
_COORDINATOR: frozenset[Verb] = _FACILITATOR | {"manage", "audit"}

IN_ITS_PLACE: dict[str, frozenset[Verb]] = {
    Role.VIEWER: _VIEWER,
    Role.MENTOR: _MEMBER,
    Role.MEMBER: _MEMBER,
    Role.COLLECTOR: _COLLECTOR,
    Role.FACILITATOR: _FACILITATOR,
    Role.COORDINATOR: _COORDINATOR,
}
"""What a role may do in the place that it was given for."""

_HOUSEHOLDS: frozenset[Verb] = frozenset({"collect", "see_households"})
IN_COMMUNITIES: dict[str, frozenset[Verb]] = {
    role: verbs - _HOUSEHOLDS for role, verbs in IN_ITS_PLACE.items()
}
"""What a role in a network may do in its communities: nothing with single households."""

IN_SCOPE: dict[str, frozenset[Verb]] = {
    "read": frozenset({"see", "audit"}),
    "households": _HOUSEHOLDS - {"collect"},
    "write": _COORDINATOR - {"see", "audit", "see_households"},
}
"""What a program may do that acts for a person with a token of this scope."""


def allowed(user: Visitor, place: Place) -> frozenset[Verb]:
    """All that a person may do in a place, by their roles there and in its network."""
    if not user.is_authenticated:
        return frozenset()
    found = _by_roles(user, place)
    return found if user.scopes is None else found & _in_scopes(user.scopes)


def allowed_in(user: Visitor, verb: Verb, communities: Iterable[Community]) -> set[int]:
    """Numbers of those communities in which `allowed` has a verb, asked once for all of them."""
    if not user.is_authenticated:
        return set()
    if user.scopes is not None and verb not in _in_scopes(user.scopes):
        return set()
    roles = list(Membership.objects.filter(user=user).values_list("role", "network", "community"))
    ruled = {network for role, network, _ in roles if network and verb in IN_COMMUNITIES[role]}
    own = {community for role, _, community in roles if community and verb in IN_ITS_PLACE[role]}
    return {one.pk for one in communities if one.pk in own or one.network_id in ruled}


def _in_scopes(scopes: Iterable[str]) -> frozenset[Verb]:
    return frozenset[Verb]().union(*(IN_SCOPE[scope] for scope in scopes))


def _by_roles(user: User, place: Place) -> frozenset[Verb]:
    if isinstance(place, Network):
        roles = Membership.objects.filter(user=user, network=place).values_list("role", flat=True)
        inside = Membership.objects.filter(user=user, community__network=place).exists()
        # whoever has a role in one of its communities sees the network they belong to
        found = _VIEWER if inside else frozenset[Verb]()
        return found.union(*(IN_ITS_PLACE[role] for role in roles))
    here = Q(community=place)
    if place.network_id:
        here |= Q(network=place.network_id)
    pairs = Membership.objects.filter(here, user=user).values_list("role", "community")
    return frozenset[Verb]().union(
        *((IN_COMMUNITIES if own is None else IN_ITS_PLACE)[role] for role, own in pairs)
    )


def may(user: Visitor, verb: Verb, place: Place) -> bool:
    """Whether a person may do this here. What is public anyone may see."""
    return (verb == "see" and place.public) or verb in allowed(user, place)


def may_give(user: Visitor, role: str, place: Place) -> bool:
    """Whether a person may give this role here.

    A role that sees single households is given by those who see them. Only to a community where
    nobody does yet, the coordinator of its network gives the first one.
    """
    held, sees = allowed(user, place), "see_households"
    if sees in held or sees not in IN_ITS_PLACE[role] or isinstance(place, Network):
        return "manage" in held
    seeing = [one for one, verbs in IN_ITS_PLACE.items() if sees in verbs]
    first = not Membership.objects.filter(community=place, role__in=seeing).exists()
    return first and "manage" in held


def demand(user: Visitor, verb: Verb, place: Place) -> None:
    """Let a verb go on only for someone who may do it here.

    Raises:
        PermissionDenied: the person may not.
    """
    if not may(user, verb, place):
        raise PermissionDenied


def community_for(user: Visitor, slug: str, verb: Verb = "see") -> Community:
    """The community of an address, for someone who may do ``verb`` there.

    Raises:
        Http404: there is none, or the person may not.
    """
    found = Community.objects.with_area().filter(slug=slug).first()
    if found is None or not may(user, verb, found):
        raise Http404
    return found


def network_for(user: Visitor, slug: str, verb: Verb = "see") -> Network:
    """The network of an address, for someone who may do ``verb`` there.

    Raises:
        Http404: there is none, or the person may not.
    """
    found = Network.objects.filter(slug=slug).first()
    if found is None or not may(user, verb, found):
        raise Http404
    return found
