"""Listing, starting and changing networks and communities."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ruamsuk.accounts.models import User
from ruamsuk.accounts.visitors import signed_in
from ruamsuk.communities import gazetteer
from ruamsuk.communities.actions import places as actions
from ruamsuk.communities.actions.profile import add_villages
from ruamsuk.communities.forms.careful import CarefulForm, M
from ruamsuk.communities.forms.places import (
    CommunityForm,
    CommunityStartForm,
    NetworkForm,
    SettingsForm,
    WordingForm,
)
from ruamsuk.communities.forms.villages import plain_name
from ruamsuk.communities.models import Community, Network, Province, Wording
from ruamsuk.communities.rules import Verb, community_for, network_for
from ruamsuk.communities.views.frame import frame

PER_PAGE = 24


@require_GET
def communities(request: HttpRequest) -> HttpResponse:
    """Communities that one may see, by name and by province."""
    visible = Community.objects.visible_to(request.user)
    provinces = Province.objects.filter(districts__tambons__communities__in=visible).distinct()
    text, province = request.GET.get("q", "").strip()[:100], request.GET.get("province", "")
    found = visible.with_area()
    if text:
        codes = [area.code for area in gazetteer.find(text)]
        named = Q(name__th__icontains=text) | Q(name__en__icontains=text)
        found = found.filter(named | Q(tambon__in=codes))
    if province:
        found = found.filter(tambon__district__province=province)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    networks = Network.objects.visible_to(request.user).values_list("pk", flat=True)
    context = {"page": page, "q": text, "province": province, "provinces": provinces}
    context["networks"] = set(networks)
    return render(request, "communities/communities.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def network_new(request: HttpRequest) -> HttpResponseBase:
    """Start a network."""
    form = NetworkForm(request.POST or None, initial={"seats": 14})
    if form.is_valid():
        network = actions.start_network(signed_in(request), form.save(commit=False))
        messages.success(request, _("The network has started. Now add its communities."))
        return redirect(network)
    return render(request, "communities/network_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
@transaction.atomic
def network_edit(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Change what is said about a network."""
    network = network_for(request.user, slug, "manage")
    if request.method == "POST":
        network = Network.objects.select_for_update().get(pk=network.pk)
    form = NetworkForm(request.POST or None, instance=network)
    if form.is_valid():
        actions.change_network(signed_in(request), form.save(commit=False), form.changed_fields)
        messages.success(request, _("Saved."))
        return redirect(network)
    return render(request, "communities/network_edit.html", frame(request, network, form=form))


@require_http_methods(["GET", "POST"])
@login_required
@transaction.atomic
def community_new(request: HttpRequest) -> HttpResponseBase:
    """Add a community, alone or within a network that one coordinates."""
    user = signed_in(request)
    within = Network.objects.filter(slug=request.GET.get("network", "")).first()
    form = CommunityStartForm(user, request.POST or None, initial={"network": within})
    if form.is_valid():
        community = actions.found_community(user, form.community())
        wanted = {
            f"{community.tambon_id}{number:02}": plain_name(number)
            for number in range(1, (form.cleaned_data["villages"] or 0) + 1)
        }
        add_villages(user, community, wanted)
        messages.success(request, _("The community is here. Tell who you are."))
        return redirect("community_profile", community.slug)
    return render(request, "communities/community_new.html", {"form": form})


def _held(request: HttpRequest, slug: str, verb: Verb) -> Community:
    """The community of the address; while it is written to, nobody else writes to it."""
    community = community_for(request.user, slug, verb)
    if request.method == "POST":
        Community.objects.select_for_update().get(pk=community.pk)
        community.refresh_from_db()
    return community


def _edit(
    request: HttpRequest,
    community: Community,
    form: CarefulForm[M],
    change: Callable[[User, M, list[str]], None],
    heading: str,
) -> HttpResponseBase:
    """Keep what was changed about a community, or ask for it again."""
    if form.is_valid():
        change(signed_in(request), form.save(commit=False), form.changed_fields)
        messages.success(request, _("Saved."))
        return redirect("community_profile", community.slug)
    context = frame(request, community, form=form, heading=heading)
    return render(request, "communities/community_edit.html", context)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def community_edit(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Change who the community says it is."""
    community = _held(request, slug, "facilitate")
    form = CommunityForm(request.POST or None, instance=community)
    return _edit(request, community, form, actions.change_community, _("About us"))


@require_http_methods(["GET", "POST"])
@transaction.atomic
def community_settings(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Change who may read what, and the network."""
    community = _held(request, slug, "manage")
    form = SettingsForm(signed_in(request), request.POST or None, instance=community)
    return _edit(request, community, form, actions.change_settings, _("Settings"))


@require_http_methods(["GET", "POST"])
@transaction.atomic
def community_wording(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Change what the community calls goals, indicators and rounds."""
    community = _held(request, slug, "facilitate")
    wording = Wording.objects.filter(community=community).first() or Wording(community=community)
    form = WordingForm(request.POST or None, instance=wording)

    def say(by: User, made: Wording, _fields: list[str]) -> None:
        actions.say_in_our_words(by, made)

    return _edit(request, community, form, say, _("Our own words"))
