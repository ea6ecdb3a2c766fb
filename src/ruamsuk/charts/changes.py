"""Arrows from one round to the next, and a dot where the change cannot be told from chance."""

from __future__ import annotations

from dataclasses import dataclass

from ruamsuk.charts import svg
from ruamsuk.charts.model import PERCENT, Label, Scale, Value, format_number
from ruamsuk.charts.text import text_width, wrap
from ruamsuk.lib.text import Language, LocalText

SIZE = 14.0
UNKNOWN = LocalText("ยังบอกไม่ได้", "cannot tell yet")
BETTER, WORSE = LocalText("ดีขึ้น", "better"), LocalText("แย่ลง", "worse")
SAME = LocalText("เท่าเดิม", "the same")


@dataclass(frozen=True, slots=True)
class Change:
    """A value in two rounds and what lies between them.

    Attributes:
        name: whose value it is.
        before: the value in the earlier round.
        after: the value in the later round.
        difference: after − before with its own interval, in the unit of the scale.
        full_count: whether both rounds counted everyone, so that any difference is a real one.
    """

    name: Label
    before: Value
    after: Value
    difference: Value
    full_count: bool = False

    @property
    def direction(self) -> int | None:
        """1 up, −1 down, 0 the same in a full count; None where no change may be claimed.

        In a sample a change is claimed only when its own interval leaves out 0; without an
        interval none is.
        """
        shown = self.difference.shown
        if shown is None:
            return None
        if self.full_count:
            return (shown > 0) - (shown < 0)
        if self.difference.interval is None:
            return None
        lower, upper = self.difference.interval
        return 1 if lower > 0 else -1 if upper < 0 else None


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes of several places or indicators on one scale.

    Attributes:
        title: what is shown.
        scale: the scale of all rows.
        before: name of the earlier round.
        after: name of the later round.
        rows: the changes from top to bottom.
    """

    title: LocalText
    scale: Scale
    before: LocalText
    after: LocalText
    rows: tuple[Change, ...]


def draw_changes(
    changes: Changes, language: Language, width: float = 360.0, *, legend: bool = True
) -> str:
    """The changes as SVG: a hollow dot before, an arrow or a full dot after.

    Args:
        changes: what to draw.
        language: of the words.
        width: in pixels.
        legend: whether to say what the signs mean; once is enough where several stand together.
    """
    parts, top = [], 2.0
    for row in changes.rows:
        markup, height = _row(row, changes.scale, language, top, width)
        parts.append(markup)
        top += height
    signs, height = svg.legend(0, top + 4, width, _swatches(changes, language) if legend else [])
    parts.append(signs)
    return svg.picture(
        width,
        max(top + 4 + height, 20),
        "".join(parts),
        title=changes.title.to(language),
        description="; ".join(
            f"{row.name.full.to(language)} {change_words(row, changes.scale, language)}"
            for row in changes.rows
        ),
        language=language,
    )


def change_words(change: Change, scale: Scale, language: Language) -> str:
    """``ดีขึ้น 6 (2 ถึง 10)``, ``worse by 3 (1 to 5)``, or that nothing can be said."""
    shown = change.difference.shown
    if shown is None:
        return scale.words(change.difference, language)
    if change.direction is None:
        return UNKNOWN.to(language)
    if change.direction == 0:
        return SAME.to(language)
    good = (change.direction > 0) == scale.higher_is_better
    size = difference_number(shown, scale)
    pattern = LocalText("{word} {size}", "{word} by {size}")
    words = pattern.format(word=BETTER if good else WORSE, size=size).to(language)
    if change.difference.interval and not change.full_count:
        ends = sorted(abs(limit) for limit in change.difference.interval)
        low, high = (difference_number(end, scale) for end in ends)
        words += (
            LocalText(" ({low} ถึง {high})", " ({low} to {high})")
            .format(low=low, high=high)
            .to(language)
        )
    return words


def difference_number(value: float, scale: Scale) -> str:
    """The size of a difference, never printed as 0 when it is not 0: ``7``, ``0.3``, ``1,200``."""
    size = abs(value)
    usual = 0 if scale.unit == PERCENT else scale.decimals
    words = format_number(size, usual)
    if not size or words.strip("0."):
        return words
    return format_number(size, next((d for d in range(1, 7) if round(size, d)), 7))


def _row(
    row: Change, scale: Scale, language: Language, top: float, width: float
) -> tuple[str, float]:
    words = wrap(change_words(row, scale, language), width * 0.5, 13, lines=2)
    room = width - max((text_width(line, 13, bold=True) for line in words), default=0) - 14
    lines = wrap(row.name.full.to(language), room, SIZE, lines=3)
    good = row.direction and (row.direction > 0) == scale.higher_is_better
    fill = svg.MUTED if not row.direction else svg.LEAF if good else svg.CLAY
    y = top + max(len(lines), len(words)) * SIZE * 1.3 + 26
    parts = [
        svg.label(0, top + SIZE, lines),
        svg.label(width, top + SIZE, words, size=13, fill=fill, bold=True, anchor="end"),
        svg.tag(
            "rect",
            y=y - 3,
            width=width,
            height=6,
            rx=3,
            fill=svg.hatch_fill() if row.difference.hidden else svg.TRACK,
        ),
        _dots(row, scale, fill, y, width),
    ]
    return "".join(parts), y + 20 - top


def _dots(row: Change, scale: Scale, fill: str, y: float, width: float) -> str:
    ends = [
        (8 + scale.position(value.shown) * (width - 16), value.shown)
        for value in (row.before, row.after)
        if value.shown is not None
    ]
    parts = []
    if len(ends) == 2:
        shaft = f"M{svg.number(ends[0][0])} {svg.number(y)}H{svg.number(ends[1][0])}"
        parts.append(svg.tag("path", d=shaft, stroke=fill, stroke_width=3))
    if row.before.shown is not None:
        parts.append(
            svg.tag("circle", cx=ends[0][0], cy=y, r=5, fill=svg.CARD, stroke=fill, stroke_width=2)
        )
    if row.after.shown is not None:
        parts.append(_end(ends[-1][0], y, fill, row.direction or 0))
    return "".join(parts) + _numbers(ends, scale, y, width)


def _end(x: float, y: float, fill: str, direction: int) -> str:
    """A dot, or a triangle over the place that points the way; outlined to be seen on the other."""
    if not direction:
        return svg.tag("circle", cx=x, cy=y, r=5, fill=fill)
    back, tip = (svg.number(x + direction * shift) for shift in (-5, 7))
    top, bottom = svg.number(y - 7.5), svg.number(y + 7.5)
    d = f"M{tip} {svg.number(y)}L{back} {top}V{bottom}Z"
    return svg.tag("path", d=d, fill=fill, stroke=svg.CARD, stroke_width=1.5)


def _numbers(ends: list[tuple[float, float]], scale: Scale, y: float, width: float) -> str:
    """The numbers over their dots, pushed apart where they would touch."""
    placed = sorted((x, scale.number(shown)) for x, shown in ends)
    halves = [text_width(words, 12.5) / 2 for _, words in placed]
    xs = [min(max(x, half), width - half) for (x, _), half in zip(placed, halves, strict=True)]
    if len(xs) == 2 and (overlap := halves[0] + halves[1] + 5 - (xs[1] - xs[0])) > 0:
        xs = [xs[0] - overlap / 2, xs[1] + overlap / 2]
        shift = max(0.0, halves[0] - xs[0]) - max(0.0, xs[1] + halves[1] - width)
        xs = [x + shift for x in xs]
    return "".join(
        svg.label(x, y - 11, words, size=12.5, fill=svg.MUTED, anchor="middle")
        for x, (_, words) in zip(xs, placed, strict=True)
    )


def _swatches(changes: Changes, language: Language) -> list[svg.Swatch]:
    before = LocalText("วงโปร่ง: {name}", "open dot: {name}").format(name=changes.before)
    after = LocalText("ปลายทึบ: {name}", "filled end: {name}").format(name=changes.after)
    grey = LocalText("เทา: ยังบอกไม่ได้ว่าเปลี่ยน", "grey: no change can be claimed")
    entries = [
        svg.Swatch(svg.CARD, before.to(language), svg.INK),
        svg.Swatch(svg.INK, after.to(language), svg.INK),
    ]
    if any(row.direction is None for row in changes.rows):
        entries.append(svg.Swatch(svg.MUTED, grey.to(language), svg.MUTED))
    return entries if changes.rows else []
