"""Who may read and change requests, offers and plans.

Everyone in the network sees what is asked, offered and planned; whoever facilitates in a community
writes for it, and whoever facilitates in the network makes its plans.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Q
from django.http import Http404

from ruamsuk.communities.models import Community, Membership, Network
from ruamsuk.communities.rules import IN_COMMUNITIES, IN_ITS_PLACE, Verb, allowed, network_for
from ruamsuk.exchanges.models import Offer, Plan, Request

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Visitor

Thing = TypeVar("Thing", Request, Offer)


def inside(user: Visitor, slug: str, verb: Verb = "see") -> Network:
    """The network of an address, for someone of the network; that its page is public is not enough.

    Raises:
        Http404: there is none, or the person may not.
    """
    found = network_for(user, slug)
    if verb not in allowed(user, found):
        raise Http404
    return found


def plan_for(user: Visitor, pk: int, verb: Verb = "see") -> Plan:
    """The plan of an address, for someone who may do ``verb`` in its network.

    Raises:
        Http404: there is none, or the person may not.
    """
    found = Plan.objects.select_related("network").filter(pk=pk).first()
    if found is None or verb not in allowed(user, found.network):
        raise Http404
    return found


def thing_for(user: Visitor, kind: type[Thing], pk: int) -> Thing:
    """A request or an offer, for someone who writes for its community.

    Raises:
        Http404: there is none, or the person may not.
    """
    things = kind.objects.select_related("community__network", "practice")
    found = things.filter(pk=pk).first()
    if found is None or "facilitate" not in allowed(user, found.community):
        raise Http404
    return found


def writes_for(user: Visitor, network: Network, communities: Iterable[Community]) -> set[int]:
    """Numbers of those communities of a network for which a person writes; one query for all."""
    if not user.is_authenticated or not (user.scopes is None or "write" in user.scopes):
        return set()
    here = Q(network=network) | Q(community__network=network)
    roles = list(Membership.objects.filter(here, user=user).values_list("role", "community"))
    everywhere = any(own is None and "facilitate" in IN_COMMUNITIES[role] for role, own in roles)
    own = {place for role, place in roles if place and "facilitate" in IN_ITS_PLACE[role]}
    return {one.pk for one in communities if everywhere or one.pk in own}
