"""``{% load places %}``: bits about networks and communities for any page."""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import Q
from django.utils.safestring import SafeString, mark_safe

from ruamsuk.base.templatetags.ruamsuk import be_date, language
from ruamsuk.charts import Chain, Label, Link, draw_chain
from ruamsuk.communities import audit
from ruamsuk.communities.models import AuditEntry, Community, Learning, Network
from ruamsuk.lib.text import LocalText

register = template.Library()


@register.filter
def sentence(entry: AuditEntry) -> str:
    """What was done, in words."""
    return audit.sentence(entry)


@register.filter
def lines(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@register.filter
def place_words(community: Community) -> str:
    """``ต.บ้านเลือก อ.โพธาราม จ.ราชบุรี``."""
    tambon = community.tambon
    places = (tambon, tambon.district, tambon.district.province)
    if language() == "en":
        return ", ".join(place.name_en for place in places)
    marks = ("ต.", "อ.", "จ.")
    if tambon.code.startswith("10"):  # Bangkok has แขวง and เขต
        marks = ("แขวง", "" if tambon.district.name_th.startswith("เขต") else "เขต", "")
    return " ".join(mark + place.name_th for mark, place in zip(marks, places, strict=True))


@register.inclusion_tag("communities/_network_about.html", takes_context=True)
def network_about(context: dict[str, Any], network: Network) -> dict[str, Any]:
    """What a network is for, its communities and open seats, and who learned from whom."""
    user = context["request"].user
    here = Community.objects.filter(network=network)
    communities = list(here.known_to(user).with_area())
    open_to = set(here.visible_to(user).values_list("pk", flat=True))
    links = _learning(communities)
    taken = network.communities.count()
    return {
        "network": network,
        "may": context.get("may", frozenset()),
        "communities": [(community, community.pk in open_to) for community in communities],
        "unseen": range(taken - len(communities)),
        "open_seats": range(max(network.seats - taken, 0)),
        "events": network.timeline.all(),
        "links": links,
        "chain": _chain(network, communities, links) if links else "",
        "csrf_token": context.get("csrf_token"),
    }


def _learning(communities: list[Community]) -> list[Learning]:
    """Who learned from whom among communities that may be named."""
    inside = Q(learner__in=communities) & Q(teacher__in=communities)
    return list(Learning.objects.filter(inside).select_related("learner", "teacher"))


def _chain(network: Network, communities: list[Community], links: list[Learning]) -> SafeString:
    named = {link.learner_id for link in links} | {link.teacher_id for link in links}
    drawn = Chain(
        title=LocalText(
            f"ใครเรียนรู้จากใคร: {network.name.to('th')}",
            f"Who learned from whom: {network.name.to('en')}",
        ),
        places=tuple((place.slug, Label(place.name)) for place in communities if place.pk in named),
        links=tuple(
            Link(link.teacher.slug, link.learner.slug, be_date(link.date[:4])) for link in links
        ),
    )
    return mark_safe(draw_chain(drawn, language()))  # the charts escape all words themselves
