"""What people enter by hand: hands counted in a meeting, and figures that others counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.results.actions.figures import add_figure
from ruamsuk.results.actions.hands import count_hands
from ruamsuk.results.actions.striking import strike
from ruamsuk.results.forms.figures import FigureForm
from ruamsuk.results.forms.hands import HandsForm
from ruamsuk.results.models import Figure, HandCount
from ruamsuk.results.rules import indicator_of
from ruamsuk.results.sources import Kind, sources
from ruamsuk.results.views.scope import posted, round_scope, way_back


@dataclass(frozen=True)
class Entry:
    """How one kind of source is entered.

    Attributes:
        kind: of the sources that come of it.
        page: name of the address.
        keep: the verb.
        done: what is said when it is kept.
    """

    kind: Kind
    page: str
    template: str
    model: type[Any]
    form: type[HandsForm] | type[FigureForm]
    keep: Callable[..., object]
    done: str | Promise


HANDS = Entry(
    "hands",
    "hand_count",
    "results/hands.html",
    HandCount,
    HandsForm,
    count_hands,
    gettext_lazy("The hands are kept."),
)
FIGURES = Entry(
    "figures",
    "figure_new",
    "results/figure.html",
    Figure,
    FigureForm,
    add_figure,
    gettext_lazy("The figure is kept."),
)


@require_http_methods(["GET", "POST"])
@login_required
def enter(
    request: HttpRequest, slug: str, label: str, indicator: str, entry: Entry
) -> HttpResponse:
    """Enter a count or a figure for one indicator; below stand those there are."""
    round_, context = round_scope(request, slug, label, "collect")
    about = indicator_of(round_, indicator)
    form: Any = entry.form(posted(request), round_=round_, indicator=about)
    if form.is_valid():
        try:
            entry.keep(signed_in(request), round_, indicator, **form.values())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, str(entry.done))
            return redirect(entry.page, slug, label, indicator)
    found = sources(round_, request.user, with_undone=True).get(indicator, [])
    kept = [(one, one.words(about, language())) for one in found if one.kind == entry.kind]
    context |= {"indicator": about, "form": form, "kept": kept, "crumbs": way_back(round_)}
    return render(request, entry.template, context)


@require_POST
@login_required
def undo(request: HttpRequest, slug: str, label: str, pk: int, entry: Entry) -> HttpResponse:
    """Strike a count or a figure through, or let it stand again."""
    round_, _context = round_scope(request, slug, label, "collect")
    kept: HandCount | Figure = get_object_or_404(entry.model, pk=pk, round=round_)
    kept.round = round_
    undone = request.POST.get("undone") == "1"
    try:
        strike(signed_in(request), kept, undone=undone)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        done = (
            _("Struck through. It can be read and restored.") if undone else _("It counts again.")
        )
        messages.success(request, done)
    return redirect(entry.page, slug, label, kept.indicator)
