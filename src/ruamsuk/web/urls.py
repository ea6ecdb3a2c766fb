"""Every address of the application."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("operators/", admin.site.urls),
    path("api/v1/", include("ruamsuk.web.api.urls")),
    path("", include("ruamsuk.web.pages.urls")),
    path("", include("ruamsuk.accounts.urls")),
    path("", include("ruamsuk.communities.urls")),
    path("", include("ruamsuk.indicators.urls")),
    path("", include("ruamsuk.results.urls")),
    path("", include("ruamsuk.halls.urls")),
    path("", include("ruamsuk.assessments.urls")),
    path("", include("ruamsuk.exchanges.urls")),
]
