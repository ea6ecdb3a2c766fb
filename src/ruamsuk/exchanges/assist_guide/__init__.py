"""The stages of a peer assist: their order, usual times, and what is said in each.

After the peer assist of Chris Collison and Geoff Parcell, *Learning to Fly* (Capstone, 2001, 2004):
its twelve steps, with those before the meeting taken into the page that prepares it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from ruamsuk.exchanges.models import Assist
from ruamsuk.lib.text import LocalText

LONGEST = 240
"""Minutes that one stage may take."""
FOLLOWED_UP = (30, 90)
"""Days after which the asker is asked what was tried and what happened."""
_MINUTES = LocalText("{n} นาที", "{n} minutes")
_SECONDS = LocalText("{n} วินาที", "{n} seconds")


@dataclass(frozen=True)
class Part:
    """One stage of a peer assist.

    Attributes:
        stage: which.
        number: counts up from 1.
        minutes: how long it usually takes.
        giver: whether it is the turn of those who help; else of those who ask.
        now: what the facilitator reads aloud.
        ask: what phones are asked.
    """

    stage: Assist.Stage
    number: int
    minutes: int
    giver: bool
    now: LocalText
    ask: LocalText

    def script(self, minutes: int, helpers: int) -> LocalText:
        """What the facilitator reads aloud.

        Args:
            minutes: how long the stage is meant to take.
            helpers: how many share it.
        """
        seconds = minutes * 60 / max(1, helpers)
        if seconds < 90:
            each = _SECONDS.format(n=str(max(30, round(seconds / 15) * 15)))
        else:
            each = _MINUTES.format(n=str(round(seconds / 60)))
        return self.now.format(each=each)


@cache
def guide() -> tuple[Part, ...]:
    """Every stage in its order."""
    text = files(__package__).joinpath("stages.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    return tuple(
        Part(
            stage,
            number,
            data[stage.value]["minutes"],
            data[stage.value]["says"] == "giver",
            LocalText(**data[stage.value]["now"]),
            LocalText(**data[stage.value]["ask"]),
        )
        for number, stage in enumerate(Assist.Stage, 1)
    )


def part_of(stage: str) -> Part:
    """One stage."""
    return next(part for part in guide() if part.stage == stage)


def minutes_of(assist: Assist, stage: str) -> int:
    """How long a stage of an assist is meant to take: as set, else as usual."""
    return int(assist.minutes.get(stage) or part_of(stage).minutes)


def usual_minutes() -> dict[str, int]:
    """How long each stage usually takes."""
    return {part.stage.value: part.minutes for part in guide()}


def neighbour(stage: str, steps: int) -> Assist.Stage | None:
    """The stage after this one, or before it; None at the ends."""
    at = part_of(stage).number - 1 + steps
    return guide()[at].stage if 0 <= at < len(guide()) else None
