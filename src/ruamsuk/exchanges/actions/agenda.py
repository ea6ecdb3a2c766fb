"""The parts of a forum's day: add, change, move, take out, put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ruamsuk.communities.audit import remember
from ruamsuk.exchanges.models import AgendaItem, Forum
from ruamsuk.exchanges.rules import demand_forum
from ruamsuk.halls.actions import refresh_where
from ruamsuk.halls.models import Hall

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User

LONGEST = 600
MOST = 60
"""Parts that a day may have."""


def _held(by: User, forum: Forum) -> list[AgendaItem]:
    """The parts in their order, for someone who may change them; nobody else does meanwhile."""
    demand_forum(by, "facilitate", forum)
    Forum.objects.select_for_update().get(pk=forum.pk)
    return list(AgendaItem.objects.filter(forum=forum))


def _changed(by: User, item: AgendaItem, verb: str) -> None:
    """Write in the trail what was done, and have phones that show the day look again."""
    remember(by, verb, item.forum.place, item)
    refresh_where(Hall.objects.filter(forum=item.forum, scene="agenda"))


@transaction.atomic
def keep_item(by: User, item: AgendaItem) -> None:
    """Add a part at the end of the day, or keep what was changed about it.

    Raises:
        ValidationError: the day has as many parts as it may have.
    """
    items, new = _held(by, item.forum), item.pk is None
    if new:
        if len(items) >= MOST:
            raise ValidationError(_("A day has room for %(most)s parts.") % {"most": MOST})
        item.position = items[-1].position + 1 if items else 0
    item.save()
    _changed(by, item, "agenda.added" if new else "agenda.changed")


@transaction.atomic
def move_item(by: User, item: AgendaItem, steps: int) -> None:
    """Move a part up or down the day."""
    items = _held(by, item.forum)
    at = next(n for n, one in enumerate(items) if one.pk == item.pk)
    moved = items.pop(at)
    items.insert(max(0, min(len(items), at + steps)), moved)
    _number(items)
    _changed(by, item, "agenda.changed")


@transaction.atomic
def lengthen_item(by: User, item: AgendaItem, minutes: int) -> None:
    """Give a part more minutes, or fewer."""
    _held(by, item.forum)
    item.refresh_from_db()
    item.minutes = max(1, min(LONGEST, item.minutes + minutes))
    item.save(update_fields=["minutes"])
    _changed(by, item, "agenda.changed")


@transaction.atomic
def take_out_item(by: User, item: AgendaItem) -> dict[str, Any]:
    """Take a part out of the day.

    Returns:
        What `put_back_item` needs to put it back.
    """
    _held(by, item.forum)
    kept = {
        "item": serializers.serialize("json", [item]),
        "materials": list(item.materials.values_list("pk", flat=True)),
    }
    _changed(by, item, "agenda.taken_out")
    item.delete()
    return kept


@transaction.atomic
def put_back_item(by: User, forum: Forum, kept: dict[str, Any]) -> AgendaItem:
    """Put a part back that was taken out."""
    _held(by, forum)
    (found,) = serializers.deserialize("json", kept["item"])
    item = found.object
    assert isinstance(item, AgendaItem)
    if item.forum_id != forum.pk or AgendaItem.objects.filter(pk=item.pk).exists():
        raise ValidationError(_("There is nothing to put back any more."))
    found.save()
    _number(sorted(forum.agenda.all(), key=lambda one: (one.position, one.pk != item.pk)))
    forum.materials.filter(pk__in=kept["materials"]).update(item=item)
    _changed(by, item, "agenda.put_back")
    return item


def _number(items: list[AgendaItem]) -> None:
    for position, item in enumerate(items):
        item.position = position
    AgendaItem.objects.bulk_update(items, ["position"])
