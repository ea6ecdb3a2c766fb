"""How the rows came to be: a full count, or a sample with weights, strata and clusters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from ruamsuk.lib.problem import Problem, ProblemsFound

Lonely = Literal["fail", "remove", "adjust", "average", "certainty"]
Freedom = Literal["domain", "design", "normal"]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Design:
    """The survey design, as names of columns of the household table.

    With no column and ``sample=False`` the rows are a full count (census): estimates carry no
    sampling error. With ``sample=True`` and no cluster column each household is its own cluster.

    Attributes:
        weight: sampling weight of a household (positive number).
        strata: stratum from which clusters were drawn.
        cluster: primary sampling unit (PSU); unique inside its stratum.
        fpc: number of clusters in the population of the stratum (finite population correction).
        sample: the rows are a simple random sample although no other column says so.
        lonely: what to do with a stratum that holds one cluster: ``fail`` with a sentence,
            ``remove`` its variance, ``adjust`` (centre it at the whole), ``average`` (give it the
            mean variance of the other strata), ``certainty`` (it was sure to be drawn).
            As ``survey.lonely.psu`` of R survey (Lumley 2010, *Complex Surveys*).
        freedom: degrees of freedom for limits: the ``domain``'s clusters minus its strata,
            those of everyone in all rounds (``design``), or without end (``normal``). A change
            has those of both rounds, what shared clusters have in common counted once.
        level: confidence level of the limits.
    """

    weight: str | None = None
    strata: str | None = None
    cluster: str | None = None
    fpc: str | None = None
    sample: bool = False
    lonely: Lonely = "fail"
    freedom: Freedom = "domain"
    level: float = 0.95

    @property
    def census(self) -> bool:
        """Whether the rows are a full count, so that there is no sampling error."""
        return not (self.sample or self.weight or self.strata or self.cluster or self.fpc)

    @property
    def columns(self) -> tuple[str, ...]:
        """The design's columns that the tables must hold."""
        return tuple(c for c in (self.weight, self.strata, self.cluster, self.fpc) if c)


@dataclass(frozen=True, slots=True)
class Strata:
    """What the whole design says of each stratum (a stratum is counted in each round apart).

    Attributes:
        clusters: (S,) number of sampled clusters n_h.
        factor: (S,) (1 − f_h) n_h / (n_h − 1); for a lonely stratum what its policy makes of it.
        lonely: (S,) whether the stratum holds a single cluster that was not sure to be drawn.
        round: (S,) round of the stratum.
    """

    clusters: Floats
    factor: Floats
    lonely: npt.NDArray[np.bool_]
    round: Ints

    @classmethod
    def of(
        cls,
        design: Design,
        stratum: Ints,
        stratum_of_row: Ints,
        population: Floats | None,
        round_: Ints,
    ) -> Strata:
        """Count the clusters of each stratum.

        Args:
            design: gives the policy for lonely clusters.
            stratum: (P,) stratum code of each distinct cluster.
            stratum_of_row: (R,) stratum code of each row of ``population``.
            population: (R,) clusters in the population of the row's stratum, or None for no
                correction.
            round_: (S,) round code of each stratum.

        Raises:
            ProblemsFound: a lonely cluster under the policy ``fail``, or a population smaller
                than the sample or not the same over the stratum.
        """
        size = len(round_)
        n = np.bincount(stratum, minlength=size).astype(float)
        sampled = np.ones(size)
        if population is not None:
            total = np.zeros(size)
            total[stratum_of_row] = population
            uneven = bool(np.any(total[stratum_of_row] != population))  # also where it is NaN
            if uneven or np.any(total < n) or not np.all(np.isfinite(total)):
                raise ProblemsFound([Problem("measure.population", values={"column": design.fpc})])
            sampled = 1.0 - n / total
        lonely = (n == 1) & (sampled > 0)
        if design.lonely == "fail" and lonely.any():
            if design.strata is None:
                raise ProblemsFound([Problem("measure.one-cluster")])
            values = {"count": int(lonely.sum()), "column": design.strata}
            raise ProblemsFound([Problem("measure.lonely-cluster", values=values)])
        factor = sampled * n / np.maximum(n - 1, 1)
        if design.lonely != "adjust":
            factor[lonely] = 0.0
        return cls(n, factor, lonely, round_)
