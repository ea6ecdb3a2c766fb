"""The vocabulary of a plan: totals over units, and measures as pairs of totals.

Everything the engine estimates is ``offset + scale · Y / X`` of two weighted totals. Medians stand
apart: they are not ratios.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from sqlglot import exp

from ruamsuk.engine.framework.models import IndexMissing, Level
from ruamsuk.engine.measure.cutoffs import Cutoff


@dataclass(frozen=True, slots=True)
class Total:
    """A total over the units of one level.

    Attributes:
        name: how measures refer to it, such as ``D:water`` for the households deprived of water;
            names that start with ``#`` count units without their weight.
        value: SQL of one unit's contribution, true/false or a number; NULL counts as nothing.
        number: whether ``value`` is a number of any size rather than true or false.
    """

    name: str
    value: exp.Expr
    number: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: ``offset + scale · Y / X`` over the groups of a level.

    A total's name may end in ``@c`` (units with a complete score) or ``@0``, ``@1``, … (units that
    the first, second, … cut-off counts). ``W`` is all units, ``S`` the sum of their scores.

    Attributes:
        name: as in the tidy table (``share``, ``H``, ``censored_headcount``, …).
        indicator: id of its indicator; empty for the index.
        y: the numerator's total; ``a - b`` is the difference of two.
        x: the denominator's total; empty for a plain total.
        domain: total that is positive where a cluster has units of the measure's domain.
        count: total of the unweighted units in the denominator.
        cases: total of the unweighted units in the numerator; empty where nothing is counted.
        unknown: total of the units whose answer is unknown; empty when none can be.
        scale: factor of the ratio.
        offset: added to it.
        k: cut-off of the index, or None.
        limits: scale on which the confidence limits are symmetric.
        unit: what the estimate counts; ``share`` for 0-1.
    """

    name: str
    indicator: str
    y: str
    x: str
    domain: str
    count: str
    cases: str = ""
    unknown: str = ""
    scale: float = 1.0
    offset: float = 0.0
    k: Fraction | None = None
    limits: Literal["logit", "linear"] = "logit"
    unit: str = "share"


@dataclass(frozen=True, slots=True)
class Median:
    """A median that is asked for.

    Attributes:
        indicator: id of the indicator.
        value: SQL of one unit's value, NULL outside the eligible and where it is unknown.
        unknown: SQL, true where the value should be known and is not; None when it always is.
        unit: what the value counts.
    """

    indicator: str
    value: exp.Expr
    unknown: exp.Expr | None
    unit: str


@dataclass(frozen=True, slots=True)
class Score:
    """The index score of one unit.

    Attributes:
        deprivations: totals of the index indicators' deprivations, in order.
        shares: totals of each unit's own share of weight (policy ``available``), else empty.
        weights: integer weights n_j.
        total: N with ω_j = n_j / N.
        cutoffs: in the order of their class, weakest first.
        missing: what happens to unknown deprivations.
        complete: whether no deprivation can be unknown.
        kind: kind of the index.
    """

    deprivations: tuple[str, ...]
    shares: tuple[str, ...]
    weights: tuple[int, ...]
    total: int
    cutoffs: tuple[Cutoff, ...]
    missing: IndexMissing
    complete: bool
    kind: str

    @property
    def whole(self) -> str:
        """The ``@`` part that names the units with a score; empty where that is all of them."""
        return "" if self.complete or self.missing == "listwise" else "@c"


@dataclass(frozen=True, eq=False)
class Plan:
    """All that one pass over the units of one level has to sum, and what is made of it."""

    level: Level
    totals: tuple[Total, ...]
    measures: tuple[Measure, ...]
    medians: tuple[Median, ...]
    score: Score | None
    person_aggregates: tuple[tuple[str, exp.Expr], ...]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The variables that the totals and medians read from the units' own tables."""
        values = [t.value for t in self.totals] + [m.value for m in self.medians]
        found = dict.fromkeys(c.name for v in values for c in v.find_all(exp.Column))
        counted = {alias for alias, _ in self.person_aggregates}
        return tuple(name for name in found if name not in counted)

    @cached_property
    def person_columns(self) -> tuple[str, ...]:
        """The variables of persons that are counted over a household."""
        values = [sql for _, sql in self.person_aggregates]
        return tuple(dict.fromkeys(c.name for v in values for c in v.find_all(exp.Column)))


class Draft:
    """Collects the totals of a plan without asking for the same sum twice."""

    def __init__(self, weighted: bool, with_cases: bool) -> None:
        self.totals: dict[str, Total] = {}
        self.with_cases = with_cases
        self._weighted = weighted
        self._names: dict[exp.Expr, str] = {}

    def add(self, name: str, value: exp.Expr, number: bool = False) -> str:
        """Ask for a total; the name of the one that already sums the same is given back."""
        known = self._names.setdefault(value, name)
        if known == name:
            self.totals[name] = Total(name, value, number)
        return known

    def count(self, name: str, of: str = "") -> str:
        """Name of the same total over units instead of weights; ``of`` is the ``@`` part."""
        if self._weighted and name != "W":
            self.totals[f"#{name}"] = Total(f"#{name}", self.totals[name].value)
        return f"#{name}{of}"

    def cases(self, name: str, of: str = "") -> str:
        """As ``count``, where numerators are counted at all."""
        return self.count(name, of) if self.with_cases else ""
