"""What the network already knows on the topic of a forum, brought forward for those who come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from ruamsuk.assessments.comparing import newest_levels
from ruamsuk.assessments.data import Said, said_of
from ruamsuk.assessments.models import Level, Practice
from ruamsuk.communities.models import Community, Network
from ruamsuk.exchanges.models import (
    AgendaItem,
    Case,
    Decision,
    FollowUp,
    Forum,
    Minutes,
    Offer,
    Request,
    Step,
)
from ruamsuk.exchanges.rules import readable_assists, taking_part
from ruamsuk.exchanges.step_rules import readable_forums, steps_of
from ruamsuk.exchanges.topics import indicators_of

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Visitor

MOST_FORUMS, MOST = 4, 20
LETTERS_A_MINUTE = 900
"""What somebody reads quietly in a minute, Thai letters and marks counted."""
HIGH = 4
"""From this level on a community can tell others how it got there."""


@dataclass(frozen=True)
class Topic:
    """One practice: who stands where, what the data say, who asks and who offers."""

    practice: Practice
    high: Sequence[tuple[Community, Level]]
    asks: Sequence[tuple[Community, Level]]
    said: Sequence[tuple[Community, Said]]
    requests: Sequence[Request]
    offers: Sequence[Offer]

    @property
    def known(self) -> bool:
        """Whether there is anything to say."""
        return any((self.high, self.asks, self.said, self.requests, self.offers))

    @property
    def letters(self) -> int:
        """How much there is to read."""
        words = [one.reach + one.tried for one in self.requests]
        words += [one.did + one.evidence + one.why_here for one in self.offers]
        lines = len(self.high) + len(self.asks) + len(self.said)
        return sum(map(len, words)) + 40 * lines


@dataclass(frozen=True)
class Earlier:
    """A forum that was held before on the same, with what was written down in it."""

    forum: Forum
    minutes: Minutes | None
    cases: Sequence[Case]
    decisions: Sequence[Decision]

    @property
    def letters(self) -> int:
        """How much there is to read."""
        told = (
            getattr(case, name).th or getattr(case, name).en
            for case in self.cases
            for name in ("developed", "succeeded", "evidence", "why_here")
        )
        words = [*told, *(one.text for one in self.decisions)]
        return sum(map(len, words)) + len(self.minutes.text if self.minutes else "")


@dataclass(frozen=True)
class Part:
    """One part of the page.

    Attributes:
        key: ``topics``, ``earlier`` or ``open``; also its anchor.
        letters: how much there is to read in it.
    """

    key: str
    letters: int

    @property
    def minutes(self) -> int:
        """How long it takes to read, in whole minutes."""
        return -(-self.letters // LETTERS_A_MINUTE)


@dataclass(frozen=True)
class Reader:
    """Somebody who has a part in the forum, and what they should read.

    Attributes:
        who: by role, or the part that somebody has.
        titles: what they do.
        parts: what to read, the most useful first.
    """

    who: str
    titles: Sequence[str]
    parts: Sequence[Part]

    @property
    def minutes(self) -> int:
        """How long it takes to read all of it."""
        return sum(part.minutes for part in self.parts)


@dataclass(frozen=True)
class Preparation:
    """All that is brought forward."""

    topics: Sequence[Topic]
    earlier: Sequence[Earlier]
    steps: Sequence[Step]
    follow_ups: Sequence[FollowUp]

    @property
    def parts(self) -> dict[str, Part]:
        """The parts of the page that have something to read."""
        texts = [one.text + one.told for one in self.steps]
        texts += [one.step.text if one.step else "" for one in self.follow_ups]
        letters = {
            "topics": sum(topic.letters for topic in self.topics if topic.known),
            "earlier": sum(one.letters for one in self.earlier),
            "open": sum(map(len, texts)) + 60 * len(texts),
        }
        return {key: Part(key, count) for key, count in letters.items() if count}

    @property
    def minutes(self) -> int:
        """How long it takes to read everything."""
        return sum(part.minutes for part in self.parts.values())

    def readers(self, items: Iterable[AgendaItem], to: str) -> list[Reader]:
        """Who does what on the day, and what each should read before."""
        found: dict[str, list[AgendaItem]] = {}
        for item in items:
            if item.who and item.does != AgendaItem.Does.BREAK:
                found.setdefault(item.who.to("en" if to == "en" else "th"), []).append(item)
        return [self._reader(who, mine, to) for who, mine in found.items()]

    def _reader(self, who: str, items: Sequence[AgendaItem], to: str) -> Reader:
        wanted = dict.fromkeys(key for item in items for key in READS.get(item.does, ()))
        parts = [self.parts[key] for key in wanted if key in self.parts]
        titles = [item.title.to("en" if to == "en" else "th") for item in items]
        return Reader(who, titles, parts)


READS: dict[str, tuple[str, ...]] = {
    AgendaItem.Does.TALK: ("open", "earlier"),
    AgendaItem.Does.CASE: ("topics", "earlier"),
    AgendaItem.Does.ASSESS: ("topics",),
    AgendaItem.Does.GROUPS: ("topics", "earlier"),
    AgendaItem.Does.ASSIST: ("topics", "earlier"),
    AgendaItem.Does.DECIDE: ("open",),
    AgendaItem.Does.REVIEW: ("open",),
    AgendaItem.Does.OTHER: ("open", "earlier"),
}
"""What is worth reading for whoever does a part of a day."""


def preparation_of(forum: Forum, user: Visitor) -> Preparation:
    """What a person may read of what is known on a forum's topic."""
    communities = list(taking_part(forum).order_by("pk"))
    practices = list(forum.practices.select_related("table"))
    earlier = _earlier(forum, user, practices)
    topics = _topics([*practices, *_as_practices(forum)], communities, user)
    return Preparation(
        [one for one in topics if one.known],
        earlier,
        _steps(forum, user),
        _follow_ups(forum, user),
    )


def _as_practices(forum: Forum) -> list[Practice]:
    """The indicators that a forum is about, to be looked at as practices are; never saved."""
    titles = indicators_of(forum.place) if forum.indicators else {}
    return [
        Practice(pk=-at, name=titles[one], indicator=one)
        for at, one in enumerate(forum.indicators, start=1)
        if one in titles
    ]


def _topics(
    practices: Sequence[Practice], communities: Sequence[Community], user: Visitor
) -> list[Topic]:
    levels: dict[tuple[int, int], Level] = {}
    for table in {practice.table for practice in practices if practice.table_id}:
        levels |= newest_levels(table, communities)
    said = {one.pk: said_of(one, practices, user) for one in communities} if practices else {}
    bare = [one.indicator for one in practices if not one.table_id]
    about = Q(practice__in=[one.pk for one in practices]) | Q(indicator__in=bare)
    open_ones = about & Q(community__in=communities, withdrawn=None)
    asked = list(Request.objects.filter(open_ones).select_related("community"))
    offered = list(Offer.objects.filter(open_ones).select_related("community"))
    found = []
    for practice in practices:
        mine = [
            (one, levels[practice.pk, one.pk])
            for one in communities
            if (practice.pk, one.pk) in levels
        ]
        found.append(
            Topic(
                practice,
                sorted(
                    (pair for pair in mine if pair[1].current >= HIGH),
                    key=lambda pair: -pair[1].current,
                ),
                sorted(
                    (pair for pair in mine if pair[1].wished > pair[1].current),
                    key=lambda pair: pair[1].current - pair[1].wished,
                ),
                [
                    (one, said[one.pk][practice.pk])
                    for one in communities
                    if practice.pk in said[one.pk]
                ],
                [one for one in asked if _is_about(one, practice)],
                [one for one in offered if _is_about(one, practice)],
            )
        )
    return found


def _is_about(one: Request | Offer, practice: Practice) -> bool:
    if practice.table_id:
        return one.practice_id == practice.pk
    return one.indicator == practice.indicator


def _earlier(forum: Forum, user: Visitor, practices: Sequence[Practice]) -> list[Earlier]:
    """The newest forums before this one on the same practices, else of the same kind."""
    here = Q(network=forum.network_id) if forum.network_id else Q(community=forum.community_id)
    network = _network(forum)
    if network is not None:
        here |= Q(network=network) | Q(community__network=network)
    before = readable_forums(user).filter(here, day__lte=forum.day).exclude(pk=forum.pk)
    before = before.exclude(state=Forum.State.CALLED_OFF)
    same = Q(kind=forum.kind) | Q(practices__in=practices) | Q(cases__practice__in=practices)
    forums = list(before.filter(same).distinct().order_by("-day", "-pk")[: 3 * MOST_FORUMS])
    cases, decisions, minutes = _written(forums)
    found = [
        Earlier(
            one,
            minutes.get(one.pk),
            [case for case in cases if case.forum_id == one.pk],
            [decision for decision in decisions if decision.forum_id == one.pk],
        )
        for one in forums
    ]
    return [one for one in found if one.minutes or one.cases or one.decisions][:MOST_FORUMS]


def _written(
    forums: Sequence[Forum],
) -> tuple[list[Case], list[Decision], dict[int, Minutes]]:
    return (
        list(Case.objects.filter(forum__in=forums).select_related("community")),
        list(Decision.objects.filter(forum__in=forums)),
        {one.forum_id: one for one in Minutes.objects.filter(forum__in=forums)},
    )


def _network(forum: Forum) -> Network | None:
    return forum.network or (forum.community.network if forum.community else None)


def _steps(forum: Forum, user: Visitor) -> list[Step]:
    """What was promised in this place and is still to be done."""
    steps = steps_of(user, forum.place).filter(state=Step.State.OPEN).exclude(forum=forum)
    return list(steps.order_by("due", "pk")[:MOST])


def _follow_ups(forum: Forum, user: Visitor) -> list[FollowUp]:
    """Questions after a peer assist that nobody has answered by the day of the forum."""
    network = _network(forum)
    if network is None:
        return []
    asked = FollowUp.objects.filter(
        answered=None, due__lte=forum.day, assist__in=readable_assists(user, network)
    )
    if forum.community_id:
        asked = asked.filter(assist__asker=forum.community_id)
    return list(asked.select_related("assist__asker", "step").order_by("due", "pk")[:MOST])
