"""Addresses of the app, by noun. Each noun adds its own list."""

from __future__ import annotations

from django.urls import URLPattern

from ruamsuk.exchanges.urls.assists import ASSISTS, REVIEWS
from ruamsuk.exchanges.urls.forums import FORUMS
from ruamsuk.exchanges.urls.helping import HELPING, PLANS
from ruamsuk.exchanges.urls.mentorings import MENTORINGS
from ruamsuk.exchanges.urls.written import MINUTES, STEPS, WRITTEN

urlpatterns: list[URLPattern] = [
    *FORUMS,
    *ASSISTS,
    *REVIEWS,
    *WRITTEN,
    *STEPS,
    *MINUTES,
    *HELPING,
    *PLANS,
    *MENTORINGS,
]
