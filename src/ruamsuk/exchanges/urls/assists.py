"""Addresses of peer assists, of what came of them, and of reviews."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruamsuk.exchanges.views import assist, assists, follow_ups, review

OF_COMMUNITY, OF_NETWORK = {"kind": "community"}, {"kind": "network"}
ASSISTS: list[URLPattern] = [
    path("c/<slug:slug>/assists/", assists.assists, OF_COMMUNITY, "assists"),
    path("n/<slug:slug>/assists/", assists.assists, OF_NETWORK, "network_assists"),
    path("c/<slug:slug>/assists/new/", assists.assist_new, name="assist_new"),
    path("forums/<int:pk>/assists/", assists.forum_assists, name="forum_assists"),
    path("assists/here/<str:token>/", assists.assist_here, name="assist_here"),
    path("assists/<int:pk>/", assist.assist, name="assist"),
    path("assists/<int:pk>/edit/", assist.assist_edit, name="assist_edit"),
    path("assists/<int:pk>/go/", assist.assist_go, name="assist_go"),
    path("assists/<int:pk>/notes/", assist.assist_note, name="assist_note"),
    path(
        "assists/<int:pk>/notes/<uuid:note>/",
        assist.assist_note_withdraw,
        name="assist_note_withdraw",
    ),
    path("assists/<int:pk>/steps/", assist.assist_step, name="assist_step"),
    path("assists/<int:pk>/hall/", assist.assist_hall, name="assist_hall"),
    path("assists/<int:pk>/present/", assist.assist_present, name="assist_present"),
    path("c/<slug:slug>/follow-ups/", follow_ups.follow_ups, OF_COMMUNITY, "follow_ups"),
    path("n/<slug:slug>/follow-ups/", follow_ups.follow_ups, OF_NETWORK, "network_follow_ups"),
    path("follow-ups/<int:pk>/", follow_ups.follow_up, name="follow_up"),
]
REVIEWS: list[URLPattern] = [
    path("forums/<int:pk>/review/", review.review, name="review"),
    path("forums/<int:pk>/review/<uuid:remark>/", review.remark_withdraw, name="remark_withdraw"),
]
