"""The roll of households, for those who may see single households."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.files import harmless
from ruamsuk.base.templatetags.ruamsuk import local
from ruamsuk.results.actions.households import take_along
from ruamsuk.results.exports.rows import SYNTHETIC
from ruamsuk.results.households import Line, Roll, Wanted
from ruamsuk.results.rules import insider_for

PER_PAGE = 50


@require_GET
@login_required
def households(request: HttpRequest, slug: str) -> HttpResponse:
    """Find a household, and see in which rounds it answered."""
    community, may = insider_for(request.user, slug, "see_households")
    roll, wanted = Roll(community), _wanted(request.GET)
    page = Paginator(roll.find(wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "community": community,
        "may": may,
        "rounds": roll.rounds,
        "villages": community.villages.all(),
        "wanted": wanted,
        "page": page,
        "lines": roll.lines(list(page)),
    }
    return render(request, "results/households.html", context)


@require_POST
@login_required
def households_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The households that are looked for, as CSV for a spreadsheet; the trail tells of it."""
    community, _may = insider_for(request.user, slug, "see_households")
    roll = Roll(community)
    lines = take_along(signed_in(request), roll, _wanted(request.POST))
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"ruamsuk-{slug}-households{'-synthetic' if community.demo else ''}.csv"
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    response["Cache-Control"] = "private, no-store"
    writer = csv.writer(response)
    head = [_("Household"), _("Village"), _("Name of the village"), _("People")]
    writer.writerow([*head, *(round_.label for round_ in roll.rounds)])
    writer.writerows(map(harmless, row) for row in _rows(lines))
    if community.demo:
        writer.writerow([local(SYNTHETIC)])
    return response


def _wanted(typed: QueryDict) -> Wanted:
    number, village, missing = (typed.get(name, "") for name in ("q", "village", "missing"))
    return Wanted(number.strip()[:64], village[:8], missing[:20])


def _rows(lines: list[Line]) -> Iterator[list[str]]:
    for line in lines:
        village = line.household.village
        answered = ["1" if one else "0" for one in line.answered]
        place = [village.code, local(village.name)] if village else ["", ""]
        yield [line.household.key, *place, " ".join(line.people), *answered]
