"""One number in words: a share, a summary of a value, and whether the target is met."""

from __future__ import annotations

from typing import Literal

from ruamsuk.charts.model import Scale, Value, format_number, with_unit
from ruamsuk.charts.readings.basis import (
    ALL_COUNTED,
    MANY,
    ONE,
    Basis,
    absence,
    certainty,
    in_words,
)
from ruamsuk.lib.text import LocalText

Summary = Literal["mean", "median", "sum", "ratio"]
_SHARES = Scale()


def share_reading(name: LocalText, value: Value, basis: Basis) -> LocalText:
    """“About 62 in 100 households pass … (likely between 57 and 66)” and its relatives.

    Args:
        name: the indicator's name.
        value: the share in per cent.
        basis: whom it is about; with a numerator and a denominator that are whole numbers a full
            count is told as a count.
    """
    if value.shown is None:
        return absence(name, value)
    if basis.full_count and (counts := _counts(basis)):
        return _count_sentence(name, value.shown, counts, basis)
    low, high = map(_SHARES.number, value.interval or (0.0, 0.0))
    words = {"name": name, "one": ONE[basis.level], "many": MANY[basis.level]}
    if value.shown in (0, 100):
        return _none_or_all(value, basis, low, high).format(**words)
    amount = _SHARES.number(value.shown)
    if amount.startswith("<"):
        pattern = LocalText(
            "ใน 100 {many} มีไม่ถึง 1 {one}ที่ผ่านเรื่อง “{name}”{sure}",
            "Fewer than 1 in 100 {many} pass “{name}”{sure}.",
        )
    elif amount.startswith(">"):
        pattern = LocalText(
            "ใน 100 {many} มีมากกว่า 99 {one}ที่ผ่านเรื่อง “{name}”{sure}",
            "More than 99 in 100 {many} pass “{name}”{sure}.",
        )
    else:
        pattern = LocalText(
            "ใน 100 {many} มี{about} {n} {one}ที่ผ่านเรื่อง “{name}”{sure}",
            "{About}{n} in 100 {many} {passes} “{name}”{sure}.",
        )
    return pattern.format(
        n=amount,
        about="" if basis.full_count else "ราว",
        About="" if basis.full_count else "About ",
        passes=_passes(amount),
        sure=certainty(value, basis, low, high),
        **words,
    )


def _passes(amount: str) -> str:
    return "passes" if amount == "1" else "pass"


def _counts(basis: Basis) -> tuple[int, int] | None:
    """Numerator and denominator where both are whole, as they are without weights."""
    both = basis.numerator, basis.denominator
    if any(count is None or abs(count - round(count)) > 1e-6 for count in both):
        return None
    return round(both[0] or 0), round(both[1] or 0)


def _count_sentence(
    name: LocalText, percent: float, counts: tuple[int, int], basis: Basis
) -> LocalText:
    passing, everyone = map(format_number, counts)
    pattern = LocalText(
        "{passing} จาก {everyone} {noun}ผ่านเรื่อง “{name}” คิดเป็น{n} ใน 100{sure}",
        "{passing} of {everyone} {noun} {passes} “{name}”: {n} in 100{sure}.",
    )
    return pattern.format(
        passing=passing,
        everyone=everyone,
        noun=ONE[basis.level] if counts[1] == 1 else MANY[basis.level],
        passes=_passes(passing),
        name=name,
        n=in_words(percent),
        sure=ALL_COUNTED,
    )


def _none_or_all(value: Value, basis: Basis, low: str, high: str) -> LocalText:
    """Nobody or everybody among those asked, and what that means for all."""
    if value.shown == 0:
        said = LocalText(
            "ไม่มี{one}ใดที่ถามผ่านเรื่อง “{name}”", "None of the {many} asked passes “{name}”"
        )
        rest = LocalText(
            " (ทั้งหมดน่าจะไม่เกิน {n} ใน 100)", " (of all, likely no more than {n} in 100)"
        )
    else:
        said = LocalText("ทุก{one}ที่ถามผ่านเรื่อง “{name}”", "All {many} asked pass “{name}”")
        rest = LocalText(" (ทั้งหมดน่าจะมีอย่างน้อย {n} ใน 100)", " (of all, likely at least {n} in 100)")
    if basis.full_count or not value.interval:
        rest = certainty(value, basis, low, high)
    rest = rest.format(n=high if value.shown == 0 else low)
    return LocalText(said.th + rest.th, f"{said.en}{rest.en}.")


_SUMMARIES: dict[Summary, LocalText] = {
    "mean": LocalText(
        "“{name}” เฉลี่ย{about} {n}ต่อ{one}{sure}",
        "“{name}” is{about} {n} per {one} on average{sure}.",
    ),
    "median": LocalText(
        "“{name}” มีค่ากลาง{about} {n} คือครึ่งหนึ่งของ{many}มีมากกว่านี้{sure}",
        "The middle value of “{name}” is{about} {n}: half of the {many} have more{sure}.",
    ),
    "sum": LocalText("“{name}” รวมทั้งหมด{about} {n}{sure}", "“{name}” adds up to{about} {n}{sure}."),
    "ratio": LocalText("“{name}” เท่ากับ{about} {n}{sure}", "“{name}” is{about} {n}{sure}."),
}


def summary_reading(
    name: LocalText, value: Value, summary: Summary, scale: Scale, basis: Basis
) -> LocalText:
    """A mean, median, sum or ratio in words, with its unit and how sure we are."""
    if value.shown is None:
        return absence(name, value)
    low, high = map(scale.number, value.interval or (0.0, 0.0))
    number = scale.number(value.shown)
    return _SUMMARIES[summary].format(
        name=name,
        about=LocalText() if basis.full_count else LocalText("ราว", " about"),
        n=LocalText(with_unit(number, scale.unit.th), with_unit(number, scale.unit.to("en"))),
        one=ONE[basis.level],
        many=MANY[basis.level],
        sure=certainty(value, basis, low, high),
    )


def target_met(value: Value, scale: Scale, *, full_count: bool = False) -> bool | None:
    """Whether the target is met; None where that cannot be said.

    In a sample the target counts as met, or missed, only when the whole interval lies on that side.
    """
    if scale.target is None or value.shown is None:
        return None
    limits = (value.shown, value.shown) if full_count else value.interval
    if limits is None:
        return None
    reached = [
        limit >= scale.target if scale.higher_is_better else limit <= scale.target
        for limit in limits
    ]
    return reached[0] if reached[0] == reached[1] else None


_MET = LocalText("ถึงเป้า {target} แล้ว", "The target of {target} is met.")
_MISSED = LocalText("ยังไม่ถึงเป้า {target}", "The target of {target} is not met yet.")
_TOO_CLOSE = LocalText(
    "ใกล้เป้า {target} จนยังบอกไม่ได้ว่าถึงหรือไม่",
    "This is too close to the target of {target} to say whether it is met.",
)
_TOO_LITTLE = LocalText(
    "ข้อมูลน้อยเกินกว่าจะบอกว่าถึงเป้า {target} หรือไม่",
    "There is too little data to say whether the target of {target} is met.",
)


def target_reading(value: Value, scale: Scale, *, full_count: bool = False) -> LocalText:
    """Whether the target is met, is not, or is too close to say; empty without both numbers."""
    if scale.target is None or value.shown is None:
        return LocalText()
    met = target_met(value, scale, full_count=full_count)
    pattern = _MET if met else _MISSED
    if met is None:
        pattern = _TOO_CLOSE if value.interval else _TOO_LITTLE
    return pattern.format(target=scale.aim())
