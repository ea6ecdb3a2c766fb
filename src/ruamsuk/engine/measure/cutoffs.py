"""Cut-offs of the index as integer questions, so that nobody falls on the wrong side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ruamsuk.engine.framework.models import Index

GNH_BANDS = (Fraction(1, 2), Fraction(66, 100), Fraction(77, 100))


@dataclass(frozen=True, slots=True)
class Cutoff:
    """One cut-off of the index score.

    Attributes:
        threshold: least deprivation score, out of N, that is counted; by integers, because
            floats put households on the wrong side (7/18 against 0.3888…).
        k: the cut-off as a share of the weights.
        shown: whether H, A and M0 are wanted at it.
        band: whether it separates two bands of happiness.
    """

    threshold: int
    k: Fraction
    shown: bool
    band: bool


def threshold(k: Fraction, total: int, kind: str) -> int:
    """Least integer deprivation score that a cut-off counts.

    Alkire and Foster (2011): poor when c ≥ k. GNH (Ura et al. 2012): not yet happy when the
    achieved share 1 − c < k.

    Args:
        k: cut-off, 0 < k ≤ 1.
        total: N, the score of a unit that is deprived in everything.
        kind: kind of the index.
    """
    if kind == "gnh":
        return total - math.ceil(k * total) + 1
    return math.ceil(k * total)


def cutoffs_of(index: Index, total: int, asked: Sequence[Fraction] = ()) -> tuple[Cutoff, ...]:
    """The cut-offs that an assessment classifies units by.

    Args:
        index: gives kind, cut-off and bands.
        total: N of the integer weights.
        asked: cut-offs to use instead of the framework's own.

    Returns:
        Cut-offs from the weakest, which counts most units, to the strictest; none for an index of
        kind ``mean``.
    """
    if index.kind == "mean":
        return ()
    shown = set(asked or [index.cutoff])
    bands = set(index.bands or GNH_BANDS) if index.kind == "gnh" else set()
    weakest_first = sorted(shown | bands, reverse=index.kind == "gnh")
    return tuple(
        Cutoff(threshold(k, total, index.kind), k, k in shown, k in bands) for k in weakest_first
    )
