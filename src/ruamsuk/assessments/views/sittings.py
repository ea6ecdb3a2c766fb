"""Sittings: begin one, see how far it has come, close it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.assessments.actions import sittings as actions
from ruamsuk.assessments.forms.sittings import PHONES, SittingForm
from ruamsuk.assessments.rules import may_run, members, run_by, sitting_for
from ruamsuk.assessments.sheet import sheet_of
from ruamsuk.assessments.views.frame import address, place_frame, sitting_frame
from ruamsuk.communities.rules import allowed_in
from ruamsuk.communities.views.frame import Kind, place_for


@require_http_methods(["GET", "POST"])
@login_required
def sitting_new(request: HttpRequest, kind: Kind, slug: str) -> HttpResponseBase:
    """Begin a self-assessment."""
    place = place_for(request, kind, slug, "facilitate")
    user = signed_in(request)
    form = SittingForm(user, place, request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            with transaction.atomic():
                made = actions.open_sitting(user, said["table"], form.members(), said["held_on"])
                if said["way"] == PHONES:
                    actions.let_phones_vote(user, made)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("sitting", made.pk)
    crumbs = [(address(place, "levels"), _("Levels"))]
    context = place_frame(request, place, form=form, crumbs=crumbs)
    context["new_table_url"] = address(place, "practice_table_new")
    return render(request, "assessments/sitting_new.html", context)


@require_GET
@login_required
def sitting(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a sitting has come: each practice of each community."""
    found = sitting_for(request.user, pk)
    communities = members(found)
    sees = allowed_in(request.user, "see", communities)
    context = sitting_frame(
        request,
        found,
        sheet=sheet_of(found, communities),
        sees=sees,
        runs=may_run(request.user, found),
        alone=len(communities) == 1,
        empty=actions.is_empty(found),
    )
    return render(request, "assessments/sitting.html", context)


@require_POST
@login_required
def sitting_close(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Settle what was agreed, or open the sitting again."""
    found = run_by(request.user, pk)
    closed = request.POST.get("closed") == "1"
    actions.close_sitting(signed_in(request), found, closed=closed)
    messages.success(
        request, _("The self-assessment is closed.") if closed else _("It is open again.")
    )
    return redirect("sitting", pk)


@require_POST
@login_required
def sitting_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Throw away a sitting that was begun by mistake."""
    found = run_by(request.user, pk)
    back = address(actions.place_of(found), "levels")
    try:
        actions.discard(signed_in(request), found)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return redirect("sitting", pk)
    messages.success(request, _("The self-assessment is thrown away."))
    return redirect(back)


@require_POST
@login_required
def sitting_hall(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let phones vote too."""
    found = run_by(request.user, pk)
    hall = actions.let_phones_vote(signed_in(request), found)
    return redirect("hall", hall.pk)
