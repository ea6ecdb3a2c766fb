"""The pages that show results: community, goal, indicator, index and network."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ruamsuk.base.addresses import whole_number
from ruamsuk.base.templatetags.ruamsuk import local
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import allowed, community_for, network_for
from ruamsuk.results.pages.community import community_page
from ruamsuk.results.pages.goal import goal_page
from ruamsuk.results.pages.index import index_page
from ruamsuk.results.pages.measured import Measurements
from ruamsuk.results.pages.network import Visit, network_page
from ruamsuk.results.pages.sheet import sheet_of
from ruamsuk.results.pages.sight import Sight, look
from ruamsuk.results.pages.steps import next_steps, other_sources, verdicts_of
from ruamsuk.results.rules import seen_inside
from ruamsuk.results.sources import sources, sources_of


def _sight(request: HttpRequest, slug: str) -> tuple[Sight, dict[str, Any]]:
    """What the visitor sees of the community, and what every template needs to know of it."""
    place = community_for(request.user, slug)
    verbs = allowed(request.user, place)
    sight = look(place, verbs, request.GET.get("round", ""))
    return sight, {"community": place, "may": verbs, "sight": sight}


def _measured(sight: Sight) -> Measurements:
    if sight.measured is None:
        raise Http404
    return sight.measured


@require_GET
def community(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a community stands."""
    sight, context = _sight(request, slug)
    return render(request, "results/community.html", context | overview(sight))


def overview(sight: Sight) -> dict[str, Any]:
    """What the first page of a community shows of what is seen."""
    verdicts = verdicts_of(sight)
    whole = [verdict for verdict in verdicts if not verdict.indicator]
    context: dict[str, Any] = {"verdicts": whole}
    missing = 0
    if sight.measured:
        page = community_page(sight, sight.measured, other_sources(sight))
        missing = len(page.missing)
        context |= {
            "page": page,
            "index_url": sight.url("index"),
            "verdicts_inside": len(verdicts) - len(whole),
        }
    context["steps"] = next_steps(sight, missing, len(verdicts))
    return context


@require_GET
def goal(request: HttpRequest, slug: str, goal: str) -> HttpResponse:
    """A goal: its indicators, and villages by indicator."""
    sight, context = _sight(request, slug)
    measured = _measured(sight)
    found = next((one for one in measured.framework.goals if one.id == goal), None)
    if found is None or not measured.of_goal(goal):
        raise Http404
    context["page"] = goal_page(sight, measured, found)
    if sight.round:
        context["sources"] = sources(sight.round, request.user)
    return render(request, "results/goal.html", context)


@require_GET
def indicator(request: HttpRequest, slug: str, indicator: str) -> HttpResponse:
    """The sheet of an indicator."""
    sight, context = _sight(request, slug)
    measured = _measured(sight)
    item = measured.item(indicator)
    if item is None or sight.round is None:
        raise Http404
    found = sources_of(sight.round, indicator, request.user)
    context |= {
        "page": sheet_of(sight, measured, item),
        "goal_url": sight.url("goal", item.goal.id),
        "crumbs": [(sight.url("goal", item.goal.id), local(item.goal.title))],
        "others": [source for source in found if source.kind != "households"],
        "verdicts": [v for v in verdicts_of(sight) if v.indicator == indicator],
    }
    return render(request, "results/indicator.html", context)


@require_GET
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """The index and what it is made of."""
    sight, context = _sight(request, slug)
    context["page"] = index_page(sight, _measured(sight))
    if context["page"] is None:
        raise Http404
    return render(request, "results/index.html", context)


@require_GET
def network(request: HttpRequest, slug: str) -> HttpResponse:
    """Communities of a network side by side."""
    place = network_for(request.user, slug)
    verbs = allowed(request.user, place)
    members = list(Community.objects.filter(network=place).with_area())
    visit = Visit(bool(verbs), seen_inside(request.user, place, members))
    context = {
        "network": place,
        "may": verbs,
        "page": network_page(
            [one for one in members if one.public or visit.member],
            visit,
            whole_number(request.GET.get("year", "")),
            request.GET.get("goal", ""),
        ),
    }
    return render(request, "results/network.html", context)
