"""Start computing, and watch it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.communities.rules import allowed
from ruamsuk.results.actions import compute as actions
from ruamsuk.results.models import Computation
from ruamsuk.results.rules import insider_for
from ruamsuk.results.standing import UNDER_WAY


@require_POST
@login_required
def compute(request: HttpRequest, slug: str) -> HttpResponse:
    """Compute the rounds that share the version of the round named, or of the newest."""
    community, _may = insider_for(request.user, slug, "facilitate")
    rounds = community.rounds.select_related("version")
    label = request.POST.get("round") or request.GET.get("round")
    round_ = get_object_or_404(rounds, label=label) if label else rounds.last()
    if round_ is None:
        raise Http404
    try:
        made, new = actions.start_computation(signed_in(request), community, round_.version)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
        return redirect("round", slug, round_.label)
    if not new and made.state == made.State.DONE:
        messages.info(request, _("Nothing has changed since; the results stand as they are."))
    return redirect("computation", made.pk)


@require_GET
@login_required
@never_cache
def computation(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a computation has come; the page asks again by itself until it is done."""
    found = Computation.objects.select_related("community__network", "version__framework", "by")
    made = get_object_or_404(found, pk=pk)
    may = allowed(request.user, made.community)
    if "see" not in may:
        raise Http404
    context = {
        "community": made.community,
        "may": may,
        "computation": made,
        "rounds": list(made.snapshots.select_related("round").order_by("round__year")),
        "before": actions.place_in_queue(made) if made.state == made.State.QUEUED else 0,
        "stalled": actions.is_stalled(made),
        "under_way": made.state in UNDER_WAY,
        "left_out": _left_out(made),
        "problems": [
            problem.get("whole", problem) if "see_households" in may else problem
            for problem in made.problems
        ],
    }
    whole = "results/computation.html"
    if not request.htmx:  # type: ignore[attr-defined]
        return render(request, whole, context)
    response = render(request, f"{whole}#progress", context)
    if not context["under_way"]:
        response["HX-Refresh"] = "true"
    return response


def _left_out(made: Computation) -> list[object]:
    """Titles of the indicators that no table could answer."""
    ids = set(made.manifest.get("left_out", ()))
    return [i.title for i in made.version.definition.indicators if i.id in ids] if ids else []
