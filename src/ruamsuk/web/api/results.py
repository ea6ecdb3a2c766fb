"""Computations, estimates, changes, verdicts and files."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import override
from ninja import Field, Query, Router, Schema, Status

from ruamsuk.communities.rules import allowed
from ruamsuk.results.actions import compute, verdicts
from ruamsuk.results.exports.files import KINDS
from ruamsuk.results.exports.rows import rows_of
from ruamsuk.results.forms.verdicts import VerdictForm
from ruamsuk.results.models import Computation, Verdict
from ruamsuk.results.pages.steps import verdicts_of
from ruamsuk.results.rules import indicator_of, insider_for, round_for
from ruamsuk.web.api.portions import Portion
from ruamsuk.web.api.problems import Problems, Words, cleaned, refusing, words_of
from ruamsuk.web.api.sources import Made, RoundAsked, sight_of
from ruamsuk.web.api.visitors import signed_in

router = Router(tags=["results"])


class ComputationIn(Schema):
    """Which round's version is computed, with all rounds that share it."""

    round: str


class ComputationOut(Schema):
    """A run of the engine and how far it has come.

    Attributes:
        problems: why it failed.
        findings: indicators that tell nothing.
    """

    id: int
    community: str
    version: int
    state: str
    step: Words | None
    queued: datetime.datetime
    started: datetime.datetime | None
    finished: datetime.datetime | None
    problems: list[Words]
    findings: list[Words]
    manifest: dict[str, Any]


class Numbers(Schema):
    """What every row of the tidy tables has; shares are 0 to 1."""

    by: str
    group: str
    measure: str
    indicator: str
    k: float | None
    estimate: float | None
    se: float | None
    lower: float | None
    upper: float | None
    unit: str
    hidden: bool


class Estimate(Numbers):
    """One number of one round."""

    round: str
    numerator: float | None
    denominator: float | None
    n: int | None
    missing: float | None


class Change(Numbers):
    """One change between two rounds."""

    from_round: str
    to_round: str
    kind: str


class Page(Schema):
    """Rows from ``offset`` on; ``count`` of them there are.

    Attributes:
        synthetic: whether the data are invented, ข้อมูลสมมุติ.
    """

    count: int
    offset: int
    synthetic: bool


class Estimates(Page):
    """Estimates."""

    rows: list[Estimate]


class Changes(Page):
    """Changes."""

    rows: list[Change]


class Asked(Portion):
    """Which rows are asked for: all of whatever is left out."""

    round: list[str] = Field([])
    indicator: list[str] = Field([])
    measure: list[str] = Field([])
    by: str | None = None
    group: str | None = None


class VerdictIn(Schema):
    """What a meeting concluded.

    Attributes:
        indicator: empty for the round as a whole.
        held_on: the day, as people write it or in ISO.
    """

    round: str
    indicator: str = ""
    text: str
    held_on: str
    attended: int
    who: str = ""


class VerdictOut(Schema):
    """A verdict beside the number that the meeting saw."""

    id: int
    round: str
    indicator: str
    text: str
    seen: Words
    held_on: datetime.date
    attended: int
    who: str
    withdrawn: bool


class FileOut(Schema):
    """A file to take along."""

    name: str
    url: str


@router.get(
    "/communities/{slug:slug}/computations", response={200: list[ComputationOut], 404: Problems}
)
def computations(request: HttpRequest, slug: str) -> list[ComputationOut]:
    """Runs of the engine for a community, newest first."""
    community, _may = insider_for(request.user, slug)
    found = community.computations.select_related("community")
    return [_computation(one) for one in found[:50]]


@router.post(
    "/communities/{slug:slug}/computations",
    response={200: ComputationOut, 201: ComputationOut, 404: Problems, 422: Problems},
)
def start(request: HttpRequest, slug: str, given: ComputationIn) -> Any:
    """Compute the rounds of a version; what is computed already answers 200."""
    round_, _may = round_for(request.user, slug, given.round, "facilitate")
    with refusing():
        made, new = compute.start_computation(signed_in(request), round_.community, round_.version)
    made.refresh_from_db()
    return Status(201 if new else 200, _computation(made))


@router.get("/computations/{int:pk}", response={200: ComputationOut, 404: Problems})
def computation(request: HttpRequest, pk: int) -> ComputationOut:
    """How far a computation has come."""
    found = Computation.objects.select_related("community__network").filter(pk=pk).first()
    if found is None or "see" not in allowed(request.user, found.community):
        raise Http404
    return _computation(found)


@router.get("/communities/{slug:slug}/estimates", response={200: Estimates, 404: Problems})
def estimates(request: HttpRequest, slug: str, asked: Query[Asked]) -> dict[str, Any]:
    """The numbers that I may see, with small counts hidden where I may not see households."""
    return _page(request, slug, asked, "estimates")


@router.get("/communities/{slug:slug}/changes", response={200: Changes, 404: Problems})
def changes(request: HttpRequest, slug: str, asked: Query[Asked]) -> dict[str, Any]:
    """Changes between the rounds that I may see."""
    return _page(request, slug, asked, "changes")


@router.get("/communities/{slug:slug}/verdicts", response={200: list[VerdictOut], 404: Problems})
def verdicts_of_round(
    request: HttpRequest, slug: str, asked: Query[RoundAsked]
) -> list[VerdictOut]:
    """What meetings concluded in a round, by default the newest."""
    return [_verdict(one) for one in verdicts_of(sight_of(request, slug, asked.round))]


@router.post(
    "/communities/{slug:slug}/verdicts", response={201: Made, 404: Problems, 422: Problems}
)
def record(request: HttpRequest, slug: str, given: VerdictIn) -> Any:
    """Keep what a meeting concluded."""
    round_, _may = round_for(request.user, slug, given.round, "facilitate")
    if given.indicator:
        indicator_of(round_, given.indicator)
    by = signed_in(request)
    with refusing():
        values = cleaned(VerdictForm(given.dict(exclude={"round", "indicator"})), {})
        with override(by.language):  # the number that was seen is kept in words
            made = verdicts.record_verdict(by, round_, given.indicator, **values)
    return Status(201, Made(id=made.pk))


@router.get("/communities/{slug:slug}/exports", response={200: list[FileOut], 404: Problems})
def exports(request: HttpRequest, slug: str) -> list[FileOut]:
    """Where the results lie as files, and the report of each round to print."""
    sight = sight_of(request, slug)

    def file(name: str, *parts: str) -> FileOut:
        return FileOut(name=parts[-1], url=request.build_absolute_uri(reverse(name, args=parts)))

    found = [file("export", slug, kind) for kind in KINDS] if sight.computation else []
    return found + [file("report", slug, one.label) for one in sight.rounds]


def _page(request: HttpRequest, slug: str, asked: Asked, name: str) -> dict[str, Any]:
    sight = sight_of(request, slug)
    rows = rows_of(sight, asked.round, asked.indicator)
    table: pa.Table = getattr(rows.tables, name)
    wanted = {"measure": asked.measure}
    wanted |= {"by": [asked.by]} if asked.by is not None else {}
    wanted |= {"group": [asked.group]} if asked.group is not None else {}
    for column, words in wanted.items():
        if words:
            values = pa.array(words, pa.string())
            table = table.filter(pc.is_in(table[column], value_set=values))
    return {
        "count": table.num_rows,
        "offset": asked.offset,
        "synthetic": sight.community.demo,
        "rows": table.slice(asked.offset, asked.limit).to_pylist(),
    }


def _computation(one: Computation) -> ComputationOut:
    return ComputationOut(
        id=one.pk,
        community=one.community.slug,
        version=one.version_id,
        state=one.state,
        step=_words(one.step) if one.step.get("th") else None,
        queued=one.queued,
        started=one.started,
        finished=one.finished,
        problems=[_words(problem) for problem in one.problems],
        findings=[_words(finding) for finding in one.findings],
        manifest=one.manifest,
    )


def _words(kept: Mapping[str, str]) -> Words:
    return Words(th=kept["th"], en=kept["en"])


def _verdict(one: Verdict) -> VerdictOut:
    names = ("indicator", "text", "held_on", "attended", "who")
    return VerdictOut(
        id=one.pk,
        round=one.round.label,
        seen=words_of(one.seen),
        withdrawn=one.withdrawn is not None,
        **{name: getattr(one, name) for name in names},
    )
