"""Addresses of what is written down in a forum, of steps and of minutes."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruamsuk.exchanges.views import cards, cases, decisions, minutes, steps, written

_COMMUNITY, _NETWORK = {"kind": "community"}, {"kind": "network"}
FORUM = "forums/<int:pk>"

WRITTEN: list[URLPattern] = [
    path(f"{FORUM}/written/", written.forum_written, name="forum_written"),
    path(f"{FORUM}/written/put-back/", written.written_put_back, name="written_put_back"),
    path(f"{FORUM}/cases/new/", cases.case_new, name="case_new"),
    path("cases/<int:pk>/", cases.case, name="case"),
    path("cases/<int:pk>/edit/", cases.case_edit, name="case_edit"),
    path("cases/<int:pk>/move/", cases.case_move, name="case_move"),
    path("cases/<int:pk>/take-out/", cases.case_take_out, name="case_take_out"),
    path(f"{FORUM}/groups/new/", cards.group_new, name="group_new"),
    path("groups/<int:pk>/edit/", cards.group_edit, name="group_edit"),
    path("groups/<int:pk>/take-out/", cards.group_take_out, name="group_take_out"),
    path(f"{FORUM}/cards/", cards.forum_cards, name="forum_cards"),
    path(f"{FORUM}/cards/new/", cards.card_new, name="card_new"),
    path("cards/<uuid:card>/", cards.card_edit, name="card_edit"),
    path("cards/<uuid:card>/do/", cards.card_do, name="card_do"),
    path(f"{FORUM}/decisions/new/", decisions.decision_new, name="decision_new"),
    path("decisions/<int:pk>/edit/", decisions.decision_edit, name="decision_edit"),
    path("decisions/<int:pk>/take-out/", decisions.decision_take_out, name="decision_take_out"),
]
STEPS: list[URLPattern] = [
    path("c/<slug:slug>/steps/", steps.steps, _COMMUNITY, "steps"),
    path("n/<slug:slug>/steps/", steps.steps, _NETWORK, "network_steps"),
    path("c/<slug:slug>/steps.<str:form>", steps.steps_as_file, _COMMUNITY, "steps_file"),
    path("n/<slug:slug>/steps.<str:form>", steps.steps_as_file, _NETWORK, "network_steps_file"),
    path("me/steps.ics", steps.my_steps, name="my_steps"),
    path(f"{FORUM}/steps/new/", steps.step_new, name="step_new"),
    path("steps/<int:pk>/", steps.step, name="step"),
    path("steps/<int:pk>/edit/", steps.step_edit, name="step_edit"),
]
MINUTES: list[URLPattern] = [
    path(f"{FORUM}/minutes/", minutes.forum_minutes, name="forum_minutes"),
    path(f"{FORUM}/minutes/draft/", minutes.minutes_draft, name="minutes_draft"),
    path(f"{FORUM}/minutes/edit/", minutes.minutes_edit, name="minutes_edit"),
    path(f"{FORUM}/minutes/agree/", minutes.minutes_agree, name="minutes_agree"),
    path(f"{FORUM}/minutes/changes/", minutes.minutes_changes, name="minutes_changes"),
    path(f"{FORUM}/minutes.pdf", minutes.minutes_pdf, name="minutes_pdf"),
]
