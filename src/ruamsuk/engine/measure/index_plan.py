"""The measures of the index: H, A, M0, GNH with its bands, headcounts and contributions.

Alkire and Foster (2011), doi:10.1016/j.jpubeco.2010.11.006; Alkire et al. (2015),
*Multidimensional Poverty Measurement and Analysis*, chapter 5; Ura et al. (2012) for GNH.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from sqlglot import exp

from ruamsuk.engine.framework.models import Framework, Index, IndexMissing
from ruamsuk.engine.measure.conditions import Conditions, is_known
from ruamsuk.engine.measure.cutoffs import cutoffs_of
from ruamsuk.engine.measure.sql import double, number, plus, times
from ruamsuk.engine.measure.totals import Draft, Measure, Score


def plan_score(
    draft: Draft,
    framework: Framework,
    index: Index,
    conditions: dict[str, Conditions],
    cutoffs: Sequence[Fraction],
    missing: IndexMissing,
) -> Score:
    """Ask for the deprivation totals of the index under the policy for missing answers."""
    weights, total = framework.integer_weights()
    terms = [conditions[i.id] for i in framework.index_indicators]
    complete = missing == "not-achieved" or all(t.unknown is None for t in terms)
    names = []
    for indicator, term in zip(framework.index_indicators, terms, strict=True):
        value = term.deprived
        if missing == "not-achieved" and term.unknown is not None:
            value = exp.Coalesce(this=exp.paren(value.copy()), expressions=[exp.true()])
        names.append(draft.add(f"I:{indicator.id}", value))
    shares: list[str] = []
    if missing == "available" and not complete:
        shares = _own_shares(draft, names, weights)
    return Score(
        tuple(names),
        tuple(shares),
        weights,
        total,
        cutoffs_of(index, total, cutoffs),
        missing,
        complete,
        index.kind,
    )


def _own_shares(draft: Draft, names: Sequence[str], weights: Sequence[int]) -> list[str]:
    """Totals of each deprivation's share of the weight that is known of its unit."""
    values = [draft.totals[name].value for name in names]
    shares = []
    for name, value, weight in zip(names, values, weights, strict=True):
        available = exp.Nullif(this=known_weight(values, weights), expression=number(0))
        own = times(double(value.copy()), number(weight))
        share = exp.Div(this=own, expression=available)
        shares.append(draft.add(f"C{name[1:]}", share, number=True))
        draft.add(f"V{name[1:]}", is_known(value))
    return shares


def known_weight(values: Sequence[exp.Expr], weights: Sequence[int]) -> exp.Expr:
    """SQL of the weight, a whole number, of those deprivations of a unit that are known."""
    return weighted_sum([is_known(value) for value in values], weights)


def weighted_sum(flags: Sequence[exp.Expr], weights: Sequence[int]) -> exp.Expr:
    """SQL of Σ n_j · flag_j: whole numbers, exact in the double precision that adds up fastest."""
    points = (double(exp.Paren(this=flag.copy())) for flag in flags)
    return plus(
        point if n == 1 else exp.Mul(this=point, expression=number(n))
        for point, n in zip(points, weights, strict=True)
    )


def index_measures(draft: Draft, framework: Framework, score: Score) -> list[Measure]:
    """H, A, M0 and their parts at each cut-off, and the bands of happiness."""
    unknown = "incomplete" if score.whole else ""
    measures: list[Measure] = []
    for indicator, name in zip(framework.index_indicators, score.deprivations, strict=True):
        base = f"V{name[1:]}{score.whole}" if score.shares else f"W{score.whole}"
        count = draft.count(base.removesuffix(score.whole), score.whole)
        cases = draft.cases(name, score.whole)
        measures.append(
            Measure(
                "headcount",
                indicator.id,
                f"{name}{score.whole}",
                base,
                f"W{score.whole}",
                count,
                cases,
                unknown,
            )
        )
    if score.kind == "mean":
        measures.append(
            Measure(
                "score",
                "",
                f"S{score.whole}",
                f"W{score.whole}",
                f"W{score.whole}",
                f"#W{score.whole}",
                "",
                unknown,
                scale=-1.0,
                offset=1.0,
            )
        )
        measures += _contributions(draft, framework, score, score.whole, None, unknown)
    for q, cutoff in enumerate(score.cutoffs):
        if cutoff.shown:
            measures += _at_cutoff(score, q, cutoff.k, unknown)
            measures += _contributions(draft, framework, score, f"@{q}", cutoff.k, unknown)
    return measures + _bands(score, unknown)


def _at_cutoff(score: Score, q: int, k: Fraction, unknown: str) -> list[Measure]:
    """Headcount ratio H, intensity A and adjusted headcount ratio M0 = H · A."""
    poor, cases = f"W@{q}", f"#W@{q}"
    measures = [
        Measure(
            "H",
            "",
            poor,
            f"W{score.whole}",
            f"W{score.whole}",
            f"#W{score.whole}",
            cases,
            unknown,
            k=k,
        ),
        Measure("A", "", f"S@{q}", poor, f"W{score.whole}", cases, cases, unknown, k=k),
        Measure(
            "M0",
            "",
            f"S@{q}",
            f"W{score.whole}",
            f"W{score.whole}",
            f"#W{score.whole}",
            cases,
            unknown,
            k=k,
        ),
    ]
    if score.kind == "gnh":
        measures.append(
            Measure(
                "GNH",
                "",
                f"S@{q}",
                f"W{score.whole}",
                f"W{score.whole}",
                f"#W{score.whole}",
                cases,
                unknown,
                -1.0,
                1.0,
                k,
            )
        )
    return measures


def _contributions(
    draft: Draft, framework: Framework, score: Score, of: str, k: Fraction | None, unknown: str
) -> list[Measure]:
    """Censored headcounts ratios and what each indicator contributes to M0."""
    measures = []
    for j, indicator in enumerate(framework.index_indicators):
        name = score.deprivations[j]
        own = score.shares[j] if score.shares else name
        scale = 1.0 if score.shares else score.weights[j] / score.total
        cases = draft.cases(name, of)
        y, id_ = f"{own}{of}", indicator.id
        if k is not None:
            base = f"V{name[1:]}{score.whole}" if score.shares else f"W{score.whole}"
            count = draft.count(base.removesuffix(score.whole), score.whole)
            measures.append(
                Measure(
                    "censored_headcount",
                    id_,
                    f"{name}{of}",
                    base,
                    f"W{score.whole}",
                    count,
                    cases,
                    unknown,
                    k=k,
                )
            )
        measures += [
            Measure(
                "contribution",
                id_,
                y,
                f"W{score.whole}",
                f"W{score.whole}",
                f"#W{score.whole}",
                cases,
                unknown,
                scale,
                k=k,
            ),
            Measure(
                "contribution_share",
                id_,
                y,
                f"S{of}",
                f"W{score.whole}",
                f"#W{of}",
                cases,
                unknown,
                scale,
                k=k,
            ),
        ]
    return measures


BAND_NAMES = ("unhappy", "narrowly_happy", "extensively_happy", "deeply_happy")


def _bands(score: Score, unknown: str) -> list[Measure]:
    """Shares of the bands of happiness; the strictest cut-off bounds the unhappy."""
    edges = [f"W@{q}" for q, cutoff in enumerate(score.cutoffs) if cutoff.band]
    if not edges:
        return []
    edges = [*reversed(edges), f"W{score.whole}"]
    names = (
        BAND_NAMES if len(edges) == len(BAND_NAMES) else tuple(map(str, range(1, len(edges) + 1)))
    )
    inner = [edges[0], *(f"{b} - {a}" for a, b in pairwise(edges))]
    return [
        Measure(
            f"band:{name}",
            "",
            y,
            f"W{score.whole}",
            f"W{score.whole}",
            f"#W{score.whole}",
            y and f"#{y}",
            unknown,
        )
        for name, y in zip(names, inner, strict=True)
    ]
