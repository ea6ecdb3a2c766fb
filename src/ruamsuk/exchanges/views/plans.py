"""Plans: who helps whom, proposed, moved by hand, locked, agreed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.addresses import whole_number
from ruamsuk.base.files import as_file
from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.communities.rules import allowed_in
from ruamsuk.communities.views.frame import frame
from ruamsuk.exchanges.actions import plan as actions
from ruamsuk.exchanges.files.helping import plan_file
from ruamsuk.exchanges.files.rows import KINDS
from ruamsuk.exchanges.forms.plan import PlanForm
from ruamsuk.exchanges.models import Match, Offer, Plan, Request
from ruamsuk.exchanges.plan_rules import inside, plan_for
from ruamsuk.exchanges.plan_words import meetings_of, proof_words
from ruamsuk.exchanges.planning import Standing, ground_of, standing
from ruamsuk.lib.problem import ProblemsFound
from ruamsuk.lib.text import LocalText

MOST_GIVERS, FEW_GIVERS = 25, 5
"""Givers whose price a page tells at once, and those where much hangs on each price."""
MANY_REQUESTS = 600


@require_http_methods(["GET", "POST"])
def plan_new(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Choose what counts, and let a plan be proposed."""
    network = inside(request.user, slug, "facilitate")
    form = PlanForm(request.POST or None)
    if form.is_valid():
        days = {name: form.cleaned_data[name] for name in ("days", "a_day")}
        try:
            made = actions.make_plan(signed_in(request), network, form.policy, form.sent, **days)
        except ProblemsFound as found:
            for problem in found.problems:
                form.add_error(None, problem.sentence(language()))
        else:
            return redirect("plan", made.pk)
    ground = ground_of(network)
    back = reverse("exchanges", args=[slug])
    context = frame(
        request,
        network,
        form=form,
        asked=len(ground.requests),
        offered=len(ground.offers),
        back=back,
        crumbs=[(back, _("Who helps whom"))],
    )
    return render(request, "exchanges/plan_new.html", context)


@require_GET
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Who helps whom, why, when, and who got nobody."""
    found = plan_for(request.user, pk)
    if found.waiting:
        return render(request, "exchanges/plan_waiting.html", plan_frame(request, found))
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Refresh": "true"})
    matches = list(pairs_of(found))
    unmet = Request.objects.filter(
        pk__in=[one["request"] for one in found.unmet], withdrawn=None
    ).values_list("pk", flat=True)
    context = plan_frame(
        request,
        found,
        meetings=meetings_of(matches),
        matches=matches,
        proof=proof_words(found, matches),
        unmet=[
            (one["request"], LocalText(one["th"], one["en"]), one["request"] in unmet)
            for one in found.unmet
        ],
        told=[LocalText(one["th"], one["en"]) for one in found.told],
        mine=allowed_in(request.user, "facilitate", (one.request.community for one in matches)),
        undone=found.edits.exists(),
    )
    return render(request, "exchanges/plan.html", context)


def pairs_of(plan: Plan) -> list[Match]:
    """The pairs of a plan with their communities."""
    return list(
        plan.matches.select_related("request__community", "request__practice", "offer__community")
    )


def plan_frame(request: HttpRequest, found: Plan, **more: object) -> dict[str, object]:
    """What every page of a plan shows around itself."""
    back = reverse("exchanges", args=[found.network.slug])
    crumbs = [(back, _("Who helps whom"))]
    address = reverse("plan", args=[found.pk])
    if request.path != address:
        crumbs.append((address, _("Plan")))
    context = frame(request, found.network, plan=found, crumbs=crumbs, back=address, **more)
    context["changes"] = "facilitate" in context["may"] and not found.agreed
    return context


@dataclass(frozen=True)
class Price:
    """What it costs to give a request to a giver.

    Attributes:
        offer: of the giver; None leaves the request out.
        words: the price in a sentence, or why it cannot be.
        possible: whether it can be.
        need, km: levels of need lost and kilometres travelled more, to sort by.
    """

    offer: Offer | None
    words: LocalText
    possible: bool
    need: float = 0
    km: float = 0


@require_http_methods(["GET", "POST"])
def plan_move(request: HttpRequest, pk: int, asked: int) -> HttpResponseBase:
    """Choose another giver for a request, or none; each with its price."""
    found = plan_for(request.user, pk, "facilitate")
    wanted = get_object_or_404(
        Request.objects.select_related("community", "practice"),
        pk=asked,
        community__network=found.network,
        withdrawn=None,
    )
    if request.method == "POST":
        return _moved(request, found, wanted)
    now = standing(found)
    pair = next((one for one in now.matches if one.request_id == asked), None)
    context = plan_frame(request, found, asked=wanted, pair=pair, prices=_prices(now, wanted, pair))
    return render(request, "exchanges/plan_move.html", context)


def _moved(request: HttpRequest, found: Plan, wanted: Request) -> HttpResponseBase:
    to = whole_number(request.POST.get("offer", ""))
    offer = None
    if to:
        offers = Offer.objects.select_related("community").filter(withdrawn=None)
        offer = get_object_or_404(
            offers,
            pk=to,
            community__network=found.network,
            practice=wanted.practice_id,
            indicator=wanted.indicator,
        )
    return _done(request, found, lambda by, seen: actions.move(by, found, seen, wanted, offer))


def _prices(now: Standing, asked: Request, pair: Match | None) -> list[Price]:
    offers = [
        one
        for one in now.ground.offers
        if one.topic_code == asked.topic_code and one.community_id != asked.community_id
    ]
    here = pair.offer_id if pair else None
    most = FEW_GIVERS if len(now.ground.requests) > MANY_REQUESTS else MOST_GIVERS
    found = [_price(now, asked, one) for one in [o for o in offers if o.pk != here][:most]]
    found.sort(key=lambda one: (not one.possible, one.need, one.km))
    if pair or asked.pk not in now.plan.closed:
        found.append(_price(now, asked, None))
    return found


def _price(now: Standing, asked: Request, offer: Offer | None) -> Price:
    try:
        cost = actions.cost_of(now, asked, offer)
    except ProblemsFound as refused:
        words = LocalText(*(refused.problems[0].sentence(one) for one in ("th", "en")))
        return Price(offer, words, possible=False)
    return Price(offer, cost.sentence, possible=True, need=cost.need, km=cost.km)


@require_POST
def plan_lock(request: HttpRequest, pk: int, match: int) -> HttpResponseBase:
    """Let a pair stay when the plan is proposed anew, or let it go."""
    found = plan_for(request.user, pk, "facilitate")
    pair = get_object_or_404(
        Match.objects.select_related("request__community"), plan=found, pk=match
    )
    locked = request.POST.get("way") != "unlock"
    return _done(
        request, found, lambda by, seen: actions.lock(by, found, seen, pair, locked), said=""
    )


@require_POST
def plan_again(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Propose anew; what is locked stays."""
    found = plan_for(request.user, pk, "facilitate")
    return _done(request, found, lambda by, seen: actions.propose_anew(by, found, seen))


@require_POST
def plan_undo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take the last change back."""
    found = plan_for(request.user, pk, "facilitate")
    return _done(request, found, lambda by, seen: actions.undo(by, found, seen))


@require_POST
def plan_agree(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Settle the plan, or open it again."""
    found = plan_for(request.user, pk, "facilitate")
    agreed = request.POST.get("way") != "reopen"
    return _done(
        request, found, lambda by, seen: actions.agree(by, found, seen, agreed=agreed), said=""
    )


def _done(
    request: HttpRequest,
    found: Plan,
    verb: Callable[..., None],
    said: str | None = None,
) -> HttpResponseBase:
    """Do something to a plan as the person saw it, and go back to it."""
    seen = whole_number(request.POST.get("revision", "")) or 0
    try:
        verb(signed_in(request), seen)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    except ProblemsFound as refused:
        for problem in refused.problems:
            messages.error(request, problem.sentence(language()))
    else:
        if said is None:
            messages.success(request, _("The plan is changed. It can be taken back below."))
    return redirect("plan", found.pk)


@require_GET
def plan_as_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The pairs of a plan, as a file."""
    found = plan_for(request.user, pk)
    if form not in KINDS:
        raise Http404
    made = plan_file(pairs_of(found), form, str(found.network), language())
    name = f"ruamsuk-{found.network.slug}-plan-{pk}.{form}"
    return as_file(made, KINDS[form], name)
