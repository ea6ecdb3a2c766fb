"""What the pages of self-assessment share."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from ruamsuk.assessments.actions.sittings import place_of
from ruamsuk.assessments.models import PracticeTable, Sitting
from ruamsuk.assessments.scale import NAMES
from ruamsuk.base.templatetags.ruamsuk import local
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import Place
from ruamsuk.communities.views.frame import frame


def address(place: Place, name: str, *more: str) -> str:
    """A page of a place by the name that it has for communities: ``levels``, ``practice_tables``.

    Pages of networks are called alike, with ``network_`` before.
    """
    if isinstance(place, Community):
        own = "community_levels" if name == "levels" else name
        return reverse(own, args=[place.slug, *more])
    return reverse(f"network_{name}", args=[place.slug, *more])


def place_frame(request: HttpRequest, place: Place, **context: Any) -> dict[str, Any]:
    """The place, what one may do there, and the ways between its pages."""
    ways = {
        "levels_url": address(place, "levels"),
        "tables_url": address(place, "practice_tables"),
        "names": list(enumerate(NAMES, start=1)),
    }
    return frame(request, place, **(ways | context))


def tables_crumbs(place: Place) -> list[tuple[str, str]]:
    """The way to the tables of a place."""
    return [
        (address(place, "levels"), _("Levels")),
        (address(place, "practice_tables"), _("Tables of practices")),
    ]


def table_frame(request: HttpRequest, table: PracticeTable, **context: Any) -> dict[str, Any]:
    """A table, its place and the way back."""
    place = table.place
    crumbs = tables_crumbs(place)
    here = reverse("practice_table", args=[table.pk])
    if request.path != here:
        crumbs.append((here, local(table.title)))
    return place_frame(request, place, table=table, crumbs=crumbs, back=here, **context)


def sitting_frame(request: HttpRequest, sitting: Sitting, **context: Any) -> dict[str, Any]:
    """A sitting, whose it is, and the way back."""
    place = context.pop("of", None) or place_of(sitting)
    crumbs = [(address(place, "levels"), _("Levels"))]
    here = reverse("sitting", args=[sitting.pk])
    if request.path != here:
        crumbs.append((here, local(sitting.title) or local(sitting.table.title)))
    return place_frame(request, place, sitting=sitting, crumbs=crumbs, **context)
