"""Addresses of the API."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET
from ninja import NinjaAPI

from ruamsuk import __version__
from ruamsuk.web.api import (
    assists,
    forums,
    frameworks,
    helping,
    households,
    imports,
    levels,
    places,
    results,
    sources,
    written,
)
from ruamsuk.web.api.bodies import WithoutNul
from ruamsuk.web.api.problems import answer_problems
from ruamsuk.web.api.visitors import MOST_A_MINUTE, Bearer, Gently, anyone

api = NinjaAPI(
    title="ร่วมสุข · Ruamsuk",
    version=__version__,
    description=(
        "Everything that the pages show and do, by the same rules. Send a token as "
        "`Authorization: Bearer rs_…`; without one you read what is public. What you may not see "
        "answers 404."
    ),
    docs_url=None,
    urls_namespace="api-1",
    auth=[Bearer(), anyone],
    throttle=Gently(),
    parser=WithoutNul(),
)
_MEASURED = (places, frameworks, sources, imports, households, results, levels)
for _part in (*_MEASURED, forums, written, assists, helping):
    api.add_router("", _part.router)
answer_problems(api)


@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    """What the API offers, as a page."""
    schema = api.get_openapi_schema()
    operations = [
        {"method": method.upper(), "path": where, **said}
        for where, methods in schema["paths"].items()
        for method, said in methods.items()
    ]
    tags: dict[str, list[dict[str, Any]]] = {}
    for one in operations:
        tags.setdefault(one["tags"][0], []).append(one)
    context = {"tags": tags, "most": MOST_A_MINUTE}
    return render(request, "web/api.html", context)


def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """An address that the API does not have."""
    return api.on_exception(request, Http404())


urlpatterns = [
    path("", guide, name="api"),
    path("", api.urls),
    path("<path:rest>", csrf_exempt(nowhere)),
]
