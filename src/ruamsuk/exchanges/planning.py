"""What a network asks and offers, as `ruamsuk.matching` takes it, and its proposals as plans."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Q

from ruamsuk import matching
from ruamsuk.assessments.comparing import newest_levels
from ruamsuk.assessments.models import Level, Practice, PracticeTable
from ruamsuk.communities import setting
from ruamsuk.communities.models import Community, Network
from ruamsuk.exchanges.models import Match, Offer, Plan, Request
from ruamsuk.exchanges.models.offer import topic_code
from ruamsuk.exchanges.subjects import Subject, in_use, network_practices, shares
from ruamsuk.lib.text import LocalText

Key = tuple[str, str]
"""A community's and a topic's code."""
Met = tuple[str, str, frozenset[str]]
"""Who meets: giver, topic and guests."""
PER_CENT = LocalText("%", "%")
STEP = 20
"""So much of an indicator, in per cent, is one step: as far as from one level to the next."""


@dataclass(frozen=True)
class Ground:
    """What the communities of a network ask and offer now.

    Attributes:
        communities: of the network, by slug.
        practices: of its tables that are in use, in their order.
        subjects: these, and the indicators that somebody asks or offers help on.
        requests, offers: those that stand.
        levels: what each community agreed last, by number of practice and community.
    """

    network: Network
    communities: Sequence[Community]
    practices: Sequence[Practice]
    subjects: Sequence[Subject]
    requests: Sequence[Request]
    offers: Sequence[Offer]
    levels: Mapping[tuple[int, int], Level]

    @cached_property
    def request_at(self) -> dict[Key, Request]:
        """Requests by the codes of community and topic."""
        return {(one.community.slug, one.topic_code): one for one in self.requests}

    @cached_property
    def offer_at(self) -> dict[Key, Offer]:
        """Offers by the codes of community and topic."""
        return {(one.community.slug, one.topic_code): one for one in self.offers}

    @cached_property
    def exchange(self) -> matching.Exchange:
        """All of it as the matching takes it.

        Whoever stands somewhere without having offered counts as not willing: so it can be said
        that there is somebody to talk to.
        """
        return matching.Exchange(
            communities=tuple(_community(one) for one in self.communities),
            topics=tuple(_topic(one) for one in self.subjects),
            requests=tuple(
                matching.Request(*key, one.current, one.wished)
                for key, one in self.request_at.items()
            ),
            offers=(*(_offer(key, one) for key, one in self.offer_at.items()), *self._silent()),
            words={**setting.LIVELIHOODS, **setting.CONDITIONS},
        )

    def _silent(self) -> Iterable[matching.Offer]:
        slugs = {one.pk: one.slug for one in self.communities}
        for (code, community), level in self._standing():
            key = slugs[community], code
            if key not in self.offer_at and key not in self.request_at:
                yield matching.Offer(*key, level, capacity=0, willing=False)

    def _standing(self) -> Iterable[tuple[tuple[str, int], int]]:
        """Where communities stand: code of the topic and number of the community → level."""
        for (practice, community), level in self.levels.items():
            yield (topic_code(practice), community), level.current
        indicators = {one.indicator for one in self.subjects if one.indicator}
        measured = shares(self.communities).at if indicators else {}
        for (indicator, community), share in measured.items():
            if indicator in indicators:
                yield (topic_code(None, indicator), community), share


def ground_of(network: Network) -> Ground:
    """What the communities of a network ask and offer now."""
    communities = list(Community.objects.filter(network=network).with_area())
    practices = list(network_practices(network))
    tables = PracticeTable.objects.filter(network=network, retired=False)
    there = {one.pk for one in practices}
    levels = {
        key: level
        for table in tables
        for key, level in newest_levels(table, communities).items()
        if key[0] in there
    }
    standing = Q(withdrawn=None, community__network=network)
    standing &= Q(practice__in=practices) | Q(practice=None)
    requests = list(Request.objects.filter(standing).select_related("community", "practice"))
    offers = list(Offer.objects.filter(standing).select_related("community", "practice"))
    subjects = in_use(practices, [*requests, *offers])
    return Ground(network, communities, practices, subjects, requests, offers, levels)


def _community(one: Community) -> matching.Community:
    latitude, longitude = one.lies_at or (None, None)
    return matching.Community(
        one.slug,
        one.name,
        size=one.population,
        livelihoods=frozenset(one.livelihoods),
        conditions=frozenset(one.conditions),
        latitude=latitude,
        longitude=longitude,
    )


def _topic(one: Subject) -> matching.Topic:
    if one.practice:
        return matching.Topic(one.code, one.name)
    return matching.Topic(one.code, one.name, lowest=0, highest=100, step=STEP, unit=PER_CENT)


def _offer(key: Key, one: Offer) -> matching.Offer:
    return matching.Offer(
        *key,
        level=one.level,
        capacity=one.capacity,
        evidence=1 if one.evidence else 0,
        because=frozenset(one.because),
        dates=tuple(datetime.date.fromisoformat(day) for day in one.days),
    )


@dataclass(frozen=True)
class Standing:
    """A plan as it stands, beside what is asked and offered now.

    What has been withdrawn since is no part of it any more.
    """

    plan: Plan
    ground: Ground
    matches: Sequence[Match]

    @property
    def policy(self) -> matching.Policy:
        """How pairs are weighed."""
        return matching.Policy(**self.plan.policy)

    @cached_property
    def links(self) -> dict[matching.Link, Match]:
        """The pairs as the matching calls them."""
        requests = {one.pk for one in self.ground.requests}
        offers = {one.pk for one in self.ground.offers}
        return {
            matching.Link(
                one.request.community.slug, one.request.topic_code, one.offer.community.slug
            ): one
            for one in self.matches
            if one.request_id in requests and one.offer_id in offers
        }

    @property
    def locked(self) -> set[matching.Link]:
        """Pairs that stay."""
        return {link for link, one in self.links.items() if one.locked}

    @property
    def closed(self) -> set[Key]:
        """Requests that people left out."""
        left = set(self.plan.closed)
        return {key for key, one in self.ground.request_at.items() if one.pk in left}

    @cached_property
    def proposal(self) -> matching.Proposal:
        """The pairs as they stand, as a proposal, to count from what a move costs.

        Raises:
            ProblemsFound: a pair does not fit any more, say because a level was changed.
        """
        met = {(link.seeker, link.topic) for link in self.links}
        rest = self.ground.request_at.keys() - met
        as_is = matching.propose(
            self.ground.exchange, self.policy, locked=self.links.keys(), closed=rest
        )
        return replace(as_is, locked=frozenset(self.locked), closed=frozenset(self.closed))

    def anew(self) -> matching.Proposal:
        """The best for all together, with what people settled.

        Raises:
            ProblemsFound: what was settled does not fit any more.
        """
        return matching.propose(
            self.ground.exchange, self.policy, locked=self.locked, closed=self.closed
        )

    def fixed(self, *, locked_only: bool) -> dict[Met, matching.Slot]:
        """Times of the meetings: giver, topic and guests → slot.

        Args:
            locked_only: only of those in which every pair is locked, and those set by hand.
        """
        groups: dict[int, list[tuple[matching.Link, Match]]] = {}
        for link, one in self.links.items():
            groups.setdefault(one.group, []).append((link, one))
        return {
            (pairs[0][0].giver, pairs[0][0].topic, frozenset(link.seeker for link, _ in pairs)): (
                matching.Slot(datetime.date.fromisoformat(pairs[0][1].day), pairs[0][1].part)
            )
            for pairs in groups.values()
            if pairs[0][1].day
            and (not locked_only or pairs[0][1].day_by_hand or all(one.locked for _, one in pairs))
        }


def standing(plan: Plan) -> Standing:
    """A plan as it stands."""
    matches = plan.matches.select_related(
        "request__community", "request__practice", "offer__community"
    )
    return Standing(plan, ground_of(plan.network), list(matches))
