"""After 30 and 90 days: which peer assists are asked about, and what the asker tells."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import F, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.drafts import draft_key, saved
from ruamsuk.communities.models import Community, Network
from ruamsuk.communities.rules import allowed
from ruamsuk.communities.views.frame import Kind, frame, place_for
from ruamsuk.exchanges.actions import assist as actions
from ruamsuk.exchanges.forms.assist import FollowUpForm, StepToldForm
from ruamsuk.exchanges.models import FollowUp, Step
from ruamsuk.exchanges.rules import assist_for, assist_verbs, followable
from ruamsuk.exchanges.views.assists import PER_PAGE, assist_frame, list_url


@require_GET
def follow_ups(request: HttpRequest, kind: Kind, slug: str) -> HttpResponse:
    """What a place is asked about: what is due, what comes, what was told."""
    place = place_for(request, kind, slug)
    if "see" not in allowed(request.user, place):
        raise Http404
    network = place if isinstance(place, Network) else place.network
    mine = followable(request.user, network) if network else FollowUp.objects.none()
    if isinstance(place, Community):
        mine = mine.filter(assist__asker=place)
    today = timezone.localdate()
    mine = mine.select_related("assist__asker", "assist__practice")
    # what waits comes first, the longest due at the top; then what was told, the newest first
    rows = mine.order_by(F("answered").desc(nulls_first=True), "due", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    crumbs = [(list_url(place, "forums"), _("Forums")), (list_url(place), _("Peer assists"))]
    context = frame(
        request,
        place,
        page=page,
        due=[one for one in page if not one.answered and one.due <= today],
        coming=[one for one in page if not one.answered and one.due > today],
        told=[one for one in page if one.answered],
        crumbs=crumbs,
    )
    return render(request, "exchanges/follow_ups.html", context)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def follow_up(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What was tried, what happened with each step, where the asker stands now."""
    found = FollowUp.objects.select_related("assist__practice").filter(pk=pk, step=None).first()
    if found is None:
        raise Http404
    found.assist = assist_for(request.user, found.assist_id, "steps")
    can = assist_verbs(request.user, found.assist)
    if request.method == "POST":
        if "answer" not in can:
            raise Http404
        FollowUp.objects.select_for_update().get(pk=pk)
        list(Step.objects.select_for_update().filter(assist=found.assist_id))
        assist = found.assist
        found.refresh_from_db()
        found.assist = assist
    data = request.POST or None
    steps = list(found.assist.steps.order_by("pk"))
    forms = [StepToldForm(data, instance=one, prefix=f"step-{one.pk}") for one in steps]
    form = FollowUpForm(data, instance=found)
    draft = draft_key(request, "follow-up", pk)
    fits = [form.is_valid(), *(one.is_valid() for one in forms)]
    if data is not None and all(fits) and _tells_nothing(found, form, *forms):
        form.add_error(None, _("Tell at least one thing, even that nothing was tried yet."))
        fits.append(False)
    if data is not None and all(fits):
        revised = [one.save(commit=False) for one in forms]
        told = {one: one.told for one in revised if one.told}
        changed = [one for one, its in zip(revised, forms, strict=True) if its.changed_fields]
        actions.answer(signed_in(request), form.save(commit=False), told, changed)
        saved(request, draft, _("Thank you. It is kept."))
        return redirect("follow_up", pk)
    context = assist_frame(request, found.assist, follow_up=found, draft=draft)
    context |= _shown(found, form, forms if "answer" in can else [])
    return render(request, "exchanges/follow_up.html", context)


def _tells_nothing(found: FollowUp, *forms: FollowUpForm | StepToldForm) -> bool:
    """Whether a first answer is empty: a slip of the finger would end the asking."""
    return found.answered is None and not any(one.changed_fields for one in forms)


def _shown(found: FollowUp, form: FollowUpForm, forms: list[StepToldForm]) -> dict[str, Any]:
    """The form, what can be offered now, and what was told at other times."""
    assist, offer = found.assist, ""
    if found.answered and found.would_offer:
        offer = reverse("offer_new", args=[assist.asker.slug])
        offer += f"?practice={assist.practice_id}" if assist.practice_id else ""
    earlier = assist.follow_ups.filter(Q(step=None), answered__isnull=False).exclude(pk=found.pk)
    told = assist.follow_ups.filter(step__isnull=False).exclude(due=found.due)
    return {
        "form": form,
        "step_forms": forms,
        "steps": assist.steps.order_by("pk"),
        "offer_url": offer,
        "earlier": earlier,
        "told_then": told.select_related("step"),
    }
