"""Who may work with rounds and results: insiders, by what they may do in the community."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from ruamsuk.communities.models import Community, Membership, Network
from ruamsuk.communities.rules import Verb, allowed, community_for
from ruamsuk.engine.framework.models import Indicator
from ruamsuk.results.models import Round

if TYPE_CHECKING:
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


def round_for(
    user: Visitor, slug: str, label: str, verb: Verb = "see"
) -> tuple[Round, frozenset[Verb]]:
    """A round and what the person may do in its community, for someone who may do ``verb``.

    Raises:
        Http404: there is none, or the person may not.
    """
    community, found = insider_for(user, slug, verb)
    rounds = Round.objects.select_related("version__framework", "publication")
    round_ = get_object_or_404(rounds, community=community, label=label)
    round_.community = community
    return round_, found


def indicator_of(round_: Round, name: str) -> Indicator:
    """An indicator of a round.

    Raises:
        Http404: the round's version has none of this name.
    """
    for indicator in round_.version.definition.indicators:
        if indicator.id == name:
            return indicator
    raise Http404


def seen_inside(
    user: Visitor, network: Network, communities: Sequence[Community]
) -> frozenset[int]:
    """Communities of a network of which the person sees more than what is published."""
    if not user.is_authenticated:
        return frozenset()
    here = Q(network=network) | Q(community__in=communities)
    roles = Membership.objects.filter(here, user=user).values_list("network", "community")
    if any(place is not None for place, _ in roles):
        return frozenset(community.pk for community in communities)
    return frozenset(community for _, community in roles if community is not None)
