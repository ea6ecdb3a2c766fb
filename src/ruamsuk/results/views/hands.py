"""Hands counted in a meeting."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.results.actions import hands as actions
from ruamsuk.results.forms.hands import HandsForm
from ruamsuk.results.models import HandCount
from ruamsuk.results.sources import sources, steps_of
from ruamsuk.results.views.scope import indicator_of, posted, round_for


@require_http_methods(["GET", "POST"])
@login_required
def hand_count(request: HttpRequest, slug: str, label: str, indicator: str) -> HttpResponse:
    """Count hands on one indicator; below stand the counts there are."""
    round_, context = round_for(request, slug, label, "collect")
    about = indicator_of(round_, indicator)
    form = HandsForm(posted(request), round_=round_, steps=steps_of(about))
    if form.is_valid():
        try:
            actions.count_hands(signed_in(request), round_, indicator, **form.fields_of_count())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The hands are kept."))
            return redirect("hand_count", slug, label, indicator)
    found = sources(round_, request.user, with_undone=True).get(indicator, [])
    kept = [source for source in found if source.kind == "hands"]
    context |= {"indicator": about, "form": form, "kept": kept}
    return render(request, "results/hands.html", context)


@require_POST
@login_required
def hand_undo(request: HttpRequest, slug: str, label: str, pk: int) -> HttpResponse:
    """Strike a count through, or let it stand again."""
    round_, _context = round_for(request, slug, label, "collect")
    count = get_object_or_404(HandCount, pk=pk, round=round_)
    count.round = round_
    undone = request.POST.get("undone") == "1"
    try:
        actions.undo_hands(signed_in(request), count, undone=undone)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        done = (
            _("Struck through. It can be read and restored.") if undone else _("It counts again.")
        )
        messages.success(request, done)
    return redirect("hand_count", slug, label, count.indicator)
