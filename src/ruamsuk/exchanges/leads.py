"""From a level to asking for help or offering it, and to what is asked and offered already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ruamsuk.assessments.leads import About, Lead, Leads
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import allowed
from ruamsuk.exchanges.models import Offer, Request
from ruamsuk.exchanges.models.offer import topic_code

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Visitor

CAN_SHARE = 4
"""From this level on, systematic, a community is asked whether it would help others."""


def leads_of(user: Visitor, community: Community) -> Leads:
    """Where levels of a community lead for whoever writes for it."""
    network = community.network
    if network is None or "facilitate" not in allowed(user, community):
        return lambda about: ()
    page = reverse("exchanges", args=[network.slug])
    open_ones = {"community": community, "withdrawn": None}
    asked = {one.topic_code for one in Request.objects.filter(**open_ones)}
    offered = {one.topic_code for one in Offer.objects.filter(**open_ones)}

    def found(about: About) -> Iterator[Lead]:
        code = topic_code(about.practice, about.indicator)
        kind, _dash, key = code.partition("-")
        query = f"?{kind}={key}"
        if code in asked:
            yield Lead(f"{page}#{code}", _("We ask for help"), "hand")
        elif about.wished > about.now:
            address = reverse("request_new", args=[community.slug])
            yield Lead(address + query, _("Ask for help"), "hand")
        if code in offered:
            yield Lead(f"{page}#{code}", _("We offer help"), "hand-heart")
        elif about.now >= CAN_SHARE:
            address = reverse("offer_new", args=[community.slug])
            yield Lead(address + query, _("Offer help"), "hand-heart")

    return found
