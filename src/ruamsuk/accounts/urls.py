"""Addresses of the app."""

from django.urls import path

from ruamsuk.accounts import views

urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/edit/", views.edit, name="me_edit"),
    path("me/export/", views.export, name="me_export"),
    path("me/erase/", views.erase, name="me_erase"),
    path("me/tokens/new/", views.token_new, name="token_new"),
    path("me/tokens/<int:pk>/revoke/", views.token_revoke, name="token_revoke"),
]
