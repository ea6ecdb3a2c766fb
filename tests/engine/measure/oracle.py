"""The measures once more, naively: plain Python over units, straight from the textbook's formulas.

Fractions decide who is counted, and no formula is shared with the engine. Sources: Alkire and
Foster (2011); Ura et al. (2012); Woodruff (1952) for medians.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from math import sqrt
from typing import Any

from tests.engine.measure.oracle_sample import Figure, Sample, Unit, ratio

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
                    if len(sample.units) < len(everyone):
                        lost = share_dropped(everyone, group, sample, by)
                        figures = {k: replace(f, missing=lost) for k, f in figures.items()}
                found |= {(*where, *what): figure for what, figure in figures.items()}
    return found


def share_dropped(
    everyone: Sequence[Unit], group: Sequence[Unit], sample: Sample, by: Sequence[str]
) -> float:
    """Weight of a group's units that ``listwise`` dropped, over the weight of all of them."""

    def place(unit: Unit) -> tuple[Any, ...]:
        return (sample.round_of(unit), *(unit[name] for name in by))

    inside = [u for u in everyone if place(u) == place(group[0])]
    total = sum(sample.weight(u) for u in inside)
    return float(1 - sum(sample.weight(u) for u in group) / total) if total else 0.0


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
