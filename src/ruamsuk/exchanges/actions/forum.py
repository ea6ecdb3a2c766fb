"""Prepare a forum, change it, call it off, hold it again."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ruamsuk.communities.audit import remember
from ruamsuk.communities.models import Community, Network
from ruamsuk.communities.rules import demand
from ruamsuk.exchanges.forum_templates import template_of
from ruamsuk.exchanges.models import AgendaItem, Forum
from ruamsuk.exchanges.once import made_already
from ruamsuk.exchanges.promises import demand_promise
from ruamsuk.exchanges.rules import demand_forum
from ruamsuk.halls.actions import refresh

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User
    from ruamsuk.assessments.models import Practice
    from ruamsuk.communities.rules import Place


def begun(place: Place, kind: str) -> Forum:
    """A forum of a kind as its template proposes it; not yet saved."""
    template = template_of(kind)
    forum = Forum(
        kind=kind,
        title=template.title,
        purpose=template.purpose,
        question=template.question,
        starts=datetime.time(9),
    )
    if isinstance(place, Network):
        forum.network = place
    else:
        forum.community = place
        forum.readers = "place"
    return forum


@transaction.atomic
def prepare(
    by: User,
    forum: Forum,
    communities: Iterable[Community] = (),
    practices: Iterable[Practice] = (),
) -> Forum:
    """Keep a new forum, with the agenda of its kind. The same form sent twice keeps one.

    Raises:
        PermissionDenied: the person may not.
    """
    place = forum.place
    demand(by, "facilitate", place)
    type(place).objects.select_for_update().get(pk=place.pk)
    if same := made_already(forum):
        return same
    forum.created_by = by
    forum.save()
    forum.communities.set(communities)
    forum.practices.set(practices)
    AgendaItem.objects.bulk_create(
        AgendaItem(
            forum=forum,
            position=position,
            does=part.does,
            minutes=part.minutes,
            title=part.title,
            who=part.who,
            needs=part.needs,
        )
        for position, part in enumerate(template_of(forum.kind).agenda)
    )
    remember(by, "forum.prepared", forum.place, forum)
    return forum


@transaction.atomic
def change(
    by: User,
    forum: Forum,
    communities: Iterable[Community] | None = None,
    practices: Iterable[Practice] | None = None,
) -> None:
    """Keep what was changed about a forum.

    Raises:
        PermissionDenied: the person may not; who can read what was written down is changed only by
            someone who can.
        ValidationError: more people would read it than those who spoke were told.
    """
    demand_forum(by, "facilitate", forum)
    before = Forum.objects.get(pk=forum.pk)
    if before.readers != forum.readers:
        demand_forum(by, "write", before)
        demand_promise(before, forum.readers)
    forum.save()
    if forum.hall and before.readers != forum.readers:  # phones say who reads what they write
        refresh(forum.hall)
    if communities is not None:
        forum.communities.set(communities)
    if practices is not None:
        forum.practices.set(practices)
    Forum.objects.filter(pk=forum.pk).update(revision=F("revision") + 1)
    remember(by, "forum.changed", forum.place, forum)


_VERBS = {
    Forum.State.PLANNED: "forum.taken_up",
    Forum.State.RUNNING: "forum.begun",
    Forum.State.HELD: "forum.held",
    Forum.State.CALLED_OFF: "forum.called_off",
}


@transaction.atomic
def set_state(by: User, forum: Forum, state: Forum.State) -> None:
    """Say how far a forum has come; every step can be taken back."""
    demand_forum(by, "facilitate", forum)
    if state == Forum.State.HELD:
        forum.agenda.filter(started__isnull=False, ended=None).update(ended=timezone.now())
    if Forum.objects.filter(pk=forum.pk).exclude(state=state).update(state=state):
        remember(by, _VERBS[state], forum.place, forum)
    forum.state = state


@transaction.atomic
def hold_again(by: User, forum: Forum, day: datetime.date, key: uuid.UUID | None = None) -> Forum:
    """Prepare the same forum for another day: its words, agenda, communities and practices.

    With the same key again it is the one that was prepared before.
    """
    demand_forum(by, "facilitate", forum)
    Forum.objects.select_for_update().get(pk=forum.pk)
    copied = Forum(
        key=key,
        network=forum.network,
        community=forum.community,
        kind=forum.kind,
        title=forum.title,
        purpose=forum.purpose,
        question=forum.question,
        indicators=forum.indicators,
        day=day,
        starts=forum.starts,
        venue=forum.venue,
        readers=forum.readers,
        created_by=by,
    )
    if same := made_already(copied):
        return same
    copied.save()
    copied.communities.set(forum.communities.all())
    copied.practices.set(forum.practices.all())
    for item in forum.agenda.all():
        item.pk, item.forum, item.started, item.ended = None, copied, None, None
        item.save()
    remember(by, "forum.prepared", copied.place, copied)
    return copied
