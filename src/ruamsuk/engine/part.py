"""What was found about the units of one level."""

from __future__ import annotations

from dataclasses import dataclass

from ruamsuk.engine.measure.cells import Cells
from ruamsuk.engine.measure.estimate import Estimates
from ruamsuk.engine.measure.totals import Plan


@dataclass(frozen=True)
class Part:
    """What was found about the units of one level.

    Attributes:
        plan: what was asked.
        cells: sums per cluster, from which anything else can be made without another scan.
        estimates: one for each grouping.
        medians: one for each median and grouping.
    """

    plan: Plan
    cells: Cells
    estimates: tuple[Estimates, ...]
    medians: tuple[Estimates, ...]

    @property
    def all(self) -> tuple[Estimates, ...]:
        """Estimates and medians."""
        return self.estimates + self.medians
