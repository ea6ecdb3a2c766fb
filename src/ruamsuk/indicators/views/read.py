"""Reading frameworks, starting them, taking them along."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.files import as_file
from ruamsuk.communities.models import Community
from ruamsuk.communities.views.frame import Kind, place_for
from ruamsuk.engine.framework.dump import dump_framework
from ruamsuk.indicators import actions
from ruamsuk.indicators.ballots import outcome
from ruamsuk.indicators.differences import differences
from ruamsuk.indicators.document import checked
from ruamsuk.indicators.forms import CommentForm, StartForm
from ruamsuk.indicators.models import Framework, Version
from ruamsuk.indicators.overview import goal_views, index_facts, question_views, step_views
from ruamsuk.indicators.rules import readable, version_for
from ruamsuk.indicators.series import threads
from ruamsuk.indicators.views.frame import place_frame, version_frame


@require_GET
def frameworks(request: HttpRequest, kind: Kind, slug: str) -> HttpResponse:
    """The frameworks of a place with their versions."""
    place = place_for(request, kind, slug)
    found = (
        Framework.objects.for_community(place)
        if isinstance(place, Community)
        else place.frameworks.all()
    )
    shown = [
        (framework, versions[-1], versions[-2::-1])
        for framework, versions in readable(request.user, found)
    ]
    context = place_frame(request, place, frameworks=shown, kind=kind)
    return render(request, "indicators/frameworks.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def framework_new(request: HttpRequest, kind: Kind, slug: str) -> HttpResponseBase:
    """Start a framework."""
    place = place_for(request, kind, slug, "facilitate")
    form = StartForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        title = form.cleaned_data["title"] or None
        return redirect(
            "version", actions.start(signed_in(request), place, form.document(), title).pk
        )
    return render(request, "indicators/framework_new.html", place_frame(request, place, form=form))


@require_GET
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """A version: goals, indicators, codebook, index, what was said, and what comes next."""
    found = version_for(request.user, pk)
    comments = list(found.comments.select_related("author"))
    polls = list(found.polls.all())
    context = version_frame(
        request,
        found,
        goals=goal_views(found, comments),
        questions=question_views(found),
        index_facts=index_facts(found),
        steps=step_views(found),
        comments=[one for one in comments if not one.indicator],
        comment_form=CommentForm(),
        polls=[(poll, outcome(poll).sentence) for poll in polls if poll.closed],
        open_poll=next((poll for poll in polls if not poll.closed), None),
        last_edit=found.edits.select_related("by").last() if found.editable else None,
        asks=[thread for thread in threads(found) if thread.link == "asks"],
        state=Version.State,
    )
    return render(request, "indicators/version.html", context)


@require_GET
def version_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The version as the engine's own file."""
    found = version_for(request.user, pk)
    name = f"{found.framework.key}-{found.number}.yaml"
    return as_file(dump_framework(found.definition), "application/yaml; charset=utf-8", name)


@require_GET
def version_differences(request: HttpRequest, pk: int) -> HttpResponse:
    """What differs from the version before, and from what was proposed."""
    found = version_for(request.user, pk)
    before = found.based_on
    since = found.proposed if found.proposed != found.document else None
    context = version_frame(
        request,
        found,
        before=before and differences(before.definition, found.definition),
        since=since and differences(checked(since), found.definition),
    )
    return render(request, "indicators/differences.html", context)


@require_GET
def indicator(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One indicator of a version: how it is counted, and what people say about it."""
    found = version_for(request.user, pk)
    goals = goal_views(found, list(found.comments.select_related("author")))
    shown = next(
        (one for goal in goals for one in goal.indicators if one.indicator.id == name), None
    )
    if shown is None:
        raise Http404
    context = version_frame(
        request,
        found,
        shown=shown,
        comments=shown.comments,
        comment_form=CommentForm(initial={"indicator": name}),
    )
    return render(request, "indicators/indicator.html", context)
