"""A change between two rounds in words, claimed only where its own interval leaves out 0."""

from __future__ import annotations

from ruamsuk.charts.changes import Change, difference_number
from ruamsuk.charts.model import PERCENT, Scale, with_unit
from ruamsuk.charts.readings.basis import MANY, Level, between
from ruamsuk.lib.text import LocalText

_BETTER = LocalText("ดีขึ้นจาก{before}", "Better than in {before}")
_WORSE = LocalText("แย่ลงจาก{before}", "Worse than in {before}")
_UP = LocalText("เพิ่มขึ้น", "up by")
_DOWN = LocalText("ลดลง", "down by")
_BOTH_COUNTED = LocalText(" (นับครบทั้งสองรอบ)", " (everyone was counted both times)")


def change_reading(change: Change, scale: Scale, before: LocalText, level: Level) -> LocalText:
    """“Better than in round 1: up by about 7 in 100 households (…)”, where that is sure.

    Args:
        change: the two values and their difference, in the unit of the scale.
        scale: says which way is better.
        before: name of the earlier round.
        level: what was counted.
    """
    shown = change.difference.shown
    if shown is None:
        return _absence(change, before)
    if change.direction is None:
        return _unsure(change, scale, before)
    if change.direction == 0:
        same = LocalText("เท่ากับ{before}{sure}", "The same as in {before}{sure}.")
        return same.format(before=before, sure=_BOTH_COUNTED)
    better = (change.direction > 0) == scale.higher_is_better
    about = LocalText() if change.full_count else LocalText("ราว", " about")
    pattern = LocalText(
        "{verdict}: {way}{about} {size}{sure}", "{verdict}: {way}{about} {size}{sure}."
    )
    return pattern.format(
        verdict=(_BETTER if better else _WORSE).format(before=before),
        way=_UP if change.direction > 0 else _DOWN,
        about=about,
        size=_size(difference_number(shown, scale), scale, level),
        sure=_BOTH_COUNTED if change.full_count else _limits(change, scale),
    )


def _size(number: str, scale: Scale, level: Level) -> LocalText:
    if scale.unit == PERCENT:
        pattern = LocalText("{n} ใน 100 {noun}", "{n} in 100 {noun}")
        return pattern.format(n=number, noun=MANY[level])
    return LocalText(with_unit(number, scale.unit.to("th")), with_unit(number, scale.unit.to("en")))


def _limits(change: Change, scale: Scale) -> LocalText:
    ends = sorted(abs(end) for end in change.difference.interval or ())
    low, high = (difference_number(end, scale) for end in ends)
    return between(low, high)


def _absence(change: Change, before: LocalText) -> LocalText:
    if change.difference.hidden:
        pattern = LocalText(
            "ปิดการเปลี่ยนแปลงจาก{before} ไว้ เพราะมีน้อยรายจนอาจรู้ว่าเป็นใคร",
            "The change since {before} is hidden: those few behind it could be recognised.",
        )
    else:
        pattern = LocalText(
            "ยังเทียบกับ{before} ไม่ได้ เพราะไม่มีข้อมูลครบสองรอบ",
            "This cannot be compared with {before}: one of the rounds has no data.",
        )
    return pattern.format(before=before)


def _unsure(change: Change, scale: Scale, before: LocalText) -> LocalText:
    said = LocalText(
        "ยังบอกไม่ได้ว่าเปลี่ยนจาก{before}", "We cannot yet say that this has changed since {before}"
    ).format(before=before)
    if change.difference.interval is None:
        return LocalText(said.th, f"{said.en}.")
    low, high = (_signed(limit, scale) for limit in change.difference.interval)
    rest = LocalText(
        " (ต่างกันได้ตั้งแต่ {low} ถึง {high})", " (the difference may be from {low} to {high})"
    ).format(low=low, high=high)
    return LocalText(said.th + rest.th, f"{said.en}{rest.en}.")


def _signed(limit: float, scale: Scale) -> str:
    return ("−" if limit < 0 else "") + difference_number(limit, scale)
