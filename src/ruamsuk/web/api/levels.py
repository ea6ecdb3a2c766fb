"""Tables of practices, sittings, and the levels that communities agreed on. Counts only."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from ruamsuk.assessments.comparing import newest_levels
from ruamsuk.assessments.models import Level, Practice, PracticeTable, Sitting
from ruamsuk.assessments.rules import members, sitting_for, table_for
from ruamsuk.assessments.sheet import Cell, sheet_of
from ruamsuk.communities.models import Community, Network
from ruamsuk.communities.rules import allowed, allowed_in, network_for
from ruamsuk.lib.text import LocalText
from ruamsuk.results.rules import insider_for
from ruamsuk.web.api.portions import Portion
from ruamsuk.web.api.problems import Problems, Words, words_of

router = Router(tags=["levels"])


class TableOut(Schema):
    """A table of practices in a list."""

    id: int
    title: Words
    shared: bool
    retired: bool


class PracticeOut(Schema):
    """A practice with what its five levels look like, lowest first.

    Attributes:
        goal, indicator: ids in the framework of the place, where the practice goes with one.
    """

    id: int
    name: Words
    about: Words
    levels: list[Words]
    goal: str
    indicator: str


class TableDocument(TableOut):
    """A table with its practices."""

    about: Words
    practices: list[PracticeOut]


class SittingOut(Schema):
    """A self-assessment in a list."""

    id: int
    title: Words
    table: int
    held_on: datetime.date
    communities: list[str]
    closed: bool
    synthetic: bool


class LevelOut(Schema):
    """What a community agreed on a practice.

    Attributes:
        seen: what the data said when it was agreed.
    """

    community: str
    practice: int
    sitting: int
    current: int
    wished: int
    by_when: str
    evidence: str
    seen: Words


class SaidOut(Schema):
    """How many saw each level, lowest first; nothing where too few answered by phone.

    Attributes:
        answers: how many answered, shown or not.
    """

    community: str
    practice: int
    counts: list[int] | None
    answers: int


class SittingDocument(SittingOut):
    """A sitting with what was said and agreed in the communities that I see."""

    said: list[SaidOut]
    levels: list[LevelOut]


@router.get("/communities/{slug:slug}/practices", response={200: list[TableOut], 404: Problems})
def of_community(request: HttpRequest, slug: str) -> list[TableOut]:
    """Tables of practices of a community and of its network."""
    community, _may = insider_for(request.user, slug)
    return [_table(one) for one in PracticeTable.objects.for_community(community)]


@router.get("/networks/{slug:slug}/practices", response={200: list[TableOut], 404: Problems})
def of_network(request: HttpRequest, slug: str) -> list[TableOut]:
    """Tables of practices of a network."""
    return [_table(one) for one in _network(request, slug).practice_tables.all()]


@router.get("/practices/{int:pk}", response={200: TableDocument, 404: Problems})
def table(request: HttpRequest, pk: int) -> TableDocument:
    """A table with its practices."""
    found = table_for(request.user, pk)
    practices = found.practices.filter(retired=False)
    return TableDocument(
        **_table(found).dict(),
        about=words_of(found.about),
        practices=[_practice(one) for one in practices],
    )


@router.get("/communities/{slug:slug}/sittings", response={200: list[SittingOut], 404: Problems})
def sittings(request: HttpRequest, slug: str) -> list[SittingOut]:
    """Self-assessments of a community, first to last."""
    community, _may = insider_for(request.user, slug)
    return [_sitting(one) for one in community.sittings.prefetch_related("communities")]


@router.get("/sittings/{int:pk}", response={200: SittingDocument, 404: Problems})
def sitting(request: HttpRequest, pk: int) -> SittingDocument:
    """A self-assessment: how many saw which level, and what was agreed."""
    found = sitting_for(request.user, pk)
    communities = members(found)
    opens = allowed_in(request.user, "see", communities)
    seen = [one for one in communities if one.pk in opens]
    cells = sheet_of(found, seen).cells
    return SittingDocument(
        **_sitting(found).dict(),
        said=[_said(one) for one in cells if one.spread.total],
        levels=[_level(one.level, one.community) for one in cells if one.level],
    )


@router.get("/communities/{slug:slug}/levels", response={200: list[LevelOut], 404: Problems})
def levels(request: HttpRequest, slug: str, asked: Query[Portion]) -> list[LevelOut]:
    """All that a community agreed, sitting by sitting."""
    community, _may = insider_for(request.user, slug)
    kept = Level.objects.filter(community=community).order_by("sitting__held_on", "practice", "pk")
    return [_level(one, community) for one in kept[asked.rows]]


@router.get("/networks/{slug:slug}/levels", response={200: list[LevelOut], 404: Problems})
def side_by_side(request: HttpRequest, slug: str, asked: Query[Portion]) -> list[LevelOut]:
    """The newest level of each community on each practice of the network's tables.

    Evidence and what the data said are told of the communities that I see.
    """
    network = _network(request, slug)
    communities = {one.pk: one for one in network.communities.all()}
    opens = allowed_in(request.user, "see", communities.values())
    kept = [
        level
        for one in network.practice_tables.all()
        for _at, level in sorted(newest_levels(one, list(communities.values())).items())
    ]
    found = []
    for level in kept[asked.rows]:
        said = _level(level, communities[level.community_id])
        if level.community_id not in opens:
            said.evidence, said.seen = "", words_of(LocalText())
        found.append(said)
    return found


def _network(request: HttpRequest, slug: str) -> Network:
    """A network, for someone with a role in it or in one of its communities."""
    found = network_for(request.user, slug)
    if "see" not in allowed(request.user, found):
        raise Http404
    return found


def _table(one: PracticeTable) -> TableOut:
    return TableOut(
        id=one.pk,
        title=words_of(one.title),
        shared=one.network_id is not None,
        retired=one.retired,
    )


def _practice(one: Practice) -> PracticeOut:
    return PracticeOut(
        id=one.pk,
        name=words_of(one.name),
        about=words_of(one.about),
        levels=[words_of(LocalText(**words)) for words in one.levels],
        goal=one.goal,
        indicator=one.indicator,
    )


def _sitting(one: Sitting) -> SittingOut:
    communities: Sequence[Community] = list(one.communities.all())
    return SittingOut(
        id=one.pk,
        title=words_of(one.title),
        table=one.table_id,
        held_on=one.held_on,
        communities=[community.slug for community in communities],
        closed=one.closed is not None,
        synthetic=any(community.demo for community in communities),
    )


def _said(cell: Cell) -> SaidOut:
    spread = cell.spread
    told = list(spread.counts) if sum(spread.counts) == spread.total else None
    return SaidOut(
        community=cell.community.slug,
        practice=cell.practice.pk,
        counts=told,
        answers=spread.total,
    )


def _level(one: Level, community: Community) -> LevelOut:
    return LevelOut(
        community=community.slug,
        practice=one.practice_id,
        sitting=one.sitting_id,
        current=one.current,
        wished=one.wished,
        by_when=one.by_when,
        evidence=one.evidence,
        seen=words_of(one.seen),
    )
