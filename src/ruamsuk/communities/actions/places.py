"""Start networks, add communities, change what is said about them."""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from ruamsuk.communities.audit import remember
from ruamsuk.communities.models import Community, Membership, Network, Role, Wording
from ruamsuk.communities.rules import Verb, demand

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User


@transaction.atomic
def start_network(by: User, network: Network) -> Network:
    """Start a network. Whoever signed in may; they become its coordinator."""
    _save_at_a_free_address(network, slugify(network.name.en)[:30] or "network")
    Membership.objects.create(user=by, network=network, role=Role.COORDINATOR)
    remember(by, "network.started", network, network)
    return network


@transaction.atomic
def found_community(by: User, community: Community) -> Community:
    """Add a community, alone or within a network.

    Alone, its founder becomes its coordinator. Within a network only the network's coordinator may
    add one, and gets no role in it: their role in the network lets them do all but look at
    single households, which only the community gives.
    """
    if community.network:
        demand(by, "manage", community.network)
    _save_at_a_free_address(community, community.tambon_id)
    if not community.network:
        Membership.objects.create(user=by, community=community, role=Role.COORDINATOR)
    remember(by, "community.founded", community, community, tambon=community.tambon_id)
    return community


def _save_at_a_free_address(place: Network | Community, start: str) -> None:
    known = type(place)._default_manager.filter(slug__startswith=start)
    taken = set(known.values_list("slug", flat=True))
    for place.slug in chain([start], (f"{start}-{number}" for number in count(2))):
        if place.slug in taken:
            continue
        try:
            with transaction.atomic():
                place.save(force_insert=True)
            return
        except IntegrityError:  # somebody took it a moment ago
            continue


@transaction.atomic
def change_network(by: User, network: Network, fields: list[str]) -> None:
    """Keep what was changed about a network."""
    demand(by, "manage", network)
    network.save(update_fields=fields)
    remember(by, "network.changed", network, network, fields=fields)


@transaction.atomic
def change_community(by: User, community: Community, fields: list[str]) -> None:
    """Keep what was changed about a community; its revision goes up."""
    _keep(by, "facilitate", "community.changed", community, fields)


@transaction.atomic
def change_settings(by: User, community: Community, fields: list[str]) -> None:
    """Keep who may read what, and the network. A network is joined by its coordinator only."""
    if "network" in fields and community.network:
        demand(by, "manage", community.network)
    _keep(by, "manage", "community.settings", community, fields)


def _keep(by: User, verb: Verb, done: str, community: Community, fields: list[str]) -> None:
    kept = Community.objects.select_related("network").select_for_update(of=("self",))
    before = kept.get(pk=community.pk)
    demand(by, verb, before)  # asked of what is kept, not of what was just typed
    community.revision = before.revision + 1
    community.save(update_fields=[*fields, "revision"])
    remember(by, done, community, community, fields=fields)


@transaction.atomic
def say_in_our_words(by: User, wording: Wording) -> None:
    """Keep what a community calls things."""
    demand(by, "facilitate", wording.community)
    wording.save()
    remember(by, "community.wording", wording.community)
