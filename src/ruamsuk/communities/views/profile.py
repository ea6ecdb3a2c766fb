"""The profile of a community, and the parts that it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.communities.actions import profile as actions
from ruamsuk.communities.actions.profile import NOUNS, Part
from ruamsuk.communities.forms.profile import (
    AssetForm,
    LearningForm,
    PartForm,
    PartnerForm,
    TimelineForm,
)
from ruamsuk.communities.forms.villages import VillageForm, VillagesForm
from ruamsuk.communities.models import (
    Asset,
    Community,
    Learning,
    Network,
    Partner,
    TimelineEvent,
)
from ruamsuk.communities.rules import community_for
from ruamsuk.communities.setting import CONDITIONS, LIVELIHOODS, words
from ruamsuk.communities.views.frame import Kind, frame, place_for

FORMS: dict[str, tuple[type[PartForm[Any]], str | Promise]] = {
    "timeline": (TimelineForm, gettext_lazy("Something that happened")),
    "asset": (AssetForm, gettext_lazy("Something to build on")),
    "partner": (PartnerForm, gettext_lazy("A partner")),
    "learning": (LearningForm, gettext_lazy("Learned from another community")),
    "village": (VillageForm, gettext_lazy("Village")),
}
MODELS: dict[str, type[Part]] = {noun: model for model, noun in NOUNS.items()}
TAKEN_OUT = "taken_out"
"""Where a session keeps the last part that its owner took out, to put it back."""


@require_GET
def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """Who the community is: its history, what it has, whom it works with."""
    community = community_for(request.user, slug)
    known = Community.objects.known_to(request.user)
    context = frame(
        request,
        community,
        livelihoods=words(community.livelihoods, LIVELIHOODS),
        conditions=words(community.conditions, CONDITIONS),
        villages=community.villages.all(),
        events=community.timeline.all(),
        assets=list(_by_kind(community.assets.all())),
        partners=list(_by_kind(community.partners.all())),
        learned=community.learned_from.filter(teacher__in=known).select_related("teacher"),
        taught=community.taught.filter(learner__in=known).select_related("learner"),
        taken_out=_taken_out(request, community),
    )
    return render(request, "communities/profile.html", context)


def _by_kind(parts: models.QuerySet[Any]) -> Iterator[tuple[str, list[Any]]]:
    """Parts under the words of their kind, in the order of the kinds."""
    order = [label for _value, label in parts.model.Kind.choices]
    labelled = sorted(parts, key=lambda part: order.index(part.get_kind_display()))
    for label, group in groupby(labelled, key=lambda part: part.get_kind_display()):
        yield label, list(group)


@require_http_methods(["GET", "POST"])
def villages(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The villages of a community; add many at once."""
    community = community_for(request.user, slug, "facilitate")
    form = VillagesForm(community, request.POST or None)
    if form.is_valid():
        added = actions.add_villages(signed_in(request), community, form.cleaned_data["wanted"])
        messages.success(request, _("Villages added: %(count)s.") % {"count": len(added)})
        return redirect("community_villages", slug)
    there = community.villages.annotate(households_here=models.Count("households"))
    context = frame(
        request, community, form=form, villages=there, taken_out=_taken_out(request, community)
    )
    return render(request, "communities/villages.html", context)


@require_http_methods(["GET", "POST"])
def part_new(request: HttpRequest, kind: Kind, slug: str, noun: str) -> HttpResponseBase:
    """Add a part to a profile."""
    place = place_for(request, kind, slug, "facilitate")
    return _part_form(request, place, noun, _new(place, noun))


@require_http_methods(["GET", "POST"])
@transaction.atomic
def part_edit(request: HttpRequest, kind: Kind, slug: str, noun: str, pk: int) -> HttpResponseBase:
    """Change a part of a profile."""
    place = place_for(request, kind, slug, "facilitate")
    return _part_form(request, place, noun, _part(request, place, noun, pk))


@require_POST
def part_delete(
    request: HttpRequest, kind: Kind, slug: str, noun: str, pk: int
) -> HttpResponseBase:
    """Take a part out of a profile; it can be put back."""
    place = place_for(request, kind, slug, "facilitate")
    part = _part(request, place, noun, pk)
    try:
        kept = actions.delete_part(signed_in(request), part)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        words = _("“%(part)s” was taken out.") % {"part": part}
        request.session[TAKEN_OUT] = {"place": _key(place), "kept": kept, "words": words}
    return redirect(_page_of(place, noun))


@require_POST
def part_restore(request: HttpRequest, kind: Kind, slug: str) -> HttpResponseBase:
    """Put back what was taken out last."""
    place = place_for(request, kind, slug, "facilitate")
    taken = request.session.get(TAKEN_OUT)
    if not taken or taken["place"] != _key(place):
        messages.info(request, _("There is nothing to put back any more."))
        return redirect(_page_of(place, ""))
    try:
        part = actions.restore_part(signed_in(request), place, taken["kept"])
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return redirect(_page_of(place, ""))
    del request.session[TAKEN_OUT]
    messages.success(request, _("“%(part)s” is back.") % {"part": part})
    return redirect(_page_of(place, NOUNS[type(part)]))


def _part_form(
    request: HttpRequest, place: Network | Community, noun: str, part: Part
) -> HttpResponseBase:
    kind, heading = FORMS[noun]
    form = kind(signed_in(request), request.POST or None, instance=part)
    if form.is_valid():
        actions.save_part(signed_in(request), form.save(commit=False))
        messages.success(request, _("Saved."))
        return redirect(_page_of(place, noun))
    context = frame(
        request, place, form=form, heading=heading, noun=noun, part=part, back=_page_of(place, noun)
    )
    return render(request, "communities/part.html", context)


def _new(place: Network | Community, noun: str) -> Part:
    if isinstance(place, Network) and noun == "timeline":
        return TimelineEvent(network=place)
    if isinstance(place, Network) or noun not in MODELS or noun == "village":
        raise Http404
    if noun == "learning":
        return Learning(learner=place)
    if noun == "asset":
        return Asset(community=place)
    return Partner(community=place) if noun == "partner" else TimelineEvent(community=place)


def _part(request: HttpRequest, place: Network | Community, noun: str, pk: int) -> Part:
    """A part of this place; while it is written to, nobody else writes to it."""
    if noun not in MODELS:
        raise Http404
    parts = MODELS[noun]._default_manager.all()
    if request.method == "POST" and transaction.get_connection().in_atomic_block:
        parts = parts.select_for_update()
    found = parts.filter(pk=pk).first()
    if found is None or actions.place_of(found) != place:
        raise Http404
    return found


def _page_of(place: Network | Community, noun: str) -> str:
    if isinstance(place, Network):
        return place.get_absolute_url()
    page = "community_villages" if noun == "village" else "community_profile"
    return reverse(page, args=[place.slug])


def _key(place: Network | Community) -> str:
    return f"{type(place).__name__}-{place.pk}"


def _taken_out(request: HttpRequest, place: Network | Community) -> str:
    """What was taken out here last, in words."""
    taken = request.session.get(TAKEN_OUT)
    return taken["words"] if taken and taken["place"] == _key(place) else ""
