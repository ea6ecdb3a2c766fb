"""What communities can help one another on: practices of their tables, indicators that are shares.

Where a community stands on an indicator is the share that was achieved, in per cent, of the
network's newest year: as the river and the stairs show it to everyone in the network.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ruamsuk.assessments.models import Practice
from ruamsuk.assessments.standing import Measured, measured
from ruamsuk.communities.models import Community, Network
from ruamsuk.exchanges.models import Offer, Request
from ruamsuk.exchanges.models.offer import topic_code
from ruamsuk.indicators.models import Version
from ruamsuk.lib.text import LocalText
from ruamsuk.results.pages.network import Visit


@dataclass(frozen=True)
class Subject:
    """A practice or an indicator.

    Attributes:
        practice: None for an indicator.
        indicator: its id; empty for a practice.
    """

    name: LocalText
    practice: Practice | None = None
    indicator: str = ""

    @property
    def code(self) -> str:
        """What addresses and the matching call it."""
        return topic_code(self.practice.pk if self.practice else None, self.indicator)


def network_practices(network: Network) -> Sequence[Practice]:
    """The practices on which the communities of a network can help one another."""
    found = Practice.objects.filter(table__network=network, retired=False, table__retired=False)
    return list(found.order_by("table_id", "position", "pk"))


def network_indicators(network: Network) -> dict[str, LocalText]:
    """Id and title of the indicators that were agreed for a network and are shares."""
    agreed = Version.objects.filter(framework__network=network, state=Version.State.AGREED)
    return {
        indicator.id: indicator.title
        for version in agreed.order_by("pk")
        for indicator in version.definition.indicators
        if indicator.achieved
    }


def in_use(practices: Iterable[Practice], things: Iterable[Request | Offer]) -> list[Subject]:
    """All practices, then the indicators that somebody asks or offers help on."""
    titles = {one.indicator: one.indicator_title for one in things if one.indicator}
    return [
        *(Subject(one.name, practice=one) for one in practices),
        *(Subject(title, indicator=key) for key, title in sorted(titles.items())),
    ]


@dataclass(frozen=True)
class Shares:
    """Where communities stand on the indicators of their network.

    Attributes:
        at: whole per cent, by id of the indicator and number of the community; without what is
            not measured, and what is too few to be shown.
        targets: what is aimed at, by id of the indicator.
        year: of the Common Era; None where nothing was measured.
    """

    at: Mapping[tuple[str, int], int]
    targets: Mapping[str, int]
    year: int | None = None


def shares(communities: Sequence[Community]) -> Shares:
    """Where communities stand by the newest results, as everyone in their network may see it."""
    found = measured(communities, Visit(member=True, inside=frozenset()))
    at = {
        (item.indicator.id, place.community.pk): round(value)
        for place in found.page.places
        if place.measured
        for item in place.measured.items
        if item.is_share and (value := item.get().value.shown) is not None
    }
    return Shares(at, _targets(found), found.page.year)


def _targets(found: Measured) -> dict[str, int]:
    scales = {item.indicator.id: item.scale for item in found.items if item.is_share}
    return {key: round(scale.target) for key, scale in scales.items() if scale.target is not None}
