"""Hold a self-assessment: open it, take opinions, count hands, agree levels."""

from __future__ import annotations

import datetime
import random
import uuid
from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, ProtectedError, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from ruamsuk.assessments.data import seen_now
from ruamsuk.assessments.models import (
    Hands,
    Level,
    Opinion,
    Practice,
    PracticeTable,
    Sitting,
    Voice,
)
from ruamsuk.assessments.rules import may_run
from ruamsuk.communities.audit import remember
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import demand
from ruamsuk.halls.actions import open_hall, refresh_where
from ruamsuk.halls.models import Hall, Seat
from ruamsuk.lib.text import LocalText
from ruamsuk.results.models import Blob

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User
    from ruamsuk.communities.rules import Place

MOST_VOICES = 300
"""Reasons kept on one practice of one community; more would be a machine that plays."""
_VOICES = uuid.UUID("5b6f7c5e-2f0e-4a53-9a3c-0d5d1f0f8f01")


@transaction.atomic
def open_sitting(
    by: User,
    table: PracticeTable,
    communities: Sequence[Community],
    held_on: datetime.date,
    title: LocalText | None = None,
    hall: Hall | None = None,
) -> Sitting:
    """Begin a self-assessment.

    Args:
        by: who runs it; facilitates in all the communities.
        table: what is assessed.
        communities: who assesses.
        held_on: the day.
        title: what it is called; the day is enough.
        hall: where phones vote; None where hands are counted.

    Raises:
        PermissionDenied: the person may not, or the table is not theirs to use.
        ValidationError: nobody would assess.
    """
    if not communities:
        raise ValidationError(_("Choose at least one community."), code="nobody")
    for community in communities:
        demand(by, "facilitate", community)
        if not PracticeTable.objects.for_community(community).filter(pk=table.pk).exists():
            raise PermissionDenied
    sitting = Sitting.objects.create(
        table=table, held_on=held_on, title=title or LocalText(), hall=hall, opened_by=by
    )
    sitting.communities.set(communities)
    for community in communities:
        remember(by, "sitting.opened", community, sitting, number=sitting.pk)
    return sitting


@transaction.atomic
def let_phones_vote(by: User, sitting: Sitting) -> Hall:
    """Open a hall for a sitting that has none; one that it has stays.

    Raises:
        PermissionDenied: the person may not.
    """
    if not may_run(by, sitting):
        raise PermissionDenied
    now = Sitting.objects.select_for_update().get(pk=sitting.pk)
    if now.hall is None:
        members = list(now.communities.all())
        now.hall = open_hall(by, place_of(now), now.table.title, communities=members)
        now.save(update_fields=["hall"])
    return now.hall


def place_of(sitting: Sitting) -> Place:
    """Whose hall a sitting is held in: its only community's, else their network's."""
    members = list(sitting.communities.select_related("network")[:2])
    place: Place | None = members[0] if len(members) == 1 else members[0].network
    assert place is not None
    return place


@transaction.atomic
def close_sitting(by: User, sitting: Sitting, *, closed: bool) -> None:
    """Settle the levels of a sitting, or open it again. Settled, it forgets when who voted.

    Raises:
        PermissionDenied: the person may not.
    """
    if not may_run(by, sitting):
        raise PermissionDenied
    wanted = Sitting.objects.filter(pk=sitting.pk, closed__isnull=closed)
    if wanted.update(closed=timezone.now() if closed else None):
        if closed:
            forget_order(sitting)
        refresh_where(Hall.objects.filter(sittings=sitting, scene="practice"))
        for community in sitting.communities.all():
            verb = "sitting.closed" if closed else "sitting.reopened"
            remember(by, verb, community, sitting, number=sitting.pk)


def is_empty(sitting: Sitting) -> bool:
    """Whether nothing has been said in a sitting."""
    return not any(
        said.exists() for said in (sitting.levels, sitting.opinions, sitting.hands, sitting.voices)
    )


@transaction.atomic
def discard(by: User, sitting: Sitting) -> None:
    """Throw away a sitting in which nothing was said.

    Raises:
        PermissionDenied: the person may not.
        ValidationError: something was said, and that stays.
    """
    if not may_run(by, sitting):
        raise PermissionDenied
    now = Sitting.objects.select_for_update().get(pk=sitting.pk)
    if not is_empty(now):
        raise ValidationError(_("Something was said here already. It stays."), code="said")
    for community in now.communities.all():
        remember(by, "sitting.discarded", community, now, number=now.pk)
    now.delete()


def voter_of(sitting: Sitting, practice: Practice, seat: Seat) -> str:
    """Who votes on a practice, so that nobody votes twice.

    Nobody can read from it which seat it was, nor what the same seat said of another practice.
    """
    what = f"{sitting.pk}:{practice.pk}:{seat.pk}"
    return salted_hmac("ruamsuk.assessments.voter", what, algorithm="sha256").hexdigest()


def spoken_for(sitting: Sitting, seat: Seat) -> QuerySet[Community]:
    """The communities for which a seat has said a level."""
    practices = Practice.objects.filter(table=sitting.table_id)
    voters = [voter_of(sitting, practice, seat) for practice in practices]
    said = Opinion.objects.filter(sitting=sitting, voter__in=voters)
    return Community.objects.filter(pk__in=said.values("community"))


@transaction.atomic
def take_opinion(
    sitting: Sitting,
    practice: Practice,
    community: Community,
    seat: Seat,
    *,
    level: int,
    stamp: int,
    counts: bool,
) -> None:
    """Keep the level that a seat sees; the newest stamp stands, the same one twice changes nothing.

    Args:
        sitting: the sitting.
        practice: what it is about.
        community: whom the seat speaks for.
        seat: who says so; kept only as a digest.
        level: from 1 to 5.
        stamp: when the phone says it was; of two the later one stands.
        counts: whether opinions are taken now; else it waits beside what counts.
    """
    said: dict[str, int | None] = {"late": level, "stamp": stamp}
    if counts:
        said = {"level": level, "late": None, "stamp": stamp}
    mine = {"sitting": sitting, "practice": practice, "voter": voter_of(sitting, practice, seat)}
    _opinion, new = Opinion.objects.get_or_create(**mine, defaults={**said, "community": community})
    if not new:
        older = Opinion.objects.filter(**mine, stamp__lt=stamp)
        for _attempt in range(2):  # the row may just be laid down anew, by forget_order
            if older.update(**said, community=community):
                break


def count_late(sitting: Sitting, practice: Practice) -> None:
    """Let opinions that came late count, because the practice is open again."""
    late = Opinion.objects.filter(sitting=sitting, practice=practice, late__isnull=False)
    late.update(level=F("late"), late=None)


def forget_order(sitting: Sitting) -> None:
    """Forget when opinions came and in which order, now that nobody changes theirs any more.

    Rows are laid down anew in an order at random, so that neither stamps nor rows tell who voted
    first or last. What a phone still has to send is newer than anything that is forgotten.
    """
    rows = list(sitting.opinions.select_for_update())
    random.SystemRandom().shuffle(rows)
    Opinion.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for row in rows:
        row.pk, row.stamp = None, 0
    Opinion.objects.bulk_create(rows)


def take_voice(
    sitting: Sitting, practice: Practice, community: Community, key: str, level: int, reason: str
) -> None:
    """Keep why somebody sees another level; never who. The same key twice keeps it once.

    Raises:
        ValidationError: there is nothing to keep, or too much already.
    """
    reason = reason.replace("\x00", "").strip()[:1000]
    if not reason:
        raise ValidationError(_("Write in a few words why you see it so."), code="empty")
    number = uuid.uuid5(_VOICES, f"{sitting.pk}:{key}")
    about = {"sitting": sitting, "practice": practice, "community": community}
    if Voice.objects.filter(**about).exclude(pk=number).count() >= MOST_VOICES:
        raise ValidationError(_("There are very many reasons already."), code="too-many")
    Voice.objects.get_or_create(pk=number, defaults={**about, "level": level, "reason": reason})


@transaction.atomic
def withdraw_voice(by: User, voice: Voice, *, withdrawn: bool) -> None:
    """Take a reason out, such as one that names a neighbour, or put it back; the trail says so.

    Raises:
        PermissionDenied: the person may not.
    """
    demand(by, "facilitate", voice.community)
    if Voice.objects.filter(pk=voice.pk, withdrawn=not withdrawn).update(withdrawn=withdrawn):
        verb = "voice.taken_out" if withdrawn else "voice.put_back"
        remember(by, verb, voice.community, voice.practice, sitting=voice.sitting_id)


def must_be_open(sitting: Sitting) -> None:
    """Refuse to change what is settled.

    Raises:
        ValidationError: with a sentence that says so.
    """
    if Sitting.objects.filter(pk=sitting.pk, closed__isnull=False).exists():
        raise ValidationError(
            _("This self-assessment is closed. Whoever runs it can open it again."), code="closed"
        )


@transaction.atomic
def count_hands(
    by: User, sitting: Sitting, practice: Practice, community: Community, counts: Sequence[int]
) -> Hands:
    """Keep how many hands were raised at each level.

    Raises:
        PermissionDenied: the person may not.
        ValidationError: the sitting is closed.
    """
    demand(by, "facilitate", community)
    must_be_open(sitting)
    kept, _new = Hands.objects.update_or_create(
        sitting=sitting,
        practice=practice,
        community=community,
        defaults={"counts": list(counts), "by": by},
    )
    remember(by, "sitting.hands", community, practice, sitting=sitting.pk)
    _tell_phones(sitting, practice)
    return kept


@transaction.atomic
def agree(
    by: User, level: Level, changed: Collection[str], photo: bytes = b"", *, no_photo: bool = False
) -> Level:
    """Keep the level that a community agreed on, beside what the data said when it did.

    Args:
        by: who writes it down.
        level: as it was filled in, perhaps not saved yet.
        changed: names of what is new in it; nothing new keeps what there is.
        photo: a new picture as evidence.
        no_photo: take out the picture that there is, for good.

    Raises:
        PermissionDenied: the person may not.
        ValidationError: the sitting is closed.
    """
    demand(by, "facilitate", level.community)
    must_be_open(level.sitting)
    before = level.photo
    if photo or no_photo:
        level.photo = Blob.objects.keep(photo) if photo else None
    if level.pk and not changed and level.photo == before:
        return level
    if not level.pk or "current" in changed:
        level.seen = seen_now(level.community, level.practice)
    level.revision = level.revision + 1 if level.pk else 1
    level.agreed_by = by
    level.save()
    if before and before != level.photo:
        with suppress(ProtectedError):  # the same picture stands somewhere else too
            before.delete()
    remember(by, "level.agreed", level.community, level.practice, sitting=level.sitting_id)
    _tell_phones(level.sitting, level.practice)
    return level


def _tell_phones(sitting: Sitting, practice: Practice) -> None:
    """Have the phones look again where the screen shows what is said of the practice."""
    shown = Q(scene__in=("practice", "stairs"), about=practice.pk)
    shown |= Q(scene="river", about=sitting.pk)
    refresh_where(Hall.objects.filter(shown, sittings=sitting))
