"""Who stands where by the results: goals and indicators of the network's newest year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ruamsuk.assessments.standing.model import Here, Standing, Topic
from ruamsuk.assessments.standing.naming import Named
from ruamsuk.charts import PERCENT, Label, Scale
from ruamsuk.communities.models import Community
from ruamsuk.lib.text import LocalText
from ruamsuk.lib.thai import buddhist_year
from ruamsuk.report.measured import Measured as Item
from ruamsuk.results.pages.network import NetworkPage, Place, Visit, network_page

TICKS = tuple((float(n), Label(LocalText(f"{n}%", f"{n}%"))) for n in (0, 25, 50, 75, 100))


@dataclass(frozen=True)
class Measured:
    """What the communities of a network measured by their common framework.

    Attributes:
        page: the newest year, as the reader may see it.
        before: the year before that; None where there is none.
    """

    page: NetworkPage
    before: NetworkPage | None

    @property
    def items(self) -> tuple[Item, ...]:
        """The indicators in the order of the framework, each once."""
        found: dict[str, Item] = {}
        for place in self.page.places:
            for item in place.measured.items if place.measured else ():
                found.setdefault(item.indicator.id, item)
        return tuple(found.values())

    @property
    def sampled(self) -> bool:
        """Whether some of the numbers come from samples."""
        places = (place.measured for place in self.page.places)
        return any(not measured.results.full_count for measured in places if measured)

    def item(self, indicator: str) -> Item | None:
        """An indicator by its id."""
        return next((item for item in self.items if item.indicator.id == indicator), None)


def measured(communities: Sequence[Community], visit: Visit, *, compare: bool = False) -> Measured:
    """The newest year of a network, and the year before where it is compared."""
    page = network_page(communities, visit)
    earlier = [year for year in page.years if page.year is not None and year < page.year]
    before = network_page(communities, visit, earlier[-1]) if compare and earlier else None
    return Measured(page, before)


def of_goals(found: Measured, places: Sequence[Named]) -> Standing:
    """Where communities stand on the goals: the mean of the shares of each, 0 to 100."""
    topics = tuple(Topic(goal.id, goal.title) for goal in found.page.goals)
    return _standing(found, places, topics, _goals)


def of_indicators(found: Measured, places: Sequence[Named]) -> Standing:
    """Where communities stand on the indicators that are shares, 0 to 100.

    What is measured in other units has no place on a scale that all share.
    """
    shares = (item.indicator for item in found.items if item.is_share)
    topics = tuple(Topic(indicator.id, indicator.title) for indicator in shares)
    return _standing(found, places, topics, _indicators)


def with_steps(found: Measured) -> tuple[Topic, ...]:
    """The indicators that have five steps and an aim, and so stairs."""
    return tuple(
        Topic(item.indicator.id, item.indicator.title)
        for item in found.items
        if item.scale.bands and item.scale.target is not None
    )


def _standing(
    found: Measured,
    places: Sequence[Named],
    topics: tuple[Topic, ...],
    read: Callable[[Place], Mapping[str, Here]],
) -> Standing:
    known = {place.pk for place in places}

    def here(page: NetworkPage) -> dict[tuple[str, int], Here]:
        return {
            (key, place.community.pk): one
            for place in page.places
            if place.community.pk in known
            for key, one in read(place).items()
        }

    before = {key: one.value for key, one in here(found.before).items()} if found.before else {}
    year = found.before.year if found.before else None
    words = LocalText(str(buddhist_year(year)), str(year)) if year else LocalText()
    return Standing(
        tuple(places),
        topics,
        here(found.page),
        before,
        Scale(PERCENT),
        TICKS,
        dict.fromkeys(known, words),
        found.sampled,
    )


def _goals(place: Place) -> dict[str, Here]:
    goals = place.measured.framework.goals if place.measured else ()
    return {goal.id: Here(place.goal(goal.id)) for goal in goals}


def _indicators(place: Place) -> dict[str, Here]:
    items = place.measured.items if place.measured else ()
    return {item.indicator.id: _on_stairs(item) for item in items}


def _on_stairs(item: Item) -> Here:
    """An indicator on its own five steps; what is wished for is its target."""
    value, scale = item.get().value, item.scale
    step = None if value.shown is None else scale.step(value.shown)
    aim = None if scale.target is None else scale.step(scale.target)
    if step is None or aim is None:
        return Here(value)
    return Here(value, step + 1, max(step, aim) + 1)
