"""What communities ask and offer, and the plans of who helps whom."""

from __future__ import annotations

import datetime

from django.http import HttpRequest
from ninja import Query, Router, Schema

from ruamsuk.exchanges.models import Match, Offer, Plan, Request
from ruamsuk.exchanges.plan_rules import inside, plan_for
from ruamsuk.lib.text import LocalText
from ruamsuk.web.api.portions import Portion
from ruamsuk.web.api.problems import Problems, Words, words_of

router = Router(tags=["who helps whom"])


class RequestOut(Schema):
    """What a community asks for.

    Attributes:
        indicator: id in the network's framework, where it is about no practice.
        about: what the practice or the indicator is called.
        current, wished: levels from 1 to 5; on an indicator, shares in per cent.
    """

    id: int
    community: str
    practice: int | None
    indicator: str
    about: Words
    current: int
    wished: int
    reach: str
    tried: str


class OfferOut(Schema):
    """What a community offers.

    Attributes:
        indicator: id in the network's framework, where it is about no practice.
        about: what the practice or the indicator is called.
        level: from 1 to 5; on an indicator, a share in per cent.
        because: what made it work there: keys of the list that communities tick, and own words.
        days: on which it can; any day where there are none.
        capacity: how many communities it can take.
    """

    id: int
    community: str
    practice: int | None
    indicator: str
    about: Words
    level: int
    did: str
    evidence: str
    because: list[str]
    why_here: str
    capacity: int
    days: list[datetime.date]


class PlanOut(Schema):
    """A plan in a list.

    Attributes:
        waiting: it is still being worked out.
    """

    id: int
    made: datetime.datetime
    agreed: bool
    waiting: bool
    synthetic: bool


class MatchOut(Schema):
    """One that helps one that asked.

    Attributes:
        group: those with the same number meet together.
        part: which meeting of the day it is.
        kilometres: nothing where the distance is not known.
    """

    request: int
    offer: int
    seeker: str
    giver: str
    practice: int | None
    indicator: str
    about: Words
    group: int
    day: datetime.date | None
    part: int
    locked: bool
    by_hand: bool
    gap: float
    kilometres: float | None
    why: Words


class PlanDocument(PlanOut):
    """A plan with its pairs.

    Attributes:
        optimal: whether it was proven that no plan is better, before anything was moved by hand.
        gap: the share by which another plan could be better at most; nothing where the plan is
            not worked out.
        unmet: who got nobody, and why.
    """

    optimal: bool
    gap: float | None
    matches: list[MatchOut]
    unmet: list[Words]


@router.get("/networks/{slug:slug}/requests", response={200: list[RequestOut], 404: Problems})
def requests(request: HttpRequest, slug: str, asked: Query[Portion]) -> list[RequestOut]:
    """What the communities of a network ask for now."""
    network = inside(request.user, slug)
    standing = Request.objects.filter(withdrawn=None, community__network=network).order_by("pk")
    return [
        RequestOut(
            id=one.pk,
            community=one.community.slug,
            practice=one.practice_id,
            indicator=one.indicator,
            about=words_of(one.topic),
            current=one.current,
            wished=one.wished,
            reach=one.reach,
            tried=one.tried,
        )
        for one in standing.select_related("community", "practice")[asked.rows]
    ]


@router.get("/networks/{slug:slug}/offers", response={200: list[OfferOut], 404: Problems})
def offers(request: HttpRequest, slug: str, asked: Query[Portion]) -> list[OfferOut]:
    """What the communities of a network offer now."""
    network = inside(request.user, slug)
    standing = Offer.objects.filter(withdrawn=None, community__network=network).order_by("pk")
    return [
        OfferOut(
            id=one.pk,
            community=one.community.slug,
            practice=one.practice_id,
            indicator=one.indicator,
            about=words_of(one.topic),
            level=one.level,
            did=one.did,
            evidence=one.evidence,
            because=one.because,
            why_here=one.why_here,
            capacity=one.capacity,
            days=one.days,
        )
        for one in standing.select_related("community", "practice")[asked.rows]
    ]


@router.get("/networks/{slug:slug}/plans", response={200: list[PlanOut], 404: Problems})
def plans(request: HttpRequest, slug: str, asked: Query[Portion]) -> list[PlanOut]:
    """The plans of a network, the newest first."""
    network = inside(request.user, slug)
    return [_plan(one) for one in network.plans.select_related("network")[asked.rows]]


@router.get("/plans/{int:pk}", response={200: PlanDocument, 404: Problems})
def plan(request: HttpRequest, pk: int) -> PlanDocument:
    """Who helps whom, when and why, and who got nobody."""
    found = plan_for(request.user, pk)
    pairs = found.matches.select_related(
        "request__community", "request__practice", "offer__community"
    )
    return PlanDocument(
        **_plan(found).dict(),
        optimal=found.proof.get("optimal", False),
        gap=found.proof.get("gap"),
        matches=[_match(one) for one in pairs],
        unmet=[words_of(LocalText(one["th"], one["en"])) for one in found.unmet],
    )


def _plan(one: Plan) -> PlanOut:
    return PlanOut(
        id=one.pk,
        made=one.made,
        agreed=one.agreed is not None,
        waiting=one.waiting is not None,
        synthetic=one.network.demo,
    )


def _match(one: Match) -> MatchOut:
    return MatchOut(
        request=one.request_id,
        offer=one.offer_id,
        seeker=one.request.community.slug,
        giver=one.offer.community.slug,
        practice=one.request.practice_id,
        indicator=one.request.indicator,
        about=words_of(one.request.topic),
        group=one.group,
        day=datetime.date.fromisoformat(one.day) if one.day else None,
        part=one.part,
        locked=one.locked,
        by_hand=one.by_hand,
        gap=one.gap,
        kilometres=one.kilometres,
        why=words_of(one.why),
    )
