"""The trail of what was done in a place, for its coordinators."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ruamsuk.accounts.models import User
from ruamsuk.base.addresses import whole_number
from ruamsuk.communities.audit import VERBS
from ruamsuk.communities.models import AuditEntry, Network
from ruamsuk.communities.views.frame import Kind, frame, place_for

PER_PAGE = 50


@require_GET
def trail(request: HttpRequest, kind: Kind, slug: str) -> HttpResponse:
    """What was done, newest first; that of a network with that of its communities."""
    place = place_for(request, kind, slug, "audit")
    here = Q(community=place)
    if isinstance(place, Network):
        here = Q(network=place) | Q(community__network=place)
    entries = AuditEntry.objects.filter(here)
    people = User.objects.filter(audit__in=entries).distinct().order_by("display_name")
    verbs = sorted(entries.order_by().values_list("verb", flat=True).distinct())
    verb, person = request.GET.get("verb", ""), request.GET.get("person", "")
    shown = entries.select_related("actor", "community")
    if verb:
        shown = shown.filter(verb=verb)
    if (actor := whole_number(person)) is not None:
        shown = shown.filter(actor=actor)
    context = frame(
        request,
        place,
        page=Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        people=people,
        verbs=[(name, str(VERBS.get(name, name)) % {"target": "…"}) for name in verbs],
        verb=verb,
        person=person,
    )
    return render(request, "communities/trail.html", context)
