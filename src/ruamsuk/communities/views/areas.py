"""Searching for a tambon."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from ruamsuk.communities.forms.tambon import choices
from ruamsuk.communities.gazetteer import Found, find


@require_GET
@cache_control(private=True, max_age=3600)
def areas(request: HttpRequest) -> HttpResponse:
    """Tambons that fit what was typed: a page, choices inside a form, or JSON."""
    name = "tambon" if "tambon" in request.GET else "q"
    text = request.GET.get(name, "").strip()[:100]
    if request.headers.get("HX-Request"):
        response = render(request, "communities/_tambon_choices.html", choices(name, text))
    elif request.GET.get("format") == "json" or "application/json" in request.headers.get(
        "Accept", ""
    ):
        response = JsonResponse({"areas": [_plain(found) for found in find(text)]})
    else:
        response = render(request, "communities/areas.html", choices(name, text))
    response["Vary"] = "HX-Request, Accept, Accept-Language, Cookie"
    return response


def _plain(found: Found) -> dict[str, object]:
    names = ("name", "district", "province")
    places = {name: getattr(found, name) for name in names}
    return {"code": found.code} | {n: {"th": p.th, "en": p.en} for n, p in places.items()}
