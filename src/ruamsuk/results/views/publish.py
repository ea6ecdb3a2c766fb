"""What everyone may read of a round."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.results.actions import publish as actions
from ruamsuk.results.forms.publish import PublishForm
from ruamsuk.results.models import Publication
from ruamsuk.results.pages.sight import look_as_everyone
from ruamsuk.results.standing import standing
from ruamsuk.results.views.pages import overview
from ruamsuk.results.views.scope import posted, round_scope, way_back


@require_http_methods(["GET", "POST"])
@login_required
def publish(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """Choose what everyone may read, and look at the page as they will see it."""
    round_, context = round_scope(request, slug, label, "manage")
    publication: Publication | None = getattr(round_, "publication", None)
    outside = standing(round_, AnonymousUser())
    lines = [line for goal in outside for line in goal.lines if line.sources]
    choices = [
        (line.indicator.id, f"{line.indicator.title.to(language())} · {line.headline}")
        for line in lines
    ]
    form = PublishForm(
        posted(request),
        choices=choices,
        initial={
            "indicators": publication.indicators if publication else [c[0] for c in choices],
            "words": publication.words if publication else "",
        },
    )
    if form.is_valid() and "look" in request.POST:
        sight = look_as_everyone(Publication(round=round_, **form.cleaned_data))
        seen = {"community": round_.community, "sight": sight, "unpublished": True}
        return render(request, "results/community.html", seen | overview(sight))
    if form.is_valid():
        actions.publish_round(signed_in(request), round_, **form.cleaned_data)
        messages.success(request, _("Everyone can read this now."))
        return redirect("publish", slug, label)
    context |= {"form": form, "publication": publication, "empty": not choices}
    context["crumbs"] = way_back(round_)
    return render(request, "results/publish.html", context)


@require_POST
@login_required
def publish_withdraw(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """Take back what everyone may read."""
    round_, _context = round_scope(request, slug, label, "manage")
    publication = get_object_or_404(Publication, round=round_)
    publication.round = round_
    actions.withdraw_publication(signed_in(request), publication)
    messages.success(request, _("It is taken back. Outsiders no longer see this round."))
    return redirect("publish", slug, label)
