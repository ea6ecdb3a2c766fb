"""Who may lead a hall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from ruamsuk.communities.rules import Verb, may
from ruamsuk.halls.models import Hall

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Visitor


def hall_for(user: Visitor, pk: int, verb: Verb = "facilitate") -> Hall:
    """A hall, for someone who may do ``verb`` in its place.

    Raises:
        Http404: there is none, or the person may not.
    """
    found = Hall.objects.select_related("network", "community__network").filter(pk=pk).first()
    if found is None or not may(user, verb, found.place):
        raise Http404
    return found
