"""Addresses of the app."""

from django.urls import path

from ruamsuk.results.views import imports, pages

urlpatterns = [
    path("c/<slug:slug>/", pages.community, name="community"),
    path("c/<slug:slug>/goals/<slug:goal>/", pages.goal, name="goal"),
    path("c/<slug:slug>/indicators/<slug:indicator>/", pages.indicator, name="indicator"),
    path("c/<slug:slug>/index/", pages.index, name="index"),
    path("n/<slug:slug>/", pages.network, name="network"),
    path("c/<slug:slug>/rounds/<path:label>/import/", imports.import_new, name="import_new"),
    path("imports/<int:pk>/", imports.import_page, name="import"),
    path("imports/<int:pk>/columns/", imports.import_columns, name="import_columns"),
    path("imports/<int:pk>/mend/", imports.import_mend, name="import_mend"),
    path("imports/<int:pk>/again/", imports.import_again, name="import_again"),
    path("imports/<int:pk>/apply/", imports.import_apply, name="import_apply"),
    path("imports/<int:pk>/give-up/", imports.import_give_up, name="import_give_up"),
    path("imports/<int:pk>/undo/", imports.import_undo, name="import_undo"),
    path("imports/<int:pk>/problems.csv", imports.import_problems, name="import_problems"),
]
