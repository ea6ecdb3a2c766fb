"""Who can accompany whom, and how many each accompanies already."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from ruamsuk.accounts.models import User
from ruamsuk.base.templatetags.ruamsuk import local
from ruamsuk.communities.models import Community, Membership, Network, Role
from ruamsuk.exchanges.models import Mentoring

MANY = 3
"""Whoever accompanies so many has enough for now; it is said, not forbidden."""


@dataclass(frozen=True)
class Someone:
    """A side of a mentoring that can be chosen.

    Attributes:
        community: the community, or the one from which the person comes.
        user: the person; None for the community as such.
        load: how many they accompany now; None where it is not asked.
    """

    community: Community
    user: User | None = None
    load: int | None = None

    def __str__(self) -> str:
        name = local(self.community.name)
        if self.user:
            name = f"{self.user} ({name})"
        return f"{name} – {load_words(self.load)}" if self.load else name


def load_words(load: int) -> str:
    """How many somebody accompanies, said kindly."""
    words = _("accompanies %(n)s now") % {"n": load}
    return _("%(words)s, enough for the moment") % {"words": words} if load >= MANY else words


def loads_of(network: Network) -> dict[int, int]:
    """How many each community accompanies now, itself and by its people."""
    running = Mentoring.objects.filter(network=network, ended=None).order_by()
    counted = running.values_list("mentor_community").annotate(n=Count("pk"))
    return dict(counted)


def mentors_for(community: Community) -> dict[str, Someone]:
    """Who can accompany a community or one of its people, by the key of the choice.

    The other communities of its network; people who took the role of a mentor anywhere in it; and
    the community's own people.
    """
    network = community.network
    if network is None:
        return {}
    running = Mentoring.objects.filter(network=network, ended=None).order_by()
    as_communities = running.filter(mentor_is_person=False)
    loads = dict(as_communities.values_list("mentor_community").annotate(n=Count("pk")))
    others = network.communities.exclude(pk=community.pk).order_by("slug")
    found = {f"community-{one.pk}": Someone(one, None, loads.get(one.pk)) for one in others}
    by_person = dict(
        running.filter(mentor__isnull=False).values_list("mentor").annotate(n=Count("pk"))
    )
    within = Q(network=network) | Q(community__network=network)
    roles = Q(role=Role.MENTOR) & within | Q(community=community) & ~Q(role=Role.VIEWER)
    for one in _people(roles):
        assert one.user_id
        known = Someone(one.community or community, one.user, by_person.get(one.user_id))
        found.setdefault(f"person-{one.user_id}", known)
    return found


def mentees_of(community: Community) -> dict[str, Someone]:
    """The community itself, and its people, by the key of the choice."""
    found = {f"community-{community.pk}": Someone(community)}
    for one in _people(Q(community=community) & ~Q(role__in=(Role.VIEWER, Role.MENTOR))):
        found.setdefault(f"person-{one.user_id}", Someone(community, one.user))
    return found


def _people(which: Q) -> list[Membership]:
    found = Membership.objects.filter(which, user__is_active=True)
    found = found.select_related("user", "community__network")
    return list(found.order_by("user__display_name", "user__username", "pk"))
