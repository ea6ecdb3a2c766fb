"""Addresses of the pages that join the apps."""

from django.urls import path

from ruamsuk.web.pages import search, views

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", search.search, name="search"),
    path("health", views.health, name="health"),
]
