"""What is written down in forums: stories, decisions, minutes; and steps from everywhere."""

from __future__ import annotations

import datetime
from typing import Literal, cast

from django.db import transaction
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from ruamsuk.accounts.models import User
from ruamsuk.communities.rules import Place, allowed, community_for, network_for
from ruamsuk.exchanges.actions.step import tell_of_step
from ruamsuk.exchanges.models import Case, Decision, Minutes, Step
from ruamsuk.exchanges.rules import forum_for, readable_minutes
from ruamsuk.exchanges.step_rules import place_of, step_for, steps_of
from ruamsuk.lib.text import LocalText
from ruamsuk.web.api.portions import Portion
from ruamsuk.web.api.problems import Problems, Refused, Words, refusing, said, words_of
from ruamsuk.web.api.visitors import signed_in

router = Router(tags=["what is written down"])
State = Literal["open", "done", "dropped"]
_MEANWHILE = LocalText(
    "มีคนแก้งานนี้ไปก่อนแล้ว ดึงข้อมูลใหม่ รวมกับของคุณ แล้วส่งอีกครั้ง",
    "Somebody else changed this step. Fetch it again, put both together, and send it once more.",
)


class CaseOut(Schema):
    """A story, in the order in which it is told.

    Attributes:
        told_by: by role, not by name.
    """

    id: int
    community: str
    practice: int | None
    title: Words
    developed: Words
    succeeded: Words
    evidence: Words
    why_here: Words
    told_by: str


class DecisionOut(Schema):
    """What a forum decided.

    Attributes:
        steps: ids of the steps that follow from it.
    """

    id: int
    text: str
    steps: list[int]


class MinutesOut(Schema):
    """A version of the minutes.

    Attributes:
        text: lines that begin with ``# `` or ``## `` are headings, with ``- `` items, with ``| ``
            rows of a table.
        agreed_on: the day on which those present agreed to it.
        named: whether people are named in it.
    """

    number: int
    text: str
    agreed_on: datetime.date | None
    named: bool
    changed: datetime.datetime


class StepOut(Schema):
    """Who does what by when.

    Attributes:
        community: who does it; null for all together.
        owner: who sees to it; empty where I may not see names.
        forum, decision, assist: what it comes from.
        revision: send it along when you tell what has happened.
    """

    id: int
    place: str
    text: str
    community: str | None
    owner: str
    due: datetime.date
    check_on: datetime.date | None
    state: State
    told: str
    forum: int | None
    decision: int | None
    assist: int | None
    revision: int
    synthetic: bool


class StepsAsked(Portion):
    """Which steps: in one state, or all."""

    state: State | None = None


class Told(Schema):
    """What has happened with a step so far.

    Attributes:
        revision: of the step that you read; if somebody changed it since, the answer is 409.
    """

    told: str = Field("", max_length=2000)
    state: State
    revision: int


@router.get("/forums/{int:pk}/cases", response={200: list[CaseOut], 404: Problems})
def cases(request: HttpRequest, pk: int) -> list[CaseOut]:
    """The stories that were told in a forum, for those who can read what is written down."""
    forum = forum_for(request.user, pk, "read")
    return [_case(one) for one in forum.cases.select_related("community")]


@router.get("/forums/{int:pk}/decisions", response={200: list[DecisionOut], 404: Problems})
def decisions(request: HttpRequest, pk: int) -> list[DecisionOut]:
    """What a forum decided."""
    forum = forum_for(request.user, pk, "read")
    return [_decision(one) for one in forum.decisions.prefetch_related("steps")]


@router.get("/forums/{int:pk}/minutes", response={200: list[MinutesOut], 404: Problems})
def minutes(request: HttpRequest, pk: int) -> list[MinutesOut]:
    """The versions of the minutes, the newest first; from outside only agreed, nameless ones."""
    forum = forum_for(request.user, pk, "read")
    return [_minutes(one) for one in readable_minutes(request.user, forum)]


@router.get("/communities/{slug:slug}/steps", response={200: list[StepOut], 404: Problems})
def of_community(request: HttpRequest, slug: str, asked: Query[StepsAsked]) -> list[StepOut]:
    """What a community set out to do, by the day on which it is due."""
    return _listed(request, community_for(request.user, slug), asked)


@router.get("/networks/{slug:slug}/steps", response={200: list[StepOut], 404: Problems})
def of_network(request: HttpRequest, slug: str, asked: Query[StepsAsked]) -> list[StepOut]:
    """What a network and its communities set out to do, as far as I may read it."""
    return _listed(request, network_for(request.user, slug), asked)


@router.get("/steps/{int:pk}", response={200: StepOut, 404: Problems})
def step(request: HttpRequest, pk: int) -> StepOut:
    """One step."""
    return _one(request, step_for(request.user, pk))


@router.post(
    "/steps/{int:pk}/told",
    response={200: StepOut, 404: Problems, 409: Problems, 422: Problems},
)
def tell(request: HttpRequest, pk: int, given: Told) -> StepOut:
    """Keep what has happened with a step, and whether it is done."""
    by = signed_in(request)
    with refusing(), transaction.atomic():
        found = step_for(by, pk, "tell")
        Step.objects.select_for_update().get(pk=pk)
        found.refresh_from_db()
        if found.revision != given.revision:
            raise Refused(409, [said("changed-meanwhile", _MEANWHILE, field="revision")])
        found.told = given.told.strip()
        tell_of_step(by, found, Step.State(given.state))
    return _one(request, found)


def _listed(request: HttpRequest, place: Place, asked: StepsAsked) -> list[StepOut]:
    named = "see" in allowed(request.user, place)
    found = steps_of(request.user, place).select_related("assist__network", "mentoring__network")
    if asked.state:
        found = found.filter(state=asked.state)
    rows = found.order_by("due", "pk")[asked.rows]
    return [step_out(one, request.user, named=named) for one in rows]


def _one(request: HttpRequest, found: Step) -> StepOut:
    named = "see" in allowed(request.user, place_of(found))
    return step_out(found, request.user, named=named)


def step_out(one: Step, user: object, *, named: bool) -> StepOut:
    """A step, with the name of who sees to it for those who may see names, and for themselves."""
    place = place_of(one)
    own = isinstance(user, User) and one.user_id == user.pk
    return StepOut(
        id=one.pk,
        place=place.slug,
        text=one.text,
        community=one.community.slug if one.community else None,
        owner=one.owner if named or own else "",
        due=one.due,
        check_on=one.check_on,
        state=cast(State, one.state),
        told=one.told,
        forum=one.forum_id,
        decision=one.decision_id,
        assist=one.assist_id,
        revision=one.revision,
        synthetic=place.demo,
    )


def _case(one: Case) -> CaseOut:
    return CaseOut(
        id=one.pk,
        community=one.community.slug,
        practice=one.practice_id,
        title=words_of(one.title),
        developed=words_of(one.developed),
        succeeded=words_of(one.succeeded),
        evidence=words_of(one.evidence),
        why_here=words_of(one.why_here),
        told_by=one.told_by,
    )


def _decision(one: Decision) -> DecisionOut:
    return DecisionOut(id=one.pk, text=one.text, steps=[step.pk for step in one.steps.all()])


def _minutes(one: Minutes) -> MinutesOut:
    return MinutesOut(
        number=one.number,
        text=one.text,
        agreed_on=one.agreed_on,
        named=one.named,
        changed=one.changed,
    )
