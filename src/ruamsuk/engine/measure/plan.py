"""Which totals a framework needs at one level, and which measures they make."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from functools import lru_cache

from ruamsuk.engine.framework.models import Framework, IndexMissing, Indicator, Level
from ruamsuk.engine.measure.conditions import Conditions
from ruamsuk.engine.measure.index_plan import index_measures, plan_score
from ruamsuk.engine.measure.totals import Draft, Measure, Median, Plan


class _Same:
    """A framework that equals only itself: two that read alike are planned twice."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework

    def __hash__(self) -> int:
        return id(self.framework)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.framework is self.framework


def plan_level(
    framework: Framework,
    level: Level,
    *,
    known: Collection[str] = (),
    weighted: bool = False,
    with_cases: bool = False,
    cutoffs: Sequence[Fraction] = (),
    missing: IndexMissing | None = None,
) -> Plan | None:
    """Plan the pass over one level.

    Args:
        framework: gives indicators, weights and the index.
        level: whose units are summed.
        known: columns that hold no missing value, so that nothing about them need be counted.
        weighted: whether units carry weights, so that unweighted counts are totals of their own.
        with_cases: whether numerators are also counted without weights (for small-cell control).
        cutoffs: cut-offs of the index instead of the framework's own.
        missing: policy for unknown deprivations instead of the framework's own.

    Returns:
        The plan, or None where the framework counts nothing at this level; the same object when
        the same framework is planned again.
    """
    return _planned(
        _Same(framework), level, frozenset(known), weighted, with_cases, tuple(cutoffs), missing
    )


@lru_cache(maxsize=64)
def _planned(
    same: _Same,
    level: Level,
    known: frozenset[str],
    weighted: bool,
    with_cases: bool,
    cutoffs: tuple[Fraction, ...],
    missing: IndexMissing | None,
) -> Plan | None:
    framework = same.framework
    here = [i for i in framework.indicators if i.level == level]
    conditions = {i.id: Conditions.of(framework, i, known) for i in here}
    draft, measures, medians = Draft(weighted, with_cases), [], []
    for indicator in here:
        terms = conditions[indicator.id]
        if not indicator.achieved and indicator.summary == "median":
            unit = indicator.unit.to("en")
            medians.append(Median(indicator.id, terms.value, terms.unknown, unit))
        else:
            measures.append(_simple(draft, indicator, terms))
    score = None
    index = framework.index
    if index and index.of == level and framework.index_indicators:
        score = plan_score(draft, framework, index, conditions, cutoffs, missing or index.missing)
        measures += index_measures(draft, framework, score)
    if not measures and not medians:
        return None
    aggregates = dict(a for terms in conditions.values() for a in terms.person_aggregates)
    totals = tuple(draft.totals.values())
    return Plan(level, totals, tuple(measures), tuple(medians), score, tuple(aggregates.items()))


def _simple(draft: Draft, indicator: Indicator, terms: Conditions) -> Measure:
    """Share, mean, sum or ratio of one indicator over those whose answer is known."""
    id_ = indicator.id
    base = "W" if terms.base is None else draft.add(f"X:{id_}", terms.base)
    unknown = "" if terms.unknown is None else draft.add(f"U:{id_}", terms.unknown)
    count = draft.count(base)
    if indicator.achieved:
        deprived = draft.add(f"D:{id_}", terms.deprived)
        cases = draft.cases(deprived)
        return Measure(
            "share", id_, deprived, base, base, count, cases, unknown, scale=-1.0, offset=1.0
        )
    y = draft.add(f"Y:{id_}", terms.value, number=True)
    x = "" if indicator.summary == "sum" else base
    if indicator.summary == "ratio":
        x = draft.add(f"Z:{id_}", terms.divisor, number=True)
    unit = indicator.unit.to("en")
    return Measure(
        indicator.summary, id_, y, x, base, count, "", unknown, limits="linear", unit=unit
    )
