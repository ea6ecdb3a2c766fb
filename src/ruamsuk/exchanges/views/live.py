"""Running a forum: its hall, the parts of its day, its self-assessment."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.addresses import whole_number
from ruamsuk.exchanges.actions import live as actions
from ruamsuk.exchanges.forms.live import SittingForm
from ruamsuk.exchanges.models import Forum
from ruamsuk.exchanges.rules import forum_for
from ruamsuk.exchanges.views.frame import forum_frame


@require_POST
def forum_hall(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Open the hall of a forum, and lead it."""
    forum = forum_for(request.user, pk, "facilitate")
    return redirect("hall", actions.open_hall(signed_in(request), forum).pk)


@require_POST
def agenda_start(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Begin a part of the day, or the next one (``item`` is empty), or end the one that runs."""
    forum = forum_for(request.user, pk, "facilitate")
    user, wanted = signed_in(request), whole_number(request.POST.get("item", ""))
    try:
        if request.POST.get("act") == "end":
            actions.start_item(user, forum, None)
        elif wanted is not None:
            actions.start_item(user, forum, get_object_or_404(forum.agenda, pk=wanted))
        else:
            actions.next_item(user, forum, whole_number(request.POST.get("after", "")))
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    if request.POST.get("from") == "hall" and forum.hall_id:
        return redirect("hall", forum.hall_id)
    return redirect("forum", pk)


@require_http_methods(["GET", "POST"])
def forum_sitting(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Begin the self-assessment of a forum, by phone in its hall or by counting hands."""
    forum: Forum = forum_for(request.user, pk, "facilitate")
    if forum.sitting_id:
        return redirect("sitting", forum.sitting_id)
    form = SittingForm(forum, request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.open_sitting(
                signed_in(request), forum, given["table"], list(given["communities"]), given["way"]
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            if made.hall_id:
                return redirect("hall", made.hall_id)
            return redirect("sitting", made.pk)
    context = forum_frame(
        request, forum, form=form, heading=_("Self-assessment"), button=_("Begin")
    )
    return render(request, "exchanges/forum_edit.html", context)
