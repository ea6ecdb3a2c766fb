"""Figures that others counted."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.results.actions import figures as actions
from ruamsuk.results.forms.figures import FigureForm
from ruamsuk.results.models import Figure
from ruamsuk.results.sources import sources
from ruamsuk.results.views.scope import indicator_of, posted, round_for


@require_http_methods(["GET", "POST"])
@login_required
def figure_new(request: HttpRequest, slug: str, label: str, indicator: str) -> HttpResponse:
    """Add a figure for one indicator; below stand the figures there are."""
    round_, context = round_for(request, slug, label, "collect")
    about = indicator_of(round_, indicator)
    form = FigureForm(posted(request), round_=round_, indicator=about)
    if form.is_valid():
        try:
            actions.add_figure(signed_in(request), round_, indicator, **form.fields_of_figure())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The figure is kept."))
            return redirect("figure_new", slug, label, indicator)
    found = sources(round_, request.user, with_undone=True).get(indicator, [])
    kept = [
        (source, source.words(about, "th" if request.LANGUAGE_CODE == "th" else "en"))
        for source in found
        if source.kind == "figures"
    ]
    context |= {"indicator": about, "form": form, "kept": kept}
    return render(request, "results/figure.html", context)


@require_POST
@login_required
def figure_undo(request: HttpRequest, slug: str, label: str, pk: int) -> HttpResponse:
    """Strike a figure through, or let it stand again."""
    round_, _context = round_for(request, slug, label, "collect")
    figure = get_object_or_404(Figure, pk=pk, round=round_)
    figure.round = round_
    undone = request.POST.get("undone") == "1"
    try:
        actions.undo_figure(signed_in(request), figure, undone=undone)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        done = (
            _("Struck through. It can be read and restored.") if undone else _("It counts again.")
        )
        messages.success(request, done)
    return redirect("figure_new", slug, label, figure.indicator)
