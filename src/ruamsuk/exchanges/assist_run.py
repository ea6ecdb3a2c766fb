"""A peer assist as it runs: its stage, its clock, what to say now, and the link for those there."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.core import signing
from django.utils import timezone

from ruamsuk.exchanges.assist_guide import (
    FOLLOWED_UP,
    Part,
    guide,
    minutes_of,
    neighbour,
    part_of,
)
from ruamsuk.exchanges.models import Assist
from ruamsuk.lib.text import LocalText

_SALT = "exchanges.assist.here"
_HERE_FOR = datetime.timedelta(hours=6)


@dataclass(frozen=True)
class Running:
    """An assist at its stage.

    Attributes:
        assist: which.
    """

    assist: Assist

    @cached_property
    def part(self) -> Part:
        """The stage."""
        return part_of(self.assist.stage)

    @property
    def minutes(self) -> int:
        """How long the stage is meant to take."""
        return minutes_of(self.assist, self.assist.stage)

    @property
    def ends(self) -> datetime.datetime | None:
        """When its time is over."""
        started = self.assist.stage_started
        return started + datetime.timedelta(minutes=self.minutes) if started else None

    @property
    def script(self) -> LocalText:
        """What the facilitator reads aloud now."""
        return self.part.script(self.minutes, self.assist.helpers)

    @property
    def next(self) -> Part | None:
        """The stage after this one."""
        found = neighbour(self.assist.stage, 1)
        return part_of(found) if found else None

    @property
    def previous(self) -> Part | None:
        """The stage before this one."""
        found = neighbour(self.assist.stage, -1)
        return part_of(found) if found else None

    @property
    def plan(self) -> list[tuple[Part, int]]:
        """Every stage with its minutes."""
        return [(part, minutes_of(self.assist, part.stage)) for part in guide()]

    @property
    def total(self) -> int:
        """How long the whole is meant to take, in minutes."""
        return sum(minutes for _part, minutes in self.plan)

    @property
    def usual_due(self) -> datetime.date:
        """The day that a step is proposed for: that on which it is asked about."""
        return timezone.localdate() + datetime.timedelta(days=FOLLOWED_UP[0])


def here_token(assist: Assist) -> str:
    """What stands in the link by which somebody who is there says so; it lasts a meeting."""
    return signing.TimestampSigner(salt=_SALT).sign(str(assist.pk)).replace(":", "-", 2)


def read_token(token: str) -> int | None:
    """The number of the assist that a link was made for; None where it is too old or not ours."""
    signer = signing.TimestampSigner(salt=_SALT)
    try:
        return int(signer.unsign(token.replace("-", ":", 2), max_age=_HERE_FOR))
    except (signing.BadSignature, ValueError):
        return None
