"""How communities grew while somebody accompanied them: for a pair, and for the network as a whole.

Nothing here puts persons or communities in order. The network's page counts; it names practices.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ruamsuk.assessments.models import Level, Practice
from ruamsuk.communities.models import Network
from ruamsuk.exchanges.models import Mentoring
from ruamsuk.exchanges.subjects import network_practices


@dataclass(frozen=True)
class Growth:
    """The levels of a community on one practice, from where it stood when a mentoring began."""

    practice: Practice
    levels: Sequence[Level]

    @property
    def gained(self) -> int | None:
        """Levels gained or lost; None where there is nothing yet to compare."""
        if len(self.levels) < 2:
            return None
        return self.levels[-1].current - self.levels[0].current


@dataclass(frozen=True)
class Moved:
    """How accompanied communities moved on one practice: how many rose, stayed and fell."""

    practice: Practice
    rose: int
    stayed: int
    fell: int


def growth_of(mentoring: Mentoring) -> list[Growth]:
    """The growth of the accompanied community on the practices of a mentoring."""
    practices = list(mentoring.practices.order_by("table_id", "position", "pk"))
    found: dict[int, list[Level]] = defaultdict(list)
    levels = Level.objects.filter(community=mentoring.mentee_community, practice__in=practices)
    for level in levels.select_related("sitting").order_by("sitting__held_on", "sitting_id"):
        found[level.practice_id].append(level)
    ended = mentoring.ended
    return [Growth(one, _during(found[one.pk], mentoring.begun, ended)) for one in practices]


def _during(
    levels: Iterable[Level], begun: datetime.date, ended: datetime.date | None
) -> list[Level]:
    """Where a community stood when it began, and each level since, until it ended."""
    known = [one for one in levels if ended is None or one.sitting.held_on <= ended]
    before = [one for one in known if one.sitting.held_on <= begun]
    return [*before[-1:], *(one for one in known if one.sitting.held_on > begun)]


def movement(network: Network) -> list[Moved]:
    """On which practices communities with a mentor rose, stayed or fell while they had one.

    All practices of the network's tables count, not those that a pair chose: these are its own.
    A community that was accompanied more than once counts once, over the whole time.
    """
    spans: dict[int, tuple[datetime.date, datetime.date | None]] = {}
    for one in Mentoring.objects.filter(network=network).order_by("begun", "pk"):
        begun, ended = spans.get(one.mentee_community_id, (one.begun, one.begun))
        open_ended = ended is None or one.ended is None
        last = None if open_ended else max(day for day in (ended, one.ended) if day)
        spans[one.mentee_community_id] = (begun, last)
    practices = network_practices(network)
    found: dict[tuple[int, int], list[Level]] = defaultdict(list)
    levels = Level.objects.filter(community__in=spans, practice__in=[one.pk for one in practices])
    for level in levels.select_related("sitting").order_by("sitting__held_on", "sitting_id"):
        found[level.practice_id, level.community_id].append(level)
    return [moved for one in practices if (moved := _moved(one, found, spans))]


def _moved(
    practice: Practice,
    levels: dict[tuple[int, int], list[Level]],
    spans: dict[int, tuple[datetime.date, datetime.date | None]],
) -> Moved | None:
    """One practice's counts; None where no accompanied community can be compared yet."""
    gains = [
        gained
        for community, (begun, ended) in spans.items()
        if (known := levels.get((practice.pk, community)))
        and (gained := Growth(practice, _during(known, begun, ended)).gained) is not None
    ]
    if not gains:
        return None
    rose, fell = sum(gain > 0 for gain in gains), sum(gain < 0 for gain in gains)
    return Moved(practice, rose, len(gains) - rose - fell, fell)


@dataclass(frozen=True)
class Circle:
    """How far accompanying has spread in a network, in numbers of communities and pairs.

    Attributes:
        running, ended: pairs.
        mentors, mentees: communities that accompany now, and that are accompanied now, or people
            of theirs.
        passed_on: communities that were accompanied once, and accompany others since.
    """

    running: int
    ended: int
    mentors: int
    mentees: int
    passed_on: int


def circle_of(network: Network) -> Circle:
    """How far accompanying has spread in a network."""
    pairs = list(Mentoring.objects.filter(network=network))
    running = [one for one in pairs if one.ended is None]
    first: dict[int, datetime.date] = {}
    for one in pairs:
        known = first.get(one.mentee_community_id, one.begun)
        first[one.mentee_community_id] = min(known, one.begun)
    passed_on = {
        one.mentor_community_id
        for one in pairs
        if one.mentor_community_id in first and one.begun > first[one.mentor_community_id]
    }
    return Circle(
        len(running),
        len(pairs) - len(running),
        len({one.mentor_community_id for one in running}),
        len({one.mentee_community_id for one in running}),
        len(passed_on),
    )
