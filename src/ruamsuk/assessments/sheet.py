"""A sitting as a whole: which practice of which community has been gone through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ruamsuk.assessments.models import Level, Practice, Sitting
from ruamsuk.assessments.spread import Spread, spreads
from ruamsuk.communities.models import Community

State = Literal["none", "said", "agreed"]


@dataclass(frozen=True)
class Cell:
    """One community on one practice.

    Attributes:
        spread: what people said.
        level: what was agreed; None as long as nothing is.
    """

    community: Community
    practice: Practice
    spread: Spread
    level: Level | None

    @property
    def state(self) -> State:
        """How far it has come."""
        return "agreed" if self.level else "said" if self.spread.total else "none"


@dataclass(frozen=True)
class Row:
    """A practice with the cells of all communities."""

    practice: Practice
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """All practices of a sitting by all communities."""

    communities: Sequence[Community]
    rows: Sequence[Row]

    @property
    def cells(self) -> list[Cell]:
        """All of them, practice by practice."""
        return [cell for row in self.rows for cell in row.cells]

    @property
    def agreed(self) -> int:
        """How many levels are agreed."""
        return sum(cell.state == "agreed" for cell in self.cells)

    @property
    def total(self) -> int:
        """How many levels there are to agree on."""
        return len(self.cells)


def practices_of(sitting: Sitting) -> list[Practice]:
    """What a sitting goes through: what stands in the table, and what was agreed before it left."""
    said = set(sitting.levels.values_list("practice", flat=True))
    rows = Practice.objects.filter(table=sitting.table_id)
    return [practice for practice in rows if not practice.retired or practice.pk in said]


def sheet_of(sitting: Sitting, communities: Sequence[Community]) -> Sheet:
    """Where a sitting stands, in four queries however large it is."""
    said = spreads(sitting)
    levels = {(one.practice_id, one.community_id): one for one in sitting.levels.all()}
    rows = [
        Row(
            practice,
            tuple(
                Cell(
                    community,
                    practice,
                    said.get((practice.pk, community.pk), Spread()),
                    levels.get((practice.pk, community.pk)),
                )
                for community in communities
            ),
        )
        for practice in practices_of(sitting)
    ]
    return Sheet(communities, rows)
