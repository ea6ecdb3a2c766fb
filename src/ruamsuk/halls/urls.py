"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from ruamsuk.halls.views import board, lead, phone

urlpatterns = [
    # phones
    path("hall/", phone.find, name="hall_find"),
    path("hall/<str:code>/", phone.join, name="hall_join"),
    path("hall/<str:code>/now/", phone.now, name="hall_now"),
    path("hall/<str:code>/send/", phone.send, name="hall_send"),
    # whoever leads
    path("c/<slug:slug>/halls/", lead.halls, {"kind": "community"}, name="halls"),
    path("n/<slug:slug>/halls/", lead.halls, {"kind": "network"}, name="network_halls"),
    path("halls/<int:pk>/", lead.hall, name="hall"),
    path("halls/<int:pk>/do/", lead.do, name="hall_do"),
    path("halls/<int:pk>/question/", lead.question, name="hall_question"),
    path("halls/<int:pk>/slips/", lead.slips, name="hall_slips"),
    # the projector
    path("halls/<int:pk>/board/", board.board, name="hall_board"),
    path("halls/<int:pk>/board/now/", board.board_now, name="hall_board_now"),
]
