"""Minutes: draft them from what was captured, write in them, agree them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ruamsuk.communities.audit import remember
from ruamsuk.exchanges.merging import Clash, merge, plain, takes_away
from ruamsuk.exchanges.minutes_draft import draft
from ruamsuk.exchanges.models import Forum, Minutes, MinutesBefore, Readers
from ruamsuk.exchanges.rules import demand_forum

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User

LONGEST = 200_000
"""Letters that minutes can have."""


@dataclass(frozen=True)
class Saved:
    """What became of a text that was sent.

    Attributes:
        minutes: the version that it went to.
        text: what the writer goes on from; with clashes, both texts put together but not kept.
        clashes: places that both changed; then nothing was kept yet.
    """

    minutes: Minutes
    text: str
    clashes: tuple[Clash, ...] = ()


def newest(forum: Forum) -> Minutes | None:
    """The version on which one works."""
    return forum.minutes.select_related("by").order_by("-number").first()


def stamp(minutes: Minutes) -> str:
    """Tells one state of the minutes from every other."""
    return f"{minutes.number}.{minutes.revision}"


@transaction.atomic
def draft_minutes(by: User, forum: Forum) -> Minutes:
    """Let the minutes write themselves anew, as a version of their own; none is lost."""
    demand_forum(by, "write", forum)
    Forum.objects.select_for_update().get(pk=forum.pk)
    named = forum.readers != Readers.PUBLIC
    text = draft(forum, named=named)
    last = newest(forum)
    if last and not last.agreed_on and last.text == text:
        return last
    made = _version(by, forum, last, text, named)
    remember(by, "minutes.drafted", forum.place, forum, number=made.number)
    return made


def _version(by: User, forum: Forum, last: Minutes | None, text: str, named: bool) -> Minutes:
    number = last.number + 1 if last else 1
    return Minutes.objects.create(forum=forum, number=number, text=text, named=named, by=by)


@transaction.atomic
def write_minutes(by: User, forum: Forum, before: str, text: str) -> Saved:
    """Keep what somebody wrote, together with what others wrote meanwhile.

    Minutes that were agreed stay as they are: what is written then begins the next version.

    Args:
        by: who wrote it.
        forum: whose minutes.
        before: the text that the writer started from.
        text: what the writer made of it.

    Raises:
        ValidationError: there are no minutes yet, or the text is longer than can be kept.
    """
    demand_forum(by, "write", forum)
    Forum.objects.select_for_update().get(pk=forum.pk)
    held = newest(forum)
    if held is None:
        raise ValidationError(_("There are no minutes yet."), code="none")
    if len(text) > LONGEST:
        raise ValidationError(_("This is longer than minutes can be."), code="long")
    merged = merge(plain(before), plain(text), held.text)
    if merged.clashes:
        return Saved(held, merged.text, merged.clashes)
    if merged.text != held.text:
        held = _keep(by, held, merged.text)
    return Saved(held, merged.text)


def _keep(by: User, held: Minutes, text: str) -> Minutes:
    forum = held.forum
    if held.agreed_on:
        made = _version(by, forum, held, text, held.named)
        remember(by, "minutes.drafted", forum.place, forum, number=made.number)
        return made
    if takes_away(held.text, text):
        MinutesBefore.objects.create(
            minutes=held, revision=held.revision, text=held.text, by=held.by, at=held.changed
        )
    if held.by_id != by.pk or held.revision == 1:  # once for a writer, not for every few seconds
        remember(by, "minutes.changed", forum.place, forum, number=held.number)
    held.text, held.by = text, by
    held.revision += 1
    held.save()
    return held


@transaction.atomic
def agree_minutes(by: User, forum: Forum, day: datetime.date, *, seen: str, named: bool) -> Minutes:
    """Say that those present agreed to the minutes.

    Args:
        by: who says so.
        forum: whose minutes.
        day: on which they agreed.
        seen: the version and revision that were read.
        named: whether people are named in them.

    Raises:
        ValidationError: somebody wrote in them since they were read.
    """
    demand_forum(by, "write", forum)
    Forum.objects.select_for_update().get(pk=forum.pk)
    held = newest(forum)
    if held is None or stamp(held) != seen:
        raise ValidationError(
            _("Somebody wrote in the minutes meanwhile. Read them once more, then agree."),
            code="changed",
        )
    held.agreed_on, held.named = day, named
    held.save(update_fields=["agreed_on", "named"])
    remember(by, "minutes.agreed", forum.place, forum, number=held.number)
    return held
