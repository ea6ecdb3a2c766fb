"""The page of a community: where it stands, what changed, what is missing, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ruamsuk.engine.framework.models import Goal
from ruamsuk.lib.text import LANGUAGES, LocalText
from ruamsuk.report.index import index_part
from ruamsuk.report.measured import Measured
from ruamsuk.report.notes import facts
from ruamsuk.report.overview import changes_part, flower, summary
from ruamsuk.report.view import Part
from ruamsuk.results.pages.cells import Gauge, Heat, gauge, heat
from ruamsuk.results.pages.goals import GoalCard, answered, goal_card, goal_scale, mean
from ruamsuk.results.pages.measured import Measurements
from ruamsuk.results.pages.sight import VILLAGE, Sight

_VILLAGES = LocalText("หมู่บ้านกับเป้าหมาย", "Villages by goal")
_VILLAGE = LocalText("หมู่บ้าน", "Village")


@dataclass(frozen=True, slots=True)
class Finding:
    """Why some indicators tell us little.

    Attributes:
        reason: in a sentence, with what to do about it.
        indicators: their names with the addresses of their sheets.
    """

    reason: LocalText
    indicators: tuple[tuple[LocalText, str], ...]


@dataclass(frozen=True, slots=True)
class CommunityPage:
    """What stands on the page of a community once a round is computed.

    Attributes:
        facts: round, who answered, how.
        summary: targets met and changes, in sentences.
        heat: villages by goals; None where the data have no villages.
        changes: arrows of the indicators that changed surely, or might have.
        changed: the gauges behind the arrows, for the table.
        missing: indicators without a number from any source in the round.
        elsewhere: those that have one only from hands or from others.
        findings: which indicators tell us nothing.
        index: the reading of the index; empty where there is none.
    """

    facts: tuple[LocalText, ...]
    summary: tuple[LocalText, ...]
    goals: tuple[GoalCard, ...]
    flower: Part | None
    heat: Heat | None
    changes: Part | None
    changed: tuple[Gauge, ...]
    missing: tuple[tuple[LocalText, str], ...]
    elsewhere: tuple[tuple[LocalText, str], ...]
    findings: tuple[Finding, ...]
    index: LocalText


def community_page(sight: Sight, measured: Measurements, others: frozenset[str]) -> CommunityPage:
    """The page of a community in one round.

    Args:
        sight: who looks at what.
        measured: the numbers of the round.
        others: indicators that have another source than tables of households.
    """
    items, results = measured.items, measured.results
    known = tuple(item for item in items if answered(item))
    goals = _goals(measured)
    index = index_part(measured.framework, results, sight.names)
    return CommunityPage(
        facts=facts(measured.framework, items, results),
        summary=summary(known, results),
        goals=tuple(
            goal_card(goal, members, sight.url("goal", goal.id)) for goal, members in goals
        ),
        flower=flower(measured.framework, known),
        heat=village_goals(sight, measured),
        changes=changes_part(known, results),
        changed=tuple(
            made for item in known if (made := gauge(item, _sheet(sight, item))).delta is not None
        ),
        missing=tuple(
            (item.indicator.title, _sheet(sight, item))
            for item in items
            if item not in known and item.indicator.id not in others
        ),
        elsewhere=tuple(
            (item.indicator.title, _sheet(sight, item))
            for item in items
            if item not in known and item.indicator.id in others
        ),
        findings=_findings(sight, items),
        index=index.readings[0] if index and index.readings else LocalText(),
    )


def village_goals(sight: Sight, measured: Measurements) -> Heat | None:
    """The heat table of villages by goals."""
    groups = measured.results.groups.get(VILLAGE)
    goals = _goals(measured)
    if not groups or not goals:
        return None
    labels = sight.names.groups(VILLAGE, groups)
    columns = [
        (goal.title, sight.url("goal", goal.id), goal_scale(members)) for goal, members in goals
    ]
    rows = [
        (
            labels[group].full,
            "",
            [
                (
                    mean(members, VILLAGE, group),
                    sight.url("goal", goal.id, fragment=f"village-{group}"),
                )
                for goal, members in goals
            ],
        )
        for group in groups
    ]
    return heat(_VILLAGES, _VILLAGE, columns, rows)


def _goals(measured: Measurements) -> list[tuple[Goal, tuple[Measured, ...]]]:
    pairs = ((goal, measured.of_goal(goal.id)) for goal in measured.framework.goals)
    return [(goal, members) for goal, members in pairs if members]


def _sheet(sight: Sight, item: Measured) -> str:
    return sight.url("indicator", item.indicator.id)


def _findings(sight: Sight, items: Sequence[Measured]) -> tuple[Finding, ...]:
    """What tells nothing, for those who may change what is asked; the same reason only once."""
    if sight.computation is None or not sight.inside:
        return ()
    known = {item.indicator.id: item.indicator.title for item in items}
    found: dict[LocalText, list[tuple[LocalText, str]]] = {}
    for one in sight.computation.findings:
        if one["indicator"] in known:
            title = known[one["indicator"]]
            reason = LocalText(*(_reason(one[code], title.to(code)) for code in LANGUAGES))
            found.setdefault(reason, []).append((title, sight.url("indicator", one["indicator"])))
    return tuple(Finding(reason, tuple(links)) for reason, links in found.items())


def _reason(sentence: str, title: str) -> str:
    """A finding's sentence without the indicator's name before it."""
    return sentence.removeprefix(f"“{title}”: ")
