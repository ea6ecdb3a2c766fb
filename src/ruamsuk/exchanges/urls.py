"""Addresses of the app, by noun. Each noun adds its own list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from ruamsuk.exchanges.views import agenda, forum, forums


def both(address: str, view: Callable[..., Any], name: str) -> list[URLPattern]:
    """An address below a community, and the same below a network; the view is told the kind."""
    return [
        path(f"c/<slug:slug>/{address}", view, {"kind": "community"}, name),
        path(f"n/<slug:slug>/{address}", view, {"kind": "network"}, f"network_{name}"),
    ]


ITEM = "forums/<int:pk>/agenda/<int:item>"
FORUMS: list[URLPattern] = [
    *both("forums/", forums.forums, "forums"),
    *both("forums/new/", forums.forum_new, "forum_new"),
    path("forums/<int:pk>/", forum.forum, name="forum"),
    path("forums/<int:pk>/edit/", forum.forum_edit, name="forum_edit"),
    path("forums/<int:pk>/state/", forum.forum_state, name="forum_state"),
    path("forums/<int:pk>/again/", forum.forum_again, name="forum_again"),
    path("forums/<int:pk>/agenda/new/", agenda.agenda_new, name="agenda_new"),
    path("forums/<int:pk>/agenda/put-back/", agenda.agenda_put_back, name="agenda_put_back"),
    path(f"{ITEM}/", agenda.agenda_edit, name="agenda_edit"),
    path(f"{ITEM}/move/", agenda.agenda_move, name="agenda_move"),
    path(f"{ITEM}/lengthen/", agenda.agenda_lengthen, name="agenda_lengthen"),
    path(f"{ITEM}/take-out/", agenda.agenda_take_out, name="agenda_take_out"),
]

urlpatterns: list[URLPattern] = [*FORUMS]
