"""What a number rests on: whom we counted, how many, and how many gave no answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ruamsuk.charts.model import Scale, Value, format_number
from ruamsuk.lib.text import LocalText

Level = Literal["household", "person", "community"]

ONE: dict[Level, LocalText] = {
    "household": LocalText("ครัวเรือน", "household"),
    "person": LocalText("คน", "person"),
    "community": LocalText("ชุมชน", "community"),
}
MANY: dict[Level, LocalText] = {
    "household": LocalText("ครัวเรือน", "households"),
    "person": LocalText("คน", "people"),
    "community": LocalText("ชุมชน", "communities"),
}
FEW = 30
MUCH_MISSING = 0.1
"""A number on fewer units, or with a larger share of answers missing, carries a caution."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What an estimate rests on.

    Attributes:
        level: what was counted.
        n: how many units answered, without weights.
        numerator: how many of them pass, where the sentence may say so.
        denominator: out of how many.
        missing: share of the eligible units without an answer, 0 to 1.
        full_count: whether everyone was counted, so that there is no sampling error.
    """

    level: Level = "household"
    n: int | None = None
    numerator: float | None = None
    denominator: float | None = None
    missing: float = 0.0
    full_count: bool = False


def counted(n: int, level: Level) -> LocalText:
    """``1 household``, ``1,200 people``."""
    noun = ONE[level] if n == 1 else MANY[level]
    return LocalText("{n} {noun}", "{n} {noun}").format(n=format_number(n), noun=noun)


def join(*sentences: LocalText) -> LocalText:
    """The sentences that say something, one after the other."""
    said = [sentence for sentence in sentences if sentence]
    return LocalText(" ".join(s.th for s in said), " ".join(s.en for s in said))


def absence(name: LocalText, value: Value) -> LocalText:
    """Why there is no number to read."""
    if value.hidden:
        return LocalText(
            "ปิดตัวเลขเรื่อง “{name}” ไว้ เพราะมีน้อยรายจนอาจรู้ว่าเป็นใคร",
            "The number for “{name}” is hidden: too few stand behind it, they could be recognised.",
        ).format(name=name)
    return LocalText("ยังไม่มีข้อมูลเรื่อง “{name}”", "There is no data on “{name}” yet.").format(
        name=name
    )


def between(low: str, high: str) -> LocalText:
    """The interval in words, after a space; the limits are in the unit of the sentence."""
    return LocalText(
        " (น่าจะอยู่ระหว่าง {low} ถึง {high})", " (likely between {low} and {high})"
    ).format(low=low, high=high)


def in_words(percent: float) -> LocalText:
    """A share as it is said before “in 100”: a number, or that it is below 1 or above 99.

    The Thai words join the word before them, a number after a space.
    """
    amount = Scale().number(percent)
    if amount.startswith("<"):
        return LocalText("ไม่ถึง 1", "fewer than 1")
    if amount.startswith(">"):
        return LocalText("มากกว่า 99", "more than 99")
    return LocalText(f" {amount}", amount)


ALL_COUNTED = LocalText(" (นับครบทุกราย)", " (everyone was counted)")
NO_INTERVAL = LocalText(
    " (ข้อมูลน้อยเกินกว่าจะบอกช่วงได้)", " (there is too little data to give an interval)"
)


def certainty(value: Value, basis: Basis, low: str, high: str) -> LocalText:
    """What follows a number: its interval, that everyone was counted, or that neither is so."""
    if basis.full_count:
        return ALL_COUNTED
    return between(low, high) if value.interval else NO_INTERVAL


def caution_reading(basis: Basis) -> LocalText:
    """A warning where few answered or many gave no answer; empty otherwise."""
    said = []
    if basis.n is not None and 0 < basis.n < FEW:
        pattern = LocalText(
            "ตัวเลขนี้มาจากเพียง {n} รายเดียวก็ทำให้เปลี่ยนได้มาก",
            "Only {n} {are} behind this number: a single one can change it a lot.",
        )
        are = "is" if basis.n == 1 else "are"
        said.append(pattern.format(n=counted(basis.n, basis.level), are=are))
    if basis.missing > MUCH_MISSING:
        pattern = LocalText(
            "ไม่มีคำตอบราว {n} ใน 100 {noun} จึงควรอ่านตัวเลขนี้อย่างระวัง",
            "About {n} in 100 {noun} gave no answer: read this number with care.",
        )
        percent = format_number(100 * basis.missing, 0)
        said.append(pattern.format(n=percent, noun=MANY[basis.level]))
    return join(*said)
