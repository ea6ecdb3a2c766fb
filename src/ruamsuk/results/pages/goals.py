"""Goals on a page: the mean of their indicators, and how many of these have reached their aim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ruamsuk.charts import Scale, Value
from ruamsuk.charts.readings import target_met
from ruamsuk.engine.framework.models import Goal
from ruamsuk.lib.text import LocalText
from ruamsuk.report.measured import Measured
from ruamsuk.report.overview import delta_of, goal_shares, goal_value
from ruamsuk.report.results import EVERYONE
from ruamsuk.report.view import number_words
from ruamsuk.results.pages.cells import exact


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A goal as a card shows it.

    Attributes:
        value: the mean share of its indicators by their weights.
        aimed, met: how many indicators have a target, and how many have surely reached it.
        better, worse: how many have surely changed.
        unknown: how many have no number.
        indicators: how many there are.
    """

    id: str
    title: LocalText
    url: str
    number: LocalText
    exact: str
    value: Value
    scale: Scale
    aimed: int
    met: int
    better: int
    worse: int
    unknown: int
    indicators: int


def goal_scale(items: Sequence[Measured]) -> Scale:
    """The scale of a goal's mean: coloured where all its shares have the same steps."""
    bands = {item.scale.bands for item in goal_shares(items)}
    return Scale(bands=bands.pop() if len(bands) == 1 else ())


def goal_card(goal: Goal, items: Sequence[Measured], url: str) -> GoalCard:
    """The card of one goal."""
    value = mean(items)
    full = items[0].results.full_count if items else False
    met = [
        target_met(item.get().value, item.scale, full_count=full)
        for item in items
        if item.scale.target is not None
    ]
    tones = [delta.tone for item in items if (delta := delta_of(item))]
    absent = [item.get().value for item in items]
    scale = goal_scale(items)
    return GoalCard(
        goal.id,
        goal.title,
        url,
        number_words(value, scale),
        exact(value),
        value,
        scale,
        len(met),
        met.count(True),
        tones.count("better"),
        tones.count("worse"),
        sum(value.shown is None and not value.hidden for value in absent),
        len(items),
    )


def mean(items: Sequence[Measured], by: str = EVERYONE, group: str = EVERYONE) -> Value:
    """The mean of a goal, over the indicators that have an answer anywhere in the round.

    A single share keeps its interval; the mean of several has none.
    """
    known = [item for item in items if answered(item)]
    shares = goal_shares(known)
    return shares[0].get(by, group).value if len(shares) == 1 else goal_value(known, by, group)


def answered(item: Measured) -> bool:
    """Whether the round has a number for it, shown or hidden."""
    value = item.get().value
    return value.shown is not None or value.hidden
