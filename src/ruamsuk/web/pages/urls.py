"""Addresses of the pages that join the apps."""

from django.urls import path

from ruamsuk.web.pages import health, home, search

urlpatterns = [
    path("", home.home, name="home"),
    path("demo/sign-in/<str:username>/", home.demo_sign_in, name="demo_sign_in"),
    path("search/", search.search, name="search"),
    path("health", health.health, name="health"),
]
