"""Addresses of the app."""

from django.urls import path

from ruamsuk.indicators.views import edit, read, settle, vote

urlpatterns = [
    path("c/<slug:slug>/frameworks/", read.frameworks, {"kind": "community"}, "frameworks"),
    path("n/<slug:slug>/frameworks/", read.frameworks, {"kind": "network"}, "network_frameworks"),
    path(
        "c/<slug:slug>/frameworks/new/",
        read.framework_new,
        {"kind": "community"},
        "framework_new",
    ),
    path(
        "n/<slug:slug>/frameworks/new/",
        read.framework_new,
        {"kind": "network"},
        "network_framework_new",
    ),
    path("frameworks/<int:pk>/", read.version, name="version"),
    path("frameworks/<int:pk>/framework.yaml", read.version_file, name="version_file"),
    path("frameworks/<int:pk>/changes/", read.version_differences, name="version_differences"),
    path("frameworks/<int:pk>/about/", edit.about, name="version_about"),
    path("frameworks/<int:pk>/index/", edit.index, name="version_index"),
    path("frameworks/<int:pk>/goals/new/", edit.goal, name="goal_new"),
    path("frameworks/<int:pk>/goals/<slug:name>/", edit.goal, name="goal_edit"),
    path("frameworks/<int:pk>/goals/<slug:within>/new/", edit.indicator, name="indicator_new"),
    path("frameworks/<int:pk>/indicators/<slug:name>/", read.indicator, name="version_indicator"),
    path("frameworks/<int:pk>/indicators/<slug:name>/edit/", edit.indicator, name="indicator_edit"),
    path("frameworks/<int:pk>/questions/new/", edit.variable, name="variable_new"),
    path("frameworks/<int:pk>/questions/<slug:name>/", edit.variable, name="variable_edit"),
    path("frameworks/<int:pk>/move/", edit.part_move, name="part_move"),
    path("frameworks/<int:pk>/remove/", edit.part_remove, name="part_remove"),
    path("frameworks/<int:pk>/undo/", edit.undo, name="version_undo"),
    path("frameworks/<int:pk>/comments/", settle.comment, name="comment"),
    path("comments/<int:pk>/withdraw/", settle.comment_withdraw, name="comment_withdraw"),
    path("frameworks/<int:pk>/propose/", settle.propose, name="version_propose"),
    path("frameworks/<int:pk>/discard/", settle.discard, name="framework_discard"),
    path("frameworks/<int:pk>/amend/", settle.amend, name="version_amend"),
    path("frameworks/<int:pk>/series/", settle.series, name="version_series"),
    path("frameworks/<int:pk>/vote/", settle.poll_new, name="poll_new"),
    path("polls/<int:pk>/", settle.poll, name="poll"),
    path("polls/<int:pk>/close/", settle.poll_close, name="poll_close"),
    path("vote/<slug:code>/", vote.vote, name="vote"),
]
