"""Who may read and change a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from ruamsuk.communities.rules import Verb, allowed
from ruamsuk.indicators.models import Version

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Visitor


def may_read(user: Visitor, version: Version) -> bool:
    """Whether a person may read a version: an agreed one of a public place anyone may."""
    place = version.framework.place
    return (place.public and version.state == Version.State.AGREED) or "see" in allowed(user, place)


def version_for(user: Visitor, pk: int, verb: Verb = "see") -> Version:
    """The version of an address, for someone who may do ``verb`` with it.

    Raises:
        Http404: there is none, or the person may not.
    """
    found = (
        Version.objects.select_related(
            "framework__community__network",
            "framework__community__tambon__district__province",
            "framework__network",
            "based_on",
        )
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    readable = may_read(user, found)
    if not (readable if verb == "see" else verb in allowed(user, found.framework.place)):
        raise Http404
    return found
