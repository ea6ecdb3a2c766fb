"""One peer assist: the page that prepares it, leads through it and keeps what came of it."""

from __future__ import annotations

import uuid
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.addresses import absolute
from ruamsuk.base.drafts import draft_key, saved
from ruamsuk.communities.rules import may
from ruamsuk.exchanges.actions import assist as actions
from ruamsuk.exchanges.assist_guide import guide
from ruamsuk.exchanges.assist_known import known_on
from ruamsuk.exchanges.assist_run import Running, here_token
from ruamsuk.exchanges.forms.assist import ActionForm, AssistForm, NoteForm, PresentForm
from ruamsuk.exchanges.models import Assist, AssistNote, Step
from ruamsuk.exchanges.rules import assist_for
from ruamsuk.exchanges.views.assists import assist_frame
from ruamsuk.halls import actions as halls
from ruamsuk.halls.views.links import join_link, qr


@require_GET
def assist(request: HttpRequest, pk: int) -> HttpResponse:
    """Before it: what to prepare. While it runs: one stage at a time. After it: what came of it."""
    found = assist_for(request.user, pk)
    return _page(request, found)


def _page(
    request: HttpRequest,
    found: Assist,
    note: NoteForm | None = None,
    action: ActionForm | None = None,
) -> HttpResponse:
    context = assist_frame(request, found)
    runs = "run" in context["can"]
    running = Running(found)
    shown = list(found.notes.filter(stage=found.stage).select_related("community"))
    context |= {
        "running": running,
        "day_is_past": found.held_on < timezone.localdate(),
        "notes": [one for one in shown if not one.withdrawn],
        "taken_out": [one for one in shown if one.withdrawn] if runs else [],
        "record": _record(found),
        "steps": found.steps.order_by("pk"),
        "follow_ups": found.follow_ups.filter(step=None),
        "present": found.present.all(),
        "guide": guide(),
    }
    if runs and not found.closed:
        context |= _tools(request, found)
        context["note_form"] = note or NoteForm(found, auto_id="note_%s")
        context["note_draft"] = _note_draft(request, found.pk, found.stage)
        context["action_form"] = action or ActionForm(
            initial={"due": running.usual_due}, auto_id="step_%s"
        )
    return render(request, "exchanges/assist.html", context)


def _record(found: Assist) -> list[tuple[Assist.Stage, list[AssistNote]]]:
    """The notes by their stages, in the order of the stages."""
    order = {part.stage.value: part.number for part in guide()}
    notes = found.notes.filter(withdrawn=False).select_related("community")
    ordered = sorted(notes, key=lambda note: order[note.stage])
    groups = groupby(ordered, key=lambda note: note.stage)
    return [(Assist.Stage(stage), list(said)) for stage, said in groups]


def _tools(request: HttpRequest, found: Assist) -> dict[str, Any]:
    """What whoever leads it has at hand."""
    before = found.stage_started is None
    tools: dict[str, Any] = {}
    if before or found.stage == Assist.Stage.SOLVED:
        tools["known"] = known_on(request.user, found)
    if not before:
        link = absolute(request, reverse("assist_here", args=[here_token(found)]))
        tools |= {"here_link": link, "here_code": qr(link)}
    hall = actions.hall_of(found)
    if hall:
        link = join_link(request, hall)
        tools |= {"hall": hall, "hall_link": link, "hall_code": qr(link)}
        tools["leads_hall"] = may(request.user, "facilitate", hall.place)
        tools["on_screen"] = actions.read_about(hall.about)[0] == found.pk and (
            hall.scene == actions.SCENE and not hall.closed
        )
    return tools


@require_http_methods(["GET", "POST"])
@transaction.atomic
def assist_edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change what was set: purpose, who helps, day, times, who can read it."""
    found = assist_for(request.user, pk, "run")
    if request.method == "POST":
        Assist.objects.select_for_update().get(pk=pk)
        found.refresh_from_db()
    form = AssistForm(request.POST or None, instance=found)
    draft = draft_key(request, "assist", pk)
    if form.is_valid():
        actions.change(signed_in(request), form.save(commit=False), form.cleaned_data["givers"])
        saved(request, draft, _("Saved."))
        return redirect("assist", pk)
    context = assist_frame(request, found, form=form, draft=draft)
    return render(request, "exchanges/assist_edit.html", context)


@require_POST
def assist_go(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Begin, go on to a stage, close, or go on after closing."""
    found, by = assist_for(request.user, pk, "run"), signed_in(request)
    wanted = request.POST.get("stage", "")
    if wanted == "close":
        actions.finish(by, found)
        messages.success(request, _("The peer assist is closed. Thank you all."))
    elif wanted == "reopen":
        actions.reopen(by, found)
    elif wanted in Assist.Stage.values:
        afterwards = "afterwards" in request.POST
        actions.go(by, found, Assist.Stage(wanted), afterwards=afterwards)
    else:
        raise Http404
    return redirect("assist", pk)


@require_POST
def assist_note(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down what was said in a stage."""
    found = assist_for(request.user, pk, "run")
    stage = request.POST.get("stage", "")
    if stage not in Assist.Stage.values:
        raise Http404
    form = NoteForm(found, request.POST, auto_id="note_%s")
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.write_note(
                signed_in(request),
                found,
                Assist.Stage(stage),
                said["key"],
                said["text"],
                said["community"],
            )
        except ValidationError as refused:
            form.add_error("text", refused)
        else:
            saved(request, _note_draft(request, pk, stage), _("Saved."))
            return redirect(reverse("assist", args=[pk]) + "#notes")
    return _page(request, found, note=form)


def _note_draft(request: HttpRequest, pk: int, stage: str) -> str:
    return draft_key(request, "assist-note", pk, stage)


@require_POST
def assist_note_withdraw(request: HttpRequest, pk: int, note: uuid.UUID) -> HttpResponseBase:
    """Take a note out, or put it back."""
    found = assist_for(request.user, pk, "run")
    said = get_object_or_404(AssistNote, assist=found, pk=note)
    actions.withdraw_note(signed_in(request), said, request.POST.get("way") != "back")
    return redirect(reverse("assist", args=[pk]) + "#notes")


@require_POST
def assist_step(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down what the asker will do."""
    found = assist_for(request.user, pk, "run")
    form = ActionForm(request.POST, instance=Step(assist=found), auto_id="step_%s")
    if form.is_valid():
        try:
            actions.add_step(signed_in(request), form.save(commit=False))
        except ValidationError as refused:
            form.add_error("text", refused)
        else:
            return redirect(reverse("assist", args=[pk]) + "#steps")
    return _page(request, found, action=form)


@require_POST
def assist_hall(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Open the hall for phones, and show the stage in it."""
    found, by = assist_for(request.user, pk, "run"), signed_in(request)
    hall = actions.open_hall(by, found)
    if may(by, "facilitate", hall.place):
        try:
            found.refresh_from_db()
            halls.show(by, hall, actions.SCENE, actions.about_of(found.pk, found.stage))
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
    return redirect(reverse("assist", args=[pk]) + "#hall")


@require_http_methods(["GET", "POST"])
def assist_present(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say whose accounts were there."""
    found = assist_for(request.user, pk, "run")
    form = PresentForm(found, request.POST or None) if request.method == "POST" else None
    if form and form.is_valid():
        actions.say_present(signed_in(request), found, form.cleaned_data["people"])
        messages.success(request, _("Saved."))
        return redirect("assist", pk)
    context = assist_frame(request, found, form=form or PresentForm(found))
    return render(request, "exchanges/assist_present.html", context)
