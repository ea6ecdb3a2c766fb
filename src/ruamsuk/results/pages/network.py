"""The page of a network: communities side by side, what changed, and a map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from ruamsuk.charts import (
    Choropleth,
    Label,
    Region,
    Scale,
    Tile,
    TileMap,
    Value,
)
from ruamsuk.charts.readings import places_reading
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import Verb
from ruamsuk.engine.framework.models import Goal
from ruamsuk.lib.text import LocalText
from ruamsuk.results.models import Boundary, Computation, Round
from ruamsuk.results.pages.cells import Heat, heat
from ruamsuk.results.pages.goals import goal_scale
from ruamsuk.results.pages.measured import Measurements, measurements, rounds_of
from ruamsuk.results.pages.sight import asked, finished, rounds_for

_SIDE_BY_SIDE = LocalText("ชุมชนกับเป้าหมาย", "Communities by goal")
_COMMUNITY = LocalText("ชุมชน", "Community")
_MEANS = LocalText(
    "ตัวเลขของเป้าหมายเป็นค่าเฉลี่ยของหลายตัวชี้วัดจากการสุ่มถาม จึงยังไม่ใช่อันดับ เปิดดูทีละตัวชี้วัดว่าต่างกันจริงหรือไม่",
    "A goal's number is the mean of several indicators of a sample, so this is no ranking: "
    "open each indicator to see what really differs.",
)
_INSIDER: frozenset[Verb] = frozenset({"see"})


@dataclass(frozen=True, slots=True)
class Place:
    """A community of the network and what may be seen of it.

    Attributes:
        url: its page; empty where the visitor may not open it.
        opens: whether its goals may be opened too.
        round: the newest round of the year, or before it, that has numbers.
        better, worse: indicators that have surely changed.
    """

    community: Community
    url: str
    opens: bool
    round: Round | None
    measured: Measurements | None
    better: int = 0
    worse: int = 0

    def goal(self, goal: str) -> Value:
        """The mean of a goal; nothing where the community does not have it."""
        none = Value(None)
        return self.measured.means.get(goal, none) if self.measured else none


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """What stands on the page of a network.

    Attributes:
        years: the years that have numbers, from first to last.
        year: the one that is looked at; None where there is none.
        goals: id and title of what can be mapped.
        goal: the one that the map shows.
        map: outlines where the operator has loaded them, equal tiles everywhere else.
        reading: what the map says.
        others: communities that measure by another framework, or have nothing to show.
    """

    years: tuple[int, ...]
    year: int | None
    places: tuple[Place, ...]
    others: tuple[Place, ...]
    heat: Heat | None
    goals: tuple[Goal, ...]
    goal: Goal | None
    tiles: TileMap | None
    map: Choropleth | None
    reading: LocalText


@dataclass(frozen=True, slots=True)
class Visit:
    """Who looks at a network.

    Attributes:
        member: has a role in the network or in one of its communities, and so sees all of them
            side by side, small counts hidden; others see what is published.
        inside: the communities whose own pages show more than what is published.
    """

    member: bool
    inside: frozenset[int]


def network_page(
    communities: Sequence[Community], visit: Visit, year: int | None = None, goal: str = ""
) -> NetworkPage:
    """The page of a network.

    Args:
        communities: those that the visitor may see here.
        visit: who looks.
        year: of the Common Era; the newest by default.
        goal: what the map shows; the first goal by default.
    """
    everyone = frozenset(community.pk for community in communities)
    rounds = rounds_for(communities, everyone if visit.member else frozenset())
    done = finished(communities)
    years = _years(rounds, done)
    chosen = year if year in years else (years[-1] if years else None)
    found = [_place(c, rounds[c.pk], done[c.pk], visit, chosen) for c in communities]
    family = _family(found)
    places = tuple(p for p in found if p.measured and p.measured.framework.framework == family)
    others = tuple(p for p in found if p not in places)
    goals = _goals(places)
    shown = next((one for one in goals if one.id == goal), goals[0] if goals else None)
    tiles, outlines, reading = _maps(places, shown) if shown else (None, None, LocalText())
    return NetworkPage(
        years,
        chosen,
        places,
        others,
        _heat(places, goals, chosen),
        goals,
        shown,
        tiles,
        outlines,
        reading,
    )


def _years(
    rounds: Mapping[int, Sequence[Round]], done: Mapping[int, Mapping[int, Computation]]
) -> tuple[int, ...]:
    return tuple(
        sorted(
            {
                r.year
                for pk, own in rounds.items()
                for r in own
                if _computed(r, done[pk]) is not None
            }
        )
    )


def _computed(round_: Round, done: Mapping[int, Computation]) -> Computation | None:
    computation = done.get(round_.version_id)
    return computation if computation and round_.label in rounds_of(computation) else None


def _place(
    community: Community,
    rounds: Sequence[Round],
    done: Mapping[int, Computation],
    visit: Visit,
    year: int | None,
) -> Place:
    """A community in the newest round of the year; small counts are hidden from everyone here."""
    inside = community.pk in visit.inside
    url = reverse("community", args=[community.slug]) if inside or community.public else ""
    opens = inside or not visit.member
    verbs = _INSIDER if visit.member else frozenset[Verb]()
    for round_ in reversed(rounds):
        computation = _computed(round_, done)
        if computation is None or round_.year != year:
            continue
        measured = measurements(asked(computation, round_, rounds, verbs))
        if measured is None:
            continue
        return Place(community, url, opens, round_, measured, *measured.changed)
    return Place(community, url, opens, None, None)


def _family(places: Sequence[Place]) -> str:
    """The framework that most of the communities measure by."""
    counts = Counter(p.measured.framework.framework for p in places if p.measured)
    return counts.most_common(1)[0][0] if counts else ""


def _goals(places: Sequence[Place]) -> tuple[Goal, ...]:
    """The goals of the newest version among the places, where any of them has a number."""
    frameworks = [p.measured.framework for p in places if p.measured]
    if not frameworks:
        return ()
    newest = max(frameworks, key=lambda framework: framework.version)
    return tuple(
        goal
        for goal in newest.goals
        if any(p.goal(goal.id).shown is not None or p.goal(goal.id).hidden for p in places)
    )


def _scale(places: Sequence[Place], goal: Goal) -> Scale:
    scales = {goal_scale(p.measured.of_goal(goal.id)) for p in places if p.measured}
    return scales.pop() if len(scales) == 1 else Scale()


def _heat(places: Sequence[Place], goals: Sequence[Goal], year: int | None) -> Heat | None:
    if not places or not goals:
        return None
    columns = [
        (
            goal.title,
            f"?{urlencode({'goal': goal.id} | ({'year': year} if year else {}))}#map",
            _scale(places, goal),
        )
        for goal in goals
    ]
    rows = [
        (
            place.community.name,
            place.url,
            [(place.goal(goal.id), _goal_url(place, goal)) for goal in goals],
        )
        for place in places
    ]
    return heat(_SIDE_BY_SIDE, _COMMUNITY, columns, rows)


def _goal_url(place: Place, goal: Goal) -> str:
    """A goal of a place in the round that is shown here; empty where it may not be opened."""
    if not place.opens or place.round is None:
        return ""
    path = reverse("goal", args=[place.community.slug, goal.id])
    return f"{path}?{urlencode({'round': place.round.label})}"


def _maps(places: Sequence[Place], goal: Goal) -> tuple[TileMap, Choropleth | None, LocalText]:
    scale = _scale(places, goal)
    values = {place.community.slug: place.goal(goal.id) for place in places}
    named = [(Label(p.community.name), values[p.community.slug]) for p in places]
    full = all(p.measured.results.full_count for p in places if p.measured)
    tiles = tuple(
        Tile(place.community.slug, label, value)
        for place, (label, value) in zip(places, named, strict=True)
    )
    bare = any(value.shown is not None and not value.interval for _, value in named)
    reading = _MEANS if bare and not full else places_reading(named, scale, full_count=full)
    regions = _regions(places)
    outlines = Choropleth(goal.title, scale, regions, values) if regions else None
    return TileMap(goal.title, scale, tiles), outlines, reading


def _regions(places: Sequence[Place]) -> tuple[Region, ...]:
    """The outlines of the communities' tambons, as far as they were loaded."""
    codes = [place.community.tambon_id for place in places]
    shapes = dict(Boundary.objects.filter(tambon__in=codes).values_list("tambon", "polygons"))
    return tuple(
        Region(
            place.community.slug,
            Label(place.community.name),
            tuple(
                tuple(tuple((x, y) for x, y in ring) for ring in polygon)
                for polygon in shapes[place.community.tambon_id]
            ),
        )
        for place in places
        if place.community.tambon_id in shapes
    )
