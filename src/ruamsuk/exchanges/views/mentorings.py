"""The mentorings of a network, how far they have spread, and a new one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.drafts import draft_key, saved
from ruamsuk.communities.models import Community, Network
from ruamsuk.communities.rules import allowed_in, community_for
from ruamsuk.communities.views.frame import frame
from ruamsuk.exchanges.actions import mentoring as actions
from ruamsuk.exchanges.forms.mentoring import MentoringForm
from ruamsuk.exchanges.mentoring_growth import circle_of, movement
from ruamsuk.exchanges.mentoring_people import load_words, loads_of
from ruamsuk.exchanges.mentoring_rules import (
    mentoring_verbs,
    own_mentorings,
    readable_mentorings,
)
from ruamsuk.exchanges.models import Mentoring
from ruamsuk.exchanges.plan_rules import inside

PER_PAGE = 20


@require_GET
def mentorings(request: HttpRequest, slug: str) -> HttpResponse:
    """Who accompanies whom: that it is. What the two talk about stays theirs."""
    network = inside(request.user, slug)
    over = bool(request.GET.get("over"))
    own = own_mentorings(request.user).filter(network=network).values_list("pk", flat=True)
    related = ("mentor_community", "mentee_community", "mentor", "mentee")
    found = network.mentorings.filter(ended__isnull=not over).select_related(*related)
    page = Paginator(found.exclude(pk__in=own), PER_PAGE).get_page(request.GET.get("page"))
    shown = readable_mentorings(request.user, network).filter(pk__in=[one.pk for one in page])
    context = frame(
        request,
        network,
        page=page,
        mine=found.filter(pk__in=own),
        readable=set(shown.values_list("pk", flat=True)),
        over=over,
        askers=_askers(request, network),
        loads=_loads(network),
        crumbs=[(reverse("network_forums", args=[slug]), _("Forums"))],
    )
    return render(request, "exchanges/mentorings.html", context)


def _askers(request: HttpRequest, network: Network) -> list[Community]:
    """The communities for which the person may ask somebody to accompany them."""
    ours = list(network.communities.order_by("slug"))
    mine = allowed_in(request.user, "facilitate", ours)
    return [one for one in ours if one.pk in mine]


def _loads(network: Network) -> list[tuple[Community, str]]:
    """How many each community accompanies, in the order of their names, not of the numbers."""
    loads = loads_of(network)
    communities = sorted(
        Community.objects.filter(pk__in=loads), key=lambda one: (one.name.to("th"), one.pk)
    )
    return [(one, load_words(loads[one.pk])) for one in communities]


@require_GET
def mentoring_growth(request: HttpRequest, slug: str) -> HttpResponse:
    """How accompanying has spread, and on which practices accompanied communities moved."""
    network = inside(request.user, slug)
    crumbs = [(reverse("mentorings", args=[slug]), _("Mentoring"))]
    context = frame(
        request, network, circle=circle_of(network), moved=movement(network), crumbs=crumbs
    )
    return render(request, "exchanges/mentoring_growth.html", context)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def mentoring_new(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A community asks that it, or one of its people, be accompanied."""
    community = community_for(request.user, slug, "facilitate")
    if community.network is None:
        return render(request, "exchanges/mentoring_alone.html", frame(request, community))
    begun = Mentoring(network=community.network, mentee_community=community)
    form = MentoringForm(request.POST or None, instance=begun)
    draft = draft_key(request, "mentoring-new", slug)
    back = reverse("mentorings", args=[community.network.slug])
    if form.is_valid():
        by = signed_in(request)
        practices = form.cleaned_data.get("practices", ())
        made = actions.begin(by, form.save(commit=False), practices)
        reads = "read" in mentoring_verbs(by, made)
        words = _("The mentoring begins.") if reads else _("Begun. From here on only the two read.")
        saved(request, draft, words)
        return redirect("mentoring", made.pk) if reads else redirect(back)
    crumbs = [(back, _("Mentoring"))]
    context = frame(request, community, form=form, draft=draft, back=back, crumbs=crumbs)
    return render(request, "exchanges/mentoring_new.html", context)
