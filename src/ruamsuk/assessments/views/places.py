"""The levels of a community through time, and those of a network side by side."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ruamsuk.assessments import exports
from ruamsuk.assessments.comparing import histories_of, side_by_side
from ruamsuk.assessments.data import said_of
from ruamsuk.assessments.models import PracticeTable, Sitting
from ruamsuk.assessments.views.frame import address, place_frame
from ruamsuk.base.files import as_file
from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.communities.models import Community, Network
from ruamsuk.communities.rules import Place, allowed, allowed_in, network_for
from ruamsuk.communities.views.frame import Kind, place_for
from ruamsuk.results.rules import insider_for


def inside(request: HttpRequest, kind: Kind, slug: str) -> Place:
    """A place, for someone with a role that lets them see it; levels are not for everyone.

    Raises:
        Http404: there is none, or the person may not.
    """
    place = place_for(request, kind, slug)
    if "see" not in allowed(request.user, place):
        raise Http404
    return place


@require_GET
@login_required
def community_levels(request: HttpRequest, slug: str) -> HttpResponse:
    """What a community agreed in all its sittings."""
    community, _may = insider_for(request.user, slug)
    histories = histories_of(community)
    practices = [line.practice for history in histories for line in history.lines]
    context = place_frame(
        request,
        community,
        histories=histories,
        said=said_of(community, practices, request.user),
        open_sittings=community.sittings.filter(closed=None),
        has_tables=PracticeTable.objects.for_community(community).filter(retired=False).exists(),
        new_url=address(community, "sitting_new"),
        new_table_url=address(community, "practice_table_new"),
    )
    return render(request, "assessments/community_levels.html", context)


@require_GET
@login_required
def network_levels(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest levels of a network's communities, side by side."""
    network = network_for(request.user, slug)
    if "see" not in allowed(request.user, network):
        raise Http404
    communities = list(network.communities.all())
    sittings = Sitting.objects.filter(table__network=network).select_related("table")
    context = place_frame(
        request,
        network,
        sides=side_by_side(network, communities),
        sittings=sittings.prefetch_related("communities").order_by("-held_on", "-id")[:30],
        opens=allowed_in(request.user, "see", communities),
        has_tables=network.practice_tables.filter(retired=False).exists(),
        new_url=address(network, "sitting_new"),
        new_table_url=address(network, "practice_table_new"),
    )
    return render(request, "assessments/network_levels.html", context)


@require_GET
@login_required
def levels_file(request: HttpRequest, slug: str, kind: Kind, form: str) -> HttpResponse:
    """What was agreed, and how opinions were spread, as a file."""
    place = inside(request, kind, slug)
    if form not in exports.KINDS:
        raise Http404
    communities = [place] if isinstance(place, Community) else _open(request, place)
    made = exports.write(place, communities, form, language())
    return as_file(made.data, made.kind, made.name)


def _open(request: HttpRequest, network: Network) -> list[Community]:
    """The communities of a network whose own pages the person may open."""
    communities = list(network.communities.all())
    opens = allowed_in(request.user, "see", communities)
    return [one for one in communities if one.pk in opens]
