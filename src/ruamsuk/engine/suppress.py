"""Which estimates must be hidden so that no small cell shows, or can be worked out.

Joins the rules of ``ruamsuk.engine.disclosure`` to the estimates. Hiding more than a rule asks
never tells more, so the rules are applied one after another and what they hide is joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ruamsuk.engine.disclosure import Cells as Counts
from ruamsuk.engine.disclosure import IndexCells, hidden, hidden_index
from ruamsuk.engine.measure.cells import Level
from ruamsuk.engine.measure.design import Ints
from ruamsuk.engine.measure.estimate import Estimates
from ruamsuk.engine.measure.totals import Measure, Score
from ruamsuk.engine.part import Part

Mask = npt.NDArray[np.bool_]
SIMPLE = ("share", "mean", "sum", "ratio", "median")
OF_INDICATOR = ("headcount", "censored_headcount", "contribution", "contribution_share")


def hidden_estimates(parts: Iterable[Part], threshold: int) -> dict[int, Mask]:
    """What to hide of each table of estimates.

    Args:
        parts: estimates over several groupings, with unweighted counts of their numerators.
        threshold: the least count that may be shown.

    Returns:
        A mask (M, G) by ``id`` of the estimates.
    """
    masks: dict[int, Mask] = {}
    for part in parts:
        medians: dict[str, list[Estimates]] = {}
        for estimates in part.medians:
            medians.setdefault(estimates.measures[0].indicator, []).append(estimates)
        for levels in filter(None, [list(part.estimates), *medians.values()]):
            found = [np.zeros(e.estimate.shape, bool) for e in levels]
            for round_ in range(len(levels[0].level.cells.rounds)):
                _hide_round(levels, found, round_, part.plan.score, threshold)
            masks.update((id(e), mask) for e, mask in zip(levels, found, strict=True))
    return masks


def _hide_round(
    levels: Sequence[Estimates],
    masks: Sequence[Mask],
    round_: int,
    score: Score | None,
    threshold: int,
) -> None:
    """Hide what one round asks for, in all groupings together."""
    picked = [np.flatnonzero(e.level.group_round == round_) for e in levels]
    member = _members([e.level for e in levels], picked, round_)
    measures = levels[0].measures
    by_indicator: dict[str, list[Mask]] = {}
    for m, measure in enumerate(measures):
        if measure.name in SIMPLE:
            counts = _counts(levels, picked, member, m)
            by_indicator[measure.indicator] = hidden(counts, threshold)
    groups = [np.zeros(len(p), bool) for p in picked]
    if score is not None and any(m.name in ("M0", "score") for m in measures):
        groups = _hide_index(levels, picked, member, score, by_indicator, threshold)
    for number, (mask, own) in enumerate(zip(masks, picked, strict=True)):
        for m, measure in enumerate(measures):
            flags = np.zeros(len(own), bool)
            if measure.name in SIMPLE or measure.name in OF_INDICATOR:
                flags |= by_indicator[measure.indicator][number]
            if measure.name not in SIMPLE:
                flags |= groups[number]
            mask[m, own] |= flags


def _hide_index(
    levels: Sequence[Estimates],
    picked: Sequence[Ints],
    member: Sequence[Ints],
    score: Score,
    by_indicator: dict[str, list[Mask]],
    threshold: int,
) -> list[Mask]:
    """Groups whose index is hidden; indicators that it hides are added to ``by_indicator``."""
    measures = levels[0].measures
    names = [m.indicator for m in measures if m.name == "headcount"]
    if score.kind == "mean":
        return _hide_mean(levels, picked, member, by_indicator, threshold)
    groups = [np.zeros(len(p), bool) for p in picked]
    cutoffs = dict.fromkeys(m.k for m in measures if m.name == "M0")  # weakest first
    families = [_index_cells(levels, picked, member, score, k) for k in cutoffs]
    families += [_between(wider, narrower) for wider, narrower in pairwise(families)]
    for cells in families:
        found = hidden_index(cells, threshold)
        _join(groups, found.group)
        for j, name in enumerate(names):
            _join(by_indicator[name], [flags[:, j] for flags in found.indicator])
    _join(groups, _hide_classes(levels, picked, member, score, threshold))
    return groups


def _hide_mean(
    levels: Sequence[Estimates],
    picked: Sequence[Ints],
    member: Sequence[Ints],
    by_indicator: dict[str, list[Mask]],
    threshold: int,
) -> list[Mask]:
    """Groups whose mean score is hidden: few units, or a hidden indicator that it would tell.

    Those with a complete score are fewer than those who answered one question, so headcounts have
    small cells of their own; they are added to ``by_indicator``.
    """
    for m, measure in enumerate(levels[0].measures):
        if measure.name == "headcount":
            found = hidden(_counts(levels, picked, member, m), threshold)
            _join(by_indicator[measure.indicator], found)
    base = _totals(levels, picked, "#W@c")
    groups = hidden(Counts(member, base, base), threshold)
    for flags in by_indicator.values():
        _join(groups, flags)
    return groups


def _join(flags: list[Mask], more: Iterable[Mask]) -> None:
    """Hide also, in each grouping, what ``more`` says."""
    flags[:] = [one | other for one, other in zip(flags, more, strict=True)]


def _hide_classes(
    levels: Sequence[Estimates],
    picked: Sequence[Ints],
    member: Sequence[Ints],
    score: Score,
    threshold: int,
) -> list[Mask]:
    """Groups where the people between two cut-offs would be a small cell."""
    groups = [np.zeros(len(p), bool) for p in picked]
    base = _totals(levels, picked, "#W@c")
    edges = [_totals(levels, picked, f"#W@{q}") for q in range(len(score.cutoffs))]
    for wider, narrower in zip([base, *edges], edges, strict=False):
        between = [w - n for w, n in zip(wider, narrower, strict=True)]
        _join(groups, hidden(Counts(member, base, between), threshold))
    return groups


def _index_cells(
    levels: Sequence[Estimates],
    picked: Sequence[Ints],
    member: Sequence[Ints],
    score: Score,
    k: object,
) -> IndexCells:
    measures = levels[0].measures

    def of(name: str, at: object) -> list[int]:
        return [i for i, m in enumerate(measures) if m.name == name and m.k == at]

    poor = of("M0", k)[0]
    headcounts, censored = of("headcount", None), of("censored_headcount", k)
    return IndexCells(
        member,
        _totals(levels, picked, "#W@c"),
        [_whole(e.cases[poor, p]) for e, p in zip(levels, picked, strict=True)],
        [_whole(e.cases[headcounts][:, p].T) for e, p in zip(levels, picked, strict=True)],
        [_whole(e.cases[censored][:, p].T) for e, p in zip(levels, picked, strict=True)],
        np.array(score.weights, dtype=np.int64),
    )


def _between(wider: IndexCells, narrower: IndexCells) -> IndexCells:
    """Those whom only the wider of two cut-offs counts: differences of what is shown at both."""
    people = [w - n for w, n in zip(wider.poor, narrower.poor, strict=True)]
    deprived = [w - n for w, n in zip(wider.poor_deprived, narrower.poor_deprived, strict=True)]
    return IndexCells(wider.member, people, people, deprived, deprived, wider.weights)


def _totals(levels: Sequence[Estimates], picked: Sequence[Ints], name: str) -> list[Ints]:
    return [
        _whole(e.level.groups(e.level.rows(name))[p]) for e, p in zip(levels, picked, strict=True)
    ]


def _counts(
    levels: Sequence[Estimates], picked: Sequence[Ints], member: Sequence[Ints], m: int
) -> Counts:
    """Base and numerator of one measure; where nothing is counted the base stands for both."""
    n = [_whole(e.count[m, p]) for e, p in zip(levels, picked, strict=True)]
    measure: Measure = levels[0].measures[m]
    if not measure.cases:
        return Counts(member, n, n)
    return Counts(member, n, [_whole(e.cases[m, p]) for e, p in zip(levels, picked, strict=True)])


def _members(levels: Sequence[Level], picked: Sequence[Ints], round_: int) -> list[Ints]:
    """Per grouping, the group of each distinct combination of groups in the round."""
    inside = levels[0].cells.round == round_
    columns = []
    for level, own in zip(levels, picked, strict=True):
        place = np.full(len(level.group) + 1, -1, np.int64)
        place[own] = np.arange(len(own))
        columns.append(place[level.group_of_cell[inside]])
    return list(np.unique(np.stack(columns, axis=1), axis=0).T)


def _whole(values: npt.NDArray[np.float64]) -> Ints:
    return np.rint(values).astype(np.int64)
