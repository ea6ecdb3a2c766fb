"""The numbers of a round as its reader may see them, read once and kept by their digest."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from ruamsuk.charts import Value
from ruamsuk.engine.framework.models import Framework
from ruamsuk.report.measured import Measured, measure_framework
from ruamsuk.report.overview import delta_of
from ruamsuk.report.results import Results, is_full_count, read_results
from ruamsuk.results import tables
from ruamsuk.results.models import Computation
from ruamsuk.results.pages.goals import mean
from ruamsuk.results.tables import Tables

Published = frozenset[tuple[str, frozenset[str]]]
"""For each round, the indicators that everyone may read."""

_OWN_MEASURES = ("share", "mean", "median", "sum", "ratio")


@dataclass(frozen=True)
class Measurements:
    """What was measured up to a round.

    Attributes:
        framework: goals and indicators.
        results: the numbers; their last round is the one that is looked at.
        items: the indicators that may be seen, in the order of the framework.
    """

    framework: Framework
    results: Results
    items: tuple[Measured, ...]

    def item(self, indicator: str) -> Measured | None:
        """An indicator by its id."""
        return next((item for item in self.items if item.indicator.id == indicator), None)

    def of_goal(self, goal: str) -> tuple[Measured, ...]:
        """The indicators of a goal."""
        return tuple(item for item in self.items if item.goal.id == goal)

    @cached_property
    def means(self) -> Mapping[str, Value]:
        """The mean of each goal, by its id."""
        return {goal.id: mean(self.of_goal(goal.id)) for goal in self.framework.goals}

    @cached_property
    def changed(self) -> tuple[int, int]:
        """How many indicators are surely better, and surely worse, than before."""
        tones = [delta.tone for item in self.items if (delta := delta_of(item))]
        return tones.count("better"), tones.count("worse")


@dataclass(frozen=True)
class Asked:
    """Which numbers are asked for; equal where the answer is.

    Attributes:
        computation: a finished one, with its version.
        label: the round.
        full: with small counts, for those who may see households.
        published: what everyone may read; None for those with a role in the community.
    """

    computation: Computation = field(compare=False)
    label: str
    full: bool
    published: Published | None = None
    estimates: str = field(init=False)
    version: int = field(init=False)
    changed: datetime.datetime = field(init=False)

    def __post_init__(self) -> None:
        computation = self.computation
        digest = computation.full_estimates_id if self.full else computation.shown_estimates_id
        object.__setattr__(self, "estimates", digest)
        object.__setattr__(self, "version", computation.version_id)
        object.__setattr__(self, "changed", computation.version.changed)


def rounds_of(computation: Computation) -> tuple[str, ...]:
    """The rounds of a finished computation, from first to last."""
    return tables.tables_of(computation, full=False).rounds


def visible(asked: Asked) -> Tables | None:
    """The rows of one round and of those before it that may be read; None where not computed."""
    found = tables.tables_of(asked.computation, full=asked.full)
    labels = list(found.rounds)
    if asked.label not in labels:
        return None
    labels = labels[: labels.index(asked.label) + 1]
    framework = asked.computation.version.definition
    index = frozenset(indicator.id for indicator in framework.index_indicators)
    open_to = dict(asked.published) if asked.published is not None else None

    def shown(rows: pa.Table, *columns: str) -> pa.Table:
        for column in columns:
            rows = rows.filter(_visible(rows, column, labels, open_to, index))
        return rows

    return Tables(shown(found.estimates, "round"), shown(found.changes, "from_round", "to_round"))


@lru_cache(maxsize=32)
def measurements(asked: Asked) -> Measurements | None:
    """The numbers of one round and of those before it; None where it was not computed."""
    computation = asked.computation
    found = visible(asked)
    if found is None:
        return None
    framework = computation.version.definition
    results = read_results(
        found.estimates,
        found.changes,
        float(framework.index.cutoff) if framework.index else None,
        full_count=is_full_count(found.estimates, computation.manifest),
    )
    if asked.published is not None:
        framework = _open_part(framework, dict(asked.published)[asked.label])
    return Measurements(framework, results, measure_framework(framework, results))


def unmeasured(framework: Framework, label: str, open_to: frozenset[str] | None) -> Measurements:
    """A round without computed numbers, whose indicators may still have other sources."""
    if open_to is not None:
        framework = _open_part(framework, open_to)
    results = Results((label,), {}, (), True, None, {}, {})
    return Measurements(framework, results, measure_framework(framework, results))


def _open_part(framework: Framework, open_to: frozenset[str]) -> Framework:
    """The goals and indicators that may be seen; the index only with all that it is made of."""
    whole = open_to.issuperset(indicator.id for indicator in framework.index_indicators)
    goals = tuple(
        goal.model_copy(update={"indicators": kept})
        for goal in framework.goals
        if (kept := tuple(one for one in goal.indicators if one.id in open_to))
    )
    index = framework.index if whole else None
    return framework.model_copy(update={"goals": goals, "index": index})


def _visible(
    rows: pa.Table,
    column: str,
    labels: list[str],
    open_to: dict[str, frozenset[str]] | None,
    index: frozenset[str],
) -> pa.ChunkedArray:
    """Which rows of these rounds may be read: of what is published, its own measures.

    The index tells of all its indicators, so it may be read where all of them may.
    """
    rounds = pc.cast(rows[column], pa.string())
    if open_to is None:
        return pc.is_in(rounds, value_set=pa.array(labels, pa.string()))
    indicator = pc.cast(rows["indicator"], pa.string())
    own = pc.is_in(pc.cast(rows["measure"], pa.string()), value_set=pa.array(_OWN_MEASURES))
    found = pc.equal(rounds, "\x00")
    for label in labels:
        ids = open_to.get(label, frozenset())
        named = pc.is_in(indicator, value_set=pa.array(sorted(ids), pa.string()))
        allowed = pc.and_(named, own)
        if index and index <= ids:
            allowed = pc.or_(allowed, pc.invert(own))
        found = pc.or_(found, pc.and_(pc.equal(rounds, label), allowed))
    return found
