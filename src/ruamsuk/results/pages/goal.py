"""The page of one goal: its indicators, and villages by indicator."""

from __future__ import annotations

from dataclasses import dataclass

from ruamsuk.engine.framework.models import Goal
from ruamsuk.lib.text import LocalText
from ruamsuk.report.overview import changes_part
from ruamsuk.report.view import Part
from ruamsuk.results.pages.cells import Gauge, Heat, gauge, heat
from ruamsuk.results.pages.goals import GoalCard, goal_card
from ruamsuk.results.pages.measured import Measurements
from ruamsuk.results.pages.sight import VILLAGE, Sight

_VILLAGES = LocalText("หมู่บ้านกับตัวชี้วัด", "Villages by indicator")
_VILLAGE = LocalText("หมู่บ้าน", "Village")


@dataclass(frozen=True, slots=True)
class GoalPage:
    """What stands on the page of a goal."""

    goal: Goal
    card: GoalCard
    gauges: tuple[Gauge, ...]
    heat: Heat | None
    changes: Part | None


def goal_page(sight: Sight, measured: Measurements, goal: Goal) -> GoalPage:
    """The page of a goal, of the indicators that the visitor may see."""
    items, results = measured.of_goal(goal.id), measured.results
    return GoalPage(
        goal,
        goal_card(goal, items, sight.url("goal", goal.id)),
        tuple(gauge(item, sight.url("indicator", item.indicator.id)) for item in items),
        _villages(sight, measured, goal),
        changes_part(items, results),
    )


def _villages(sight: Sight, measured: Measurements, goal: Goal) -> Heat | None:
    items = measured.of_goal(goal.id)
    groups = measured.results.groups.get(VILLAGE)
    if not groups:
        return None
    labels = sight.names.groups(VILLAGE, groups)
    columns = [(i.indicator.title, sight.url("indicator", i.indicator.id), i.scale) for i in items]
    rows = [
        (
            labels[group].full,
            f"village-{group}",
            [
                (
                    item.get(VILLAGE, group).value,
                    sight.url("indicator", item.indicator.id, fragment=f"village-{group}"),
                )
                for item in items
            ],
        )
        for group in groups
    ]
    return heat(_VILLAGES, _VILLAGE, columns, rows)
