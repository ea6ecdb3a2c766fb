"""The wall of a forum: the cards of its small groups in two lists, under headings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ruamsuk.exchanges.models import Card, Forum, Group


@dataclass(frozen=True)
class Heap:
    """Cards under one heading; without a heading where nobody has given one yet."""

    heading: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Column:
    """One of the two lists.

    Attributes:
        key, title: of the list.
        heaps: by heading; cards without one stand last.
    """

    key: str
    title: str
    heaps: tuple[Heap, ...]

    @property
    def count(self) -> int:
        """How many cards hang in it."""
        return sum(len(heap.cards) for heap in self.heaps)


@dataclass(frozen=True)
class Wall:
    """Everything on the wall, or what one group has put there.

    Attributes:
        groups: all groups of the forum.
        group: the one that is looked at; None for all.
        columns: the two lists.
        withdrawn: cards that were taken off, or came when answers were closed.
    """

    groups: tuple[Group, ...]
    group: Group | None
    columns: tuple[Column, ...]
    withdrawn: tuple[Card, ...]

    @property
    def headings(self) -> list[str]:
        """All headings in use."""
        found = (heap.heading for column in self.columns for heap in column.heaps)
        return list(dict.fromkeys(one for one in found if one))


def wall_of(forum: Forum, group: str = "") -> Wall:
    """The wall of a forum, in two queries.

    Args:
        forum: whose wall.
        group: number of the group that is looked at; anything else means all.
    """
    groups = tuple(forum.groups.all())
    chosen = next((one for one in groups if str(one.pk) == group), None)
    of_groups = Card.objects.filter(group__in=[chosen] if chosen else groups)
    cards = list(
        of_groups.select_related("community", "group", "decision").order_by("position", "pk")
    )
    return Wall(
        groups,
        chosen,
        tuple(
            Column(key, str(title), _heaps(one for one in cards if one.list == key))
            for key, title in Card.List.choices
        ),
        tuple(one for one in cards if one.withdrawn),
    )


def _heaps(cards: Iterable[Card]) -> tuple[Heap, ...]:
    found: dict[str, list[Card]] = {}
    for card in cards:
        if not card.withdrawn:
            found.setdefault(card.heading, []).append(card)
    loose = found.pop("", [])
    heaps = [Heap(heading, tuple(hung)) for heading, hung in found.items()]
    return (*heaps, *([Heap("", tuple(loose))] if loose else []))
