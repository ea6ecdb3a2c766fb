"""Addresses of the pages that join the apps."""

from django.urls import path

from ruamsuk.web.pages import views

urlpatterns = [
    path("", views.home, name="home"),
    path("health", views.health, name="health"),
]
