"""Tables of practices: list, start, change, print."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.assessments.actions import tables as actions
from ruamsuk.assessments.forms.tables import PracticeForm, StartForm, TableForm
from ruamsuk.assessments.models import Practice, PracticeTable
from ruamsuk.assessments.rules import practice_for, table_for
from ruamsuk.assessments.starting import usual_levels
from ruamsuk.assessments.views.frame import address, place_frame, table_frame
from ruamsuk.base.templatetags.ruamsuk import local
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import allowed
from ruamsuk.communities.views.frame import Kind, place_for


@require_GET
@login_required
def tables(request: HttpRequest, kind: Kind, slug: str) -> HttpResponse:
    """The tables that a place works with."""
    place = place_for(request, kind, slug)
    if "see" not in allowed(request.user, place):
        raise Http404
    found = (
        PracticeTable.objects.for_community(place)
        if isinstance(place, Community)
        else PracticeTable.objects.filter(network=place)
    )
    listed = [
        (table, [one for one in table.practices.all() if not one.retired])
        for table in found.select_related("network").prefetch_related("practices")
    ]
    listed.sort(key=lambda pair: pair[0].retired)
    crumbs = [(address(place, "levels"), _("Levels"))]
    context = place_frame(request, place, tables=listed, crumbs=crumbs)
    context["new_url"] = address(place, "practice_table_new")
    return render(request, "assessments/tables.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def table_new(request: HttpRequest, kind: Kind, slug: str) -> HttpResponseBase:
    """Start a table from a template, from the goals, or from the network's."""
    place = place_for(request, kind, slug, "facilitate")
    form = StartForm(place, request.POST or None)
    if form.is_valid():
        title = form.cleaned_data["title"]
        made = actions.start_table(signed_in(request), place, form.start(), title)
        messages.success(request, _("The table is here. Now put it into your own words."))
        return redirect("practice_table", made.pk)
    crumbs = [
        (address(place, "levels"), _("Levels")),
        (address(place, "practice_tables"), _("Tables")),
    ]
    context = place_frame(request, place, form=form, crumbs=crumbs)
    return render(request, "assessments/table_new.html", context)


@require_GET
@login_required
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """A table with all that its levels say; printed, it fills sheets laid on their side."""
    found = table_for(request.user, pk)
    rows = list(found.practices.all())
    context = table_frame(
        request,
        found,
        practices=[one for one in rows if not one.retired],
        taken_out=[one for one in rows if one.retired],
        undoable=found.edits.exists(),
        used=found.sittings.count(),
    )
    return render(request, "assessments/table.html", context)


@require_http_methods(["GET", "POST"])
@login_required
@transaction.atomic
def table_about(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change what a table is called and for."""
    found = table_for(request.user, pk, "facilitate")
    if request.method == "POST":
        found = actions.held(found)
    form = TableForm(request.POST or None, instance=found)
    if form.is_valid():
        made = form.save(commit=False)
        if form.changed_fields:
            actions.change(signed_in(request), made, str(made), made.save)
        messages.success(request, _("Saved."))
        return redirect("practice_table", pk)
    context = table_frame(request, found, form=form, heading=_("Name of the table"))
    return render(request, "assessments/practice_form.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@login_required
def practice_new(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put another practice into a table."""
    found = table_for(request.user, pk, "facilitate")
    draft = f"practice-new-{pk}-{request.user.pk}"
    start = [{"th": words.th, "en": words.en} for words in usual_levels()]
    form = PracticeForm(request.POST or None, instance=Practice(table=found, levels=start))
    if form.is_valid():
        try:
            actions.add_practice(signed_in(request), found, form.save(commit=False))
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Saved."), extra_tags=draft)
            return redirect("practice_table", pk)
    heading = _("Another practice")
    context = table_frame(request, found, form=form, heading=heading, draft=draft)
    return render(request, "assessments/practice_form.html", context)


@require_http_methods(["GET", "POST"])
@login_required
@transaction.atomic
def practice_edit(request: HttpRequest, pk: int, practice: int) -> HttpResponseBase:
    """Change a practice and what its five levels say."""
    found, row = practice_for(request.user, pk, practice, "facilitate")
    if request.method == "POST":
        found = actions.held(found)
        row.refresh_from_db()
        row.table = found
    draft = f"practice-{practice}-{request.user.pk}"
    form = PracticeForm(request.POST or None, instance=row)
    if form.is_valid():
        made = form.save(commit=False)
        if form.changed_fields:
            actions.change(signed_in(request), found, str(made), made.save)
        messages.success(request, _("Saved."), extra_tags=draft)
        return redirect("practice_table", pk)
    context = table_frame(request, found, form=form, heading=local(row.name), draft=draft)
    return render(request, "assessments/practice_form.html", context, status=_status(form))


def _status(form: Any) -> int:
    return 409 if form.theirs else 200


@require_POST
@login_required
def practice_arrange(request: HttpRequest, pk: int, practice: int) -> HttpResponseBase:
    """Move a practice up or down, take it out, or put it back."""
    _found, row = practice_for(request.user, pk, practice, "facilitate")
    way = request.POST.get("way", "")
    if way in ("up", "down"):
        actions.move(signed_in(request), row, way)
    elif way in ("out", "back"):
        actions.take_out(signed_in(request), row, out=way == "out")
        said = _("Taken out of the table. What was said on it stays.")
        messages.success(request, said if way == "out" else _("It stands in the table again."))
    return redirect("practice_table", pk)


@require_POST
@login_required
def table_undo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take the last change of a table back."""
    found = table_for(request.user, pk, "facilitate")
    if actions.undo(signed_in(request), found):
        messages.success(request, _("The last change is taken back."))
    return redirect("practice_table", pk)


@require_POST
@login_required
def table_retire(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put a table aside, or take it up again."""
    found = table_for(request.user, pk, "facilitate")
    retired = request.POST.get("retired") == "1"
    actions.retire(signed_in(request), found, retired=retired)
    messages.success(
        request, _("The table is put aside.") if retired else _("The table is in use again.")
    )
    return redirect("practice_table", pk)
