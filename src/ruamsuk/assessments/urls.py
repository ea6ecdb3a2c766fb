"""Addresses of the app."""

from __future__ import annotations

from typing import Any

from django.urls import path

from ruamsuk.assessments.views import levels, places, river, sittings, stairs, tables

_C: dict[str, Any] = {"kind": "community"}
_N: dict[str, Any] = {"kind": "network"}

urlpatterns = [
    # tables of practices
    path("c/<slug:slug>/practices/", tables.tables, _C, "practice_tables"),
    path("n/<slug:slug>/practices/", tables.tables, _N, "network_practice_tables"),
    path("c/<slug:slug>/practices/new/", tables.table_new, _C, "practice_table_new"),
    path("n/<slug:slug>/practices/new/", tables.table_new, _N, "network_practice_table_new"),
    path("practices/<int:pk>/", tables.table, name="practice_table"),
    path("practices/<int:pk>/about/", tables.table_about, name="practice_table_about"),
    path("practices/<int:pk>/undo/", tables.table_undo, name="practice_table_undo"),
    path("practices/<int:pk>/aside/", tables.table_retire, name="practice_table_retire"),
    path("practices/<int:pk>/new/", tables.practice_new, name="practice_new"),
    path("practices/<int:pk>/<int:practice>/", tables.practice_edit, name="practice_edit"),
    path(
        "practices/<int:pk>/<int:practice>/arrange/",
        tables.practice_arrange,
        name="practice_arrange",
    ),
    # sittings
    path("c/<slug:slug>/sittings/new/", sittings.sitting_new, _C, "sitting_new"),
    path("n/<slug:slug>/sittings/new/", sittings.sitting_new, _N, "network_sitting_new"),
    path("sittings/<int:pk>/", sittings.sitting, name="sitting"),
    path("sittings/<int:pk>/close/", sittings.sitting_close, name="sitting_close"),
    path("sittings/<int:pk>/discard/", sittings.sitting_discard, name="sitting_discard"),
    path("sittings/<int:pk>/hall/", sittings.sitting_hall, name="sitting_hall"),
    path("sittings/<int:pk>/<slug:slug>/<int:practice>/", levels.level, name="sitting_level"),
    path("sittings/<int:pk>/<slug:slug>/<int:practice>/hands/", levels.hands, name="sitting_hands"),
    path("sittings/<int:pk>/<slug:slug>/<int:practice>/photo/", levels.photo, name="sitting_photo"),
    path(
        "sittings/<int:pk>/<slug:slug>/<int:practice>/voices/<uuid:voice>/",
        levels.voice_withdraw,
        name="voice_withdraw",
    ),
    # levels of places
    path("c/<slug:slug>/levels/", places.community_levels, name="community_levels"),
    path("n/<slug:slug>/levels/", places.network_levels, name="network_levels"),
    path("c/<slug:slug>/levels.<slug:form>", places.levels_file, _C, "community_levels_file"),
    path("n/<slug:slug>/levels.<slug:form>", places.levels_file, _N, "network_levels_file"),
    # river and stairs of a network
    path("n/<slug:slug>/river/", river.river, name="river"),
    path("n/<slug:slug>/river.<slug:form>", river.river_as_file, name="river_file"),
    path("n/<slug:slug>/stairs/<int:practice>/", stairs.stairs, name="stairs"),
    path(
        "n/<slug:slug>/stairs/<int:practice>.<slug:form>", stairs.stairs_as_file, name="stairs_file"
    ),
    path(
        "n/<slug:slug>/stairs/indicators/<slug:indicator>/",
        stairs.indicator_stairs,
        name="indicator_stairs",
    ),
    path(
        "n/<slug:slug>/stairs/indicators/<slug:indicator>.<slug:form>",
        stairs.indicator_stairs_as_file,
        name="indicator_stairs_file",
    ),
]
