"""What is written down in a forum, on one page, and what the pages of its parts share."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.drafts import draft_key, saved
from ruamsuk.communities.forms.careful import CarefulForm
from ruamsuk.exchanges.actions import captured as actions
from ruamsuk.exchanges.models import Case, Decision, Group
from ruamsuk.exchanges.rules import ForumVerb, forum_for
from ruamsuk.exchanges.views import undo
from ruamsuk.exchanges.views.frame import forum_frame

Thing = TypeVar("Thing", Case, Group, Decision)


def thing_for(request: HttpRequest, kind: type[Thing], pk: int, verb: ForumVerb) -> Thing:
    """A case, group or decision, for someone who may do ``verb`` with its forum.

    Raises:
        Http404: there is none, or the person may not.
    """
    found = kind.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.forum = forum_for(request.user, found.forum_id, verb)
    return found


@require_GET
def forum_written(request: HttpRequest, pk: int) -> HttpResponse:
    """Cases, small groups, decisions and their steps."""
    forum = forum_for(request.user, pk, "read")
    on_the_wall = Count("cards", filter=Q(cards__withdrawn=False))
    steps = forum.steps.select_related("community")
    context = forum_frame(
        request,
        forum,
        cases=forum.cases.select_related("community"),
        groups=forum.groups.annotate(count=on_the_wall),
        decisions=forum.decisions.prefetch_related("steps__community"),
        loose=steps.filter(decision=None, assist=None),
        taken_out=undo.taken_out(request, "written", forum),
    )
    return render(request, "exchanges/forum_written.html", context)


def edit(
    request: HttpRequest,
    thing: Case | Group | Decision,
    form: CarefulForm[Any],
    heading: str,
    anchor: str,
) -> HttpResponseBase:
    """Add or change something in its form, under its lock."""
    forum = thing.forum
    draft = draft_key(request, type(thing).__name__.lower(), thing.pk or f"new-{forum.pk}")
    if form.is_valid():
        actions.write_down(signed_in(request), form.save(commit=False))
        saved(request, draft, _("Saved."))
        return redirect(reverse("forum_written", args=[forum.pk]) + anchor)
    back = reverse("forum_written", args=[forum.pk]) + anchor
    context = forum_frame(request, forum, form=form, heading=heading, draft=draft, back=back)
    status = 409 if form.theirs else 200
    return render(request, "exchanges/written_edit.html", context, status=status)


def take_out(request: HttpRequest, thing: Case | Group | Decision, name: str) -> HttpResponseBase:
    """Take something out; it can be put back."""
    kept = actions.take_out(signed_in(request), thing)
    undo.keep(request, "written", thing.forum, name, kept)
    return redirect("forum_written", thing.forum.pk)


@require_POST
def written_put_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put back what was taken out last."""
    forum = forum_for(request.user, pk, "write")
    undo.put_back(request, "written", forum, actions.put_back)
    return redirect("forum_written", pk)
