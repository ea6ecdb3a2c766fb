"""Who may read and change a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from ruamsuk.communities.rules import Verb, allowed
from ruamsuk.indicators.models import Framework, Version

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ruamsuk.communities.rules import Place, Visitor


def may_read(user: Visitor, version: Version) -> bool:
    """Whether a person may read a version: an agreed one of a public place anyone may."""
    return _open_to_all(version) or "see" in allowed(user, version.framework.place)


def readable(
    user: Visitor, frameworks: QuerySet[Framework]
) -> list[tuple[Framework, list[Version]]]:
    """Frameworks with the versions that a person may read, the oldest first; none without any."""
    sees: dict[Place, bool] = {}
    found = []
    places = frameworks.select_related("community__network", "network")
    for framework in places.prefetch_related("versions"):
        place = framework.place
        if place not in sees:
            sees[place] = "see" in allowed(user, place)
        versions = [v for v in framework.versions.all() if sees[place] or _open_to_all(v)]
        if versions:
            found.append((framework, versions))
    return found


def _open_to_all(version: Version) -> bool:
    return version.framework.place.public and version.state == Version.State.AGREED


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
