"""Addresses of forums."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from ruamsuk.exchanges.views import (
    agenda,
    forum,
    forums,
    invitation,
    live,
    materials,
    people,
    preparation,
)


def both(address: str, view: Callable[..., Any], name: str) -> list[URLPattern]:
    """An address below a community, and the same below a network; the view is told the kind."""
    return [
        path(f"c/<slug:slug>/{address}", view, {"kind": "community"}, name),
        path(f"n/<slug:slug>/{address}", view, {"kind": "network"}, f"network_{name}"),
    ]


ITEM = "forums/<int:pk>/agenda/<int:item>"
MATERIAL = "forums/<int:pk>/materials/<int:material>"
LINE = "forums/<int:pk>/people/<int:line>"
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
    path("forums/<int:pk>/people/", people.forum_people, name="forum_people"),
    path("forums/<int:pk>/people/sheet/", people.forum_sheet, name="forum_sheet"),
    path("forums/<int:pk>/people.<str:kind>", people.forum_people_file, name="forum_people_file"),
    path(f"{LINE}/", people.attendance_edit, name="attendance_edit"),
    path(f"{LINE}/tick/", people.attendance_tick, name="attendance_tick"),
    path("forums/<int:pk>/invitation/", invitation.forum_invite, name="forum_invite"),
    path("forums/<int:pk>/preparation/", preparation.forum_preparation, name="forum_preparation"),
    path("forums/<int:pk>/hall/", live.forum_hall, name="forum_hall"),
    path("forums/<int:pk>/agenda/start/", live.agenda_start, name="agenda_start"),
    path("forums/<int:pk>/sitting/", live.forum_sitting, name="forum_sitting"),
    path("forums/<int:pk>/materials/new/", materials.material_new, name="material_new"),
    path(
        "forums/<int:pk>/materials/put-back/", materials.material_put_back, name="material_put_back"
    ),
    path(f"{MATERIAL}/", materials.material, name="material"),
    path(f"{MATERIAL}/edit/", materials.material_edit, name="material_edit"),
    path(f"{MATERIAL}/file/", materials.material_file, name="material_file"),
    path("forums/<int:pk>/letter.pdf", invitation.forum_letter, name="forum_letter"),
    path("forums/<int:pk>/forum.ics", invitation.forum_calendar, name="forum_calendar"),
    path("invited/<str:secret>/", invitation.forum_invitation, name="forum_invitation"),
    path(
        "invited/<str:secret>/forum.ics",
        invitation.forum_invited_calendar,
        name="forum_invited_calendar",
    ),
]
