"""The parts of a forum's day."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.templatetags.ruamsuk import local
from ruamsuk.exchanges.actions import agenda as actions
from ruamsuk.exchanges.forms.forum import AgendaForm
from ruamsuk.exchanges.models import AgendaItem
from ruamsuk.exchanges.rules import forum_for
from ruamsuk.exchanges.views import undo
from ruamsuk.exchanges.views.frame import forum_frame


def _item(request: HttpRequest, pk: int, item: int) -> AgendaItem:
    forum = forum_for(request.user, pk, "facilitate")
    found = forum.agenda.filter(pk=item).first()
    if found is None:
        raise Http404
    found.forum = forum
    return found


@require_http_methods(["GET", "POST"])
def agenda_new(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Add a part to the day."""
    item = AgendaItem(forum=forum_for(request.user, pk, "facilitate"))
    return _form(request, item, _("Add to the agenda"))


@require_http_methods(["GET", "POST"])
@transaction.atomic
def agenda_edit(request: HttpRequest, pk: int, item: int) -> HttpResponseBase:
    """Change a part of the day."""
    found = _item(request, pk, item)
    if request.method == "POST":
        AgendaItem.objects.select_for_update().get(pk=item)
        found.refresh_from_db(fields=AgendaForm.Meta.fields)
    return _form(request, found, _("Change the agenda"))


def _form(request: HttpRequest, item: AgendaItem, heading: str) -> HttpResponseBase:
    form = AgendaForm(request.POST or None, instance=item)
    if form.is_valid():
        try:
            actions.keep_item(signed_in(request), form.save(commit=False))
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Saved."))
            return _back(item.forum.pk)
    context = forum_frame(request, item.forum, form=form, heading=heading, anchor="#agenda")
    return render(request, "exchanges/forum_edit.html", context)


@require_POST
def agenda_move(request: HttpRequest, pk: int, item: int) -> HttpResponseBase:
    """Move a part one place up or down."""
    found = _item(request, pk, item)
    actions.move_item(signed_in(request), found, -1 if request.POST.get("way") == "up" else 1)
    return _back(pk)


@require_POST
def agenda_lengthen(request: HttpRequest, pk: int, item: int) -> HttpResponseBase:
    """Give a part five minutes more or fewer."""
    found = _item(request, pk, item)
    actions.lengthen_item(signed_in(request), found, -5 if request.POST.get("by") == "-5" else 5)
    return _back(pk)


@require_POST
def agenda_take_out(request: HttpRequest, pk: int, item: int) -> HttpResponseBase:
    """Take a part out of the day; it can be put back."""
    found = _item(request, pk, item)
    kept = actions.take_out_item(signed_in(request), found)
    undo.keep(request, "agenda", found.forum, local(found.title), kept)
    return _back(pk)


@require_POST
def agenda_put_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put back the part that was taken out last."""
    forum = forum_for(request.user, pk, "facilitate")
    undo.put_back(request, "agenda", forum, actions.put_back_item)
    return _back(pk)


def _back(pk: int) -> HttpResponseBase:
    return redirect(reverse("forum", args=[pk]) + "#agenda")
