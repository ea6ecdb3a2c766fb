"""Reviews before and after action (BAR, AAR): what is said is kept, who said it is not."""

from __future__ import annotations

import random
import uuid
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from ruamsuk.exchanges.models import Forum, Remark
from ruamsuk.exchanges.rules import demand_forum

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User

BEFORE = (Remark.Question.EXPECTED, Remark.Question.WORRY)
AFTER = (
    Remark.Question.MEANT,
    Remark.Question.HAPPENED,
    Remark.Question.WHY,
    Remark.Question.NEXT,
)
MOST = 400
"""Remarks on one question of one forum; more would be a machine that plays."""
_LONGEST = 1000
_LONGEST_NAME = 80


@transaction.atomic
def take_remark(
    forum: Forum, question: Remark.Question, key: uuid.UUID, text: str, name: str = ""
) -> None:
    """Keep a remark; with the same key again, nothing changes.

    Nothing else is written: no time, no seat, no account, no line in a trail, and not the key
    itself but a digest of it, for the phone knows its key. The remarks of the question are laid
    down anew in an order at random, so that the order of the rows says nothing either.

    Raises:
        ValidationError: nothing was written, or more than anybody reads.
    """
    words, name = text.strip(), " ".join(name.split())
    if not words:
        raise ValidationError(_("Type a few words first."), code="words")
    if len(words) > _LONGEST or len(name) > _LONGEST_NAME:
        raise ValidationError(_("That is too long. Say it in fewer words."), code="long")
    Forum.objects.select_for_update().get(pk=forum.pk)
    kept = list(Remark.objects.filter(forum=forum, question=question))
    made = Remark(id=_untraceable(key), forum=forum, question=question, text=words, name=name)
    if made.pk in {one.pk for one in kept}:
        return
    if len(kept) >= MOST:
        raise ValidationError(_("There is no room for more."), code="most")
    rows = [*kept, made]
    random.SystemRandom().shuffle(rows)
    Remark.objects.filter(pk__in=[one.pk for one in kept]).delete()
    Remark.objects.bulk_create(rows)


def _untraceable(key: uuid.UUID) -> uuid.UUID:
    """The same id for the same key; from the id nobody comes back to the key."""
    digest = salted_hmac("exchanges.remark", str(key), algorithm="sha256").digest()
    return uuid.UUID(bytes=digest[:16], version=4)


def write_remark(
    by: User, forum: Forum, question: Remark.Question, key: uuid.UUID, text: str, name: str
) -> None:
    """Keep what whoever leads the review typed for the others."""
    demand_forum(by, "write", forum)
    take_remark(forum, question, key, text, name)


@transaction.atomic
def withdraw_remark(by: User, remark: Remark, withdrawn: bool) -> None:
    """Take a remark out, or put it back."""
    demand_forum(by, "write", remark.forum)
    # a remark that arrives lays all of them down anew
    Forum.objects.select_for_update().get(pk=remark.forum_id)
    Remark.objects.filter(pk=remark.pk).update(withdrawn=withdrawn)


def remarks_of(
    forum: Forum, questions: tuple[Remark.Question, ...] = BEFORE + AFTER
) -> list[tuple[Remark.Question, list[Remark]]]:
    """What was said, by question, in the order of the questions; what was taken out is not in it.

    Args:
        forum: whose review.
        questions: which; all of them unless said otherwise. Those without an answer stand too.
    """
    said: dict[str, list[Remark]] = {one: [] for one in questions}
    for remark in forum.remarks.filter(withdrawn=False, question__in=questions):
        said[remark.question].append(remark)
    return [(one, said[one]) for one in questions]
