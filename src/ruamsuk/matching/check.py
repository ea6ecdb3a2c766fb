"""Whether what people brought fits together; everything that does not is named at once."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from ruamsuk.lib.problem import Place, Problem, ProblemsFound
from ruamsuk.lib.text import LocalText
from ruamsuk.matching.ground import NO_LIMIT
from ruamsuk.matching.model import Community, Exchange, Link, Offer, Policy, Request, Topic
from ruamsuk.matching.words import called, standing

Hand = Collection[Link]


def check(
    exchange: Exchange,
    policy: Policy,
    locked: Hand,
    forbidden: Hand,
    closed: Collection[tuple[str, str]],
) -> None:
    """Raise `ProblemsFound` with everything that is wrong."""
    first = [*_policy(policy), *_people(exchange), *_asked_and_offered(exchange)]
    if not exchange.requests:
        first.append(Problem("matching.nothing-asked"))
    if first:
        raise ProblemsFound(first)
    # Links are read against requests and offers that are known to be sound.
    if second := [*_Links(exchange, policy).problems(locked, forbidden, closed)]:
        raise ProblemsFound(second)


def _policy(policy: Policy) -> Iterator[Problem]:
    for name in ("likeness", "load", "fairness", "km_per_step"):
        value = getattr(policy, name)
        if not (math.isfinite(value) and value >= 0 and (value or name != "km_per_step")):
            yield Problem("matching.weight", Place(path=name), {"value": value})
    if policy.farthest is not None and not policy.farthest >= 0:
        yield Problem("matching.weight", Place(path="farthest"), {"value": policy.farthest})
    if policy.group_size < 1:
        yield Problem("matching.group-size", values={"value": policy.group_size})


def _people(exchange: Exchange) -> Iterator[Problem]:
    for kind in ("communities", "topics"):
        for code, count in Counter(thing.code for thing in getattr(exchange, kind)).items():
            if count > 1:
                yield Problem("matching.code-repeated", Place(path=kind), {"code": code})
    for community in exchange.communities:
        yield from _community(community)
    for topic in exchange.topics:
        sound = all(map(math.isfinite, (topic.lowest, topic.highest, topic.step)))
        if not (sound and topic.lowest < topic.highest and topic.step > 0):
            yield Problem("matching.scale", values={"topic": called(topic)})
    known = {community.code for community in exchange.communities}
    for (start, end), km in exchange.distances.items():
        for code in sorted({start, end} - known):
            yield Problem("matching.community-unknown", Place(path="distances"), {"code": code})
        other = exchange.distances.get((end, start), km)
        if not (math.isfinite(km) and km >= 0 and other == km):
            yield Problem("matching.distance", values={"start": start, "end": end})


def _community(community: Community) -> Iterator[Problem]:
    name = {"community": called(community)}
    north, east = community.latitude, community.longitude
    both = (north is None) == (east is None)
    if not (both and -90 <= (north or 0) <= 90 and -180 <= (east or 0) <= 180):
        yield Problem("matching.place", values=name)
    for value in (community.size, community.visits, community.guests):
        if value is not None and not 0 <= value < NO_LIMIT:
            yield Problem("matching.count", values=name | {"value": value})


def _asked_and_offered(exchange: Exchange) -> Iterator[Problem]:
    communities = {community.code: community for community in exchange.communities}
    topics = {topic.code: topic for topic in exchange.topics}
    offers = {(offer.community, offer.topic): offer for offer in exchange.offers}
    both: tuple[tuple[str, Sequence[Request | Offer]], ...] = (
        ("requests", exchange.requests),
        ("offers", exchange.offers),
    )
    for kind, things in both:
        seen: set[tuple[str, str]] = set()
        for number, thing in enumerate(things):
            place = Place(path=f"{kind}[{number}]")
            where = thing.community, thing.topic
            unknown = [*_unknown(thing, communities, topics, place)]
            if unknown:
                yield from unknown
                continue
            names = {"community": called(communities[where[0]]), "topic": called(topics[where[1]])}
            if where in seen:
                yield Problem("matching.repeated", place, names)
            seen.add(where)
            if isinstance(thing, Request):
                yield from _request(thing, topics[thing.topic], offers.get(where), place, names)
            else:
                yield from _offer(thing, topics[thing.topic], place, names)


def _unknown(
    thing: Request | Offer,
    communities: Collection[str],
    topics: Collection[str],
    place: Place,
) -> Iterator[Problem]:
    if thing.community not in communities:
        yield Problem("matching.community-unknown", place, {"code": thing.community})
    if thing.topic not in topics:
        yield Problem("matching.topic-unknown", place, {"code": thing.topic})


def _outside(topic: Topic, levels: Iterable[float]) -> list[float]:
    """Levels that are not on the scale; NaN is on none."""
    return [level for level in levels if not topic.lowest <= level <= topic.highest]


def _request(
    request: Request, topic: Topic, own: Offer | None, place: Place, names: dict[str, LocalText]
) -> Iterator[Problem]:
    if outside := _outside(topic, (request.current, request.wished)):
        yield Problem("matching.level", place, {**names, **_scale(topic, outside[0])})
        return
    if request.wished <= request.current:
        figures = {
            "current": standing(topic, request.current),
            "wished": standing(topic, request.wished),
        }
        yield Problem("matching.wish-not-above", place, {**names, **figures})
    if own is not None and own.level != request.current and not _outside(topic, (own.level,)):
        figures = {
            "current": standing(topic, request.current),
            "level": standing(topic, own.level),
        }
        yield Problem("matching.two-levels", place, {**names, **figures})


def _offer(
    offer: Offer, topic: Topic, place: Place, names: dict[str, LocalText]
) -> Iterator[Problem]:
    if outside := _outside(topic, (offer.level,)):
        yield Problem("matching.level", place, {**names, **_scale(topic, outside[0])})
    for count in (offer.capacity, offer.evidence):
        if not 0 <= count < NO_LIMIT:
            values = {"community": names["community"], "value": count}
            yield Problem("matching.count", place, values)


def _scale(topic: Topic, value: float) -> dict[str, object]:
    return {"value": value, "lowest": f"{topic.lowest:g}", "highest": f"{topic.highest:g}"}


class _Links:
    """Whether what people settled by hand can be."""

    def __init__(self, exchange: Exchange, policy: Policy):
        self.policy = policy
        self.communities = {community.code: community for community in exchange.communities}
        self.topics = {topic.code: topic for topic in exchange.topics}
        self.requests = {(r.community, r.topic): r for r in exchange.requests}
        self.offers = {(o.community, o.topic): o for o in exchange.offers}

    def problems(
        self, locked: Hand, forbidden: Hand, closed: Collection[tuple[str, str]]
    ) -> Iterator[Problem]:
        for seeker, topic in sorted(set(closed) - self.requests.keys()):
            yield Problem("matching.request-unknown", values=self._names(seeker, topic))
        sound: list[Link] = []
        for link in sorted({*locked, *forbidden}):
            if (link.seeker, link.topic) not in self.requests:
                yield Problem("matching.request-unknown", values=self._names(*link[:2]))
            elif (link.giver, link.topic) not in self.offers:
                names = self._names(link.giver, link.topic)
                yield Problem("matching.offer-unknown", values=names)
            elif link in set(locked):
                sound.append(link)
        for link in sound:
            yield from self._possible(link, link in forbidden or link[:2] in closed)
        yield from self._room(sound)

    def _names(self, community: str, topic: str) -> dict[str, LocalText]:
        place, subject = self.communities.get(community), self.topics.get(topic)
        return {
            "community": called(place) if place else LocalText(community, community),
            "topic": called(subject) if subject else LocalText(topic, topic),
        }

    def _possible(self, link: Link, also_out: bool) -> Iterator[Problem]:
        giver = self.communities[link.giver]
        names = {**self._names(link.seeker, link.topic), "giver": called(giver)}
        request, offer = self.requests[link[:2]], self.offers[link.giver, link.topic]
        topic = self.topics[link.topic]
        above = request.current + topic.step
        reach = request.wished if self.policy.reach == "wished" else above
        if also_out:
            yield Problem("matching.locked-and-out", values=names)
        if link.seeker == link.giver:
            yield Problem("matching.locked-to-itself", values=names)
        elif offer.level < reach:
            figures = {"level": standing(topic, offer.level), "reach": standing(topic, reach)}
            yield Problem("matching.locked-too-low", values={**names, **figures})
        elif not offer.willing:
            yield Problem("matching.locked-unwilling", values=names)

    def _room(self, locked: Sequence[Link]) -> Iterator[Problem]:
        for (seeker, topic), count in Counter(link[:2] for link in locked).items():
            if count > 1:
                yield Problem("matching.locked-twice", values=self._names(seeker, topic))
        limits: list[tuple[str, int, int | None]] = []
        for (topic, code), count in Counter((x.topic, x.giver) for x in locked).items():
            limits.append((code, count, self.offers[code, topic].capacity))
        for code, count in Counter(link.giver for link in locked).items():
            limits.append((code, count, self.communities[code].guests))
        for code, count in Counter(link.seeker for link in locked).items():
            limits.append((code, count, self.communities[code].visits))
        for code, count, most in limits:
            if most is not None and count > most:
                values = {"community": called(self.communities[code]), "n": count, "most": most}
                yield Problem("matching.locked-too-many", values=values)
