"""A sample and its errors, naively: clusters in strata, added up by ``fsum``, no sum reused.

Sources: Lumley, *Complex Surveys*; Wolter, *Introduction to Variance Estimation*; Berger and Priam
(2016) for clusters that two rounds share; Korn and Graubard (1998) for limits at 0 and 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import exp, fsum, inf, isinf, isnan, log, nan, sqrt
from typing import Any

from scipy import stats

from ruamsuk.engine.measure.design import Design

Unit = dict[str, Any]


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
