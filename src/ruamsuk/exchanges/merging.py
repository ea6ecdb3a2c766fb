"""Put together what two people wrote at once, line by line, so that neither loses anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Clash:
    """A place in which both changed the same lines."""

    before: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Merged:
    """Both texts as one.

    Attributes:
        text: with what both wrote; where they clash, theirs and then mine.
        clashes: places that somebody has to look at.
    """

    text: str
    clashes: tuple[Clash, ...]


@dataclass(frozen=True)
class Change:
    """Lines of two versions: the same in both, gone, or new."""

    what: Literal["same", "gone", "new"]
    lines: Lines


def plain(text: str) -> str:
    """A text as it is kept: one sign ends a line, and nothing stands after the last word of one."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def merge(before: str, mine: str, theirs: str) -> Merged:
    """What becomes of a text that two people changed.

    Args:
        before: what I started from.
        mine: what I made of it.
        theirs: what is kept now.
    """
    old, own, other = (tuple(text.split("\n")) for text in (before, mine, theirs))
    found: list[str] = []
    clashes: list[Clash] = []
    for lines, parts in _parts(old, own, other):
        if parts is None:
            found += lines
            continue
        was, left, right = parts
        both = _one_of(was, left, right)
        if both is None:
            both = right + left
            if "".join(was):  # two who only add leave both; here both changed what stood there
                clashes.append(Clash(*("\n".join(one) for one in (was, left, right))))
        found += both
    return Merged("\n".join(found), tuple(clashes))


def _one_of(was: Lines, mine: Lines, theirs: Lines) -> Lines | None:
    """The lines that stand for both: where only one changed, or one has what the other has."""
    if mine == theirs or theirs == was:
        return mine
    if mine == was:
        return theirs
    if _has_all(mine, theirs):
        return mine
    return theirs if _has_all(theirs, mine) else None


def _has_all(lines: Lines, others: Lines) -> bool:
    """Whether the others stand among the lines in their order, or are what they begin with.

    What arrives once more, because the answer to it was lost, is there already, even if somebody
    wrote above or below it meanwhile.
    """
    if not "".join(others):
        return False
    left = iter(lines)
    return "\n".join(lines).startswith("\n".join(others)) or all(one in left for one in others)


_Parts = tuple[Lines, tuple[Lines, Lines, Lines] | None]


def _parts(old: Lines, own: Lines, other: Lines) -> Iterator[_Parts]:
    """The text in turn: lines that nobody touched, and places that somebody changed."""
    at = (0, 0, 0)
    for start, in_own, in_other, length in [
        *_untouched(old, own, other),
        (len(old), len(own), len(other), 0),
    ]:
        place = (old[at[0] : start], own[at[1] : in_own], other[at[2] : in_other])
        if any(place):
            yield (), place
        if length:
            yield old[start : start + length], None
        at = (start + length, in_own + length, in_other + length)


def _untouched(old: Lines, own: Lines, other: Lines) -> Iterator[tuple[int, int, int, int]]:
    """Runs of lines that stand in all three: where in each, and how long."""
    mine = SequenceMatcher(None, old, own, autojunk=False).get_matching_blocks()
    theirs = SequenceMatcher(None, old, other, autojunk=False).get_matching_blocks()
    first = second = 0
    while first < len(mine) and second < len(theirs):
        a, b = mine[first], theirs[second]
        start, end = max(a.a, b.a), min(a.a + a.size, b.a + b.size)
        if start < end:
            yield start, a.b + start - a.a, b.b + start - b.a, end - start
        if a.a + a.size < b.a + b.size:
            first += 1
        else:
            second += 1


def takes_away(before: str, after: str) -> bool:
    """Whether a text has lost something of what it was; one that only grew in a place has not."""
    start = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        start += 1
    return len(after) < len(before) or not after.endswith(before[start:])


def changes(old: str, new: str) -> list[Change]:
    """What differs between two versions, in runs of lines."""
    before, after = old.split("\n"), new.split("\n")
    found: list[Change] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found.append(Change("same", tuple(before[a:b])))
            continue
        if b > a:
            found.append(Change("gone", tuple(before[a:b])))
        if d > c:
            found.append(Change("new", tuple(after[c:d])))
    return found
