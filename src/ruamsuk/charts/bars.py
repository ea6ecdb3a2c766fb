"""Bars with their interval and their target, one under the other."""

from __future__ import annotations

from dataclasses import dataclass

from ruamsuk.charts import svg
from ruamsuk.charts.model import Label, Scale, Value
from ruamsuk.charts.text import text_width, wrap
from ruamsuk.lib.text import Language, LocalText

SIZE = 14.0
BAR = 14.0


@dataclass(frozen=True, slots=True)
class Bars:
    """Values side by side on one scale.

    Attributes:
        title: what is shown.
        scale: the scale of all bars; its target is drawn across them.
        rows: name and value of each bar, from top to bottom.
    """

    title: LocalText
    scale: Scale
    rows: tuple[tuple[Label, Value], ...]


def draw_bars(bars: Bars, language: Language, width: float = 360.0) -> str:
    """The bars as SVG: name and number above each bar, the interval as a whisker on it."""
    parts, top = [], 2.0
    for name, value in bars.rows:
        markup, height = _row(name, value, bars.scale, language, top, width)
        parts.append(markup)
        top += height
    if bars.scale.target is not None:
        parts.append(_target_words(bars.scale, bars.scale.target, language, top, width))
        top += 22
    absent = {value.hidden for _, value in bars.rows if value.shown is None}
    swatches = svg.gap_swatches(language, hidden=True in absent, no_data=False in absent)
    legend, height = svg.legend(0, top + 4, width, swatches)
    return svg.picture(
        width,
        max(top + 4 + height, 20),
        "".join(parts) + legend,
        title=bars.title.to(language),
        description=_description(bars, language),
        language=language,
    )


def _row(
    name: Label, value: Value, scale: Scale, language: Language, top: float, width: float
) -> tuple[str, float]:
    words = scale.words(value, language) if value.shown is not None else "–"
    room = width - text_width(words, 16, bold=True) - 16
    lines = wrap(name.full.to(language), room, SIZE, lines=3)
    y = top + len(lines) * SIZE * 1.3 + 6
    parts = [
        svg.label(0, top + SIZE, lines),
        svg.label(width, top + 15, words, size=16, bold=True, anchor="end"),
    ]
    if value.shown is None:
        parts.append(svg.gap(0, y, width, BAR, hidden=value.hidden, radius=BAR / 2))
    else:
        parts.append(_bar(value, value.shown, scale, y, width))
    return "".join(parts), y + BAR + 14 - top


def _bar(value: Value, shown: float, scale: Scale, y: float, width: float) -> str:
    step = scale.step(shown)
    fill = svg.INDIGO if step is None else svg.STEPS[step]
    parts = [svg.tag("rect", y=y, width=width, height=BAR, rx=BAR / 2, fill=svg.TRACK)]
    length = scale.position(shown) * width
    if length:
        parts.append(
            svg.tag(
                "rect",
                y=y,
                width=length,
                height=BAR,
                rx=min(BAR / 2, length / 2),
                fill=fill,
                stroke="#c9a96a" if fill == svg.STEPS[2] else None,
            )
        )
    if value.interval:
        parts.append(_whisker(value.interval, scale, y + BAR / 2, width))
    if scale.target is not None:
        x = min(max(scale.position(scale.target) * width, 1.5), width - 1.5)
        parts.append(
            svg.tag("path", d=_line(x, y - 3, x, y + BAR + 3), stroke=svg.CARD, stroke_width=5)
            + svg.tag("path", d=_line(x, y - 4, x, y + BAR + 4), stroke=svg.INK, stroke_width=2.5)
        )
    return "".join(parts)


def _whisker(interval: tuple[float, float], scale: Scale, y: float, width: float) -> str:
    low, high = (1 + scale.position(limit) * (width - 2) for limit in interval)
    path = _line(low, y, high, y) + _line(low, y - 4, low, y + 4) + _line(high, y - 4, high, y + 4)
    return svg.tag("path", d=path, stroke=svg.CARD, stroke_width=4, fill="none") + svg.tag(
        "path", d=path, stroke=svg.INK, stroke_width=1.5, fill="none"
    )


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return "M" + " ".join(map(svg.number, (x1, y1))) + "L" + " ".join(map(svg.number, (x2, y2)))


def _target_words(scale: Scale, target: float, language: Language, top: float, width: float) -> str:
    words = LocalText("เป้า {n}", "target {n}").format(n=scale.aim()).to(language)
    half = text_width(words, 12.5) / 2
    x = min(max(scale.position(target) * width, half), width - half)
    return svg.label(x, top + 8, words, size=12.5, fill=svg.MUTED, anchor="middle")


def _description(bars: Bars, language: Language) -> str:
    between = LocalText("{words} (ระหว่าง {low} ถึง {high})", "{words} (between {low} and {high})")
    listed = []
    for name, value in bars.rows:
        words = bars.scale.words(value, language)
        if value.interval:
            low, high = map(bars.scale.number, value.interval)
            words = between.format(words=words, low=low, high=high).to(language)
        listed.append(f"{name.full.to(language)} {words}")
    return "; ".join(listed)
