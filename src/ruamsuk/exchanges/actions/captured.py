"""Write down what is said in a forum: cases, small groups and their cards, decisions.

The trail says in which forum something was written, not what: not all who read it may read that.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, TypeVar

from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ruamsuk.communities.audit import remember
from ruamsuk.exchanges.models import Card, Case, Decision, Forum, Group
from ruamsuk.exchanges.once import made_already
from ruamsuk.exchanges.rules import demand_forum

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User
    from ruamsuk.communities.models import Community

Written = TypeVar("Written", Case, Group, Decision)
MOST_CARDS = 500
"""Cards that one group can have."""
NOUNS: dict[str, type[Case] | type[Group] | type[Decision]] = {
    "case": Case,
    "group": Group,
    "decision": Decision,
}
"""What stands in a forum in an order of its own, by the noun that the trail uses."""


def _noun(thing: Case | Group | Decision) -> str:
    return next(noun for noun, kind in NOUNS.items() if isinstance(thing, kind))


@transaction.atomic
def write_down(by: User, thing: Written) -> Written:
    """Add something at the end of what stands in the forum, or keep what was changed about it.

    The same form sent twice adds it once.
    """
    demand_forum(by, "write", thing.forum)
    Forum.objects.select_for_update().get(pk=thing.forum.pk)
    new = thing.pk is None
    if new:
        if same := made_already(thing):
            return same
        kind = type(thing)
        last = kind.objects.filter(forum=thing.forum).aggregate(last=Max("position"))["last"]
        thing.position = 0 if last is None else last + 1
    if new and isinstance(thing, Decision):
        thing.by = by
    thing.save()
    verb = f"{_noun(thing)}.{'written' if new else 'changed'}"
    remember(by, verb, thing.forum.place, thing.forum)
    return thing


@transaction.atomic
def move(by: User, thing: Written, steps: int) -> None:
    """Move something up or down in what stands in the forum."""
    demand_forum(by, "write", thing.forum)
    Forum.objects.select_for_update().get(pk=thing.forum.pk)
    kind = type(thing)
    rows = list(kind.objects.filter(forum=thing.forum))
    at = next(n for n, one in enumerate(rows) if one.pk == thing.pk)
    moved = rows.pop(at)
    rows.insert(max(0, min(len(rows), at + steps)), moved)
    for position, one in enumerate(rows):
        one.position = position
    kind.objects.bulk_update(rows, ["position"])
    remember(by, f"{_noun(thing)}.changed", thing.forum.place, thing.forum)


@transaction.atomic
def take_out(by: User, thing: Case | Group | Decision) -> dict[str, Any]:
    """Take something out of the forum.

    Returns:
        What `put_back` needs to put it back, with all that hung on it.
    """
    demand_forum(by, "write", thing.forum)
    thing.key = None  # what is sent once more is written down anew
    rows = [thing, *thing.cards.all()] if isinstance(thing, Group) else [thing]
    steps = thing.steps.values_list("pk", flat=True) if isinstance(thing, Decision) else ()
    kept = {"rows": serializers.serialize("json", rows), "steps": list(steps)}
    remember(by, f"{_noun(thing)}.taken_out", thing.forum.place, thing.forum)
    thing.delete()
    return kept


@transaction.atomic
def put_back(by: User, forum: Forum, kept: dict[str, Any]) -> None:
    """Put back what was taken out.

    Raises:
        ValidationError: it is there already.
    """
    demand_forum(by, "write", forum)
    first, *cards = serializers.deserialize("json", kept["rows"])
    thing = first.object
    assert isinstance(thing, (Case, Group, Decision))
    if thing.forum_id != forum.pk or type(thing).objects.filter(pk=thing.pk).exists():
        raise ValidationError(_("There is nothing to put back any more."))
    first.save()
    for card in cards:
        card.save()
    if isinstance(thing, Decision):
        forum.steps.filter(pk__in=kept["steps"]).update(decision=thing)
    remember(by, f"{_noun(thing)}.put_back", forum.place, forum)


def add_card(
    key: uuid.UUID,
    group: Group,
    text: str,
    *,
    list_: str,
    community: Community | None = None,
    heading: str = "",
    withdrawn: bool = False,
) -> Card:
    """Put a card on the wall; sent again it is the same card.

    Raises:
        ValidationError: the wall of the group is full.
    """
    found = Card.objects.filter(pk=key).first()
    if found:
        return found
    count = group.cards.count()
    if count >= MOST_CARDS:
        raise ValidationError(_("The wall of this group is full."), code="full")
    card = Card(
        pk=key,
        group=group,
        text=text,
        list=list_,
        community=community if list_ == Card.List.SUB else None,
        heading=heading,
        position=count,
        withdrawn=withdrawn,
    )
    Card.objects.bulk_create([card], ignore_conflicts=True)
    return card


@transaction.atomic
def write_card(by: User, card: Card) -> None:
    """Keep a card that a facilitator wrote or changed."""
    forum = card.group.forum
    demand_forum(by, "write", forum)
    card.save()
    remember(by, "card.changed", forum.place, forum)


@transaction.atomic
def hang_card(by: User, card: Card, *, list_: str, heading: str) -> None:
    """Hang a card in a list under a heading, at its end."""
    forum = card.group.forum
    demand_forum(by, "write", forum)
    held = Card.objects.select_for_update().get(pk=card.pk)
    held.list, held.heading = list_, heading.strip()[:80]
    if list_ == Card.List.MAIN:
        held.community = None
    last = Card.objects.filter(group__forum=forum).aggregate(last=Max("position"))["last"]
    held.position = (last or 0) + 1
    held.save(update_fields=["list", "heading", "community", "position"])
    remember(by, "card.changed", forum.place, forum)


@transaction.atomic
def withdraw_card(by: User, card: Card, *, withdrawn: bool = True) -> None:
    """Take a card off the wall, or put it back."""
    forum = card.group.forum
    demand_forum(by, "write", forum)
    if Card.objects.filter(pk=card.pk).exclude(withdrawn=withdrawn).update(withdrawn=withdrawn):
        verb = "card.withdrawn" if withdrawn else "card.put_back"
        remember(by, verb, forum.place, forum)


@transaction.atomic
def decide_card(by: User, card: Card) -> Decision:
    """Make a card a decision; asked twice it is the same decision."""
    forum = card.group.forum
    demand_forum(by, "write", forum)
    Forum.objects.select_for_update().get(pk=forum.pk)
    found = Decision.objects.filter(card=card).first()
    return found or write_down(by, Decision(forum=forum, card=card, text=card.text))
