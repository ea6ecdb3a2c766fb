"""The river of a network: by its practices, its goals or its indicators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from ruamsuk.assessments.models import Sitting
from ruamsuk.assessments.standing import (
    KINDS,
    Measured,
    Standing,
    of_goals,
    of_indicators,
    river_file,
    river_of,
    river_rows,
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
from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.charts import River
from ruamsuk.charts.readings import river_reading
from ruamsuk.communities.views.frame import frame

PRACTICES, GOALS, INDICATORS = "practices", "goals", "indicators"
ALONE = "no"


@dataclass(frozen=True)
class Chosen:
    """What the visitor has chosen to see.

    Attributes:
        of: practices, goals or indicators.
        compare: with the time before.
        sitting: the time, for practices.
        found: the results, for goals and indicators.
        standing: who stands where; None where there is nothing yet.
        when: the time in words.
    """

    of: str
    compare: bool
    sitting: Sitting | None = None
    found: Measured | None = None
    standing: Standing | None = None
    when: str = ""

    def river(self, seen: Look) -> River | None:
        """The river, with the line of the visitor's community."""
        if self.standing is None or not self.standing.now:
            return None
        return river_of(self.standing, seen.own, compare=self.compare)

    def stairs(self, seen: Look) -> dict[str, str]:
        """The stairs of each topic that has some, by its key."""
        if self.sitting is not None and self.standing is not None:
            query = seen.query(sitting=self.sitting.pk, of=None, before=None)
            return {
                topic.key: reverse("stairs", args=[seen.network.slug, topic.key]) + query
                for topic in self.standing.topics
            }
        if self.of != INDICATORS or self.found is None:
            return {}
        query = seen.query(of=None, before=None, sitting=None)
        return {
            topic.key: reverse("indicator_stairs", args=[seen.network.slug, topic.key]) + query
            for topic in with_steps(self.found)
        }


def chosen(seen: Look) -> Chosen:
    """What the address asks for; practices where any were assessed, else goals.

    Raises:
        Http404: for something that there is not.
    """
    query = seen.request.GET
    of = query.get("of") or (PRACTICES if seen.sittings else GOALS)
    compare = query.get("before") != ALONE
    if of == PRACTICES:
        sitting = seen.sitting()
        if sitting is None:
            return Chosen(of, compare)
        standing = seen.practices(sitting)
        return Chosen(of, compare, sitting, standing=standing, when=time_of(sitting))
    if of not in (GOALS, INDICATORS):
        raise Http404
    found = seen.measured(compare=compare and seen.own is not None)
    standing = (of_goals if of == GOALS else of_indicators)(found, seen.places)
    return Chosen(of, compare, found=found, standing=standing, when=year_of(found))


@require_GET
@vary_on_headers("Cookie", "Accept-Language")
def river(request: HttpRequest, slug: str) -> HttpResponse:
    """How far apart the communities of a network stand, and how one of them lies between."""
    seen = look(request, slug)
    picked = chosen(seen)
    drawn = picked.river(seen)
    context: dict[str, Any] = {"seen": seen, "chosen": picked, "river": drawn, "nobody": NOBODY}
    if drawn is not None and picked.standing is not None:
        rows = river_rows(drawn)
        stairs = picked.stairs(seen)
        urls = [stairs.get(topic.key, "") for topic in picked.standing.topics]
        context |= {
            "reading": river_reading(drawn),
            "heads": rows.heads,
            "rows": list(zip(urls, rows.cells, strict=True)),
            "files": _files(seen),
        }
    context |= {
        "kinds": [(PRACTICES, _("Practices")), (GOALS, _("Goals")), (INDICATORS, _("Indicators"))],
        "sittings": seen.times(),
        "alone": ALONE,
    }
    return render(request, "assessments/river.html", frame(request, seen.network, **context))


def _files(seen: Look) -> list[tuple[str, str]]:
    query = seen.query()
    slug = seen.network.slug
    return [(kind.upper(), reverse("river_file", args=[slug, kind]) + query) for kind in KINDS]


@require_GET
@vary_on_headers("Cookie", "Accept-Language")
def river_as_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The same river as a picture, a table or a page to print."""
    known_kind(form)
    seen = look(request, slug)
    picked = chosen(seen)
    drawn = picked.river(seen)
    if drawn is None:
        raise Http404
    return drawn_file(river_file(seen.network, drawn, form, language(), when=picked.when))
