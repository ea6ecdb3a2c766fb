"""Run a forum: open its hall, go from one part of the day to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from ruamsuk.assessments.actions import sittings
from ruamsuk.exchanges.actions.forum import set_state
from ruamsuk.exchanges.models import AgendaItem, Forum
from ruamsuk.exchanges.rules import demand_forum, taking_part
from ruamsuk.exchanges.timetable import timetable
from ruamsuk.halls import actions as halls

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User
    from ruamsuk.assessments.models import PracticeTable, Sitting
    from ruamsuk.communities.models import Community
    from ruamsuk.halls.models import Hall

SCENE = "agenda"


@transaction.atomic
def open_hall(by: User, forum: Forum) -> Hall:
    """Open the forum's hall, or open it again; the forum runs from then on."""
    demand_forum(by, "facilitate", forum)
    held = Forum.objects.select_for_update().get(pk=forum.pk)
    if held.hall is None:
        title, people = held.title, taking_part(held)
        held.hall = halls.open_hall(by, held.place, title, communities=people)
        held.save(update_fields=["hall"])
    elif held.hall.closed:
        halls.reopen(by, held.hall)
    set_state(by, held, Forum.State.RUNNING)
    forum.hall, forum.state = held.hall, held.state
    return held.hall


@transaction.atomic
def start_item(by: User, forum: Forum, item: AgendaItem | None) -> None:
    """Let a part of the day begin; the one that ran ends. None only ends it.

    Starting what runs already changes nothing, so that two taps count once.
    """
    demand_forum(by, "facilitate", forum)
    Forum.objects.select_for_update().get(pk=forum.pk)
    now, parts = timezone.now(), AgendaItem.objects.filter(forum=forum)
    running = parts.filter(started__isnull=False, ended=None)
    if item is not None and running.filter(pk=item.pk).exists():
        return
    running.update(ended=now)
    if item is not None:
        parts.filter(pk=item.pk).update(started=now, ended=None)
        if forum.state == Forum.State.PLANNED:
            set_state(by, forum, Forum.State.RUNNING)
    hall = forum.hall
    if hall is not None and not hall.closed:
        halls.show(by, hall, SCENE)


def next_item(by: User, forum: Forum, after: int | None) -> None:
    """Go on to the part that comes next.

    Args:
        by: who leads.
        forum: which forum.
        after: the part that ran when the button was shown; when another runs by now, somebody else
            has gone on already, and nothing changes.
    """
    with transaction.atomic():
        demand_forum(by, "facilitate", forum)
        Forum.objects.select_for_update().get(pk=forum.pk)
        day = timetable(forum)
        running = day.now.item.pk if day.now else None
        if running == after:
            start_item(by, forum, day.next.item if day.next else None)


@transaction.atomic
def open_sitting(
    by: User,
    forum: Forum,
    table: PracticeTable,
    communities: Sequence[Community],
    way: str,
) -> Sitting:
    """Begin the self-assessment of a forum; there is one only.

    Args:
        by: who leads.
        forum: which forum.
        table: what is assessed.
        communities: who assesses.
        way: ``phones`` in the forum's hall, or ``hands``.

    Raises:
        ValidationError: nobody would assess.
    """
    demand_forum(by, "facilitate", forum)
    held = Forum.objects.select_for_update().get(pk=forum.pk)
    if held.sitting is not None:
        return held.sitting
    hall = open_hall(by, held) if way == "phones" else None
    made = sittings.open_sitting(by, table, communities, held.day, held.title, hall)
    Forum.objects.filter(pk=held.pk).update(sitting=made)
    return made
