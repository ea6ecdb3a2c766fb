"""Rounds, and what hands and others say of their indicators."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema, Status

from ruamsuk.communities.rules import allowed, community_for
from ruamsuk.engine.framework.models import Indicator
from ruamsuk.results.actions import figures, hands
from ruamsuk.results.forms.figures import FigureForm
from ruamsuk.results.forms.hands import HandsForm
from ruamsuk.results.models import Round
from ruamsuk.results.pages.sight import Sight, look, publication_of
from ruamsuk.results.rules import indicator_of, round_for
from ruamsuk.results.sources import Source, sources, steps_of
from ruamsuk.web.api.problems import Problems, Words, cleaned, refusing, words_of
from ruamsuk.web.api.visitors import signed_in

router = Router(tags=["rounds and sources"])


class RoundOut(Schema):
    """A round of measuring."""

    label: str
    year: int
    title: Words
    version: int
    closed: bool
    published: list[str] | None


class SourceOut(Schema):
    """One value of an indicator and where it comes from; shares are 0 to 1.

    Attributes:
        hidden: whether the numbers are kept back because they count too few.
        who: only for those with a role in the community.
    """

    indicator: str
    kind: str
    is_share: bool
    value: float | None
    lower: float | None
    upper: float | None
    numerator: float | None
    denominator: float | None
    n: int | None
    counts: list[int]
    on: str
    who: str | None
    what: str
    village: str | None
    hidden: bool
    id: int | None


class HandsIn(Schema):
    """Hands counted in a meeting.

    Attributes:
        counts: hands at each step from worst to best: two steps, or five for an indicator with
            bands.
        held_on: the day, as people write it or in ISO.
        village: 8-digit code; empty for the whole community.
    """

    round: str
    indicator: str
    counts: list[int] = Field(min_length=2, max_length=5)
    held_on: str
    village: str = ""
    where: str = ""


class FigureIn(Schema):
    """A figure that others counted.

    Attributes:
        numerator: how many, or the value itself.
        denominator: out of how many; for shares only.
    """

    round: str
    indicator: str
    numerator: float
    denominator: float | None = None
    source: str
    as_of: str
    village: str = ""


class RoundAsked(Schema):
    """Which round; the newest with numbers where there is none."""

    round: str = Field("", max_length=20)


class SourcesAsked(RoundAsked):
    """Which indicators; all where there are none."""

    indicator: list[str] = Field([])


class Made(Schema):
    """The number of what was made."""

    id: int


@router.get("/communities/{slug:slug}/rounds", response={200: list[RoundOut], 404: Problems})
def rounds(request: HttpRequest, slug: str) -> list[RoundOut]:
    """The rounds of a community; those that are published, for whoever has no role there."""
    return [_round(one) for one in sight_of(request, slug).rounds]


@router.get("/communities/{slug:slug}/sources", response={200: list[SourceOut], 404: Problems})
def sources_of_round(
    request: HttpRequest,
    slug: str,
    asked: Query[SourcesAsked],
) -> list[SourceOut]:
    """What households, hands and others say of each indicator in a round."""
    sight = sight_of(request, slug, asked.round)
    if sight.round is None or sight.measured is None:
        return []
    shown = {item.indicator.id for item in sight.measured.items}
    wanted = shown & set(asked.indicator) if asked.indicator else shown
    return [
        _source(name, one, inside=sight.inside)
        for name, found in sources(sight.round, request.user).items()
        if name in wanted
        for one in found
    ]


@router.post("/communities/{slug:slug}/hands", response={201: Made, 404: Problems, 422: Problems})
def count_hands(request: HttpRequest, slug: str, given: HandsIn) -> Any:
    """Keep a show of hands."""
    round_, indicator = _asked(request, slug, given.round, given.indicator)
    steps = steps_of(indicator)
    typed: dict[str, object] = {f"step{i}": count for i, count in enumerate(given.counts)}
    typed |= {"held_on": given.held_on, "where": given.where}
    names = {f"step{i}": "counts" for i in range(steps)} | {"__all__": "counts"}
    with refusing():
        if len(given.counts) != steps:
            words = _("This indicator is counted on %(steps)s steps, from worst to best.")
            raise ValidationError({"counts": ValidationError(words, params={"steps": steps})})
        form = HandsForm(
            typed | _village(round_, given.village), round_=round_, indicator=indicator
        )
        cleaned(form, names)
        made = hands.count_hands(signed_in(request), round_, indicator.id, **form.values())
    return Status(201, Made(id=made.pk))


@router.post("/communities/{slug:slug}/figures", response={201: Made, 404: Problems, 422: Problems})
def add_figure(request: HttpRequest, slug: str, given: FigureIn) -> Any:
    """Keep a figure that others counted."""
    round_, indicator = _asked(request, slug, given.round, given.indicator)
    typed = given.dict(exclude={"round", "indicator", "village"}, exclude_none=True)
    with refusing():
        form = FigureForm(
            typed | _village(round_, given.village), round_=round_, indicator=indicator
        )
        cleaned(form, {})
        made = figures.add_figure(signed_in(request), round_, indicator.id, **form.values())
    return Status(201, Made(id=made.pk))


def sight_of(request: HttpRequest, slug: str, label: str = "") -> Sight:
    """What the visitor sees of a community in a round, by default the newest with numbers."""
    place = community_for(request.user, slug)
    return look(place, allowed(request.user, place), label)


def _asked(request: HttpRequest, slug: str, label: str, name: str) -> tuple[Round, Indicator]:
    round_, _may = round_for(request.user, slug, label, "collect")
    return round_, indicator_of(round_, name)


def _village(round_: Round, code: str) -> dict[str, object]:
    """The village by the number under which the forms know it; an unknown code stays unknown."""
    found = round_.community.villages.filter(code=code).values_list("pk", flat=True).first()
    return {"village": found if found is not None else code}


def _round(one: Round) -> RoundOut:
    publication = publication_of(one)
    return RoundOut(
        label=one.label,
        year=one.year,
        title=words_of(one.title),
        version=one.version_id,
        closed=one.closed,
        published=publication.indicators if publication else None,
    )


def _source(indicator: str, one: Source, *, inside: bool) -> SourceOut:
    names = ("kind", "is_share", "value", "lower", "upper", "numerator", "denominator", "n")
    rest = ("on", "what", "hidden")
    return SourceOut(
        indicator=indicator,
        counts=list(one.counts),
        who=one.who if inside else None,
        village=one.village.code if one.village else None,
        id=one.pk,
        **{name: getattr(one, name) for name in (*names, *rest)},
    )
