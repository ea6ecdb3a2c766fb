"""Pages that whoever leads a hall needs beside its remote control.

An app on a higher floor registers where they come from when it starts:

    register(pages_of_a_forum)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from ruamsuk.halls.models import Hall


@dataclass(frozen=True, slots=True)
class Page:
    """A page to go to from the remote control.

    Attributes:
        icon: the name of its picture.
    """

    url: str
    label: str | Promise
    icon: str


Source = Callable[[Hall], Iterable[Page]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Add where pages come from."""
    if source not in _sources:
        _sources.append(source)


def pages_beside(hall: Hall) -> list[Page]:
    """The pages that belong to what is held in a hall, in the order in which a day needs them."""
    return [page for source in _sources for page in source(hall)]
