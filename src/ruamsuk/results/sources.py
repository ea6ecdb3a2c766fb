"""What the three kinds of source say of an indicator in a round, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import pyarrow.compute as pc
from django.utils import timezone

from ruamsuk.charts import PERCENT, Scale, Value
from ruamsuk.communities.models import Village
from ruamsuk.communities.rules import allowed
from ruamsuk.engine.framework.models import Indicator
from ruamsuk.lib.text import Language, LocalText
from ruamsuk.results.models import Figure, HandCount, Import, Round
from ruamsuk.results.tables import latest, tables_of

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Visitor

Kind = Literal["households", "figures", "hands"]
KINDS: tuple[Kind, ...] = ("households", "figures", "hands")
"""The order in which sources speak for an indicator."""

SUMMARIES = ("share", "mean", "median", "sum", "ratio")


@dataclass(frozen=True)
class Source:
    """One value of an indicator, and where it comes from.

    Attributes:
        kind: which of the three kinds of source.
        is_share: whether the value is a share, 0 to 1, rather than a number with a unit.
        value: the value; None where it is hidden or unknown.
        lower: lower limit of its interval, where it has one.
        upper: upper limit.
        numerator: how many have reached it, or the number itself.
        denominator: out of how many.
        n: how many households, people or hands were counted.
        counts: hands at each step, from worst to best.
        on: date, in ISO; perhaps only a year or a month.
        who: who brought it in.
        what: the file, the source or the place of the meeting.
        village: the village that it is about; None for the whole community.
        hidden: whether it is kept from the reader because it counts too few.
        undone: whether it was taken back; it no longer speaks for the indicator.
        pk: its number among those of its kind.
    """

    kind: Kind
    is_share: bool
    value: float | None
    lower: float | None = None
    upper: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    n: int | None = None
    counts: tuple[int, ...] = ()
    on: str = ""
    who: str = ""
    what: str = ""
    village: Village | None = None
    hidden: bool = False
    undone: bool = False
    pk: int | None = None

    def without_counts(self) -> Source:
        """The same with every number taken out."""
        return replace(
            self,
            value=None,
            lower=None,
            upper=None,
            numerator=None,
            denominator=None,
            n=None,
            counts=(),
            hidden=True,
        )

    def words(self, indicator: Indicator, language: Language) -> str:
        """The value with its unit, or the words for its absence."""
        factor = 100.0 if self.is_share else 1.0
        value = None if self.value is None else self.value * factor
        unit = PERCENT if self.is_share else indicator.unit or LocalText()
        return Scale(unit).words(Value(value, hidden=self.hidden), language)


def steps_of(indicator: Indicator) -> int:
    """How many steps hands are counted on: five where the indicator has bands, else two."""
    return 5 if indicator.bands else 2


def share_of_hands(counts: Sequence[int]) -> float | None:
    """Share of the hands at yes or, of five steps, at the best two."""
    total = sum(counts)
    best = counts[-2:] if len(counts) == 5 else counts[-1:]
    return sum(best) / total if total else None


def sources_of(round_: Round, indicator: str, user: Visitor) -> list[Source]:
    """What is known of one indicator in a round, the source that speaks for it first."""
    return sources(round_, user).get(indicator, [])


def sources(round_: Round, user: Visitor, *, with_undone: bool = False) -> dict[str, list[Source]]:
    """What is known of each indicator, by its id.

    Households speak before figures of others, figures before hands; of one kind the whole
    community before a village, and the newest first.

    Args:
        round_: the round.
        user: who reads; small counts are hidden from whoever may not see households, and who
            brought something in from whoever has no role in the community.
        with_undone: also give what was taken back.
    """
    verbs = allowed(user, round_.community)
    full = "see_households" in verbs
    found: dict[str, list[Source]] = {}
    for indicator, source in _households(round_, full=full):
        found.setdefault(indicator, []).append(source)
    threshold = 0 if full else round_.community.suppress
    for kept in (_figures(round_), _hands(round_)):
        by_indicator: dict[str, list[Source]] = {}
        for indicator, source in kept:
            if with_undone or not source.undone:
                by_indicator.setdefault(indicator, []).append(source)
        for indicator, several in by_indicator.items():
            several.sort(key=lambda source: (source.undone, source.village is not None))
            found.setdefault(indicator, []).extend(hide_small(several, threshold))
    if not verbs:
        return {name: [_without_names(s) for s in several] for name, several in found.items()}
    return found


def _without_names(source: Source) -> Source:
    """The same without who brought it in, and without the file's name, which may name people."""
    return replace(source, who="", what="" if source.kind == "households" else source.what)


def hide_small(several: Sequence[Source], threshold: int) -> list[Source]:
    """The sources of one kind with small counts hidden.

    Where a village is hidden the whole community is hidden too: less the other villages, it would
    tell what is hidden. So it is where it would tell few of the villages that nobody counted.
    """
    small = [_is_small(_counts(source), threshold) for source in several]
    village = any(s for s, source in zip(small, several, strict=True) if source.village)
    parts = {source.village: _counts(source) for source in reversed(several) if source.village}

    def tells(whole: Source) -> bool:
        return village or _is_small(_rest(_counts(whole), parts.values()), threshold)

    return [
        source.without_counts() if s or (source.village is None and tells(source)) else source
        for s, source in zip(small, several, strict=True)
    ]


def _counts(source: Source) -> list[float]:
    """The counts behind a source; none behind a plain value."""
    counts: list[float] = list(source.counts)
    if not counts and source.is_share and source.denominator is not None:
        numerator = source.numerator or 0.0
        counts = [numerator, source.denominator - numerator]
    return counts


def _rest(whole: list[float], parts: Iterable[list[float]]) -> list[float]:
    """What is left of the counts of a whole; nothing where the parts are no parts of it."""
    for part in parts:
        whole = [a - b for a, b in zip(whole, part, strict=False)]
    return whole if all(count >= 0 for count in whole) else []


def _is_small(counts: Iterable[float], threshold: int) -> bool:
    """Whether some of the counts is above none and below the threshold."""
    return any(0 < count < threshold for count in counts)


def _households(round_: Round, *, full: bool) -> Iterable[tuple[str, Source]]:
    computation = latest(round_.community, round_.version)
    if computation is None:
        return
    table = tables_of(computation, full=full).estimates
    wanted = (pc.field("round") == round_.label) & (pc.field("by") == "")
    tables = round_.imports.filter(state=Import.State.APPLIED).select_related("by")
    newest = tables.order_by("-finished").first()
    on = timezone.localdate(newest.finished).isoformat() if newest and newest.finished else ""
    for row in table.filter(wanted).to_pylist():
        if row["measure"] in SUMMARIES and (row["n"] or row["hidden"]):
            yield (
                row["indicator"],
                Source(
                    "households",
                    row["measure"] == "share",
                    row["estimate"],
                    row["lower"],
                    row["upper"],
                    row["numerator"],
                    row["denominator"],
                    row["n"],
                    on=on,
                    who=str(newest.by or "") if newest else "",
                    what=newest.name if newest else "",
                    hidden=row["hidden"],
                ),
            )


def _figures(round_: Round) -> Iterable[tuple[str, Source]]:
    for figure in round_.figures.select_related("village", "by").order_by("-at"):
        yield figure.indicator, source_of_figure(figure)


def source_of_figure(figure: Figure) -> Source:
    """A figure of others as a source."""
    whole = figure.denominator
    return Source(
        "figures",
        whole is not None,
        figure.numerator / whole if whole else figure.numerator,
        numerator=figure.numerator,
        denominator=whole,
        n=round(whole) if whole is not None else None,
        on=figure.as_of,
        who=str(figure.by or ""),
        what=figure.source,
        village=figure.village,
        undone=figure.undone is not None,
        pk=figure.pk,
    )


def _hands(round_: Round) -> Iterable[tuple[str, Source]]:
    for count in round_.hand_counts.select_related("village", "by").order_by("-held_on", "-at"):
        yield count.indicator, source_of_hands(count)


def source_of_hands(count: HandCount) -> Source:
    """A count of hands as a source."""
    counts = tuple(count.counts)
    total = sum(counts)
    share = share_of_hands(counts)
    return Source(
        "hands",
        True,
        share,
        numerator=None if share is None else round(share * total),
        denominator=total,
        n=total,
        counts=counts,
        on=count.held_on.isoformat(),
        who=str(count.by or ""),
        what=count.where,
        village=count.village,
        undone=count.undone is not None,
        pk=count.pk,
    )
