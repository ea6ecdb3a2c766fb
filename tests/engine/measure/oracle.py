"""The measures once more, naively: plain Python over units, straight from the textbook's formulas.

Fractions decide who is counted, ``fsum`` adds, and no formula is shared with the engine. Sources:
Alkire and Foster (2011); Ura et al. (2012); Lumley, *Complex Surveys*; Wolter, *Introduction to
Variance Estimation*; Woodruff (1952) for medians; Berger and Priam (2016) for shared clusters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from math import exp, fsum, inf, isinf, isnan, log, nan, sqrt
from typing import Any

from scipy import stats

from ruamsuk.engine.measure.design import Design

Unit = dict[str, Any]
Value = Callable[[Unit], float]
Key = tuple[str, str, str, str, str, float | None]
BANDS = (Fraction(1, 2), Fraction(66, 100), Fraction(77, 100))
BAND_NAMES = ("unhappy", "narrowly_happy", "extensively_happy", "deeply_happy")


def always(_: Unit) -> bool | None:
    return True


@dataclass(frozen=True)
class Indicator:
    """``answer`` is True, False or a number, None where unknown; ``weight`` 0 keeps it out."""

    id: str
    kind: str
    answer: Callable[[Unit], Any]
    eligible: Callable[[Unit], bool | None] = always
    divisor: Callable[[Unit], float | None] = always
    not_achieved: bool = False
    weight: Fraction = Fraction(0)

    def read(self, unit: Unit) -> Any:
        answer = self.answer(unit)
        return False if answer is None and self.not_achieved else answer

    def base(self, unit: Unit) -> bool:
        known = self.read(unit) is not None and self.divisor(unit) is not None
        return self.eligible(unit) is True and known

    def unknown(self, unit: Unit) -> bool:
        return self.eligible(unit) is not False and not self.base(unit)

    def deprived(self, unit: Unit) -> bool | None:
        eligible, achieved = self.eligible(unit), self.read(unit)
        if eligible is False or achieved is True:
            return False
        return None if eligible is None or achieved is None else True


@dataclass(frozen=True)
class Index:
    kind: str
    cutoffs: Sequence[Fraction]
    missing: str = "complete"


@dataclass
class Figure:
    estimate: float | None
    se: float | None = None
    lower: float | None = None
    upper: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    n: int = 0
    missing: float = 0.0
    u: dict[tuple[Any, ...], float] = field(default_factory=dict)
    df: float = nan


@dataclass(frozen=True)
class Sample:
    """All units with their design; ``rounds`` and groups are read from the units."""

    units: Sequence[Unit]
    design: Design
    rounds: str | None = None

    def round_of(self, unit: Unit) -> Any:
        return unit[self.rounds] if self.rounds else ""

    def weight(self, unit: Unit) -> float:
        return float(unit[self.design.weight]) if self.design.weight else 1.0

    def stratum(self, unit: Unit) -> tuple[Any, ...]:
        return (self.round_of(unit), unit[self.design.strata] if self.design.strata else "")

    def cluster(self, unit: Unit) -> tuple[Any, ...]:
        own = unit[self.design.cluster or "household_id"]
        return (*self.stratum(unit), own)

    def clusters(self) -> dict[tuple[Any, ...], set[tuple[Any, ...]]]:
        found: dict[tuple[Any, ...], set[tuple[Any, ...]]] = {}
        for unit in self.units:
            found.setdefault(self.stratum(unit), set()).add(self.cluster(unit))
        return found

    def unsampled(self) -> dict[tuple[Any, ...], float]:
        """1 − f of each stratum."""
        population = {
            self.stratum(u): u[self.design.fpc] if self.design.fpc else inf for u in self.units
        }
        return {h: 1 - len(own) / population[h] for h, own in self.clusters().items()}

    def total(self, units: Iterable[Unit], value: Callable[[Unit], float]) -> float:
        return fsum(self.weight(u) * value(u) for u in units)

    def by_cluster(
        self, units: Iterable[Unit], value: Callable[[Unit], float]
    ) -> dict[tuple[Any, ...], float]:
        found: dict[tuple[Any, ...], list[float]] = {}
        for unit in units:
            found.setdefault(self.cluster(unit), []).append(self.weight(unit) * value(unit))
        return {cluster: fsum(values) for cluster, values in found.items()}

    def lonely(self) -> set[tuple[Any, ...]]:
        open_ = self.unsampled()
        return {h for h, own in self.clusters().items() if len(own) == 1 and open_[h] > 0}

    def variance(self, u: dict[tuple[Any, ...], float], domain: Iterable[Unit]) -> float:
        """V = Σ_h (1 − f_h) n_h / (n_h − 1) Σ_a (u_a − ū_h)², lonely strata by their policy."""
        open_, lonely, terms = self.unsampled(), self.lonely(), []
        for h, own in self.clusters().items():
            values = [u.get(a, 0.0) for a in own]
            n = len(values)
            if h in lonely:
                terms.append(values[0] ** 2 * open_[h] if self.design.lonely == "adjust" else 0.0)
            elif n > 1:
                mean = fsum(values) / n
                terms.append(open_[h] * n / (n - 1) * fsum((v - mean) ** 2 for v in values))
        found = fsum(terms)
        if self.design.lonely == "average":
            held = {self.stratum(unit) for unit in domain if self.weight(unit) > 0}
            alone = held & lonely
            return found * len(held) / (len(held) - len(alone)) if held > alone else nan
        return found

    def freedom(self, domain: Sequence[Unit], everywhere: Sequence[Unit]) -> float:
        if self.design.freedom == "normal":
            return inf
        counted = everywhere if self.design.freedom == "design" else domain
        held = [u for u in counted if self.weight(u) > 0]
        return len({self.cluster(u) for u in held}) - len({self.stratum(u) for u in held})

    def t(self, df: float) -> float:
        if not df > 0:
            return nan
        share = 0.5 + self.design.level / 2
        return float(stats.norm.ppf(share) if isinf(df) else stats.t.ppf(share, df))

    def covariance(self, early: Figure, late: Figure, rounds: tuple[Any, Any]) -> float:
        """Of two estimates over the clusters that both rounds share."""
        clusters, open_, terms = self.clusters(), self.unsampled(), []
        for h in {h[1] for h in clusters}:
            first, second = (rounds[0], h), (rounds[1], h)
            if first not in clusters or second not in clusters:
                continue
            own = {a[2] for a in clusters[first]} & {a[2] for a in clusters[second]}
            n = len(own)
            if n > 1:
                u0 = [early.u.get((*first, a), 0.0) for a in own]
                u1 = [late.u.get((*second, a), 0.0) for a in own]
                m0, m1 = fsum(u0) / n, fsum(u1) / n
                product = fsum((a - m0) * (b - m1) for a, b in zip(u0, u1, strict=True))
                terms.append(sqrt(open_[first] * open_[second]) * n / (n - 1) * product)
        return fsum(terms)


def number(value: float) -> float | None:
    return None if isnan(value) or isinf(value) else value


def ratio(
    sample: Sample,
    group: Sequence[Unit],
    y: Callable[[Unit], float],
    x: Callable[[Unit], float] | None,
    domain: Callable[[Unit], bool],
    *,
    n: Callable[[Unit], bool],
    unknown: Callable[[Unit], bool],
    share: bool,
) -> Figure:
    """Σ w y / Σ w x with its error, limits and counts; a plain total without ``x``."""
    counted = [u for u in group if domain(u)]
    lost = sample.total(group, unknown)
    held = sample.total(counted, lambda u: 1.0)
    figure = Figure(None, n=sum(map(n, group)), missing=lost / (lost + held) if lost + held else 0)
    top = sample.total(group, y)
    bottom = sample.total(group, x) if x else 1.0
    figure.numerator, figure.denominator = top, bottom
    if bottom <= 0:
        return figure
    value = figure.estimate = top / bottom
    if sample.design.census:
        return figure

    def linear(unit: Unit) -> float:
        return (y(unit) - (value * x(unit) if x else 0.0)) / bottom

    figure.u = sample.by_cluster(group, linear)
    error = sqrt(sample.variance(figure.u, counted))
    figure.se = number(error)
    figure.df = sample.freedom(counted, [u for u in sample.units if domain(u)])
    lower, upper = limits(value, error, sample.t(figure.df), figure.n, sample, share)
    figure.lower, figure.upper = number(lower), number(upper)
    return figure


def limits(
    value: float, error: float, t: float, n: int, sample: Sample, share: bool
) -> tuple[float, float]:
    if not share or isnan(error):
        return value - t * error, value + t * error
    if isnan(t):
        return nan, nan
    if 1e-12 < value < 1 - 1e-12:
        half = t * error / (value * (1 - value))
        low, high = (1 / (1 + exp(-(log(value / (1 - value)) + s * half))) for s in (-1, 1))
        return low, high
    effective = min(n, n * (sample.t(n - 1) / t) ** 2) if n > 1 else n
    reach = 1 - ((1 - sample.design.level) / 2) ** (1 / effective)
    return (0.0, reach) if value < 0.5 else (1 - reach, 1.0)


def simple(sample: Sample, group: Sequence[Unit], i: Indicator) -> Figure:
    """Share, mean, sum or ratio among the eligible whose answer is known."""
    share = i.kind == "share"

    def y(unit: Unit) -> float:
        return float(i.read(unit)) if i.base(unit) else 0.0

    def x(unit: Unit) -> float:
        return float(i.divisor(unit) or 0.0) if i.base(unit) else 0.0

    bottom = None if i.kind == "sum" else x
    return ratio(sample, group, y, bottom, i.base, n=i.base, unknown=i.unknown, share=share)


def median(sample: Sample, group: Sequence[Unit], i: Indicator) -> Figure:
    """The least value at which half of the weight is reached, with Woodruff's limits."""
    held = sorted((u for u in group if i.base(u)), key=i.answer)
    total = sample.total(held, lambda u: 1.0)

    def at(share: float) -> float:
        reached = 0.0
        for unit in held:
            reached += sample.weight(unit)
            if reached >= min(max(share, 0.0), 1.0) * total * (1 - 1e-12):
                return float(i.answer(unit))
        return float(i.answer(held[-1]))

    below = None if not held else at(0.5)
    found = ratio(
        sample,
        group,
        lambda u: float(i.base(u) and i.answer(u) <= below),
        lambda u: float(i.base(u)),
        i.base,
        n=i.base,
        unknown=i.unknown,
        share=False,
    )
    figure = Figure(below, numerator=below, n=found.n, missing=found.missing)
    if found.se is not None and found.df > 0:
        t = sample.t(found.df)
        figure.lower, figure.upper = at(0.5 - t * found.se), at(0.5 + t * found.se)
        figure.se = (figure.upper - figure.lower) / (2 * t)
    return figure


@dataclass(frozen=True)
class Scored:
    """A unit's deprivations: flags, its own weights that sum to 1, and its score."""

    flags: tuple[bool | None, ...]
    weights: tuple[Fraction, ...]
    score: Fraction | None


def score(unit: Unit, indicators: Sequence[Indicator], missing: str) -> Scored:
    flags = tuple(i.deprived(unit) for i in indicators)
    whole = sum((i.weight for i in indicators), Fraction(0))
    weights = tuple(i.weight / whole for i in indicators)
    if missing == "not-achieved":
        flags = tuple(flag is not False for flag in flags)
    if missing == "available":
        known = sum((w for f, w in zip(flags, weights, strict=True) if f is not None), Fraction(0))
        if not known:
            return Scored(flags, weights, None)
        weights = tuple(w / known for w in weights)
    elif None in flags:
        return Scored(flags, weights, None)
    points = sum((w for f, w in zip(flags, weights, strict=True) if f), Fraction(0))
    return Scored(flags, weights, points)


class IndexFigures:
    """H, A, M0, GNH, bands, headcounts and contributions of one group in ``found``."""

    def __init__(
        self, sample: Sample, group: Sequence[Unit], indicators: Sequence[Indicator], index: Index
    ) -> None:
        self.sample, self.group, self.index = sample, group, index
        self.indicators = list(enumerate(indicators))
        self.scored = {id(u): score(u, indicators, index.missing) for u in sample.units}
        self.found: dict[tuple[str, str, float | None], Figure] = {}
        for j, i in self.indicators:
            self.add("headcount", i.id, None, self.deprived(j, self.whole), self.known(j))
        if index.kind == "mean":
            happy = of_those(self.whole, lambda u: 1 - self.points(u))
            self.add("score", "", None, happy, self.whole)
            self.contributions(None, self.whole)
            return
        for k in index.cutoffs:
            self.at_cutoff(k)
        if index.kind == "gnh":
            for b, name in enumerate(BAND_NAMES):
                self.add(f"band:{name}", "", None, self.in_band(b), self.whole)

    def add(
        self,
        name: str,
        id_: str,
        k: Fraction | None,
        y: Value,
        x: Value,
        n: Callable[[Unit], bool] | None = None,
    ) -> None:
        self.found[name, id_, None if k is None else float(k)] = ratio(
            self.sample,
            self.group,
            y,
            x,
            self.whole,
            n=n or (lambda u: bool(x(u))),
            unknown=lambda u: not self.whole(u),
            share=True,
        )

    def at_cutoff(self, k: Fraction) -> None:
        poor = self.poor(k)
        censored = of_those(poor, self.points)
        self.add("H", "", k, poor, self.whole)
        self.add("A", "", k, censored, poor)
        self.add("M0", "", k, censored, self.whole)
        if self.index.kind == "gnh":
            happy = of_those(self.whole, lambda u: 1 - censored(u))
            self.add("GNH", "", k, happy, self.whole)
        self.contributions(k, poor)

    def contributions(self, k: Fraction | None, poor: Callable[[Unit], bool]) -> None:
        censored = of_those(poor, self.points)
        for j, i in self.indicators:
            own = self.points_of(j, poor)
            if k is not None:
                self.add("censored_headcount", i.id, k, self.deprived(j, poor), self.known(j))
            self.add("contribution", i.id, k, own, self.whole)
            self.add("contribution_share", i.id, k, own, censored, poor)

    def whole(self, unit: Unit) -> bool:
        return self.scored[id(unit)].score is not None

    def points(self, unit: Unit) -> float:
        return float(self.scored[id(unit)].score or 0)

    def poor(self, k: Fraction) -> Callable[[Unit], bool]:
        def inside(unit: Unit) -> bool:
            c = self.scored[id(unit)].score
            return c is not None and (1 - c < k if self.index.kind == "gnh" else c >= k)

        return inside

    def in_band(self, band: int) -> Callable[[Unit], bool]:
        def inside(unit: Unit) -> bool:
            c = self.scored[id(unit)].score
            return c is not None and sum(1 - c >= limit for limit in BANDS) == band

        return inside

    def known(self, j: int) -> Callable[[Unit], bool]:
        return lambda u: self.whole(u) and self.scored[id(u)].flags[j] is not None

    def deprived(self, j: int, of: Callable[[Unit], bool]) -> Callable[[Unit], bool]:
        return lambda u: of(u) and bool(self.scored[id(u)].flags[j])

    def points_of(self, j: int, of: Callable[[Unit], bool]) -> Value:
        return of_those(self.deprived(j, of), lambda u: float(self.scored[id(u)].weights[j]))


def of_those(inside: Callable[[Unit], bool], value: Value) -> Value:
    return lambda u: value(u) if inside(u) else 0.0


def listwise(sample: Sample, indicators: Sequence[Indicator], index: Index | None) -> Sample:
    """The sample without the units that the policy ``listwise`` drops."""
    if index is None or index.missing != "listwise":
        return sample
    inside = [i for i in indicators if i.weight]
    kept = [u for u in sample.units if score(u, inside, "listwise").score is not None]
    return Sample(kept, sample.design, sample.rounds)


def evaluate(
    sample: Sample,
    indicators: Sequence[Indicator],
    index: Index | None,
    bys: Sequence[Sequence[str]],
) -> dict[Key, Figure]:
    """Every estimate by (round, by, group, measure, indicator, k)."""
    inside = [i for i in indicators if i.weight]
    everyone, sample = sample.units, listwise(sample, indicators, index)
    found: dict[Key, Figure] = {}
    for by in [(), *bys]:
        for simples in (False, True):  # medians heed no index
            units = everyone if simples else sample.units
            groups: dict[tuple[Any, ...], list[Unit]] = {}
            for unit in units:
                labels = tuple(unit[name] for name in by)
                if None not in labels:
                    groups.setdefault((sample.round_of(unit), *labels), []).append(unit)
            for (round_, *labels), group in groups.items():
                where = (str(round_), ",".join(by), " · ".join(map(str, labels)))
                if simples:
                    whole = Sample(everyone, sample.design, sample.rounds)
                    figures = {
                        ("median", i.id, None): median(whole, group, i)
                        for i in indicators
                        if i.kind == "median"
                    }
                else:
                    figures = {
                        (i.kind, i.id, None): simple(sample, group, i)
                        for i in indicators
                        if i.kind != "median"
                    }
                    if index:
                        figures |= IndexFigures(sample, group, inside, index).found
                found |= {(*where, *what): figure for what, figure in figures.items()}
    return found


def changes(
    sample: Sample, figures: dict[Key, Figure]
) -> dict[tuple[Any, ...], tuple[float | None, float | None, float]]:
    """(estimate, se, se without covariance) of each change.

    By (from, to, by, group, measure, indicator, k, kind).
    """
    rounds = sorted({sample.round_of(u) for u in sample.units})
    found: dict[tuple[Any, ...], tuple[float | None, float | None, float]] = {}
    for early, late in combinations(rounds, 2):
        for (round_, *where), first in figures.items():
            second = figures.get((str(late), *where))  # type: ignore[arg-type]
            if round_ != str(early) or second is None or where[2] == "median":
                continue
            covariance = sample.covariance(first, second, (early, late))
            for kind, value, d0, d1 in _kinds(first.estimate, second.estimate, late - early):
                error, alone = None, 0.0
                if first.se is not None and second.se is not None and d0 is not None:
                    alone = (d0 * first.se) ** 2 + (d1 * second.se) ** 2
                    error = sqrt(max(alone + 2 * d0 * d1 * covariance, 0.0))
                found[(str(early), str(late), *where, kind)] = (value, error, sqrt(alone))
    return found


def _kinds(
    r0: float | None, r1: float | None, years: float
) -> Iterable[tuple[str, float | None, Any, Any]]:
    names = ("absolute", "annualised_absolute", "relative", "annualised_relative")
    if r0 is None or r1 is None:
        yield from ((name, None, None, None) for name in names)
        return
    yield "absolute", r1 - r0, -1.0, 1.0
    yield "annualised_absolute", (r1 - r0) / years, -1 / years, 1 / years
    if r0 == 0:
        yield from ((name, None, None, None) for name in names[2:])
        return
    yield "relative", r1 / r0 - 1, -r1 / r0**2, 1 / r0
    if r1 / r0 <= 0:
        yield "annualised_relative", None, None, None
        return
    growth = (r1 / r0) ** (1 / years)
    yield "annualised_relative", growth - 1, -growth / years / r0, growth / years / r1
