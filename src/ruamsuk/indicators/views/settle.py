"""Talking about a version, voting on it, and going on to the next."""

from __future__ import annotations

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.indicators import actions
from ruamsuk.indicators.ballots import outcome
from ruamsuk.indicators.forms import CommentForm, HandsForm, PollForm, SeriesForm
from ruamsuk.indicators.models import Comment, Poll, Version
from ruamsuk.indicators.rules import version_for
from ruamsuk.indicators.views.frame import list_url, version_frame


@require_POST
@login_required
def comment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say something on a version or an indicator."""
    version = version_for(signed_in(request), pk, "comment")
    form = CommentForm(request.POST)
    name = request.POST.get("indicator", "")
    if name and name not in {one.id for one in version.definition.indicators}:
        raise Http404
    if not form.is_valid():
        context = version_frame(request, version, comment_form=form)
        return render(request, "indicators/comment.html", context)
    actions.comment(signed_in(request), version, form.cleaned_data["text"], name)
    here = reverse("version_indicator", args=[pk, name]) if name else reverse("version", args=[pk])
    return redirect(f"{here}#comments")


@require_POST
@login_required
def comment_withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take one's own comment back."""
    said = get_object_or_404(Comment, pk=pk)
    version_for(signed_in(request), said.version_id)
    try:
        actions.withdraw(signed_in(request), said)
    except PermissionDenied:
        raise Http404 from None
    messages.success(request, _("Your comment was taken back."))
    name = said.indicator
    return redirect(
        reverse("version_indicator", args=[said.version_id, name])
        if name
        else reverse("version", args=[said.version_id])
    )


@require_POST
@login_required
def propose(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put a version before the community."""
    version = version_for(signed_in(request), pk, "facilitate")
    try:
        actions.propose(signed_in(request), version)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        if refused.code == "series":
            return redirect("version_series", pk)
    else:
        messages.success(request, _("Proposed. Everyone can now read it and say what they think."))
    return redirect("version", pk)


@require_POST
@login_required
def discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Throw away a framework that was never agreed."""
    version = version_for(signed_in(request), pk, "facilitate")
    try:
        actions.discard(signed_in(request), version)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return redirect("version", pk)
    messages.success(request, _("Thrown away."))
    return redirect(list_url(version.framework.place))


@require_POST
@login_required
def amend(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Start the next version."""
    version = version_for(signed_in(request), pk, "facilitate")
    try:
        made = actions.amend(signed_in(request), version)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return redirect("version", pk)
    return redirect("version", made.pk)


@require_http_methods(["GET", "POST"])
@login_required
def series(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Which series of the version before go on."""
    version = version_for(signed_in(request), pk, "facilitate")
    if version.based_on is None:
        raise Http404
    form = SeriesForm(request.POST or None, version=version)
    if form.is_valid():
        try:
            actions.link(signed_in(request), version, form.mapping())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("version", pk)
    rows = [(thread, form[thread.indicator.id]) for thread in form.threads]
    context = version_frame(request, version, form=form, rows=rows)
    return render(request, "indicators/series.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def poll_new(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Open the vote."""
    version = version_for(signed_in(request), pk, "facilitate")
    form = PollForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.open_poll(signed_in(request), version, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("poll", made.pk)
    context = version_frame(request, version, form=form)
    return render(request, "indicators/poll_new.html", context)


@require_GET
@login_required
def poll(request: HttpRequest, pk: int) -> HttpResponse:
    """The vote as the facilitator shows it to the room: the code, the count, the way to close."""
    found = _poll(request, pk)
    context = _poll_frame(request, found, HandsForm(instance=found))
    return render(request, "indicators/poll.html", context)


@require_POST
@login_required
def poll_close(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Close the vote."""
    found = _poll(request, pk)
    form = HandsForm(request.POST, instance=_poll(request, pk))
    by_hands = found.way == Poll.Way.HANDS
    if by_hands and not found.closed and not form.is_valid():
        return render(request, "indicators/poll.html", _poll_frame(request, found, form))
    counts = form.cleaned_data if by_hands and not found.closed else {}
    closed = actions.close_poll(signed_in(request), found, **counts)
    if closed.outcome:
        messages.success(request, _("Agreed."))
    else:
        messages.warning(request, _("Not agreed."))
    return redirect("poll", pk)


def _poll(request: HttpRequest, pk: int) -> Poll:
    found = get_object_or_404(Poll, pk=pk)
    found.version = version_for(signed_in(request), found.version_id, "facilitate")
    return found


def _poll_frame(request: HttpRequest, found: Poll, form: HandsForm) -> dict[str, object]:
    version: Version = found.version
    context = version_frame(request, version, poll=found, form=form)
    context["voted"] = found.ballots.count()
    if found.closed:
        context["outcome"] = outcome(found).sentence
        return context
    if found.code:
        link = request.build_absolute_uri(reverse("vote", args=[found.code]))
        # drawn by a library from an address of our own making, so it needs no escaping
        code = mark_safe(segno.make(link, micro=False).svg_inline(scale=1, omitsize=True))
        context |= {"link": link, "code": code}
    return context
