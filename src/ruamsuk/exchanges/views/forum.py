"""One forum: its day, what is said about it, and how far it has come."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.templatetags.ruamsuk import local
from ruamsuk.exchanges.actions import forum as actions
from ruamsuk.exchanges.forms.forum import AgainForm, ForumForm
from ruamsuk.exchanges.models import Forum
from ruamsuk.exchanges.rules import forum_for, taking_part
from ruamsuk.exchanges.timetable import timetable
from ruamsuk.exchanges.views import undo
from ruamsuk.exchanges.views.frame import forum_frame


@require_GET
def forum(request: HttpRequest, pk: int) -> HttpResponse:
    """What a forum is for, where and when, its agenda by the clock, and what to have at hand."""
    found = forum_for(request.user, pk)
    day = timetable(found, found.agenda.prefetch_related("materials"))
    context = forum_frame(
        request,
        found,
        day=day,
        communities=taking_part(found),
        practices=found.practices.all(),
        needs=_once(slot.item.needs for slot in day.slots),
        roles=_once(slot.item.who for slot in day.slots),
        undos=[
            (words, f"{noun}_put_back")
            for noun in ("agenda", "material")
            if (words := undo.taken_out(request, noun, found))
        ],
        loose=found.materials.filter(item=None),
    )
    return render(request, "exchanges/forum.html", context)


def _once(words: object) -> list[str]:
    """What is said in the agenda, each thing once."""
    said = (local(one) for one in words)  # type: ignore[attr-defined]
    return list(dict.fromkeys(one for one in said if one))


@require_http_methods(["GET", "POST"])
@transaction.atomic
def forum_edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change what is said about a forum, who is invited and who can read it."""
    found = forum_for(request.user, pk, "facilitate")
    if request.method == "POST":
        Forum.objects.select_for_update().get(pk=pk)
        found.refresh_from_db()
    form = ForumForm(found.place, request.POST or None, instance=found)
    if "write" not in forum_frame(request, found)["can"]:
        del form.fields["readers"]
    if form.is_valid():
        given = form.cleaned_data
        changed = form.save(commit=False)
        user = signed_in(request)
        actions.change(user, changed, given.get("communities"), given.get("practices"))
        messages.success(request, _("Saved."))
        return redirect("forum", pk)
    context = forum_frame(request, found, form=form, heading=_("Change the forum"))
    return render(request, "exchanges/forum_edit.html", context)


@require_POST
def forum_state(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Call a forum off, take it up again, or say that it was held."""
    found = forum_for(request.user, pk, "facilitate")
    state = request.POST.get("state", "")
    if state not in Forum.State.values:
        raise Http404
    actions.set_state(signed_in(request), found, Forum.State(state))
    words = {
        Forum.State.PLANNED: _("The forum is being prepared again."),
        Forum.State.RUNNING: _("The forum has begun."),
        Forum.State.HELD: _("The forum is over. Thank you all."),
        Forum.State.CALLED_OFF: _("The forum is called off. It can be taken up again."),
    }
    messages.success(request, words[Forum.State(state)])
    return redirect("forum", pk)


@require_http_methods(["GET", "POST"])
def forum_again(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Prepare the same forum for another day."""
    found = forum_for(request.user, pk, "facilitate")
    form = AgainForm(request.POST or None)
    if form.is_valid():
        copied = actions.hold_again(signed_in(request), found, form.cleaned_data["day"], form.sent)
        messages.success(request, _("The forum is prepared. Look through its agenda."))
        return redirect("forum", copied.pk)
    context = forum_frame(request, found, form=form, heading=_("Hold it again"))
    return render(request, "exchanges/forum_edit.html", context)
