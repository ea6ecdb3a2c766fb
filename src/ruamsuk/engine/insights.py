"""Which indicators of an assessment tell us nothing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ruamsuk.engine.insight import Finding, IndicatorFacts, PairCounts, findings
from ruamsuk.engine.measure.estimate import Estimates
from ruamsuk.engine.patterns import MOST, collapse
from ruamsuk.engine.result import Assessment


def insights(assessment: Assessment) -> tuple[Finding, ...]:
    """Find the indicators that tell us nothing in the latest round.

    These are the ones that nearly all or hardly anyone reach, that few can answer, that always go
    with another, or that are the same in all places. What the assessment hides tells nothing here
    either.

    Args:
        assessment: places are the groups of its first grouping.
    """
    facts = [fact for part in assessment.parts for fact in _facts(assessment, part.estimates)]
    shown = {fact.id for fact in facts}
    pairs = (p for p in _pairs(assessment) if shown.issuperset((p.first, p.second)))
    return findings(facts, pairs)


def _facts(assessment: Assessment, estimates: tuple[Estimates, ...]) -> Iterator[IndicatorFacts]:
    if not estimates or not estimates[0].level.group:
        return
    whole, places = estimates[0], estimates[1] if len(estimates) > 1 else None
    latest = int(whole.level.group_round.argmax())
    hidden = assessment.hidden_of(whole)[:, latest]
    for m, measure in enumerate(whole.measures):
        if measure.name != "share" or hidden[m]:
            continue
        shares = errors = np.empty(0)
        if places is not None:
            inside = places.level.group_round == whole.level.group_round[latest]
            inside &= ~assessment.hidden_of(places)[m]
            shares, errors = places.estimate[m, inside], places.error[m, inside]
        yield IndicatorFacts(
            measure.indicator,
            float(whole.estimate[m, latest]),
            float(whole.lower[m, latest]),
            float(whole.upper[m, latest]),
            float(whole.missing[m, latest]),
            shares,
            None if whole.level.cells.census else errors,
        )


def _pairs(assessment: Assessment) -> tuple[PairCounts, ...]:
    framework = assessment.framework
    if framework.index is None or not 0 < len(framework.index_indicators) <= MOST:
        return ()
    patterns = collapse(
        framework,
        assessment.tables.households,
        assessment.tables.persons,
        rounds=assessment.asked["rounds"],
        design=assessment.design,
    )
    if not patterns.groups:
        return ()
    return patterns.pairs(len(patterns.groups) - 1, assessment.threshold)  # the latest round
