"""The peer assists of a place, a new one, and the link for those who are there."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.addresses import whole_number
from ruamsuk.base.drafts import draft_key, saved
from ruamsuk.base.templatetags.ruamsuk import be_date, local
from ruamsuk.communities.models import Community, Network
from ruamsuk.communities.rules import Place, allowed, allowed_in, community_for
from ruamsuk.communities.views.frame import Kind, frame, place_for
from ruamsuk.exchanges.actions import assist as actions
from ruamsuk.exchanges.assist_guide import guide
from ruamsuk.exchanges.assist_run import read_token
from ruamsuk.exchanges.forms.assist import AssistForm
from ruamsuk.exchanges.models import Assist, FollowUp, Match
from ruamsuk.exchanges.rules import (
    assist_verbs,
    followable,
    forum_for,
    forums_of,
    networks_of,
    readable_assists,
    taking_part,
)
from ruamsuk.exchanges.views.frame import forum_frame

PER_PAGE = 20


@require_GET
def assists(request: HttpRequest, kind: Kind, slug: str) -> HttpResponse:
    """The peer assists of a place: that they took place. What was said only its readers open."""
    place = place_for(request, kind, slug)
    if "see" not in allowed(request.user, place):
        raise Http404
    network = place if isinstance(place, Network) else place.network
    found = Assist.objects.filter(network=network).select_related("asker", "practice")
    if isinstance(place, Community):
        found = found.filter(Q(asker=place) | Q(givers=place)).distinct()
    page = Paginator(found.prefetch_related("givers"), PER_PAGE).get_page(request.GET.get("page"))
    readable = readable_assists(request.user, network) if network else Assist.objects.none()
    open_ones = set(readable.filter(pk__in=[one.pk for one in page]).values_list("pk", flat=True))
    ours = [place] if isinstance(place, Community) else place.communities.all()
    askers = _askers(request, ours)
    mine = followable(request.user, network) if network else FollowUp.objects.none()
    waiting = mine.filter(answered=None, due__lte=timezone.localdate())
    if isinstance(place, Community):
        waiting = waiting.filter(assist__asker=place)
    context = frame(request, place, page=page, readable=open_ones, askers=askers)
    context |= {"follow_ups_url": list_url(place, "follow_ups"), "waiting": waiting.count()}
    context["crumbs"] = [(list_url(place, "forums"), _("Forums"))]
    return render(request, "exchanges/assists.html", context)


@require_GET
def forum_assists(request: HttpRequest, pk: int) -> HttpResponse:
    """The peer assists of a forum: that they take place, and who may begin another."""
    forum = forum_for(request.user, pk)
    found = forum.assists.select_related("asker", "practice").prefetch_related("givers")
    network = forum.network or (forum.community.network if forum.community else None)
    readable = readable_assists(request.user, network) if network else Assist.objects.none()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = readable.filter(pk__in=[one.pk for one in page])
    context = forum_frame(
        request,
        forum,
        page=page,
        readable=set(shown.values_list("pk", flat=True)),
        askers=_askers(request, taking_part(forum)),
    )
    return render(request, "exchanges/forum_assists.html", context)


def _askers(request: HttpRequest, ours: Iterable[Community]) -> list[Community]:
    """Those of some communities for which the person may begin a peer assist."""
    networked = sorted((one for one in ours if one.network_id), key=lambda one: one.slug)
    mine = allowed_in(request.user, "facilitate", networked)
    return [one for one in networked if one.pk in mine]


@require_http_methods(["GET", "POST"])
@transaction.atomic
def assist_new(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A community asks others to help it think."""
    asker = community_for(request.user, slug, "facilitate")
    if asker.network is None:
        context = frame(request, asker)
        return render(request, "exchanges/assist_alone.html", context)
    begun, givers = _begun(request, asker, asker.network)
    form = AssistForm(request.POST or None, instance=begun, initial={"givers": givers})
    draft = draft_key(request, "assist-new", asker.slug)
    if form.is_valid():
        by = signed_in(request)
        made = actions.prepare(by, form.save(commit=False), form.cleaned_data["givers"])
        saved(request, draft, _("The peer assist is prepared."))
        return redirect("assist", made.pk)
    crumbs = [(list_url(asker, "forums"), _("Forums")), (list_url(asker), _("Peer assists"))]
    context = frame(request, asker, form=form, draft=draft, crumbs=crumbs, guide=guide())
    return render(request, "exchanges/assist_new.html", context)


def _begun(request: HttpRequest, asker: Community, network: Network) -> tuple[Assist, list[int]]:
    """A new assist with what its forum or its pair of a plan says, and who helps then."""
    found = Assist(network=network, asker=asker, held_on=timezone.localdate())
    forum = whole_number(request.GET.get("forum", ""))
    match = whole_number(request.GET.get("match", ""))
    if forum:
        found.forum = forums_of(request.user, asker).filter(pk=forum).first()
        if found.forum is None:
            found.forum = forums_of(request.user, network).filter(pk=forum).first()
    if found.forum:
        found.held_on = found.forum.day
        found.practice = found.forum.practices.first()
    pair = Match.objects.select_related("request", "offer").filter(
        pk=match or 0, plan__network=network, request__community=asker
    )
    found.match = pair.first() if match else None
    if found.match is None:
        return found, []
    asked = found.match.request
    found.purpose, found.practice = asked.reach, asked.practice
    found.indicator, found.indicator_title = asked.indicator, asked.indicator_title
    if found.match.day:
        found.held_on = datetime.date.fromisoformat(found.match.day)
    return found, [found.match.offer.community_id]


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def assist_here(request: HttpRequest, token: str) -> HttpResponseBase:
    """Somebody with an account who is there says so; then they can read it afterwards too."""
    found = Assist.objects.select_related("asker", "network", "practice")
    of_ours = found.filter(network__in=networks_of(signed_in(request)))
    one = of_ours.filter(pk=read_token(token) or 0).first()
    if one is None:
        raise Http404
    refused = ""
    if request.method == "POST":
        try:
            actions.come_in(signed_in(request), one)
        except ValidationError as said:
            refused = said.messages[0]
        else:
            return redirect("assist", one.pk)
    runs = one.stage_started is not None and not one.closed
    context = {"assist": one, "runs": runs, "refused": refused, "network": one.network}
    return render(request, "exchanges/assist_here.html", context)


def list_url(place: Place, name: str = "assists") -> str:
    """A list of a place."""
    return reverse(name if isinstance(place, Community) else f"network_{name}", args=[place.slug])


def assist_frame(request: HttpRequest, assist: Assist, **more: Any) -> dict[str, Any]:
    """The assist, the place that the reader looks from, what they may do, the way back."""
    network, asker = assist.network, assist.asker
    place: Place = asker if "see" in allowed(request.user, asker) else network
    crumbs = [(list_url(place, "forums"), _("Forums")), (list_url(place), _("Peer assists"))]
    address = reverse("assist", args=[assist.pk])
    if request.path != address:
        crumbs.append((address, f"{local(asker.name)} {be_date(assist.held_on)}"))
    can = assist_verbs(request.user, assist)
    return frame(request, place, assist=assist, can=can, crumbs=crumbs, **more)
