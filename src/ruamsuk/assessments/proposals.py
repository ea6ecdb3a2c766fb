"""Levels that are proposed between two sittings: shown beside what is agreed, never in its place.

An app on a higher floor registers where proposals come from when it starts:

    register(proposed_after_peer_assists)
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ruamsuk.assessments.models import Level
from ruamsuk.communities.models import Community


@dataclass(frozen=True)
class Proposal:
    """A level that a community would name now.

    Attributes:
        practice: number of the practice.
        level: from 1 to 5.
        at: when it was proposed.
    """

    practice: int
    level: int
    at: datetime.datetime


Source = Callable[[Community], Iterable[Proposal]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Add where proposals come from."""
    if source not in _sources:
        _sources.append(source)


def proposals_of(community: Community) -> dict[int, Proposal]:
    """The newest proposal on each practice on which nothing was agreed since."""
    made = sorted((one for source in _sources for one in source(community)), key=lambda p: p.at)
    newest = {one.practice: one for one in made}
    for level in Level.objects.filter(community=community, practice__in=newest):
        proposal = newest.get(level.practice_id)
        if proposal and level.agreed > proposal.at:
            del newest[level.practice_id]
    return newest
