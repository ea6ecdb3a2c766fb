"""The roll of households, for those who may see single households."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from ruamsuk.results.households import Line, Roll, Wanted
from ruamsuk.results.rules import insider_for
from ruamsuk.web.api.problems import Problems

router = Router(tags=["households"])
PER_PAGE = 200


class HouseholdsAsked(Schema):
    """Which households; all where nothing is asked.

    Attributes:
        q: a part of the number, with Thai or Arabic digits.
        village: 8-digit code.
        missing: a round in which they have not answered yet.
    """

    q: str = Field("", max_length=64)
    village: str = Field("", max_length=8)
    missing: str = Field("", max_length=20)
    page: int = Field(1, ge=1, le=10**6)


class HouseholdOut(Schema):
    """A household by its number, with the numbers of its people and the rounds it answered in."""

    household: str
    village: str | None
    people: list[str]
    rounds: list[str]


class HouseholdsOut(Schema):
    """A page of households; beyond the last page there are none.

    Attributes:
        count: how many there are on all pages.
    """

    count: int
    pages: int
    households: list[HouseholdOut]


@router.get("/communities/{slug:slug}/households", response={200: HouseholdsOut, 404: Problems})
def households(request: HttpRequest, slug: str, asked: Query[HouseholdsAsked]) -> HouseholdsOut:
    """Households by number; a token needs the scope `households`."""
    community, _may = insider_for(request.user, slug, "see_households")
    roll = Roll(community)
    found = roll.find(Wanted(asked.q.strip(), asked.village, asked.missing))
    pages = Paginator(found, PER_PAGE)
    shown = found[(asked.page - 1) * PER_PAGE : asked.page * PER_PAGE]
    return HouseholdsOut(
        count=pages.count,
        pages=pages.num_pages,
        households=[_out(line, roll) for line in roll.lines(shown)],
    )


def _out(line: Line, roll: Roll) -> HouseholdOut:
    village = line.household.village
    pairs = zip(roll.rounds, line.answered, strict=True)
    return HouseholdOut(
        household=line.household.key,
        village=village.code if village else None,
        people=list(line.people),
        rounds=[round_.label for round_, answered in pairs if answered],
    )
