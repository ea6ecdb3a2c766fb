"""Where a level leads: ask for help, offer it.

An app on a higher floor says where when it starts:

register(leads_of)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from ruamsuk.communities.models import Community

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Visitor


@dataclass(frozen=True)
class About:
    """Where a community stands on something, in steps from 1 to 5.

    Attributes:
        practice: number of the practice; None for an indicator.
        indicator: its id; empty for a practice.
    """

    now: int
    wished: int
    practice: int | None = None
    indicator: str = ""


@dataclass(frozen=True)
class Lead:
    """A link to a next page."""

    address: str
    words: Promise
    icon: str


Leads = Callable[[About], Iterable[Lead]]
Source = Callable[["Visitor", Community], Leads]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Add where levels lead to."""
    if source not in _sources:
        _sources.append(source)


def leads_of(user: Visitor, community: Community) -> list[Leads]:
    """Where levels of a community lead for a person; asked once, then told of each level."""
    return [source(user, community) for source in _sources]
