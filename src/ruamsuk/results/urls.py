"""Addresses of the app."""

from django.urls import path

from ruamsuk.results.views import (
    compute,
    counts,
    exports,
    households,
    imports,
    pages,
    publish,
    rounds,
    verdicts,
)

ROUND = "c/<slug:slug>/rounds/<str:label>"
HANDS, FIGURES = {"entry": counts.HANDS}, {"entry": counts.FIGURES}

urlpatterns = [
    path("c/<slug:slug>/", pages.community, name="community"),
    path("c/<slug:slug>/goals/<slug:goal>/", pages.goal, name="goal"),
    path("c/<slug:slug>/indicators/<slug:indicator>/", pages.indicator, name="indicator"),
    path("c/<slug:slug>/index/", pages.index, name="index"),
    path("n/<slug:slug>/", pages.network, name="network"),
    path(f"{ROUND}/import/", imports.import_new, name="import_new"),
    path("imports/<int:pk>/", imports.import_page, name="import"),
    path("imports/<int:pk>/columns/", imports.import_columns, name="import_columns"),
    path("imports/<int:pk>/mend/", imports.import_mend, name="import_mend"),
    path("imports/<int:pk>/again/", imports.import_again, name="import_again"),
    path("imports/<int:pk>/apply/", imports.import_apply, name="import_apply"),
    path("imports/<int:pk>/give-up/", imports.import_give_up, name="import_give_up"),
    path("imports/<int:pk>/undo/", imports.import_undo, name="import_undo"),
    path("imports/<int:pk>/problems.csv", imports.import_problems, name="import_problems"),
    path("c/<slug:slug>/households/", households.households, name="community_households"),
    path(
        "c/<slug:slug>/households/file/",
        households.households_file,
        name="community_households_file",
    ),
    path("c/<slug:slug>/rounds/", rounds.rounds, name="rounds"),
    path("c/<slug:slug>/rounds/new/", rounds.round_new, name="round_new"),
    path("c/<slug:slug>/rounds/compute/", compute.compute, name="compute"),
    path("computations/<int:pk>/", compute.computation, name="computation"),
    path(f"{ROUND}/", rounds.round_page, name="round"),
    path(f"{ROUND}/edit/", rounds.round_edit, name="round_edit"),
    path(f"{ROUND}/close/", rounds.round_close, name="round_close"),
    path(f"{ROUND}/hands/<str:indicator>/", counts.enter, HANDS, "hand_count"),
    path(f"{ROUND}/hands/<int:pk>/undo/", counts.undo, HANDS, "hand_undo"),
    path(f"{ROUND}/figures/<str:indicator>/", counts.enter, FIGURES, "figure_new"),
    path(f"{ROUND}/figures/<int:pk>/undo/", counts.undo, FIGURES, "figure_undo"),
    path(f"{ROUND}/verdict/", verdicts.verdict_new, name="verdict_new"),
    path(f"{ROUND}/verdict/<str:indicator>/", verdicts.verdict_new, name="verdict_new"),
    path(f"{ROUND}/verdict/<int:pk>/withdraw/", verdicts.verdict_withdraw, name="verdict_withdraw"),
    path(f"{ROUND}/publish/", publish.publish, name="publish"),
    path(f"{ROUND}/publish/withdraw/", publish.publish_withdraw, name="publish_withdraw"),
    path("c/<slug:slug>/export.<str:kind>", exports.export, name="export"),
    path("c/<slug:slug>/charts/<str:kind>.<str:form>", exports.chart, name="chart"),
    path("c/<slug:slug>/charts/<str:kind>/<slug:about>.<str:form>", exports.chart, name="chart"),
    path("c/<slug:slug>/rounds/<path:label>/report.pdf", exports.report, name="report"),
]
