"""The pictures of the pages of results, by the names that their files have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, singledispatch

from ruamsuk.charts import HeatTable, Label, Picture, Scale, Value
from ruamsuk.lib.text import LocalText
from ruamsuk.report.measured import Measured
from ruamsuk.report.overview import changes_part, flower
from ruamsuk.report.view import Part
from ruamsuk.results.pages.community import CommunityPage
from ruamsuk.results.pages.goal import GoalPage, goal_page
from ruamsuk.results.pages.goals import answered, goal_scale, mean
from ruamsuk.results.pages.index import IndexPage, index_page
from ruamsuk.results.pages.measured import Measurements
from ruamsuk.results.pages.sheet import Sheet, sheet_of
from ruamsuk.results.pages.sight import VILLAGE, Sight

_BY_GOAL = LocalText("หมู่บ้านกับเป้าหมาย", "Villages by goal")
_BY_INDICATOR = LocalText("{goal} · หมู่บ้านกับตัวชี้วัด", "{goal}: villages by indicator")
_GROUPING = "by-"

Pictures = Sequence[Picture]
Column = tuple[LocalText, Scale, Callable[[str], Value]]


def pictures_of(sight: Sight, measured: Measurements, kind: str, about: str = "") -> Pictures:
    """The pictures of a kind; none where there is no such thing, or it may not be seen.

    Args:
        sight: who looks at what.
        measured: the numbers of the round.
        kind: ``petals``, ``changes``, ``villages`` or ``index``; with a goal's id ``goal`` and
            ``goal-changes``; with an indicator's id ``rounds`` and ``by-`` before a grouping.
        about: id of the goal or indicator.
    """
    if not about:
        draw = _OF_COMMUNITY.get(kind)
        return draw(sight, measured) if draw else ()
    if kind in _OF_GOAL:
        return _OF_GOAL[kind](sight, measured, about)
    return _of_indicator(sight, measured, kind, about)


def _petals(_sight: Sight, measured: Measurements) -> Pictures:
    known = tuple(item for item in measured.items if answered(item))
    return _drawn(flower(measured.framework, known))


def _changes(_sight: Sight, measured: Measurements) -> Pictures:
    known = tuple(item for item in measured.items if answered(item))
    return _drawn(changes_part(known, measured.results))


def _index(sight: Sight, measured: Measurements) -> Pictures:
    page = index_page(sight, measured)
    return _drawn(page.part if page else None)


def _drawn(part: Part | None) -> Pictures:
    return part.pictures if part else ()


def village_goals(sight: Sight, measured: Measurements) -> Pictures:
    """The heat table of villages by goals, as a picture."""
    columns: list[Column] = []
    for goal in measured.framework.goals:
        items = measured.of_goal(goal.id)
        if items:
            columns.append((goal.title, goal_scale(items), partial(mean, items, VILLAGE)))
    return _villages(sight, measured, _BY_GOAL, columns)


def village_indicators(sight: Sight, measured: Measurements, about: str) -> Pictures:
    """The heat table of villages by the indicators of a goal, as a picture."""
    items = measured.of_goal(about)
    if not items:
        return ()
    columns: list[Column] = [
        (item.indicator.title, item.scale, partial(_value, item)) for item in items
    ]
    title = _BY_INDICATOR.format(goal=items[0].goal.title)
    return _villages(sight, measured, title, columns)


def _value(item: Measured, village: str) -> Value:
    return item.get(VILLAGE, village).value


def _villages(
    sight: Sight, measured: Measurements, title: LocalText, columns: Sequence[Column]
) -> Pictures:
    groups = measured.results.groups.get(VILLAGE, ())
    if not groups or not columns:
        return ()
    labels = sight.names.groups(VILLAGE, groups)
    return (
        HeatTable(
            title,
            tuple(labels[group] for group in groups),
            tuple(Label(name) for name, _, _ in columns),
            tuple(scale for _, scale, _ in columns),
            tuple(tuple(value(group) for _, _, value in columns) for group in groups),
        ),
    )


def _goal_changes(sight: Sight, measured: Measurements, about: str) -> Pictures:
    goal = next((goal for goal in measured.framework.goals if goal.id == about), None)
    if goal is None or not measured.of_goal(about):
        return ()
    changes = goal_page(sight, measured, goal).changes
    return changes.pictures if changes else ()


def _of_indicator(sight: Sight, measured: Measurements, kind: str, about: str) -> Pictures:
    item = measured.item(about)
    if item is None or sight.computation is None:
        return ()
    sheet = sheet_of(sight, measured, item)
    sections = {f"{_GROUPING}{section.id}": section for section in sheet.groupings}
    section = sections.get(kind, sheet.over_rounds if kind == "rounds" else None)
    return (section.picture,) if section and section.picture else ()


_OF_COMMUNITY: Mapping[str, Callable[[Sight, Measurements], Pictures]] = {
    "petals": _petals,
    "changes": _changes,
    "villages": village_goals,
    "index": _index,
}
_OF_GOAL: Mapping[str, Callable[[Sight, Measurements, str], Pictures]] = {
    "goal": village_indicators,
    "goal-changes": _goal_changes,
}


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture of a page as its file.

    Attributes:
        kind, about: its address, see `pictures_of`.
        number: which of the pictures of that address.
    """

    title: LocalText
    kind: str
    about: str = ""
    number: int = 1


@singledispatch
def files_of(page: object) -> list[PictureFile]:
    """The files of the pictures that stand on a page of results."""
    raise TypeError(f"a {type(page).__name__} has no pictures")


@files_of.register
def _(page: CommunityPage) -> list[PictureFile]:
    villages = [PictureFile(page.heat.title, "villages")] if page.heat else []
    return [*villages, *_parts("petals", page.flower), *_parts("changes", page.changes)]


@files_of.register
def _(page: GoalPage) -> list[PictureFile]:
    goal = page.goal.id
    villages = [PictureFile(page.heat.title, "goal", goal)] if page.heat else []
    changes = [PictureFile(page.changes.title, "goal-changes", goal)] if page.changes else []
    return villages + changes


@files_of.register
def _(page: Sheet) -> list[PictureFile]:
    about = page.item.indicator.id
    kinds = [(f"{_GROUPING}{section.id}", section) for section in page.groupings]
    kinds.append(("rounds", page.over_rounds))
    return [PictureFile(s.title, kind, about) for kind, s in kinds if s.picture]


@files_of.register
def _(page: IndexPage) -> list[PictureFile]:
    return _parts("index", page.part)


def _parts(kind: str, part: Part | None) -> list[PictureFile]:
    pictures = enumerate(part.pictures, start=1) if part else ()
    return [PictureFile(picture.title, kind, number=number) for number, picture in pictures]
