"""What a meeting concluded."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.results.actions import verdicts as actions
from ruamsuk.results.forms.verdicts import VerdictForm
from ruamsuk.results.models import Verdict
from ruamsuk.results.rules import indicator_of
from ruamsuk.results.views.scope import posted, round_scope, way_back


@require_http_methods(["GET", "POST"])
@login_required
def verdict_new(request: HttpRequest, slug: str, label: str, indicator: str = "") -> HttpResponse:
    """Keep a verdict about an indicator, or about the round as a whole."""
    round_, context = round_scope(request, slug, label, "facilitate")
    about = indicator_of(round_, indicator) if indicator else None
    form = VerdictForm(posted(request))
    if form.is_valid():
        actions.record_verdict(signed_in(request), round_, indicator, **form.cleaned_data)
        messages.success(request, _("The conclusion is kept beside the number."))
        if indicator:
            return redirect("verdict_new", slug, label, indicator)
        return redirect("round", slug, label)
    context |= {
        "indicator": about,
        "form": form,
        "crumbs": way_back(round_),
        "seen": actions.seen_of(round_, indicator) if indicator else None,
        "verdicts": round_.verdicts.select_related("by").filter(indicator=indicator),
    }
    return render(request, "results/verdict_form.html", context)


@require_POST
@login_required
def verdict_withdraw(request: HttpRequest, slug: str, label: str, pk: int) -> HttpResponse:
    """Strike a verdict through."""
    round_, _context = round_scope(request, slug, label, "facilitate")
    verdict = get_object_or_404(Verdict, pk=pk, round=round_)
    verdict.round = round_
    actions.withdraw_verdict(signed_in(request), verdict)
    messages.success(request, _("The conclusion is struck through. It can still be read."))
    if verdict.indicator:
        return redirect("verdict_new", slug, label, verdict.indicator)
    return redirect("round", slug, label)
