"""What people bring: communities, what they ask for, what they can show, and what they agreed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ruamsuk.lib.text import LocalText

EMPTY = LocalText()
Reach = Literal["wished", "next"]


@dataclass(frozen=True, slots=True)
class Topic:
    """A practice or an indicator on which communities can help one another.

    Attributes:
        code: what requests and offers call it.
        name: what people call it; the code where empty.
        lowest: least level or value there can be.
        highest: greatest level or value there can be; more is better.
        step: how much of it is one step, the common measure of need: 1 for a practice on five
            levels, say 20 for an indicator in per cent.
        unit: what an indicator is counted in; a practice has none and is told as “level 3”.
    """

    code: str
    name: LocalText = EMPTY
    lowest: float = 1
    highest: float = 5
    step: float = 1
    unit: LocalText = EMPTY


@dataclass(frozen=True, slots=True)
class Community:
    """A community with what makes its setting like another's.

    Attributes:
        code: what requests and offers call it; neighbours sort together where it is official.
        name: what people call it; the code where empty.
        size: people who live there; None where unknown.
        livelihoods: what people live on.
        conditions: what there is in this community that made things work elsewhere.
        latitude: degrees north; None where unknown.
        longitude: degrees east; None where unknown.
        visits: how many visits it can make in all; None sets no limit.
        guests: how many communities it can take in all, whatever the topics; None sets no limit.
    """

    code: str
    name: LocalText = EMPTY
    size: int | None = None
    livelihoods: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    latitude: float | None = None
    longitude: float | None = None
    visits: int | None = None
    guests: int | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A seeker: a community that wishes to stand above where it stands now."""

    community: str
    topic: str
    current: float
    wished: float


@dataclass(frozen=True, slots=True)
class Offer:
    """A community that stands somewhere on a topic and may be asked about it.

    Attributes:
        community: code of the community.
        topic: code of the topic.
        level: where it stands.
        capacity: how many communities it can take on this topic.
        willing: whether it has said that it will.
        evidence: how many pieces of evidence it can show (results, cases, pictures).
        because: why it worked there, in the same words as `Community.conditions`.
        dates: days on which it can; none given means any day.
    """

    community: str
    topic: str
    level: float
    capacity: int = 1
    willing: bool = True
    evidence: int = 1
    because: frozenset[str] = frozenset()
    dates: tuple[datetime.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """Everyone who takes part, what they ask and what they offer.

    Attributes:
        communities: all of them, each once.
        topics: all that is asked or offered about, each once.
        requests: at most one of a community on a topic.
        offers: at most one of a community on a topic.
        distances: kilometres by road between two communities where they are known; the others
            are measured as the crow flies.
        words: what livelihoods and conditions are called; the others are their own names.
    """

    communities: tuple[Community, ...]
    topics: tuple[Topic, ...]
    requests: tuple[Request, ...]
    offers: tuple[Offer, ...]
    distances: Mapping[tuple[str, str], float] = field(default_factory=dict)
    words: Mapping[str, LocalText] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Policy:
    """What the network agreed on. The unit of every weight is one step of need.

    Attributes:
        reach: a giver stands at least at the seeker's ``wished`` level, or at least one step
            above its current one (``next``), for a start where nobody has come so far.
        likeness: how much more a step is worth in a setting that is wholly alike: with 0.5 half
            as much again.
        km_per_step: kilometres between two communities that weigh as much as one step.
        load: what each further guest of the same giver weighs more than the one before.
        fairness: what a community's first visit is worth beyond its need, and so its first guest
            where it asks for something itself: nobody is only asked, nobody only asks.
        farthest: most kilometres that anybody is sent; None sets no limit.
        evidence: whether a giver needs something to show.
        group_size: most guests of one meeting.
    """

    reach: Reach = "wished"
    likeness: float = 0.5
    km_per_step: float = 200
    load: float = 0.05
    fairness: float = 0.5
    farthest: float | None = None
    evidence: bool = True
    group_size: int = 4


class Link(NamedTuple):
    """Who would learn what from whom: what people lock, forbid or move."""

    seeker: str
    topic: str
    giver: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A time at which meetings can be held.

    Attributes:
        date: the day.
        number: the part of the day, counted from 1.
    """

    date: datetime.date
    number: int = 1
