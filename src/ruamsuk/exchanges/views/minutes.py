"""The minutes of a forum: read, draft, write, agree, compare, print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamsuk import booklets
from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.drafts import draft_key, saved
from ruamsuk.base.files import as_file
from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.exchanges.actions import minutes as actions
from ruamsuk.exchanges.forms.minutes import AgreeForm, MinutesForm
from ruamsuk.exchanges.marks import blocks
from ruamsuk.exchanges.merging import changes
from ruamsuk.exchanges.models import Forum, Minutes
from ruamsuk.exchanges.papers.minutes import head_of, record_of
from ruamsuk.exchanges.rules import forum_for, forum_verbs, readable_minutes
from ruamsuk.exchanges.views.frame import forum_frame

if TYPE_CHECKING:
    pass


def _version(request: HttpRequest, forum: Forum) -> Minutes | None:
    """The version that is asked for, else the newest that may be read."""
    wanted = request.GET.get("version", "")
    found = readable_minutes(request.user, forum)
    if not wanted:
        chosen = found.first()
    else:
        chosen = found.filter(number=wanted).first() if wanted.isdecimal() else None
        if chosen is None:
            raise Http404
    if chosen:
        chosen.forum = forum
    return chosen


@require_GET
def forum_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes, version by version."""
    forum = forum_for(request.user, pk, "read")
    chosen = _version(request, forum)
    newest = actions.newest(forum)
    context = forum_frame(
        request,
        forum,
        minutes=chosen,
        head=head_of(forum, language()),
        blocks=blocks(chosen.text) if chosen else [],
        versions=readable_minutes(request.user, forum),
        is_newest=chosen == newest,
    )
    if chosen and chosen == newest and "write" in context["can"] and not chosen.agreed_on:
        initial = {
            "seen": actions.stamp(chosen),
            "named": chosen.named,
            "day": timezone.localdate(),
        }
        context["form"] = AgreeForm(initial=initial)
    return render(request, "exchanges/forum_minutes.html", context)


@require_POST
def minutes_draft(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let the minutes write themselves from what was captured; earlier versions stay."""
    forum = forum_for(request.user, pk, "write")
    actions.draft_minutes(signed_in(request), forum)
    messages.success(request, _("The minutes are drafted. Read them, and write in them."))
    return redirect("forum_minutes", pk)


@require_http_methods(["GET", "POST"])
def minutes_edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write in the minutes; the page saves by itself every few seconds."""
    forum = forum_for(request.user, pk, "write")
    held = actions.newest(forum)
    if held is None:
        return redirect("forum_minutes", pk)
    draft = draft_key(request, "minutes", pk)
    by_itself = request.headers.get("Accept") == "application/json"
    form = MinutesForm(request.POST or None, initial={"before": held.text, "text": held.text})
    if request.method == "GET":
        return _editor(request, forum, held, MinutesForm(initial=_begun(request, held)), draft)
    if not form.is_valid():
        if by_itself:
            return JsonResponse({"state": "refused", "message": _said(form)}, status=422)
        return _editor(request, forum, held, form, draft)
    given = form.cleaned_data
    try:
        kept = actions.write_minutes(signed_in(request), forum, given["before"], given["text"])
    except ValidationError as refused:
        form.add_error(None, refused)
        if by_itself:
            return JsonResponse({"state": "refused", "message": _said(form)}, status=422)
        return _editor(request, forum, held, form, draft)
    if by_itself:
        return _answer(kept)
    if kept.clashes:
        both = MinutesForm(initial={"before": kept.minutes.text, "text": kept.text})
        return _editor(request, forum, kept.minutes, both, draft, kept)
    saved(request, draft, _("Saved."))
    return redirect("forum_minutes", pk)


def _begun(request: HttpRequest, held: Minutes) -> dict[str, str]:
    """What stands in the editor at first: the minutes, or what they said before."""
    wanted = request.GET.get("before", "")
    earlier = held.before.filter(pk=wanted).first() if wanted.isdecimal() else None
    return {"before": held.text, "text": earlier.text if earlier else held.text}


def _said(form: MinutesForm | AgreeForm) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _answer(kept: actions.Saved) -> JsonResponse:
    """What the page is told that saves by itself."""
    if kept.clashes:
        return JsonResponse({"state": "clash"}, status=409)
    preview = render_to_string("exchanges/_minutes.html", {"blocks": blocks(kept.text)})
    return JsonResponse({"state": "kept", "text": kept.text, "preview": preview})


def _editor(
    request: HttpRequest,
    forum: Forum,
    held: Minutes,
    form: MinutesForm,
    draft: str,
    kept: actions.Saved | None = None,
) -> HttpResponse:
    context = forum_frame(
        request,
        forum,
        form=form,
        minutes=held,
        draft=draft,
        clashes=kept.clashes if kept else (),
        blocks=blocks(str(form["text"].value() or "")),
        earlier=held.before.select_related("by").defer("text")[:50],
    )
    status = 409 if kept else 422 if form.errors else 200
    return render(request, "exchanges/minutes_edit.html", context, status=status)


@require_POST
def minutes_agree(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say that those present agreed to the minutes, and on which day."""
    forum = forum_for(request.user, pk, "write")
    form = AgreeForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        by = signed_in(request)
        try:
            actions.agree_minutes(by, forum, given["day"], seen=given["seen"], named=given["named"])
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
        else:
            messages.success(
                request, _("The minutes are agreed. What is written now is a new version.")
            )
    else:
        messages.error(request, _said(form))
    return redirect("forum_minutes", pk)


@require_GET
def minutes_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What differs between a version and the one before it."""
    forum = forum_for(request.user, pk, "read")
    chosen = _version(request, forum)
    before = (
        readable_minutes(request.user, forum).filter(number__lt=chosen.number).first()
        if chosen
        else None
    )
    if chosen is None or before is None:
        raise Http404
    context = forum_frame(
        request, forum, minutes=chosen, before=before, changes=changes(before.text, chosen.text)
    )
    return render(request, "exchanges/minutes_changes.html", context)


@require_GET
def minutes_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes on paper; with the names of those who came for whoever may see them."""
    forum = forum_for(request.user, pk, "read")
    chosen = _version(request, forum)
    if chosen is None:
        raise Http404
    named = bool(request.GET.get("names")) and "people" in forum_verbs(request.user, forum)
    made = booklets.minutes(record_of(chosen, language(), named=named), chosen.changed)
    name = f"ruamsuk-minutes-{forum.day:%Y-%m-%d}-{chosen.number}.pdf"
    return as_file(made, "application/pdf", name, saved=False)
