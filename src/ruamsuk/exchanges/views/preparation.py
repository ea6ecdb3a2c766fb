"""The page by which people prepare themselves for a forum."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.exchanges.preparation import preparation_of
from ruamsuk.exchanges.rules import forum_for
from ruamsuk.exchanges.views.frame import forum_frame


@require_GET
def forum_preparation(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known on the topic already, and what each should read."""
    forum = forum_for(request.user, pk, "prepare")
    found = preparation_of(forum, request.user)
    context = forum_frame(
        request,
        forum,
        known=found,
        factual=False,
        readers=found.readers(forum.agenda.all(), language()),
        materials=forum.materials.all(),
    )
    if "people" in context["can"]:
        context["parts"] = forum.attendances.exclude(part="").select_related("community")
    return render(request, "exchanges/forum_preparation.html", context)
