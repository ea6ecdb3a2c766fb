"""Add, change, take out and put back the parts of a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core import serializers
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ruamsuk.communities.audit import remember
from ruamsuk.communities.models import (
    Asset,
    Community,
    Learning,
    Network,
    Partner,
    TimelineEvent,
    Village,
)
from ruamsuk.communities.rules import demand
from ruamsuk.lib.text import LocalText

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User

Part = TimelineEvent | Asset | Partner | Learning | Village
NOUNS: dict[type[Part], str] = {
    TimelineEvent: "timeline",
    Asset: "asset",
    Partner: "partner",
    Learning: "learning",
    Village: "village",
}
"""What each part is called in addresses and in the trail."""


def place_of(part: Part) -> Network | Community:
    """The community or network that a part belongs to."""
    if isinstance(part, Learning):
        return part.learner
    place = part.community or (part.network if isinstance(part, TimelineEvent) else None)
    assert place is not None
    return place


@transaction.atomic
def save_part(by: User, part: Part) -> None:
    """Add a part, or keep what was changed about it."""
    place, noun = place_of(part), NOUNS[type(part)]
    demand(by, "facilitate", place)
    done = "changed" if part.pk else "added"
    part.save()
    remember(by, f"{noun}.{done}", place, part)


@transaction.atomic
def delete_part(by: User, part: Part) -> str:
    """Take a part out.

    Returns:
        What `restore_part` needs to put it back.

    Raises:
        ValidationError: it is a village that households belong to.
    """
    place = place_of(part)
    demand(by, "facilitate", place)
    if isinstance(part, Village) and part.households.exists():
        raise ValidationError(
            _("Households belong to this village, so it stays. Change its name instead.")
        )
    kept: str = serializers.serialize("json", [part])
    remember(by, f"{NOUNS[type(part)]}.deleted", place, part)
    part.delete()
    return kept


def restore_part(by: User, place: Network | Community, kept: str) -> Part:
    """Put back what `delete_part` took out of this place.

    Raises:
        ValidationError: its like has been added since.
    """
    demand(by, "facilitate", place)
    [found] = serializers.deserialize("json", kept)
    part = found.object
    assert isinstance(part, Part)
    if place_of(part) != place:
        raise PermissionDenied
    try:
        with transaction.atomic():
            part.save(force_insert=True)
            remember(by, f"{NOUNS[type(part)]}.restored", place, part)
    except IntegrityError as clash:
        raise ValidationError(_("It is there already.")) from clash
    return part


@transaction.atomic
def add_villages(by: User, community: Community, wanted: dict[str, LocalText]) -> list[Village]:
    """Add villages by their codes; those that are there already stay as they are."""
    demand(by, "facilitate", community)
    there = set(community.villages.values_list("code", flat=True))
    added = [
        Village(community=community, code=code, name=name)
        for code, name in sorted(wanted.items())
        if code not in there
    ]
    Village.objects.bulk_create(added, ignore_conflicts=True)
    if added:
        names, codes = ", ".join(map(str, added)), [village.code for village in added]
        remember(by, "village.added", community, names, codes=codes)
    return added
