"""Proposing a version, voting on it, and starting the next."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ruamsuk.communities.audit import remember
from ruamsuk.communities.rules import demand
from ruamsuk.indicators.actions.lock import held
from ruamsuk.indicators.ballots import outcome
from ruamsuk.indicators.models import Ballot, Poll, Version
from ruamsuk.indicators.series import threads

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User

_CODE_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"  # none is mistaken for another
_CODE_LENGTH = 8

State = Version.State


def propose(by: User, version: Version) -> Version:
    """Put a version before the community, for the first time or again.

    Raises:
        ValidationError: it is settled, has no indicator, or a series is not decided on.
    """
    demand(by, "facilitate", version.framework.place)
    with transaction.atomic():
        now = held(version)
        if now.state not in (State.DRAFT, State.REJECTED):
            raise ValidationError(_("This version has been proposed already."), code="state")
        if not now.definition.indicators:
            raise ValidationError(
                _("There is no indicator yet. Add one before you propose."), code="empty"
            )
        if any(thread.link == "asks" for thread in threads(now)):
            raise ValidationError(
                _("Say first which series go on: what some indicators count has changed."),
                code="series",
            )
        now.state, now.proposed = State.PROPOSED, now.document
        now.save()
        remember(by, "version.proposed", now.framework.place, now)
    return now


def open_poll(by: User, version: Version, way: str, rule: str, quorum: int = 0) -> Poll:
    """Open the vote on a proposed version.

    Raises:
        ValidationError: it is not proposed, or is being voted on.
    """
    demand(by, "facilitate", version.framework.place)
    with transaction.atomic():
        now = held(version)
        if now.state != State.PROPOSED:
            raise ValidationError(
                _("Only a proposed version can be voted on. This one is: %(state)s.")
                % {"state": now.get_state_display()},
                code="state",
            )
        if any(thread.link == "asks" for thread in threads(now)):
            raise ValidationError(
                _("Say first which series go on: what some indicators count has changed."),
                code="series",
            )
        code = "".join(secrets.choice(_CODE_SIGNS) for _sign in range(_CODE_LENGTH))
        poll = now.polls.create(
            way=way,
            rule=rule,
            quorum=quorum,
            opened_by=by,
            code=code if way == Poll.Way.PHONES else "",
        )
        now.state = State.VOTING
        now.save(update_fields=["state", "changed"])
        remember(by, "poll.opened", now.framework.place, now, way=way, rule=rule, quorum=quorum)
    return poll


def vote(poll: Poll, voter: str, choice: str, device: str = "") -> None:
    """Vote on a phone, or change one's vote while the poll is open. The code is all one needs.

    Args:
        poll: opened for phones.
        voter: digest of the person or device.
        choice: one of `Ballot.Choice`.
        device: digest of the phone of somebody signed in; what it voted before is replaced.

    Raises:
        ValidationError: the poll is closed.
    """
    with transaction.atomic():
        now = Poll.objects.select_for_update().get(pk=poll.pk)
        if now.closed or now.way != Poll.Way.PHONES:
            raise ValidationError(_("The vote is closed."), code="closed")
        if device:
            now.ballots.filter(voter=device).delete()
        now.ballots.update_or_create(voter=voter, defaults={"choice": choice})


def close_poll(by: User, poll: Poll, yes: int = 0, no: int = 0, abstain: int = 0) -> Poll:
    """Close a vote and settle the version by it. Closing again changes nothing.

    Args:
        by: who closes it.
        poll: the vote.
        yes: hands for; of a vote on phones the ballots are counted.
        no: hands against.
        abstain: hands of those who abstain.
    """
    demand(by, "facilitate", poll.version.framework.place)
    with transaction.atomic():
        version = held(poll.version)
        now = Poll.objects.select_for_update().get(pk=poll.pk)
        if now.closed:
            return now
        if now.way == Poll.Way.PHONES:
            choices = list(now.ballots.values_list("choice", flat=True))
            yes, no, abstain = (choices.count(choice) for choice in Ballot.Choice)
        now.yes, now.no, now.abstain = yes, no, abstain
        now.closed = timezone.now()
        now.outcome = outcome(now).passed
        now.save()
        version.state = State.AGREED if now.outcome else State.REJECTED
        version.agreed_on = timezone.localdate() if now.outcome else None
        version.save(update_fields=["state", "agreed_on", "changed"])
        remember(
            by,
            "poll.closed",
            version.framework.place,
            version,
            yes=yes,
            no=no,
            abstain=abstain,
            passed=now.outcome,
        )
    return now


def discard(by: User, version: Version) -> None:
    """Throw away a framework of which nothing was ever agreed, and what was said about it.

    Raises:
        ValidationError: a version was agreed, or is being voted on.
    """
    demand(by, "facilitate", version.framework.place)
    with transaction.atomic():
        now = held(version)
        if not now.discardable:
            raise ValidationError(
                _("Only goals that were never agreed can be thrown away."), code="state"
            )
        remember(by, "version.discarded", now.framework.place, now.framework)
        now.framework.delete()


def amend(by: User, version: Version) -> Version:
    """Start the next version from an agreed one; an unfinished next version is given again.

    Raises:
        ValidationError: the version is not agreed.
    """
    demand(by, "facilitate", version.framework.place)
    with transaction.atomic():
        framework = version.framework
        newest = Version.objects.select_for_update().filter(framework=framework).last()
        assert newest is not None
        if newest.state not in (State.AGREED, State.REJECTED):
            return newest
        if held(version).state != State.AGREED:
            raise ValidationError(_("Only an agreed version can be amended."), code="state")
        number = newest.number + 1
        made = Version.objects.create(
            framework=framework,
            number=number,
            document=version.document | {"version": number},
            based_on=version,
            created_by=by,
        )
        remember(by, "version.amended", framework.place, made, based_on=version.number)
    return made
