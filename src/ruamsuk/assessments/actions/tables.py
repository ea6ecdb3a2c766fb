"""Start a table of practices and change it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ruamsuk.assessments.edits import put_back, snapshot
from ruamsuk.assessments.models import Practice, PracticeTable
from ruamsuk.assessments.starting import Row, Start, usual_levels
from ruamsuk.communities.audit import remember
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import demand
from ruamsuk.lib.text import LocalText

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User
    from ruamsuk.communities.rules import Place

EDITS_KEPT = 50
"""Edits of a table that can be undone, one after the other."""
MOST_PRACTICES = 40


@transaction.atomic
def start_table(
    by: User, place: Place, start: Start, title: LocalText | None = None
) -> PracticeTable:
    """Start a table in a place.

    Raises:
        PermissionDenied: the person may not.
    """
    demand(by, "facilitate", place)
    where = {"community" if isinstance(place, Community) else "network": place}
    table = PracticeTable.objects.create(
        title=title or start.title, about=start.about, created_by=by, **where
    )
    Practice.objects.bulk_create(
        _practice(table, number, row) for number, row in enumerate(start.rows, start=1)
    )
    remember(by, "practices.started", place, table, number=table.pk)
    return table


def copy_of(table: PracticeTable) -> Start:
    """A table as something to start from, such as the network's for one of its communities."""
    rows = tuple(
        Row(
            practice.name,
            practice.about,
            tuple(LocalText(**words) for words in practice.levels),
            practice.goal,
            practice.indicator,
        )
        for practice in table.practices.filter(retired=False)
    )
    return Start(table.title, table.about, rows)


def _practice(table: PracticeTable, position: int, row: Row) -> Practice:
    return Practice(
        table=table,
        position=position,
        name=row.name,
        about=row.about,
        levels=[{"th": words.th, "en": words.en} for words in row.levels],
        goal=row.goal,
        indicator=row.indicator,
    )


def held(table: PracticeTable) -> PracticeTable:
    """The table as it stands now; nobody else changes it until the transaction ends."""
    return PracticeTable.objects.select_for_update().get(pk=table.pk)


def change(by: User, table: PracticeTable, what: str, how: Callable[[], object]) -> None:
    """Change a table that is held, in a way that can be taken back.

    Args:
        by: who changes it.
        table: the table, held by the transaction.
        what: what is changed, for the trail.
        how: does it.

    Raises:
        PermissionDenied: the person may not.
    """
    demand(by, "facilitate", table.place)
    before = snapshot(PracticeTable.objects.get(pk=table.pk))
    how()
    table.edits.create(revision=table.revision, before=before, by=by)
    old = table.edits.order_by("-revision").values_list("pk", flat=True)[EDITS_KEPT:]
    table.edits.filter(pk__in=list(old)).delete()
    _count_up(table)
    remember(by, "practices.changed", table.place, what or table, number=table.pk)


def _count_up(table: PracticeTable) -> None:
    PracticeTable.objects.filter(pk=table.pk).update(revision=F("revision") + 1)
    table.refresh_from_db(fields=["revision"])


@transaction.atomic
def add_practice(by: User, table: PracticeTable, practice: Practice) -> Practice:
    """Put a practice at the end of a table.

    Raises:
        PermissionDenied: the person may not.
        ValidationError: the table is as long as a meeting can bear.
    """
    table = held(table)
    if table.practices.filter(retired=False).count() >= MOST_PRACTICES:
        raise ValidationError(
            _("A table has at most %(most)s practices.") % {"most": MOST_PRACTICES}, code="too-many"
        )
    last = table.practices.order_by("-position").first()
    practice.table, practice.position = table, last.position + 1 if last else 1
    practice.levels = practice.levels or [{"th": one.th, "en": one.en} for one in usual_levels()]
    change(by, table, str(practice), practice.save)
    return practice


@transaction.atomic
def move(by: User, practice: Practice, way: str) -> None:
    """Move a practice one place up or down.

    Raises:
        PermissionDenied: the person may not.
    """
    table = held(practice.table)
    order = list(table.practices.filter(retired=False))
    at = next((i for i, one in enumerate(order) if one.pk == practice.pk), None)
    to = None if at is None else at + (-1 if way == "up" else 1)
    if at is None or to is None or not 0 <= to < len(order):
        return
    order[at], order[to] = order[to], order[at]

    def renumber() -> None:
        for number, one in enumerate(order, start=1):
            one.position = number
            one.save(update_fields=["position"])

    change(by, table, str(practice), renumber)


@transaction.atomic
def take_out(by: User, practice: Practice, *, out: bool) -> None:
    """Take a practice out of its table, or put it back; what was said on it stays.

    Raises:
        PermissionDenied: the person may not.
    """
    table = held(practice.table)
    now = table.practices.get(pk=practice.pk)
    if now.retired == out:
        return

    def do() -> None:
        now.retired = out
        now.save(update_fields=["retired"])

    change(by, table, str(practice), do)


@transaction.atomic
def retire(by: User, table: PracticeTable, *, retired: bool) -> None:
    """Use a table no longer for new sittings, or use it again.

    Raises:
        PermissionDenied: the person may not.
    """
    demand(by, "facilitate", table.place)
    if PracticeTable.objects.filter(pk=table.pk).exclude(retired=retired).update(retired=retired):
        remember(by, "practices.retired" if retired else "practices.restored", table.place, table)


@transaction.atomic
def undo(by: User, table: PracticeTable) -> bool:
    """Take the last edit of a table back; False where there is none left.

    Raises:
        PermissionDenied: the person may not.
    """
    demand(by, "facilitate", table.place)
    table = held(table)
    last = table.edits.last()
    if last is None:
        return False
    put_back(table, last.before)
    last.delete()
    _count_up(table)
    remember(by, "practices.undone", table.place, table, number=table.pk)
    return True
