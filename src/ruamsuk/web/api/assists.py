"""Peer assists, and what came of them after 30 and 90 days. What was said only its readers get."""

from __future__ import annotations

import datetime

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from ruamsuk.communities.models import Community, Network
from ruamsuk.communities.rules import Place, allowed, community_for, network_for
from ruamsuk.exchanges.models import Assist, AssistNote, FollowUp
from ruamsuk.exchanges.rules import assist_for, assist_verbs, followable, readable_assists
from ruamsuk.web.api.portions import Portion
from ruamsuk.web.api.problems import Problems, Words, words_of
from ruamsuk.web.api.written import StepOut, step_out

router = Router(tags=["peer assists"])


class AssistOut(Schema):
    """That a peer assist takes place: what everyone in the network may know.

    Attributes:
        asker, givers: slugs of who asks and who helps.
        indicator: id in the network's framework, where it is about no practice.
        about: what the practice or the indicator is called.
        stage: where the meeting is: ``purpose``, ``solved``, ``context``, ``questions``,
            ``options``, ``different``, ``feedback``, ``actions`` or ``take-home``.
        readers: who can read what is said: ``present``, ``place``, ``network`` or ``public``.
        readable: whether I can.
    """

    id: int
    network: str
    forum: int | None
    asker: str
    givers: list[str]
    practice: int | None
    indicator: str
    about: Words
    held_on: datetime.date
    stage: str
    closed: datetime.datetime | None
    readers: str
    readable: bool
    synthetic: bool


class NoteOut(Schema):
    """What was said in a stage; whose people said it, never who."""

    stage: str
    text: str
    community: str | None
    at: datetime.datetime


class FollowUpOut(Schema):
    """What was tried since, and what happened.

    Attributes:
        answered: null as long as it is not told.
        level: from 1 to 5, where the asker says that it has moved.
        would_offer: whether the asker would now help others on this.
    """

    id: int
    assist: int
    asker: str
    due: datetime.date
    answered: datetime.datetime | None
    tried: str
    happened: str
    level: int | None
    would_offer: bool


class AssistDocument(AssistOut):
    """A peer assist with what was said in it."""

    purpose: str
    notes: list[NoteOut]
    steps: list[StepOut]
    follow_ups: list[FollowUpOut]


@router.get("/communities/{slug:slug}/assists", response={200: list[AssistOut], 404: Problems})
def of_community(request: HttpRequest, slug: str, asked: Query[Portion]) -> list[AssistOut]:
    """The peer assists in which a community asks or helps, the newest first."""
    place = community_for(request.user, slug)
    own = Assist.objects.filter(Q(asker=place) | Q(givers=place))
    return _listed(request, place, own, asked)


@router.get("/networks/{slug:slug}/assists", response={200: list[AssistOut], 404: Problems})
def of_network(request: HttpRequest, slug: str, asked: Query[Portion]) -> list[AssistOut]:
    """The peer assists of a network, the newest first."""
    return _listed(request, network_for(request.user, slug), Assist.objects.all(), asked)


@router.get("/assists/{int:pk}", response={200: AssistDocument, 404: Problems})
def assist(request: HttpRequest, pk: int) -> AssistDocument:
    """What was said in a peer assist, and what came of it, for those who may read it."""
    found = assist_for(request.user, pk)
    named = "see" in allowed(request.user, found.asker)
    rows = found.steps.select_related("community", "forum__network", "assist__network")
    steps = [step_out(one, request.user, named=named) for one in rows.order_by("due", "pk")]
    asked = found.follow_ups.filter(step=None).select_related("assist__asker")
    return AssistDocument(
        **_assist(found, readable=True).dict(),
        purpose=found.purpose,
        notes=[
            _note(one) for one in found.notes.filter(withdrawn=False).select_related("community")
        ],
        steps=steps if "steps" in assist_verbs(request.user, found) else [],
        follow_ups=[_follow_up(one) for one in asked],
    )


@router.get("/communities/{slug:slug}/follow-ups", response={200: list[FollowUpOut], 404: Problems})
def asked_of_community(request: HttpRequest, slug: str, asked: Query[Portion]) -> list[FollowUpOut]:
    """What a community is asked after its peer assists, and what it told."""
    place = community_for(request.user, slug)
    found = _followable(request, place, place.network)
    return [_follow_up(one) for one in found.filter(assist__asker=place)[asked.rows]]


@router.get("/networks/{slug:slug}/follow-ups", response={200: list[FollowUpOut], 404: Problems})
def asked_of_network(request: HttpRequest, slug: str, asked: Query[Portion]) -> list[FollowUpOut]:
    """What communities of a network told after their peer assists, as far as I may read it."""
    place = network_for(request.user, slug)
    return [_follow_up(one) for one in _followable(request, place, place)[asked.rows]]


def _inside(request: HttpRequest, place: Place) -> None:
    if "see" not in allowed(request.user, place):
        raise Http404


def _followable(request: HttpRequest, place: Place, network: Network | None) -> QuerySet[FollowUp]:
    _inside(request, place)
    found = followable(request.user, network) if network else FollowUp.objects.none()
    return found.select_related("assist__asker").order_by("due", "pk")


def _listed(
    request: HttpRequest, place: Place, assists: QuerySet[Assist], asked: Portion
) -> list[AssistOut]:
    _inside(request, place)
    network = place.network if isinstance(place, Community) else place
    if network is None:
        return []
    found = assists.filter(network=network).distinct().prefetch_related("givers")
    readable = set(readable_assists(request.user, network).values_list("pk", flat=True))
    return [
        _assist(one, readable=one.pk in readable)
        for one in found.select_related("network", "asker", "practice")[asked.rows]
    ]


def _assist(one: Assist, *, readable: bool) -> AssistOut:
    return AssistOut(
        id=one.pk,
        network=one.network.slug,
        forum=one.forum_id,
        asker=one.asker.slug,
        givers=[giver.slug for giver in one.givers.all()],
        practice=one.practice_id,
        indicator=one.indicator,
        about=words_of(one.topic),
        held_on=one.held_on,
        stage=one.stage,
        closed=one.closed,
        readers=one.readers,
        readable=readable,
        synthetic=one.network.demo,
    )


def _note(one: AssistNote) -> NoteOut:
    return NoteOut(
        stage=one.stage,
        text=one.text,
        community=one.community.slug if one.community else None,
        at=one.at,
    )


def _follow_up(one: FollowUp) -> FollowUpOut:
    return FollowUpOut(
        id=one.pk,
        assist=one.assist_id,
        asker=one.assist.asker.slug,
        due=one.due,
        answered=one.answered,
        tried=one.tried,
        happened=one.happened,
        level=one.level,
        would_offer=one.would_offer,
    )
