"""The forums of a place, and a new one from a template."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q, Sum
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.communities.models import Community, Network
from ruamsuk.communities.rules import Place, allowed
from ruamsuk.communities.views.frame import Kind, frame, place_for
from ruamsuk.exchanges.actions import forum as actions
from ruamsuk.exchanges.forms.forum import ForumForm
from ruamsuk.exchanges.forum_templates import template_of, templates
from ruamsuk.exchanges.models import Forum
from ruamsuk.exchanges.rules import forums_of
from ruamsuk.exchanges.views.frame import list_url

PER_PAGE = 20
OWN_SHOWN = 6
"""So many forums of the place itself are told as templates for the next one."""
OVER = (Forum.State.HELD, Forum.State.CALLED_OFF)


@require_GET
def forums(request: HttpRequest, kind: Kind, slug: str) -> HttpResponse:
    """The forums of a place: those to come, or those that are over, by words and by kind."""
    place = place_for(request, kind, slug)
    over = request.GET.get("over") == "1"
    text, wanted = request.GET.get("q", "").strip()[:100], request.GET.get("kind", "")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    past = Q(state__in=OVER) | Q(state=Forum.State.PLANNED, day__lt=yesterday)
    found = forums_of(request.user, place)
    found = found.filter(past) if over else found.exclude(past).order_by("day", "starts", "id")
    if text:
        words = Q(title__th__icontains=text) | Q(title__en__icontains=text)
        found = found.filter(words | Q(venue__icontains=text))
    if wanted in Forum.Kind.values:
        found = found.filter(kind=wanted)
    context = frame(
        request,
        place,
        page=Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        over=over,
        q=text,
        wanted=wanted,
        kinds=Forum.Kind.choices,
        new_url=list_url(place) + "new/",
        assists_url=reverse("assists" if kind == "community" else "network_assists", args=[slug]),
        mentoring_url=_mentoring_url(request, place),
    )
    return render(request, "exchanges/forums.html", context)


def _mentoring_url(request: HttpRequest, place: Place) -> str:
    """The mentorings of the network, for those who are in it."""
    network = place if isinstance(place, Network) else place.network
    if network is None or "see" not in allowed(request.user, network):
        return ""
    return reverse("mentorings", args=[network.slug])


@require_http_methods(["GET", "POST"])
@transaction.atomic
def forum_new(request: HttpRequest, kind: Kind, slug: str) -> HttpResponseBase:
    """Choose a kind; then a title, a day and a venue are enough."""
    place = place_for(request, kind, slug, "facilitate")
    chosen = request.POST.get("kind") or request.GET.get("kind", "")
    if not chosen:
        own = Forum.objects.filter(**{kind: place}).annotate(lasts=Sum("agenda__minutes"))
        context = frame(request, place, templates=templates(), back=list_url(place))
        context["own"] = own.order_by("-day", "-pk")[:OWN_SHOWN]
        return render(request, "exchanges/forum_kinds.html", context)
    if chosen not in Forum.Kind.values:
        raise Http404
    forum = actions.begun(place, chosen)
    form = ForumForm(place, request.POST or None, instance=forum, short=True)
    if form.is_valid():
        given = form.cleaned_data
        forum = actions.prepare(
            signed_in(request),
            form.save(commit=False),
            given.get("communities", ()),
            given.get("practices", ()),
        )
        messages.success(request, _("The forum is prepared. Look through its agenda."))
        return redirect("forum", forum.pk)
    context = frame(
        request,
        place,
        form=form,
        kind=chosen,
        template=template_of(chosen),
        community_wide=isinstance(place, Community),
        back=list_url(place),
    )
    return render(request, "exchanges/forum_new.html", context)
