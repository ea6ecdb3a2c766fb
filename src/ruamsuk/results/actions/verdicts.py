"""Keep what a meeting concluded from a result, and withdraw it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from ruamsuk.communities.audit import remember
from ruamsuk.communities.rules import demand
from ruamsuk.lib.text import LANGUAGES, LocalText
from ruamsuk.results.models import Round, Verdict
from ruamsuk.results.sources import sources_of

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User


@transaction.atomic
def record_verdict(
    by: User,
    round_: Round,
    indicator: str = "",
    *,
    text: str,
    held_on: datetime.date,
    attended: int,
    who: str = "",
) -> Verdict:
    """Keep a verdict beside the number that the meeting saw; the same one twice is kept once.

    Args:
        by: who writes it down; needs to facilitate.
        round_: the round.
        indicator: id of the indicator; empty for the round as a whole.
        text: what was concluded.
        held_on: day of the meeting.
        attended: how many were there.
        who: who they were.

    Raises:
        PermissionDenied: the person may not.
    """
    demand(by, "facilitate", round_.community)
    said = {
        "round": round_,
        "indicator": indicator,
        "text": text,
        "held_on": held_on,
        "attended": attended,
        "who": who,
    }
    twice = Verdict.objects.filter(withdrawn=None, **said).first()
    if twice is not None:
        return twice
    seen = seen_of(round_, indicator) if indicator else LocalText()
    made = Verdict.objects.create(by=by, seen=seen, **said)
    _remember(by, "verdict.recorded", made)
    return made


def seen_of(round_: Round, indicator: str) -> LocalText:
    """The number that speaks for an indicator now, as everyone may read it.

    A verdict stands for ever and may become public, so small counts are hidden in it.
    """
    found = sources_of(round_, indicator, AnonymousUser())
    known = next(i for i in round_.version.definition.indicators if i.id == indicator)
    return LocalText(*(found[0].words(known, to) for to in LANGUAGES)) if found else LocalText()


@transaction.atomic
def withdraw_verdict(by: User, verdict: Verdict) -> None:
    """Strike a verdict through; it stays to be read.

    Raises:
        PermissionDenied: the person may not.
    """
    community = verdict.round.community
    demand(by, "facilitate", community)
    open_ = Verdict.objects.filter(pk=verdict.pk, withdrawn=None)
    if open_.update(withdrawn=timezone.now()):
        _remember(by, "verdict.withdrawn", verdict)


def _remember(by: User, verb: str, verdict: Verdict) -> None:
    """The line of the trail: about an indicator, or about the round as a whole."""
    round_, indicator = verdict.round, verdict.indicator
    title = round_.called(indicator) if indicator else round_
    remember(by, verb, round_.community, title, indicator=indicator, round=round_.label)
