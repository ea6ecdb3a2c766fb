"""Which series go on over two versions of a framework, and which break."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ruamsuk.engine.expressions import parse
from ruamsuk.engine.expressions.nodes import Column
from ruamsuk.engine.expressions.writer import write
from ruamsuk.engine.framework.models import Framework, Indicator, Variable

if TYPE_CHECKING:
    from ruamsuk.indicators.models import Version

Link = Literal["goes on", "new", "breaks", "asks"]


@dataclass(frozen=True)
class Thread:
    """How one indicator stands to the version before.

    Attributes:
        indicator: as it is now.
        link: whether its series goes on, is new or breaks; ``asks`` when what is counted has
            changed and nobody has said what that means.
        origin: the indicator of the version before that it goes on from, or would.
    """

    indicator: Indicator
    link: Link
    origin: Indicator | None


def threads(version: Version) -> list[Thread]:
    """How each indicator of a version stands to the version that it amends."""
    if version.based_on is None:
        return [Thread(indicator, "new", None) for indicator in version.definition.indicators]
    before = version.based_on.definition
    known = {indicator.id: indicator for indicator in before.indicators}
    return [
        _thread(version, indicator, known, before) for indicator in version.definition.indicators
    ]


def _thread(
    version: Version, indicator: Indicator, known: dict[str, Indicator], before: Framework
) -> Thread:
    same = known.get(indicator.id)
    if indicator.id in version.mapping:
        origin = known.get(version.mapping[indicator.id] or "")
        if origin:
            return Thread(indicator, "goes on", origin)
        return Thread(indicator, "breaks" if same else "new", same)
    if same is None:
        return Thread(indicator, "new", None)
    unchanged = meaning(before, same) == meaning(version.definition, indicator)
    return Thread(indicator, "goes on" if unchanged else "asks", same)


def series(version: Version) -> dict[str, str | None]:
    """For each indicator, the id in the version before that its series goes on from, if any."""
    return {
        thread.indicator.id: thread.origin.id
        if thread.link == "goes on" and thread.origin
        else None
        for thread in threads(version)
    }


def lineage(version: Version) -> list[tuple[Version, dict[str, str]]]:
    """The versions before, newest first, with the id that each indicator still had there."""
    found: list[tuple[Version, dict[str, str]]] = []
    ids = {indicator.id: indicator.id for indicator in version.definition.indicators}
    while version.based_on is not None:
        earlier = series(version)
        ids = {now: old for now, then in ids.items() if (old := earlier[then])}
        version = version.based_on
        found.append((version, ids))
    return found


def meaning(definition: Framework, indicator: Indicator) -> tuple[object, ...]:
    """What an indicator counts: two that count alike have equal meanings, however worded."""
    texts = (indicator.eligible, indicator.achieved, indicator.value)
    trees = [parse(text, definition.variables, indicator.level).tree for text in texts if text]
    columns = {
        node.name: _counted(node.variable)
        for tree in trees
        for node in tree.walk()
        if isinstance(node, Column)
    }
    return (
        indicator.level,
        indicator.missing,
        indicator.summary if indicator.value else "",
        (indicator.unit.th, indicator.unit.en) if indicator.value else (),
        tuple(bool(text) for text in texts),
        tuple(write(tree) for tree in trees),
        tuple(sorted(columns.items())),
    )


def _counted(variable: Variable) -> tuple[object, ...]:
    choices = tuple(choice.value for choice in variable.choices)
    return (variable.level, variable.type, choices, variable.unit.th, variable.unit.en)
