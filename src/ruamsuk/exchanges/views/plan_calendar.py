"""The calendar of a plan: months and a list, on the page, on paper and on a phone."""

from __future__ import annotations

import calendar as weeks
import datetime
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from ruamsuk.base.addresses import absolute
from ruamsuk.base.files import as_file
from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.booklets import pdf
from ruamsuk.communities.models import Community
from ruamsuk.exchanges.files.calendar import KIND, Event, calendar
from ruamsuk.exchanges.models import Plan
from ruamsuk.exchanges.papers.plan import calendar_paper
from ruamsuk.exchanges.plan_rules import plan_for
from ruamsuk.exchanges.plan_words import MeetingOf, meetings_of, month_words
from ruamsuk.exchanges.views.plans import pairs_of, plan_frame
from ruamsuk.lib.text import LocalText

STARTS = (datetime.time(9), datetime.time(13), datetime.time(15, 30))
"""When the first, second and third meeting of a day begin in a phone's calendar."""
LASTS = datetime.timedelta(hours=2)
_TITLE = LocalText("{giver} ช่วย {guests}: {topic}", "{giver} helps {guests}: {topic}")


@dataclass(frozen=True)
class Month:
    """A month with its weeks: each day with what happens on it; None outside the month."""

    name: LocalText
    weeks: list[list[tuple[datetime.date, list[MeetingOf]] | None]]


@require_GET
def plan_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """Who meets when; of all, or of one community."""
    found = plan_for(request.user, pk)
    community, meetings = _wanted(request, found)
    dated = sorted(
        (one for one in meetings if one.day), key=lambda one: (one.day, one.first.part, one.number)
    )
    query = f"?community={community.slug}" if community else ""
    context = plan_frame(
        request,
        found,
        months=_months(dated),
        dated=dated,
        undated=[one for one in meetings if not one.day],
        chosen=community,
        communities=Community.objects.filter(network=found.network),
        ics=reverse("plan_ics", args=[pk]) + query,
        paper=reverse("plan_pdf", args=[pk]) + query,
    )
    return render(request, "exchanges/plan_calendar.html", context)


def _wanted(request: HttpRequest, plan: Plan) -> tuple[Community | None, list[MeetingOf]]:
    """The community that the address asks for, if any, and its meetings."""
    slug = request.GET.get("community", "")
    chosen = Community.objects.filter(network=plan.network, slug=slug).first() if slug else None
    meetings = meetings_of(pairs_of(plan))
    return chosen, [one for one in meetings if chosen is None or one.of(chosen.pk)]


def _months(dated: list[MeetingOf]) -> list[Month]:
    by_day: dict[datetime.date, list[MeetingOf]] = {}
    for one in dated:
        if one.day:
            by_day.setdefault(one.day, []).append(one)
    found = []
    for year, month in sorted({(day.year, day.month) for day in by_day}):
        rows = weeks.Calendar(firstweekday=6).monthdatescalendar(year, month)
        cells = [
            [(day, by_day.get(day, [])) if day.month == month else None for day in row]
            for row in rows
        ]
        found.append(Month(month_words(datetime.date(year, month, 1)), cells))
    return found


@require_GET
def plan_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The calendar on paper, of all or of one community."""
    found = plan_for(request.user, pk)
    community, meetings = _wanted(request, found)
    paper = calendar_paper(found, meetings, community, language())
    made = pdf(paper, found.agreed or found.made)
    file = f"ruamsuk-{community.slug if community else found.network.slug}-{pk}.pdf"
    return as_file(made, "application/pdf", file, saved=False)


@require_GET
def plan_ics(request: HttpRequest, pk: int) -> HttpResponse:
    """The meetings as a calendar file, of all or of one community."""
    found = plan_for(request.user, pk)
    community, meetings = _wanted(request, found)
    address = absolute(request, reverse("plan", args=[pk]))
    events = [_event(found, one, one.day, address) for one in meetings if one.day]
    name = str(community or found.network)
    file = f"ruamsuk-{community.slug if community else found.network.slug}-{pk}.ics"
    return as_file(calendar(events, name), KIND, file)


def _event(plan: Plan, one: MeetingOf, day: datetime.date, address: str) -> Event:
    part = min(one.first.part, len(STARTS)) - 1
    starts = timezone.make_aware(datetime.datetime.combine(day, STARTS[part]))
    title = _TITLE.format(
        giver=one.giver.name,
        guests=LocalText(
            " ".join(pair.request.community.name.to("th") for pair in one.pairs),
            ", ".join(pair.request.community.name.to("en") for pair in one.pairs),
        ),
        topic=one.first.request.topic,
    )
    return Event(
        uid=f"plan-{plan.pk}-{one.first.pk}@ruamsuk",
        title=title.to(language()),
        starts=starts,
        ends=starts + LASTS,
        changed=timezone.now(),
        where=one.giver.name.to(language()),
        text="\n".join(pair.why.to(language()) for pair in one.pairs),
        url=address,
        sequence=plan.revision,
    )
