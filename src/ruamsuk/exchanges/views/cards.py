"""Small groups, and the wall on which their cards hang in two lists."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.drafts import draft_key, saved
from ruamsuk.base.templatetags.ruamsuk import local
from ruamsuk.exchanges.actions import captured as actions
from ruamsuk.exchanges.forms.captured import CardForm, GroupForm, NewCardForm
from ruamsuk.exchanges.models import Card, Forum, Group
from ruamsuk.exchanges.rules import ForumVerb, forum_for
from ruamsuk.exchanges.views.frame import forum_frame
from ruamsuk.exchanges.views.written import edit, take_out, thing_for
from ruamsuk.exchanges.wall import wall_of


@require_http_methods(["GET", "POST"])
@transaction.atomic
def group_new(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Begin a small group; the forum's question stands there already."""
    forum = forum_for(request.user, pk, "write")
    new = Group(forum=forum, question=forum.question)
    form = GroupForm(request.POST or None, instance=new)
    return edit(request, new, form, _("A small group"), "#groups")


@require_http_methods(["GET", "POST"])
@transaction.atomic
def group_edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change the name or the question of a small group."""
    found = thing_for(request, Group, pk, "write")
    if request.method == "POST":
        Group.objects.select_for_update().get(pk=pk)
        found.refresh_from_db(fields=GroupForm.Meta.fields)
    form = GroupForm(request.POST or None, instance=found)
    return edit(request, found, form, _("A small group"), "#groups")


@require_POST
def group_take_out(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a small group out with its cards; it can be put back."""
    found = thing_for(request, Group, pk, "write")
    return take_out(request, found, local(found.name))


@require_GET
def forum_cards(request: HttpRequest, pk: int) -> HttpResponse:
    """The wall: two lists, grouped under headings; asked by the page itself, only the wall."""
    forum = forum_for(request.user, pk, "read")
    wall = wall_of(forum, request.GET.get("group", ""))
    context = forum_frame(request, forum, wall=wall)
    if request.GET.get("wall"):
        return render(request, "exchanges/_wall.html", context)
    if "write" in context["can"] and wall.groups:
        context["form"] = NewCardForm(forum, initial={"key": uuid.uuid4(), "group": wall.group})
        context["draft"] = draft_key(request, "card-new", pk)
    return render(request, "exchanges/forum_cards.html", context)


@require_POST
@transaction.atomic
def card_new(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A card that a facilitator writes for a group without phones."""
    forum = forum_for(request.user, pk, "write")
    form, draft = NewCardForm(forum, request.POST), draft_key(request, "card-new", pk)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.add_card(
                given["key"],
                given["group"],
                given["text"],
                list_=given["list"],
                community=given["community"],
                heading=given["heading"],
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            saved(request, draft, _("The card is on the wall."))
            return redirect(_wall(forum, f"?group={given['group'].pk}#new-card"))
    context = forum_frame(request, forum, wall=wall_of(forum, ""), form=form, draft=draft)
    return render(request, "exchanges/forum_cards.html", context)


def _wall(forum: Forum, more: str = "") -> str:
    return reverse("forum_cards", args=[forum.pk]) + more


def _card(request: HttpRequest, pk: uuid.UUID, verb: ForumVerb = "write") -> Card:
    found = Card.objects.select_related("group").filter(pk=pk).first()
    if found is None:
        raise Http404
    found.group.forum = forum_for(request.user, found.group.forum_id, verb)
    return found


@require_http_methods(["GET", "POST"])
@transaction.atomic
def card_edit(request: HttpRequest, card: uuid.UUID) -> HttpResponseBase:
    """Change a card: its words, its list, its heading."""
    found = _card(request, card)
    forum = found.group.forum
    if request.method == "POST":
        Card.objects.select_for_update().get(pk=card)
        found.refresh_from_db(fields=CardForm.Meta.fields)
    form, draft = CardForm(forum, request.POST or None, instance=found), f"card-{card}"
    if form.is_valid():
        actions.write_card(signed_in(request), form.save(commit=False))
        saved(request, draft, _("Saved."))
        return redirect(_wall(forum, f"#card-{card}"))
    context = forum_frame(
        request,
        forum,
        form=form,
        heading=_("Change the card"),
        back=_wall(forum),
        draft=draft,
        headings=wall_of(forum, "").headings,
    )
    status = 409 if form.theirs else 200
    return render(request, "exchanges/written_edit.html", context, status=status)


@require_POST
def card_do(request: HttpRequest, card: uuid.UUID) -> HttpResponseBase:
    """Hang a card elsewhere, take it off the wall, put it back, or make it a decision."""
    found, by = _card(request, card), signed_in(request)
    forum, act = found.group.forum, request.POST.get("act", "")
    if act == "hang":
        list_ = request.POST.get("list", "")
        if list_ not in Card.List.values:
            raise Http404
        actions.hang_card(by, found, list_=list_, heading=request.POST.get("heading", ""))
    elif act in {"withdraw", "put-back"}:
        actions.withdraw_card(by, found, withdrawn=act == "withdraw")
    elif act == "decide":
        actions.decide_card(by, found)
        messages.success(request, _("It is a decision now. Say who does what by when."))
        return redirect(reverse("forum_written", args=[forum.pk]) + "#decisions")
    if request.headers.get("Accept") == "text/fragment":
        return render(
            request, "exchanges/_wall.html", forum_frame(request, forum, wall=wall_of(forum, ""))
        )
    return redirect(_wall(forum, f"#card-{card}"))
