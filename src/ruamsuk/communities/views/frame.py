"""What the views of places share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

from django.http import HttpRequest

from ruamsuk.communities.models import Community, Network
from ruamsuk.communities.rules import Verb, allowed, community_for, network_for

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User

Kind = Literal["community", "network"]


def user_of(request: HttpRequest) -> User:
    """The person who signed in; rules have let nobody else come this far."""
    return cast("User", request.user)


def place_for(request: HttpRequest, kind: Kind, slug: str, verb: Verb) -> Network | Community:
    """The network or community of an address, or 404."""
    find = community_for if kind == "community" else network_for
    return find(user_of(request), slug, verb)


def frame(request: HttpRequest, place: Network | Community, **more: Any) -> dict[str, Any]:
    """What every page of a place gets: the place and what one may do there."""
    kind = "community" if isinstance(place, Community) else "network"
    return {kind: place, "place": place, "may": allowed(request.user, place), **more}
