"""Addresses of mentorings."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruamsuk.exchanges.views import mentoring, mentorings

ONE = "mentorings/<int:pk>"
MENTORINGS: list[URLPattern] = [
    path("n/<slug:slug>/mentoring/", mentorings.mentorings, name="mentorings"),
    path("n/<slug:slug>/mentoring/growth/", mentorings.mentoring_growth, name="mentoring_growth"),
    path("c/<slug:slug>/mentoring/new/", mentorings.mentoring_new, name="mentoring_new"),
    path(f"{ONE}/", mentoring.mentoring, name="mentoring"),
    path(f"{ONE}/edit/", mentoring.mentoring_edit, name="mentoring_edit"),
    path(f"{ONE}/share/", mentoring.mentoring_share, name="mentoring_share"),
    path(f"{ONE}/end/", mentoring.mentoring_end, name="mentoring_end"),
    path(f"{ONE}/meetings/new/", mentoring.encounter_new, name="encounter_new"),
    path(f"{ONE}/meetings/<int:encounter>/", mentoring.encounter_edit, name="encounter_edit"),
    path(f"{ONE}/steps/new/", mentoring.mentoring_step, name="mentoring_step"),
    path(f"{ONE}/<str:side>/looks-back/", mentoring.mentoring_reflect, name="mentoring_reflect"),
]
