"""Who may read and change tables of practices, and take part in sittings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from ruamsuk.assessments.models import Practice, PracticeTable, Sitting
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import Verb, allowed, allowed_in

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Visitor


def table_for(user: Visitor, pk: int, verb: Verb = "see") -> PracticeTable:
    """The table of an address, for someone with a role that allows ``verb`` in its place.

    Raises:
        Http404: there is none, or the person may not.
    """
    tables = PracticeTable.objects.select_related(
        "network", "community__network", "community__tambon__district__province"
    )
    found = tables.filter(pk=pk).first()
    if found is None or verb not in allowed(user, found.place):
        raise Http404
    return found


def practice_for(
    user: Visitor, pk: int, practice: int, verb: Verb = "see"
) -> tuple[PracticeTable, Practice]:
    """A practice of a table, for someone who may do ``verb`` with the table.

    Raises:
        Http404: there is none, or the person may not.
    """
    table = table_for(user, pk, verb)
    found = table.practices.filter(pk=practice).first()
    if found is None:
        raise Http404
    found.table = table
    return table, found


def sitting_for(user: Visitor, pk: int) -> Sitting:
    """A sitting, for someone who sees one of the communities that assess themselves in it.

    Raises:
        Http404: there is none, or the person may not.
    """
    sittings = Sitting.objects.select_related("table__network", "table__community", "hall")
    found = sittings.filter(pk=pk).first()
    if found is None or not allowed_in(user, "see", members(found)):
        raise Http404
    return found


def members(sitting: Sitting) -> list[Community]:
    """The communities of a sitting, in the order of their codes."""
    return list(sitting.communities.with_area())


def may_run(user: Visitor, sitting: Sitting) -> bool:
    """Whether a person may open and close a sitting: a facilitator of all that sit in it."""
    communities = members(sitting)
    return len(allowed_in(user, "facilitate", communities)) == len(communities)


def run_by(user: Visitor, pk: int) -> Sitting:
    """A sitting, for someone who runs it.

    Raises:
        Http404: there is none, or the person may not.
    """
    found = sitting_for(user, pk)
    if not may_run(user, found):
        raise Http404
    return found


def seat_at(
    user: Visitor, pk: int, slug: str, practice: int, verb: Verb = "see"
) -> tuple[Sitting, Community, Practice]:
    """One community on one practice in a sitting, for someone who may do ``verb`` there.

    Raises:
        Http404: there is none, or the person may not.
    """
    sitting = sitting_for(user, pk)
    community = next((one for one in members(sitting) if one.slug == slug), None)
    if community is None or verb not in allowed(user, community):
        raise Http404
    found = Practice.objects.filter(table=sitting.table_id, pk=practice).first()
    if found is None:
        raise Http404
    return sitting, community, found
