"""Which place stands best and which needs help first, where the numbers allow a ranking."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from ruamsuk.charts.model import Label, Scale, Value
from ruamsuk.charts.readings.basis import join
from ruamsuk.lib.text import LocalText

_BEST = LocalText("{names} ดีที่สุด ({n})", "{names} does best ({n}).")
_FIRST = LocalText("ที่ควรช่วยกันก่อนคือ {names} ({n})", "{names} needs help first ({n}).")
_BEST_TIED = LocalText("{names} ดีที่สุดเท่ากัน ({n})", "{names} do best, all with {n}.")
_FIRST_TIED = LocalText(
    "ที่ควรช่วยกันก่อนคือ {names} ({n} เท่ากัน)", "{names} need help first, all with {n}."
)
_EQUAL = LocalText("ทุกที่เท่ากัน ({n})", "All places stand the same ({n}).")
_OVERLAP = LocalText(
    "ยังจัดอันดับไม่ได้ เพราะช่วงตัวเลขของแต่ละที่ทับกัน",
    "The places cannot be ranked yet: their intervals overlap.",
)
_SOME_DIFFER = LocalText(
    "ยังไม่มีที่ใดต่างจากทุกที่ชัดเจน แต่บางที่ต่างกัน",
    "No place stands clear of all the others, but some differ.",
)
_TOO_LITTLE = LocalText(
    "ยังจัดอันดับไม่ได้ เพราะบางที่ข้อมูลน้อยเกินกว่าจะบอกช่วงได้",
    "The places cannot be ranked yet: some have too little data to give an interval.",
)

MOST_NAMES = 5
"""Of so many places that stand the same the names are told."""
_AMONG_SHOWN = LocalText("เฉพาะที่ที่มีตัวเลข: {said}", "Of the places with a number: {said}")


def places_reading(
    places: Sequence[tuple[Label, Value]], scale: Scale, *, full_count: bool = False
) -> LocalText:
    """The best and the last place; empty with fewer than two numbers.

    In a sample a place is called best, or last, only when its interval overlaps with no other.
    In a full count the numbers decide as they are printed, and ties are told as ties.
    """
    shown = [(name, value) for name, value in places if value.shown is not None]
    if len(shown) < 2:
        return LocalText()
    if full_count:
        said = _counted(shown, scale)
    elif any(value.interval is None for _, value in shown):
        said = _TOO_LITTLE
    else:
        said = _sampled(shown, scale)
    return said if len(shown) == len(places) else _AMONG_SHOWN.format(said=said)


def _sampled(shown: list[tuple[Label, Value]], scale: Scale) -> LocalText:
    last = min(shown, key=lambda place: _good_end(place[1], scale, worst=False))
    best = max(shown, key=lambda place: _good_end(place[1], scale, worst=True))
    said = []
    if all(_above(best[1], place[1], scale) for place in shown if place is not best):
        said.append(_sentence(_BEST, [best], scale))
    if all(_above(place[1], last[1], scale) for place in shown if place is not last):
        said.append(_sentence(_FIRST, [last], scale))
    if said:
        return join(*said)
    pairs = permutations((value for _, value in shown), 2)
    return _SOME_DIFFER if any(_above(one, other, scale) for one, other in pairs) else _OVERLAP


def _good_end(value: Value, scale: Scale, *, worst: bool) -> float:
    """The better or worse limit of the interval, larger always meaning better."""
    low, high = value.interval or (0.0, 0.0)
    if not scale.higher_is_better:
        low, high = -high, -low
    return low if worst else high


def _above(one: Value, other: Value, scale: Scale) -> bool:
    return _good_end(one, scale, worst=True) > _good_end(other, scale, worst=False)


def _counted(shown: list[tuple[Label, Value]], scale: Scale) -> LocalText:
    values = [value.shown for _, value in shown if value.shown is not None]
    good, bad = (max(values), min(values)) if scale.higher_is_better else (min(values), max(values))
    best, last = _printed(shown, good, scale), _printed(shown, bad, scale)
    if len(best) == len(shown):
        return _EQUAL.format(n=_number(good, scale))
    return join(
        _sentence(_BEST if len(best) == 1 else _BEST_TIED, best, scale),
        _sentence(_FIRST if len(last) == 1 else _FIRST_TIED, last, scale),
    )


def _printed(
    shown: list[tuple[Label, Value]], number: float, scale: Scale
) -> list[tuple[Label, Value]]:
    """The places whose number is printed as this one."""
    return [p for p in shown if scale.number(p[1].shown or 0.0) == scale.number(number)]


def _sentence(pattern: LocalText, places: list[tuple[Label, Value]], scale: Scale) -> LocalText:
    return pattern.format(names=_names(places), n=_number(places[0][1].shown or 0.0, scale))


def _names(places: list[tuple[Label, Value]]) -> LocalText:
    """``A, B and C``; of many places the first few, and how many more there are."""
    thai = [name.full.to("th") for name, _ in places[:MOST_NAMES]]
    english = [name.full.to("en") for name, _ in places[:MOST_NAMES]]
    if more := len(places) - len(thai):
        thai.append(f"อีก {more} ที่")
        english.append(f"{more} more")
    return LocalText(
        " และ ".join(filter(None, (" ".join(thai[:-1]), thai[-1]))),
        " and ".join(filter(None, (", ".join(english[:-1]), english[-1]))),
    )


def _number(value: float, scale: Scale) -> LocalText:
    return LocalText(scale.words(Value(value), "th"), scale.words(Value(value), "en"))
