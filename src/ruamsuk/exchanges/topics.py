"""What a forum can be about besides practices: the indicators that were agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from ruamsuk.communities.models import Network
from ruamsuk.indicators.models import Version
from ruamsuk.lib.text import LocalText

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Place


def indicators_of(place: Place) -> dict[str, LocalText]:
    """Id and title of every indicator agreed in a place or its network, goal by goal."""
    if isinstance(place, Network):
        here = Q(framework__network=place)
    else:
        here = Q(framework__community=place)
        if place.network_id:
            here |= Q(framework__network=place.network_id)
    agreed = Version.objects.filter(here, state=Version.State.AGREED).order_by("pk")
    return {
        indicator.id: indicator.title
        for version in agreed
        for goal in version.definition.goals
        for indicator in goal.indicators
    }
