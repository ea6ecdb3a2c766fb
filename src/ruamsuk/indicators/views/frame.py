"""What every page of a framework shows around itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst

from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.communities.models import Community
from ruamsuk.communities.views.frame import frame
from ruamsuk.communities.wording import words

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Place
    from ruamsuk.indicators.models import Version


def place_frame(request: HttpRequest, place: Place, **context: object) -> dict[str, object]:
    """The place and what the person may do there."""
    return frame(request, place, list_url=list_url(place), **context)


def list_url(place: Place) -> str:
    """The page with the frameworks of a place."""
    name = "frameworks" if isinstance(place, Community) else "network_frameworks"
    return reverse(name, args=[place.slug])


def version_frame(request: HttpRequest, version: Version, **context: object) -> dict[str, object]:
    """The version, its place and the way back."""
    place = version.framework.place
    community = place if isinstance(place, Community) else None
    crumbs = [(list_url(place), capfirst(words(community, "goal").to(language())))]
    here = reverse("version", args=[version.pk])
    if request.path != here:
        crumbs.append((here, version.definition.title.to(language())))
    return place_frame(request, place, version=version, crumbs=crumbs, **context)
