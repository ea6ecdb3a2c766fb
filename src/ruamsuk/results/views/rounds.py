"""Rounds: the list, a new one, where one stands, closing it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.results.actions import rounds as actions
from ruamsuk.results.forms.rounds import RoundForm, agreed_versions
from ruamsuk.results.models import Round
from ruamsuk.results.rules import insider_for
from ruamsuk.results.standing import is_outdated, newest, next_step, standing
from ruamsuk.results.views.scope import posted, round_scope, way_back


@require_GET
@login_required
def rounds(request: HttpRequest, slug: str) -> HttpResponse:
    """All rounds of a community, the newest first."""
    community, may = insider_for(request.user, slug)
    found = community.rounds.select_related("version__framework", "publication").reverse()
    context = {
        "community": community,
        "may": may,
        "rounds": found,
        "ready": bool(agreed_versions(community)),
    }
    return render(request, "results/rounds.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def round_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Start a round."""
    community, may = insider_for(request.user, slug, "facilitate")
    if not agreed_versions(community):
        return redirect("rounds", slug)
    form = RoundForm(posted(request), community=community, instance=Round(community=community))
    if form.is_valid():
        made = actions.open_round(signed_in(request), community, **form.fields_of_round())
        messages.success(request, _("The round is open. Now bring in its data."))
        return redirect("round", slug, made.label)
    context = {"community": community, "may": may, "form": form}
    return render(request, "results/round_form.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def round_edit(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """Change what a round is called, or how its households were drawn."""
    round_, context = round_scope(request, slug, label, "facilitate")
    form = RoundForm(posted(request), community=round_.community, instance=round_)
    if form.is_valid():
        try:
            kept = actions.change_round(signed_in(request), round_, **form.fields_of_round())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The round is changed."))
            return redirect("round", slug, kept.label)
    # the form has written what was typed on its own copy of the round
    shown = Round.objects.select_related("community").get(pk=round_.pk)
    context |= {"round": shown, "form": form, "crumbs": way_back(shown)}
    return render(request, "results/round_form.html", context)


@require_GET
@login_required
def round_page(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """Where a round stands, and what to do next."""
    round_, context = round_scope(request, slug, label)
    computation = newest(round_)
    context |= {
        "goals": standing(round_, request.user),
        "computation": computation,
        "outdated": computation is not None and is_outdated(round_, computation),
        "step": next_step(round_, context["may"], computation),
        "imports": round_.imports.select_related("by").defer("problems", "columns")[:50],
        "verdicts": round_.verdicts.select_related("by").filter(indicator=""),
    }
    return render(request, "results/round.html", context)


@require_POST
@login_required
def round_close(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """Close a round, or open it again."""
    round_, _context = round_scope(request, slug, label, "facilitate")
    closed = request.POST.get("closed") == "1"
    actions.close_round(signed_in(request), round_, closed=closed)
    done = _("The round is closed.") if closed else _("The round is open again.")
    messages.success(request, done)
    return redirect("round", slug, label)
