"""The stairs of one practice or indicator: who can share, and who asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from ruamsuk.assessments.models import Practice, Sitting
from ruamsuk.assessments.standing import (
    KINDS,
    RIVER,
    Standing,
    Topic,
    of_indicators,
    stairs_file,
    stairs_of,
    stairs_rows,
    with_steps,
)
from ruamsuk.assessments.views.looking import (
    NOBODY,
    Look,
    drawn_file,
    known_kind,
    look,
    time_of,
    year_of,
)
from ruamsuk.assessments.views.river import INDICATORS, PRACTICES
from ruamsuk.base.templatetags.ruamsuk import language, local
from ruamsuk.charts import Stairs
from ruamsuk.charts.readings import stairs_reading
from ruamsuk.communities.views.frame import frame


@dataclass(frozen=True)
class Steps:
    """The stairs that are looked at.

    Attributes:
        of: practices or indicators.
        address: name of the page.
        topic: what the stairs are about.
        others: what else has stairs.
        standing: who stands where.
        times: the times that can be chosen, for a practice.
        sitting: the one that is chosen.
        when: the time in words.
    """

    of: str
    address: str
    topic: Topic
    others: Sequence[Topic]
    standing: Standing
    times: Sequence[tuple[int, str]] = ()
    sitting: Sitting | None = None
    when: str = ""

    def drawn(self, seen: Look) -> Stairs:
        """The stairs as they are drawn for a visitor."""
        return stairs_of(self.standing, self.topic, seen.own)

    @property
    def practice(self) -> int | None:
        """Number of the practice; None on an indicator."""
        return int(self.topic.key) if self.of == PRACTICES else None

    @property
    def indicator(self) -> str:
        """Id of the indicator; empty on a practice."""
        return self.topic.key if self.of == INDICATORS else ""

    @property
    def without(self) -> list[str]:
        """Who stands nowhere on these stairs."""
        found = (self.standing.now.get((self.topic.key, one.pk)) for one in self.standing.places)
        return [
            local(place.name)
            for place, here in zip(self.standing.places, found, strict=True)
            if here is None or here.step is None or here.wished is None
        ]


def _of_practice(seen: Look, pk: int) -> Steps:
    """The stairs of a practice of the network.

    Raises:
        Http404: there is none, or nobody may see yet where anyone stands.
    """
    practice = Practice.objects.filter(pk=pk, table__network=seen.network).first()
    if practice is None:
        raise Http404
    sitting = seen.sitting(practice.table_id)
    topic = Topic(str(pk), practice.name)
    if sitting is None:
        if not seen.inside:
            raise Http404
        return Steps(PRACTICES, "stairs", topic, (), Standing(seen.places, (topic,), {}))
    standing = seen.practices(sitting)
    times = seen.times(practice.table_id)
    when = time_of(sitting)
    return Steps(PRACTICES, "stairs", topic, standing.topics, standing, times, sitting, when)


def _of_indicator(seen: Look, indicator: str) -> Steps:
    """The stairs of an indicator with five steps and an aim.

    Raises:
        Http404: the network's newest results have none of this name.
    """
    found = seen.measured()
    topics = with_steps(found)
    topic = next((one for one in topics if one.key == indicator), None)
    if topic is None:
        raise Http404
    standing = of_indicators(found, seen.places)
    when = year_of(found)
    return Steps(INDICATORS, "indicator_stairs", topic, topics, standing, when=when)


@require_GET
@vary_on_headers("Cookie", "Accept-Language")
def stairs(request: HttpRequest, slug: str, practice: int) -> HttpResponse:
    """Who stands where on a practice, and wants to climb how far."""
    seen = look(request, slug)
    return _page(seen, _of_practice(seen, practice))


@require_GET
@vary_on_headers("Cookie", "Accept-Language")
def indicator_stairs(request: HttpRequest, slug: str, indicator: str) -> HttpResponse:
    """Who stands where on an indicator, and how far it is to the target."""
    seen = look(request, slug)
    return _page(seen, _of_indicator(seen, indicator))


def _page(seen: Look, steps: Steps) -> HttpResponse:
    drawn = steps.drawn(seen)
    rows = stairs_rows(drawn)
    slug, query = seen.network.slug, seen.query()
    river = reverse("river", args=[slug])
    files = [
        (kind.upper(), reverse(f"{steps.address}_file", args=[slug, steps.topic.key, kind]) + query)
        for kind in (KINDS if drawn.climbers else ())
    ]
    own = seen.own.pk if seen.own and seen.inside else None
    context: dict[str, Any] = {
        "seen": seen,
        "own": next((one for one in seen.communities if one.pk == own), None),
        "own_here": steps.standing.now.get((steps.topic.key, own)) if own else None,
        "steps": steps,
        "stairs": drawn,
        "reading": stairs_reading(drawn),
        "heads": rows.heads,
        "rows": [("", cells) for cells in rows.cells],
        "files": files,
        "sittings": steps.times,
        "others": [
            (reverse(steps.address, args=[slug, one.key]) + query, one.name)
            for one in steps.others
            if one.key != steps.topic.key
        ],
        "crumbs": [(f"{river}{seen.query(of=steps.of)}", local(RIVER))],
        "nobody": NOBODY,
    }
    return render(
        seen.request, "assessments/stairs.html", frame(seen.request, seen.network, **context)
    )


@require_GET
@vary_on_headers("Cookie", "Accept-Language")
def stairs_as_file(request: HttpRequest, slug: str, practice: int, form: str) -> HttpResponse:
    """The stairs of a practice as a picture, a table or a page to print."""
    known_kind(form)
    seen = look(request, slug)
    return _file(seen, _of_practice(seen, practice), form)


@require_GET
@vary_on_headers("Cookie", "Accept-Language")
def indicator_stairs_as_file(
    request: HttpRequest, slug: str, indicator: str, form: str
) -> HttpResponse:
    """The stairs of an indicator as a picture, a table or a page to print."""
    known_kind(form)
    seen = look(request, slug)
    return _file(seen, _of_indicator(seen, indicator), form)


def _file(seen: Look, steps: Steps, kind: str) -> HttpResponse:
    drawn = steps.drawn(seen)
    return drawn_file(stairs_file(seen.network, drawn, kind, language(), when=steps.when))
