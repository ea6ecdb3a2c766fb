"""Addresses of requests, offers and plans."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruamsuk.exchanges.views import helping, plan_calendar, plan_days, plans

HELPING: list[URLPattern] = [
    path("n/<slug:slug>/exchanges/", helping.exchanges, name="exchanges"),
    path("n/<slug:slug>/exchanges.<str:form>", helping.exchanges_as_file, name="exchanges_file"),
    path("c/<slug:slug>/requests/new/", helping.request_new, name="request_new"),
    path("c/<slug:slug>/offers/new/", helping.offer_new, name="offer_new"),
    path("requests/<int:pk>/edit/", helping.request_edit, name="request_edit"),
    path("requests/<int:pk>/withdraw/", helping.request_withdraw, name="request_withdraw"),
    path("offers/<int:pk>/edit/", helping.offer_edit, name="offer_edit"),
    path("offers/<int:pk>/withdraw/", helping.offer_withdraw, name="offer_withdraw"),
]
PLANS: list[URLPattern] = [
    path("n/<slug:slug>/plans/new/", plans.plan_new, name="plan_new"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/move/<int:asked>/", plans.plan_move, name="plan_move"),
    path("plans/<int:pk>/day/<int:group>/", plan_days.plan_day, name="plan_day"),
    path("plans/<int:pk>/lock/<int:match>/", plans.plan_lock, name="plan_lock"),
    path("plans/<int:pk>/again/", plans.plan_again, name="plan_again"),
    path("plans/<int:pk>/undo/", plans.plan_undo, name="plan_undo"),
    path("plans/<int:pk>/agree/", plans.plan_agree, name="plan_agree"),
    path("plans/<int:pk>/plan.<str:form>", plans.plan_as_file, name="plan_file"),
    path("plans/<int:pk>/calendar/", plan_calendar.plan_calendar, name="plan_calendar"),
    path("plans/<int:pk>/calendar.pdf", plan_calendar.plan_pdf, name="plan_pdf"),
    path("plans/<int:pk>/calendar.ics", plan_calendar.plan_ics, name="plan_ics"),
]
