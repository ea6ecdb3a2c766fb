"""Who may read and change requests, offers and plans.

Everyone in the network sees what is asked, offered and planned; whoever facilitates in a community
writes for it, and whoever facilitates in the network makes its plans.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.http import Http404

from ruamsuk.communities.models import Network
from ruamsuk.communities.rules import Verb, allowed, network_for
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
