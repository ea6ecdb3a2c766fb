"""What is kept about a person who wrote down requests and offers of their community."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ruamsuk.accounts.models import User
from ruamsuk.accounts.privacy import Kept, Section, register
from ruamsuk.exchanges.models import Offer, Plan, Request


def helping(user: User) -> Iterator[Kept]:
    """Requests and offers that the person wrote down."""
    for asked in Request.objects.filter(by=user).select_related("community"):
        place = asked.community.slug
        yield Kept(asked.reach, asked.made, {"request": asked.reach, "community": place})
    for offered in Offer.objects.filter(by=user).select_related("community"):
        place = offered.community.slug
        yield Kept(offered.did, offered.made, {"offer": offered.did, "community": place})


def plans(user: User) -> Iterator[Kept]:
    """Plans that the person had proposed."""
    for plan in Plan.objects.filter(made_by=user).select_related("network"):
        yield Kept(str(plan.network), plan.made, {"network": plan.network.slug})


def register_all() -> None:
    """Say what is kept."""
    words = _("Requests and offers that I wrote down for my community")
    register(Section("helping", words, helping, stays=True))
    register(Section("plans", _("Plans of who helps whom that I had proposed"), plans, stays=True))
