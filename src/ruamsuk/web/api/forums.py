"""Forums: when, where, the agenda by the clock, and how many come. No names of people."""

from __future__ import annotations

import datetime

from django.http import HttpRequest
from ninja import Query, Router, Schema

from ruamsuk.communities.rules import community_for, network_for
from ruamsuk.exchanges.models import Attendance, Forum
from ruamsuk.exchanges.rules import forum_for, forums_of, taking_part
from ruamsuk.exchanges.timetable import Slot, timetable
from ruamsuk.web.api.portions import Portion
from ruamsuk.web.api.problems import Problems, Words, words_of

router = Router(tags=["forums"])


class ForumOut(Schema):
    """A forum in a list.

    Attributes:
        place: slug of the network or community whose it is.
        kind: ``assist``, ``mentoring``, ``market``, ``indicators``, ``planning``, ``review`` or
            ``meeting``.
        state: ``planned``, ``running``, ``held`` or ``called-off``.
    """

    id: int
    place: str
    kind: str
    state: str
    title: Words
    starts: datetime.datetime
    venue: str
    synthetic: bool


class PartOut(Schema):
    """One part of the day.

    Attributes:
        starts, ends: as it ran, else as planned, moved by how the parts before it ran.
        state: ``done``, ``now`` or empty.
    """

    title: Words
    does: str
    who: Words
    needs: Words
    minutes: int
    starts: datetime.datetime
    ends: datetime.datetime
    state: str


class ForumDocument(ForumOut):
    """A forum with its day.

    Attributes:
        practices: ids of the practices that it is about.
        communities: slugs of those that take part.
        comes, came: how many said that they come, and how many came.
    """

    purpose: Words
    question: Words
    readers: str
    practices: list[int]
    communities: list[str]
    agenda: list[PartOut]
    comes: int
    came: int


@router.get("/communities/{slug:slug}/forums", response={200: list[ForumOut], 404: Problems})
def of_community(request: HttpRequest, slug: str, asked: Query[Portion]) -> list[ForumOut]:
    """Forums of a community and those that it is invited to, the newest first."""
    place = community_for(request.user, slug)
    return [_forum(one) for one in forums_of(request.user, place)[asked.rows]]


@router.get("/networks/{slug:slug}/forums", response={200: list[ForumOut], 404: Problems})
def of_network(request: HttpRequest, slug: str, asked: Query[Portion]) -> list[ForumOut]:
    """Forums of a network, the newest first."""
    place = network_for(request.user, slug)
    return [_forum(one) for one in forums_of(request.user, place)[asked.rows]]


@router.get("/forums/{int:pk}", response={200: ForumDocument, 404: Problems})
def forum(request: HttpRequest, pk: int) -> ForumDocument:
    """A forum with its agenda."""
    found = forum_for(request.user, pk)
    lines = found.attendances.all()
    return ForumDocument(
        **_forum(found).dict(),
        purpose=words_of(found.purpose),
        question=words_of(found.question),
        readers=found.readers,
        practices=list(found.practices.values_list("pk", flat=True)),
        communities=[one.slug for one in taking_part(found)],
        agenda=[_part(slot) for slot in timetable(found).slots],
        comes=lines.filter(answer=Attendance.Answer.COMES).count(),
        came=lines.filter(came__isnull=False).count(),
    )


def _forum(one: Forum) -> ForumOut:
    return ForumOut(
        id=one.pk,
        place=one.place.slug,
        kind=one.kind,
        state=one.state,
        title=words_of(one.title),
        starts=timetable(one, ()).starts,
        venue=one.venue,
        synthetic=one.synthetic,
    )


def _part(slot: Slot) -> PartOut:
    item = slot.item
    return PartOut(
        title=words_of(item.title),
        does=item.does,
        who=words_of(item.who),
        needs=words_of(item.needs),
        minutes=item.minutes,
        starts=slot.starts,
        ends=slot.ends,
        state=slot.state,
    )
