"""Levels from one sitting to the next, and of communities side by side."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from ruamsuk.assessments.models import Level, Practice, PracticeTable, Sitting
from ruamsuk.communities.models import Community, Network
from ruamsuk.lib.text import LocalText

ABLE, BEGUN = 4, 3
_ABLE = LocalText(
    "มี {n} เรื่องที่บางชุมชนถึงระดับ 4 ขึ้นไปแล้ว เล่าให้กันฟังได้",
    "On {n} practices some community stands at level 4 or higher and can tell how.",
)
_LOW = LocalText("เรื่องที่ยังไม่มีใครถึงระดับ 3: {names}", "Nobody has reached level 3 on: {names}.")
_ROSE = LocalText("สูงขึ้น {n} เรื่อง", "{n} rose")
_FELL = LocalText("ลดลง {n} เรื่อง", "{n} fell")
_SAME = LocalText("เท่าเดิม {n} เรื่อง", "{n} stayed")
_SINCE = LocalText("จากครั้งก่อน {parts}", "Since the time before: {parts}.")
_WISHES = LocalText("อยากไปให้สูงกว่านี้ {n} เรื่อง", "On {n} we want to go higher.")
_LATE = LocalText("เลยกำหนดแล้ว {n} เรื่อง", "On {n} the day that we named has passed.")


@dataclass(frozen=True)
class Line:
    """A practice through all sittings of its table.

    Attributes:
        levels: what was agreed in each sitting, first to last; None where nothing was.
    """

    practice: Practice
    levels: tuple[Level | None, ...]

    @property
    def known(self) -> list[Level]:
        """What was agreed, first to last."""
        return [level for level in self.levels if level is not None]

    @property
    def newest(self) -> Level | None:
        """What was agreed last."""
        return self.known[-1] if self.known else None

    @property
    def change(self) -> int | None:
        """Levels gained or lost since the time before; None where there was none."""
        known = self.known
        return known[-1].current - known[-2].current if len(known) > 1 else None

    @property
    def overdue(self) -> bool:
        """Whether the day for the wished level has passed, and it is not reached."""
        level = self.newest
        return level is not None and level.current < level.wished and is_past(level.by_when)

    @property
    def kept_promise(self) -> bool:
        """Whether what was wished the time before is reached now."""
        known = self.known
        return (
            len(known) > 1
            and known[-2].wished > known[-2].current <= known[-1].current
            and (known[-1].current >= known[-2].wished)
        )


@dataclass(frozen=True)
class History:
    """A community's levels in one table."""

    table: PracticeTable
    sittings: Sequence[Sitting]
    lines: Sequence[Line]

    def reading(self) -> LocalText:
        """What rose and fell, and how the wishes stand."""
        changes = [line.change for line in self.lines if line.change is not None]
        counts = (
            (_ROSE, sum(c > 0 for c in changes)),
            (_FELL, sum(c < 0 for c in changes)),
            (_SAME, sum(c == 0 for c in changes)),
        )
        parts = [pattern.format(n=str(n)) for pattern, n in counts if n]
        said = []
        if parts:
            joined = LocalText(" ".join(p.th for p in parts), ", ".join(p.en for p in parts))
            said.append(_SINCE.format(parts=joined))
        wishing = [one for line in self.lines if (one := line.newest) and one.wished > one.current]
        if wishing:
            said.append(_WISHES.format(n=str(len(wishing))))
        if late := sum(line.overdue for line in self.lines):
            said.append(_LATE.format(n=str(late)))
        return LocalText(" ".join(s.th for s in said), " ".join(s.en for s in said))


def is_past(when: str, today: datetime.date | None = None) -> bool:
    """Whether a date of which perhaps only the year is known has passed."""
    now = (today or timezone.localdate()).isoformat()
    return bool(when) and now[: len(when)] > when


def histories_of(community: Community) -> list[History]:
    """A community's levels, table by table; the table that was used last comes first."""
    sittings = list(
        community.sittings.select_related("table__network", "table__community").order_by(
            "held_on", "id"
        )
    )
    levels = Level.objects.filter(community=community).select_related("practice")
    kept = {(one.sitting_id, one.practice_id): one for one in levels}
    said = {one.practice_id for one in levels}
    tables = {one.table_id: one.table for one in reversed(sittings)}
    rows = Practice.objects.filter(table__in=tables).order_by("position", "id")
    found = []
    for table in tables.values():
        own = [one for one in sittings if one.table_id == table.pk]
        lines = [
            Line(practice, tuple(kept.get((one.pk, practice.pk)) for one in own))
            for practice in rows
            if practice.table_id == table.pk and (not practice.retired or practice.pk in said)
        ]
        found.append(History(table, own, lines))
    return found


@dataclass(frozen=True)
class Side:
    """Communities side by side in one table.

    Attributes:
        rows: each community with its newest level on each practice, None where there is none.
    """

    table: PracticeTable
    practices: Sequence[Practice]
    rows: Sequence[tuple[Community, Sequence[Level | None]]]

    def reading(self) -> LocalText:
        """On what somebody can tell the others how, and on what nobody has come far yet."""
        columns = [
            (
                practice,
                [level.current for _community, row in self.rows if (level := row[at]) is not None],
            )
            for at, practice in enumerate(self.practices)
        ]
        able = sum(max(levels, default=0) >= ABLE for _practice, levels in columns)
        low = [one.name for one, levels in columns if levels and max(levels) < BEGUN]
        said = [_ABLE.format(n=str(able))] if able else []
        if low:
            thai, english = (", ".join(name.to(to) for name in low) for to in ("th", "en"))
            said.append(_LOW.format(names=LocalText(thai, english)))
        return LocalText(" ".join(s.th for s in said), " ".join(s.en for s in said))


def newest_levels(
    table: PracticeTable, communities: Sequence[Community]
) -> dict[tuple[int, int], Level]:
    """What each community agreed last on each practice, by practice and community."""
    levels = Level.objects.filter(practice__table=table, community__in=communities)
    in_order = levels.select_related("sitting").order_by("sitting__held_on", "sitting_id")
    return {(one.practice_id, one.community_id): one for one in in_order}


def side_by_side(network: Network, communities: Sequence[Community]) -> list[Side]:
    """The communities of a network in each of its tables that was used."""
    tables = PracticeTable.objects.filter(network=network, sittings__isnull=False).distinct()
    found = []
    for table in tables.order_by("retired", "-id"):
        newest = newest_levels(table, communities)
        said = {practice for practice, _community in newest}
        practices = [one for one in table.practices.all() if not one.retired or one.pk in said]
        rows = [
            (community, [newest.get((one.pk, community.pk)) for one in practices])
            for community in communities
        ]
        found.append(Side(table, practices, rows))
    return found
