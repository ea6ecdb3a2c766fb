"""Which of our indicators tell us nothing: asked and answered, but no use to anyone.

An indicator earns its question when it tells households or places apart, can be answered, and
says something that no other indicator says. Each rule speaks only when it is sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ruamsuk.lib.text import LocalText

Numbers = NDArray[np.float64]
Kind = Literal["ceiling", "floor", "unanswered", "redundant", "alike"]

CEILING = 0.95
"""Share that achieves at which hardly anyone is left; 1 minus it is the floor."""

UNANSWERED = 0.2
"""Share of missing answers above which the others may mislead."""

REDUNDANT = 0.9
"""Least overlap and least association of two indicators that say the same."""

ALIKE = 0.05
"""Range of the places, in a full count, and greatest median SE of the places, in a sample."""

SIGNIFICANCE = 0.05
"""Chance of seeing such differences between equal places, above which they count as noise."""


@dataclass(frozen=True)
class IndicatorFacts:
    """What is known of an indicator over everyone and over places; shares are 0 to 1.

    Attributes:
        id: the indicator.
        share: share that achieves.
        lower: lower limit of its interval, NaN in a full count.
        upper: upper limit, NaN in a full count.
        missing: share of the eligible without an answer.
        place_estimates: share in each place, NaN where there is none, shape (G,).
        place_ses: their standard errors, shape (G,); None in a full count.
    """

    id: str
    share: float
    lower: float
    upper: float
    missing: float
    place_estimates: Numbers
    place_ses: Numbers | None = None


@dataclass(frozen=True)
class PairCounts:
    """Weighted counts of units by two deprivations (not achieved), both known.

    Attributes:
        first: an indicator.
        second: another.
        both: deprived in both.
        first_only: deprived in the first alone.
        second_only: deprived in the second alone.
        neither: deprived in none.
    """

    first: str
    second: str
    both: float
    first_only: float
    second_only: float
    neither: float

    def overlap(self) -> float:
        """R0 = P(both) / min(P(first), P(second)), NaN when nobody is deprived in one of them.

        Source: Alkire et al. (2015), *Multidimensional Poverty Measurement and Analysis*, 7.3.
        """
        rarer = self.both + min(self.first_only, self.second_only)
        return self.both / rarer if rarer else float("nan")

    def cramers_v(self) -> float:
        """Cramér's V of the 2 × 2 table (the absolute φ), NaN when one does not vary."""
        a, b, c, d = self.both, self.first_only, self.second_only, self.neither
        margins = (a + b) * (c + d) * (a + c) * (b + d)
        return float(abs(a * d - b * c) / np.sqrt(margins)) if margins else float("nan")


@dataclass(frozen=True)
class Finding:
    """One reason why an indicator tells us little.

    Attributes:
        indicator: its id.
        kind: ``ceiling`` (nearly all achieve), ``floor`` (hardly anyone does), ``unanswered``,
            ``redundant`` (with ``other``), or ``alike`` (the same in all places).
        other: id of the second indicator of a redundant pair.
        values: the numbers behind it, shares 0 to 1.
    """

    indicator: str
    kind: Kind
    other: str = ""
    values: Mapping[str, float] = field(default_factory=dict)

    def sentence(self, titles: Mapping[str, LocalText]) -> LocalText:
        """What was found and what to do about it, for the community to read aloud.

        Args:
            titles: titles of the indicators by id.
        """
        words, value = SENTENCES[self.kind], self.values.get(SPOKEN[self.kind])
        if self.kind == "alike" and value is not None:
            words = ALIKE_IN_FULL_COUNT if value else THE_SAME_IN_FULL_COUNT
            value = np.ceil(value * 100) / 100
        return words.format(
            title=titles[self.indicator],
            other=titles.get(self.other, LocalText()),
            count="" if value is None else _in_hundred(value),
        )


SPOKEN: Mapping[Kind, str] = {
    "ceiling": "share",
    "floor": "share",
    "unanswered": "missing",
    "redundant": "overlap",
    "alike": "range",
}
"""The one number of each finding that is said aloud."""

SENTENCES: Mapping[Kind, LocalText] = {
    "ceiling": LocalText(
        "“{title}”: ใน 100 ผ่านแล้วราว {count} จึงแทบไม่บอกความต่าง ควรตั้งเกณฑ์ให้สูงขึ้น หรือเลิกถามข้อนี้",
        "“{title}”: about {count} in 100 already achieve it, so it hardly tells anyone apart. "
        "Raise the bar, or stop asking.",
    ),
    "floor": LocalText(
        "“{title}”: ใน 100 ผ่านเพียงราว {count} จึงแทบไม่บอกความต่าง "
        "ควรตั้งก้าวแรกที่ไปถึงได้ หรือเก็บไว้เป็นเป้าหมายระยะยาว",
        "“{title}”: only about {count} in 100 achieve it, so it hardly tells anyone apart. "
        "Set a first step within reach, or keep it as a goal for later.",
    ),
    "unanswered": LocalText(
        "“{title}”: ใน 100 ไม่มีคำตอบราว {count} ตัวเลขจึงอาจทำให้เข้าใจผิด ควรถามให้ง่ายขึ้น หรือถามคนที่รู้คำตอบ",
        "“{title}”: about {count} in 100 have no answer, so the figure may mislead. "
        "Ask more simply, or ask someone who knows.",
    ),
    "redundant": LocalText(
        "“{title}” กับ “{other}” แทบเป็นเรื่องเดียวกัน: ใครยังไม่ผ่านข้อหนึ่ง "
        "มักไม่ผ่านอีกข้อด้วย (ราว {count} ใน 100) ถามข้อเดียวก็พอ",
        "“{title}” and “{other}” say nearly the same: those who have not achieved one mostly "
        "have not achieved the other (about {count} in 100). Ask only one of them.",
    ),
    "alike": LocalText(
        "“{title}”: ทุกพื้นที่ใกล้เคียงกัน ต่างกันไม่เกินความบังเอิญของการสุ่มตัวอย่าง "
        "จึงไม่บอกว่าใครจะเรียนรู้จากใครได้ ควรถามให้ละเอียดขึ้น หรือไม่ใช้เทียบพื้นที่",
        "“{title}”: the places differ by no more than the chance of the sample, so it does not "
        "tell who could learn from whom. Ask in finer steps, or leave it out of comparisons.",
    ),
}

THE_SAME_IN_FULL_COUNT = LocalText(
    "“{title}”: ทุกพื้นที่เท่ากัน จึงไม่บอกว่าใครจะเรียนรู้จากใครได้ ควรถามให้ละเอียดขึ้น หรือไม่ใช้เทียบพื้นที่",
    "“{title}”: all places are the same, so it does not tell who could learn from whom. "
    "Ask in finer steps, or leave it out of comparisons.",
)
ALIKE_IN_FULL_COUNT = LocalText(
    "“{title}”: ทุกพื้นที่ใกล้เคียงกัน ต่างกันไม่เกิน {count} ใน 100 "
    "จึงไม่บอกว่าใครจะเรียนรู้จากใครได้ ควรถามให้ละเอียดขึ้น หรือไม่ใช้เทียบพื้นที่",
    "“{title}”: the places differ by no more than {count} in 100, so it does not tell who could "
    "learn from whom. Ask in finer steps, or leave it out of comparisons.",
)


def findings(
    indicators: Iterable[IndicatorFacts], pairs: Iterable[PairCounts] = ()
) -> tuple[Finding, ...]:
    """Everything that can be said against the indicators, in their order, pairs last.

    An indicator near its ceiling or floor is not also blamed for being alike in all places.

    Args:
        indicators: what is known of each.
        pairs: counts of the pairs to compare.
    """
    alone = [finding for facts in indicators for finding in _alone(facts)]
    return (*alone, *(finding for pair in pairs for finding in _together(pair)))


def _alone(facts: IndicatorFacts) -> Iterator[Finding]:
    edge = _edge(facts)
    if edge:
        values = {"share": facts.share, "lower": facts.lower, "upper": facts.upper}
        yield Finding(facts.id, edge, values=values)
    if facts.missing > UNANSWERED:
        yield Finding(facts.id, "unanswered", values={"missing": facts.missing})
    if not edge and (values := _alike(facts)):
        yield Finding(facts.id, "alike", values=values)


def _edge(facts: IndicatorFacts) -> Kind | None:
    """Ceiling or floor, when the whole interval lies there."""
    lower = facts.share if np.isnan(facts.lower) else facts.lower
    upper = facts.share if np.isnan(facts.upper) else facts.upper
    if lower >= CEILING:
        return "ceiling"
    return "floor" if upper <= 1 - CEILING else None


def _alike(facts: IndicatorFacts) -> dict[str, float]:
    """The numbers that show that places do not differ; nothing when they do or might.

    In a full count the range tells. In a sample Cochran's Q = Σ (p_g − p̄)² / SE_g², p̄ weighted by
    1 / SE², is compared with χ² of G − 1 degrees of freedom (Cochran, 1954, Biometrics 10), and
    only when the standard errors are small enough to have seen a difference.
    """
    known = np.isfinite(facts.place_estimates)
    if facts.place_ses is not None:
        known &= np.isfinite(facts.place_ses)
    places = facts.place_estimates[known]
    if len(places) < 2:
        return {}
    if facts.place_ses is None:
        spread = float(np.ptp(places))
        return {"range": spread} if spread < ALIKE else {}
    ses = facts.place_ses[known]
    if not ses.any() or np.median(ses) > ALIKE:
        return {}
    ses = np.maximum(ses, ses[ses > 0].min())  # 0 where all or none achieve: not certainty
    return _cochran(places, ses)


def _cochran(places: Numbers, ses: Numbers) -> dict[str, float]:
    from scipy.special import chdtrc

    precision = ses**-2.0
    mean = (precision * places).sum() / precision.sum()
    q = float((precision * (places - mean) ** 2).sum())
    p = float(chdtrc(len(places) - 1, q))
    return {"q": q, "p": p} if p >= SIGNIFICANCE else {}


def _together(pair: PairCounts) -> Iterator[Finding]:
    overlap, v = pair.overlap(), pair.cramers_v()
    if overlap >= REDUNDANT and v >= REDUNDANT:
        yield Finding(pair.first, "redundant", pair.second, {"overlap": overlap, "v": v})


def _in_hundred(share: float) -> int:
    """A share as people say it; 0 and 100 only when it is exactly none or all."""
    return round(share * 100) if share in (0, 1) else min(max(round(share * 100), 1), 99)
