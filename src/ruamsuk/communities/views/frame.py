"""What the views of places share."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest

from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import Place, Verb, allowed, community_for, network_for

Kind = Literal["community", "network"]


def place_for(request: HttpRequest, kind: Kind, slug: str, verb: Verb = "see") -> Place:
    """The network or community of an address, for someone who may do ``verb`` there.

    Raises:
        Http404: there is none, or the person may not.
    """
    find = community_for if kind == "community" else network_for
    return find(request.user, slug, verb)


def frame(request: HttpRequest, place: Place, **more: Any) -> dict[str, Any]:
    """What every page of a place gets: the place and what one may do there."""
    kind = "community" if isinstance(place, Community) else "network"
    return {kind: place, "place": place, "may": allowed(request.user, place), **more}
