"""The review of a forum: before it, and after it."""

from __future__ import annotations

import uuid

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.drafts import draft_key, saved
from ruamsuk.exchanges.actions import review as actions
from ruamsuk.exchanges.forms.review import RemarkForm
from ruamsuk.exchanges.models import Forum, Remark
from ruamsuk.exchanges.rules import forum_for, forum_verbs
from ruamsuk.exchanges.views.frame import forum_frame


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What was said to each question; whoever leads it writes down what others say."""
    forum = forum_for(request.user, pk, "read")
    writes = "write" in forum_verbs(request.user, forum)
    if request.method == "POST" and not writes:
        raise Http404
    usual = actions.AFTER[0] if forum.state in _OVER else actions.BEFORE[0]
    form = RemarkForm(request.POST or None, initial={"question": _asked(request) or usual})
    draft = draft_key(request, "review", pk)
    if form.is_valid():
        said = form.cleaned_data
        question = Remark.Question(said["question"])
        try:
            actions.write_remark(
                signed_in(request), forum, question, said["key"], said["text"], said["name"]
            )
        except ValidationError as refused:
            form.add_error("text", refused)
        else:
            saved(request, draft, _("Saved."))
            address = reverse("review", args=[pk])
            return redirect(f"{address}?question={question.value}#{question.value}")
    context = forum_frame(
        request,
        forum,
        before=actions.remarks_of(forum, actions.BEFORE),
        after=actions.remarks_of(forum, actions.AFTER),
        form=form if writes else None,
        draft=draft,
        taken_out=forum.remarks.filter(withdrawn=True) if writes else [],
    )
    return render(request, "exchanges/review.html", context)


_OVER = (Forum.State.RUNNING, Forum.State.HELD)


def _asked(request: HttpRequest) -> str:
    """The question that was answered last, so that the next answer goes to it too."""
    asked = request.GET.get("question", "")
    return asked if asked in Remark.Question.values else ""


@require_POST
def remark_withdraw(request: HttpRequest, pk: int, remark: uuid.UUID) -> HttpResponseBase:
    """Take a remark out, or put it back."""
    forum = forum_for(request.user, pk, "write")
    said = get_object_or_404(Remark, forum=forum, pk=remark)
    actions.withdraw_remark(signed_in(request), said, request.POST.get("way") != "back")
    return redirect("review", pk)
