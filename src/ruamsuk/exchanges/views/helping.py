"""Who asks and who offers: the page of a network, and the forms of its communities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamsuk import matching
from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.addresses import whole_number
from ruamsuk.base.drafts import draft_key, saved
from ruamsuk.base.files import as_file
from ruamsuk.base.templatetags.ruamsuk import be_year, language, local
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import allowed, allowed_in, community_for
from ruamsuk.communities.views.frame import frame
from ruamsuk.exchanges.actions import helping as actions
from ruamsuk.exchanges.files.helping import exchanges_file
from ruamsuk.exchanges.files.rows import KINDS
from ruamsuk.exchanges.forms.helping import Choices, OfferForm, RequestForm
from ruamsuk.exchanges.models import Offer, Readers, Request
from ruamsuk.exchanges.plan_rules import inside, thing_for
from ruamsuk.exchanges.planning import Ground, ground_of
from ruamsuk.exchanges.proposals import told_after_assists
from ruamsuk.exchanges.subjects import (
    Shares,
    Subject,
    network_indicators,
    network_practices,
    shares,
)
from ruamsuk.exchanges.suggestions import Suggestion, suggestions
from ruamsuk.lib.problem import ProblemsFound
from ruamsuk.lib.text import LocalText

PRACTICES_PER_PAGE = 12


@dataclass(frozen=True)
class Row:
    """A practice or an indicator with those who ask and offer, and what is missing."""

    subject: Subject
    requests: list[Request]
    offers: list[Offer]
    missing: list[LocalText]


@require_GET
def exchanges(request: HttpRequest, slug: str) -> HttpResponse:
    """What the communities of a network ask and offer, practice by practice, and the plans."""
    network = inside(request.user, slug)
    ground = ground_of(network)
    mine = allowed_in(request.user, "facilitate", ground.communities)
    ours = [one for one in ground.communities if one.pk in mine]
    could = [one for community in ours for one in suggestions(ground, community)]
    context = frame(
        request,
        network,
        page=Paginator(_rows(ground), PRACTICES_PER_PAGE).get_page(request.GET.get("page")),
        asked=len(ground.requests),
        offered=len(ground.offers),
        ours=ours,
        mine=mine,
        could=could[: 2 * PRACTICES_PER_PAGE],
        practices=ground.practices,
        indicators=bool(network_indicators(network)),
        plans=network.plans.all()[:5],
        taken=_taken(request, ground),
        files=[(reverse("exchanges_file", args=[slug, kind]), kind) for kind in KINDS],
    )
    return render(request, "exchanges/exchanges.html", context)


def _taken(request: HttpRequest, ground: Ground) -> Request | Offer | None:
    """What the person took back just now, to put it back."""
    kind, _dash, number = request.GET.get("taken", "").partition("-")
    model: type[Request | Offer] = Offer if kind == "offer" else Request
    things = model.objects.select_related("community", "practice").exclude(withdrawn=None)
    found = things.filter(pk=whole_number(number) or 0, community__network=ground.network).first()
    return found if found and "facilitate" in allowed(request.user, found.community) else None


def _rows(ground: Ground) -> list[Row]:
    missing = _missing(ground)
    found = []
    for subject in ground.subjects:
        asks = [one for one in ground.requests if one.topic_code == subject.code]
        offers = [one for one in ground.offers if one.topic_code == subject.code]
        if asks or offers:
            found.append(Row(subject, asks, offers, missing.get(subject.code, [])))
    return found


def _missing(ground: Ground) -> dict[str, list[LocalText]]:
    """Where most stand in the middle, and who could get nobody now, by topic."""
    if not ground.requests:
        return {}
    try:
        now = matching.outlook(ground.exchange)
    except ProblemsFound:
        return {}  # told when a plan is made
    found: dict[str, list[LocalText]] = {}
    for herding in now.herding:
        found.setdefault(herding.topic.code, []).append(herding.sentence)
    for one in now.lacking:
        found.setdefault(one.topic, []).append(one.sentence)
    return found


@require_GET
def exchanges_as_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """What is asked and offered, as a file."""
    network = inside(request.user, slug)
    if form not in KINDS:
        raise Http404
    made = exchanges_file(ground_of(network), form, str(network), language())
    name = f"ruamsuk-{slug}-exchanges.{form}"
    return as_file(made, KINDS[form], name)


@require_http_methods(["GET", "POST"])
def request_new(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A community asks for help; what its levels or its results say is filled in."""
    community = community_for(request.user, slug, "facilitate")
    initial: dict[str, Any] = {}
    if one := _suggested(request, community, asks=True):
        initial = {
            "practice": one.practice,
            "current": one.level.current,
            "wished": one.level.wished,
            "reach": one.practice.levels[one.level.wished - 1].get(language(), ""),
        }
    return _edit(request, Request(community=community), initial)


@require_http_methods(["GET", "POST"])
def offer_new(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A community offers help; what its levels, results or peer assists say is filled in."""
    community = community_for(request.user, slug, "facilitate")
    initial: dict[str, Any] = {}
    if one := _suggested(request, community, asks=False):
        initial = {
            "practice": one.practice,
            "level": one.level.current,
            "evidence": one.level.evidence or local(one.level.seen),
        }
        if told := told_after_assists(community, one.practice):
            initial |= {"did": told.tried, "evidence": told.happened or initial["evidence"]}
            initial |= {"level": told.level} if told.level else {}
    return _edit(request, Offer(community=community), initial)


def _suggested(request: HttpRequest, community: Community, *, asks: bool) -> Suggestion | None:
    """What the community's newest level on the practice of the address suggests."""
    wanted = whole_number(request.GET.get("practice", ""))
    if not wanted or community.network is None or request.method == "POST":
        return None
    ground = ground_of(community.network)
    practice = next((one for one in ground.practices if one.pk == wanted), None)
    level = ground.levels.get((wanted, community.pk))
    return Suggestion(community, practice, level, asks) if practice and level else None


def _measured(request: HttpRequest, community: Community, known: Shares) -> dict[str, Any]:
    """What the newest results suggest on the indicator of the address."""
    key = request.GET.get("indicator", "")
    share, target = known.at.get((key, community.pk)), known.targets.get(key)
    found: dict[str, Any] = {"indicator": key}
    if share is not None:
        found |= {"current": share, "level": share}
        words = _("Measured in %(year)s: %(share)s%%") % {
            "year": be_year(known.year or 0),
            "share": share,
        }
        found["evidence"] = words
    if target is not None and target > (share or 0):
        found["wished"] = target
    return found


@require_http_methods(["GET", "POST"])
@transaction.atomic
def request_edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change what a community asks for."""
    return _edit(request, thing_for(request.user, Request, pk), {})


@require_http_methods(["GET", "POST"])
@transaction.atomic
def offer_edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change what a community offers."""
    return _edit(request, thing_for(request.user, Offer, pk), {})


def _edit(
    request: HttpRequest, thing: Request | Offer, initial: dict[str, Any]
) -> HttpResponseBase:
    community, asks = thing.community, isinstance(thing, Request)
    network = community.network
    choices, known = _choices(request, thing) if network else (Choices([]), Shares({}, {}))
    if network is None or not (choices.practices or choices.indicators):
        context = frame(request, community, alone=network is None)
        return render(request, "exchanges/helping_alone.html", context)
    if thing.pk and request.method == "POST":
        type(thing).objects.select_for_update().get(pk=thing.pk)
        fields = RequestForm.Meta.fields if asks else OfferForm.Meta.fields
        thing.refresh_from_db(fields=[*fields])
    if choices.by_indicator and thing.pk is None and request.method == "GET":
        initial = _measured(request, community, known)
    kind = RequestForm if asks else OfferForm
    form: Any = kind(request.POST or None, instance=thing, initial=initial, choices=choices)
    draft = draft_key(request, "request" if asks else "offer", thing.pk or f"new-{community.pk}")
    back = reverse("exchanges", args=[network.slug])
    if form.is_valid():
        try:
            actions.keep(signed_in(request), form.save(commit=False))
        except ValidationError as refused:
            form.add_error(form.about, refused)
        else:
            saved(request, draft, _("Saved."))
            return redirect(f"{back}#{thing.topic_code}")
    context = frame(
        request,
        community,
        form=form,
        asks=asks,
        new=thing.pk is None,
        both=thing.pk is None and choices.practices and choices.indicators,
        draft=draft,
        back=back,
        readers=Readers.NETWORK,
        crumbs=[(back, _("Who helps whom"))],
    )
    status = 409 if form.theirs else 200
    return render(request, "exchanges/helping_edit.html", context, status=status)


def _choices(request: HttpRequest, thing: Request | Offer) -> tuple[Choices, Shares]:
    """What it can be about, and what was measured where it is about an indicator."""
    community, network = thing.community, thing.community.network
    assert network is not None
    practices, indicators = network_practices(network), network_indicators(network)
    asked = "indicator" in request.GET or (not practices and bool(indicators))
    by_indicator = asked if thing.pk is None else bool(thing.indicator)
    if not by_indicator:
        return Choices(practices, indicators), Shares({}, {})
    known = shares(list(Community.objects.filter(network=network).with_area()))
    measured = {key: share for (key, place), share in known.at.items() if place == community.pk}
    return Choices(practices, indicators, measured, by_indicator=True), known


@require_POST
def request_withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a request back, or put it back."""
    return _withdraw(request, thing_for(request.user, Request, pk))


@require_POST
def offer_withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take an offer back, or put it back."""
    return _withdraw(request, thing_for(request.user, Offer, pk))


def _withdraw(request: HttpRequest, thing: Request | Offer) -> HttpResponseBase:
    network, back = thing.community.network, request.POST.get("way") == "back"
    try:
        actions.withdraw(signed_in(request), thing, back=back)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    if network is None:
        return redirect(thing.community)
    address = reverse("exchanges", args=[network.slug])
    if back:
        return redirect(address)
    return redirect(f"{address}?taken={thing._meta.model_name}-{thing.pk}")
