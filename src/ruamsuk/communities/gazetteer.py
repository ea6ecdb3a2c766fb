"""Finds a tambon by what people type: Thai or English, the beginning, or nearly right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import geothai
from geothai.types import District, Province, Subdistrict
from rapidfuzz import fuzz, process

from ruamsuk.lib.text import LocalText
from ruamsuk.lib.thai import to_arabic_digits

LIMIT = 20
_LEVELS = re.compile(r"^(?:ต\.|ตำบล|แขวง|tambon\b)")
_BETWEEN = re.compile(r"[\s·,.'()/-]|อ\.|จ\.|อำเภอ|จังหวัด|เขต")
_NEARLY = 75.0  # of 100: one letter in four may differ


@dataclass(frozen=True, slots=True)
class Found:
    """A tambon with the places that tell it from its namesakes."""

    code: str
    name: LocalText
    district: LocalText
    province: LocalText

    @property
    def words(self) -> LocalText:
        """``บ้านเลือก · โพธาราม · ราชบุรี``."""
        parts = (self.name, self.district, self.province)
        return LocalText(" · ".join(p.th for p in parts), " · ".join(p.en for p in parts))


def folded(text: str) -> str:
    """What is compared: without spaces, case, marks between words and the word tambon."""
    typed = to_arabic_digits(text).strip().casefold()
    return _BETWEEN.sub("", _LEVELS.sub("", typed))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A tambon with all that it may be found by."""

    found: Found
    names: tuple[str, str]
    written: tuple[str, ...]  # the name, with the district or the province or both behind it
    above: tuple[str, ...]  # the places it lies in, and its code


@cache
def _entries() -> tuple[_Entry, ...]:
    return tuple(_read())


def _read() -> Iterator[_Entry]:
    for province in geothai.provinces():
        for district in geothai.districts(province.code):
            for tambon in geothai.subdistricts(district.code):
                yield _entry(tambon, district, province)


def _entry(*places: Subdistrict | District | Province) -> _Entry:
    names = (LocalText(place.name_th, place.name_en) for place in places)
    found = Found(places[0].code, *names)
    th, en = ([folded(p.name_th) for p in places], [folded(p.name_en) for p in places])
    written = tuple(key for n, d, p in (th, en) for key in (n, n + d, n + p, n + d + p))
    above = tuple(key for n, d, p in (th, en) for key in (d + n, d + p, p + d, p + n))
    return _Entry(found, (th[0], en[0]), written, (*above, found.code))


def find(text: str, limit: int = LIMIT) -> list[Found]:
    """Tambons that fit what was typed, the best first; nothing for less than two letters.

    A whole name comes before a beginning, a beginning before letters inside a name, and these
    before a misspelling. Namesakes stand in order of their codes.
    """
    sought = folded(text)
    if len(sought) < 2:
        return []
    ranked: list[tuple[int, str, Found]] = []
    for entry in _entries():
        rank = _rank(entry, sought)
        if rank is not None:
            ranked.append((rank, entry.found.code, entry.found))
    best = [found for _rank, _code, found in sorted(ranked)[:limit]]
    return best or _nearly(sought, limit)


def _rank(entry: _Entry, sought: str) -> int | None:
    if sought in entry.names or sought == entry.found.code:
        return 0
    if any(key.startswith(sought) for key in entry.written):
        return 1
    if any(key.startswith(sought) for key in entry.above):
        return 2
    return 3 if any(sought in name for name in entry.names) else None


@cache
def _spellings() -> tuple[tuple[str, ...], tuple[Found, ...]]:
    pairs = [(text, entry.found) for entry in _entries() for text in entry.written]
    return tuple(text for text, _ in pairs), tuple(found for _, found in pairs)


def _nearly(sought: str, limit: int) -> list[Found]:
    texts, owners = _spellings()
    near = process.extract(sought, texts, scorer=fuzz.ratio, score_cutoff=_NEARLY, limit=limit * 3)
    kept: dict[str, Found] = {}
    for _text, _score, index in near:
        kept.setdefault(owners[index].code, owners[index])
    return list(kept.values())[:limit]


def one(text: str) -> Found | None:
    """The tambon that was meant, if there is no doubt."""
    sought = folded(text)
    fits = [
        entry.found
        for entry in _entries()
        if sought and (sought in entry.written or sought == entry.found.code)
    ]
    return fits[0] if len(fits) == 1 else None


def by_code(code: str) -> Found | None:
    """The tambon of a code."""
    return next((entry.found for entry in _entries() if entry.found.code == code), None)
