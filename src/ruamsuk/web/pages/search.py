"""Search over communities, goals and indicators: what a person may see, Thai or English."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ruamsuk.web.pages.finding import find


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """The page with its answers; while someone types, the answers alone."""
    words = request.GET.get("q", "").strip()[:100]
    answers = find(request.user, words) if words else []
    only_answers = request.headers.get("HX-Request") == "true"
    template = "web/search.html#answers" if only_answers else "web/search.html"
    return render(request, template, {"words": words, "answers": answers})
