"""Who is invited to a forum, who answers, and who came."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ruamsuk.communities.audit import remember
from ruamsuk.exchanges.models import Attendance, Forum, Readers
from ruamsuk.exchanges.rules import demand_forum

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User
    from ruamsuk.communities.models import Community
    from ruamsuk.halls.models import Seat

MOST = 3000
"""People that one forum has room for on its list."""


@transaction.atomic
def invite(by: User, forum: Forum) -> str:
    """Give the forum a link that invites; the same one as long as it is not taken back."""
    demand_forum(by, "facilitate", forum)
    held = Forum.objects.select_for_update().get(pk=forum.pk)
    if not held.invitation:
        held.invitation = secrets.token_urlsafe(16)
        held.save(update_fields=["invitation"])
        remember(by, "forum.invited", held.place, held)
    forum.invitation = held.invitation
    return held.invitation


@transaction.atomic
def take_back_invitation(by: User, forum: Forum) -> None:
    """Let the link lead nowhere. Whoever has answered stays on the list."""
    demand_forum(by, "facilitate", forum)
    if Forum.objects.filter(pk=forum.pk).exclude(invitation="").update(invitation=""):
        remember(by, "forum.invitation_closed", forum.place, forum)


@transaction.atomic
def answer(
    forum: Forum,
    key: uuid.UUID,
    *,
    comes: bool,
    name: str,
    community: Community | None,
    user: User | None = None,
) -> Attendance:
    """Keep what somebody answers to the invitation; sent again, it changes the answer.

    Raises:
        ValidationError: the forum's list is full.
    """
    Forum.objects.select_for_update().get(pk=forum.pk)
    found = _own(forum, key, user) or _new(forum, key, user)
    found.name, found.community = name, community
    found.answer = Attendance.Answer.COMES if comes else Attendance.Answer.STAYS_AWAY
    found.save()
    return found


def _own(forum: Forum, key: uuid.UUID, user: User | None) -> Attendance | None:
    """The line of the list that a phone or an account has already."""
    lines = forum.attendances.select_for_update()
    own = lines.filter(user=user).first() if user else None
    # a phone that somebody else signs in on afterwards does not change what its owner answered
    return own or lines.filter(key__in=(key, _beside(key, None)), user=None).first()


def _new(forum: Forum, key: uuid.UUID, user: User | None) -> Attendance:
    if forum.attendances.count() >= MOST:
        raise ValidationError(_("The list of this forum is full."), code="full")
    if forum.attendances.filter(key=key).exists():
        key = _beside(key, user)
    return Attendance(forum=forum, key=key, user=user)


def _beside(key: uuid.UUID, user: User | None) -> uuid.UUID:
    """The key of somebody else on the phone, where the first one's line keeps the phone's key."""
    return uuid.uuid5(key, f"{user.pk}" if user else "nobody")


@transaction.atomic
def write_down(
    by: User,
    forum: Forum,
    names: Iterable[str],
    community: Community | None,
    *,
    key: uuid.UUID,
    part: str = "",
    came: bool = True,
) -> list[Attendance]:
    """Write people on the list by hand, also those without a phone.

    The same names sent again with the same key are on the list once.

    Raises:
        ValidationError: the forum's list is full.
    """
    demand_forum(by, "facilitate", forum)
    Forum.objects.select_for_update().get(pk=forum.pk)
    wanted = list(names)
    if forum.attendances.count() + len(wanted) > MOST:
        raise ValidationError(_("The list of this forum is full."), code="full")
    now = timezone.now() if came else None
    way = Attendance.Way.HAND if came else ""
    made = [
        Attendance(
            forum=forum,
            key=uuid.uuid5(key, name),
            name=name,
            community=community,
            part=part,
            came=now,
            way=way,
        )
        for name in wanted
    ]
    Attendance.objects.bulk_create(made, ignore_conflicts=True)
    remember(by, "attendance.written", forum.place, forum, count=len(made))
    return made


@transaction.atomic
def tick(by: User, line: Attendance, came: bool) -> None:
    """Say that somebody on the list came, or that it was a slip.

    Raises:
        PermissionDenied: the person may not; of what only those present can read, only someone who
            was there themselves says who else was.
    """
    demand_forum(by, "facilitate", line.forum)
    if line.user_id and line.forum.readers == Readers.PRESENT:
        demand_forum(by, "read", line.forum)
    held = Attendance.objects.select_for_update().get(pk=line.pk)
    if came and not held.came:
        held.came, held.way = timezone.now(), Attendance.Way.HAND
    elif not came:
        held.came, held.way, held.seat = None, "", None
    held.save()
    remember(by, "attendance.written", line.forum.place, line.forum)


@transaction.atomic
def change_line(by: User, line: Attendance) -> None:
    """Keep what was changed about somebody on the list."""
    demand_forum(by, "facilitate", line.forum)
    line.save(update_fields=["name", "community", "part"])
    remember(by, "attendance.written", line.forum.place, line.forum)


@transaction.atomic
def take_off(by: User, line: Attendance) -> None:
    """Take somebody off the list."""
    demand_forum(by, "facilitate", line.forum)
    forum = line.forum
    line.delete()
    remember(by, "attendance.taken_out", forum.place, forum)


@transaction.atomic
def sign_in(
    forum: Forum, seat: Seat, key: uuid.UUID, name: str, community: Community | None
) -> Attendance:
    """Somebody in the hall signs in by phone; sent again, it corrects the name.

    Who answered the invitation by the same name is ticked, and not written down twice.

    Raises:
        ValidationError: the forum's list is full.
    """
    Forum.objects.select_for_update().get(pk=forum.pk)
    lines = forum.attendances.select_for_update()
    found = lines.filter(seat=seat).first() or lines.filter(key=key).first()
    if found is None and name:
        # only a line without an account: a phone cannot sign in somebody else's account
        same = lines.filter(name=name, community=community, came=None, seat=None, user=None)
        found = same.first()
    found = found or _new(forum, key, None)
    found.name, found.community, found.seat = name, community, seat
    found.came = found.came or timezone.now()
    found.way = Attendance.Way.PHONE
    found.save()
    return found
