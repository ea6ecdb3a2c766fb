"""What the projector shows, asked for anew every second."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ruamsuk.halls.models import Hall
from ruamsuk.halls.now import board_shown
from ruamsuk.halls.rules import hall_for
from ruamsuk.halls.views.links import join_link, qr

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Visitor


@never_cache
@require_GET
@login_required
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole page of the projector."""
    found = hall_for(request.user, pk)
    link = join_link(request, found)
    html = _html(request.user, found, link)
    context = {"hall": found, "link": link, "html": html, "mark": _mark(html)}
    return render(request, "halls/board.html", context)


@require_GET
@login_required
def board_now(request: HttpRequest, pk: int) -> HttpResponse:
    """What it shows now; 304 where nothing has changed."""
    found = hall_for(request.user, pk)
    html = _html(request.user, found, join_link(request, found))
    headers = {"ETag": f'"{_mark(html)}"', "Cache-Control": "no-store, private"}
    if request.headers.get("If-None-Match", "").removeprefix("W/") == headers["ETag"]:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(html, headers=headers)


def _html(user: Visitor, found: Hall, link: str) -> str:
    shown = board_shown(found, user)
    machine, _slash, path = link.split("://", 1)[1].rstrip("/").partition("/")
    return render_to_string(
        "halls/_board.html",
        {
            "hall": found,
            "scene_template": shown.template,
            "link": link,
            "machine": machine,
            "path": path,
            "qr": qr(link),
            "seats": found.seats.taken().count(),
            **shown.context,
        },
    )


def _mark(html: str) -> str:
    return blake2b(html.encode(), digest_size=12).hexdigest()
