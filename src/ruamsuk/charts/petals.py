"""Petals around a centre, one a goal: the fuller the petal, the nearer to everyone."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ruamsuk.charts import svg
from ruamsuk.charts.model import Label, Scale, Value
from ruamsuk.charts.text import wrap
from ruamsuk.lib.text import Language, LocalText

WIDTH, INNER, OUTER = 390.0, 15.0, 72.0
ROOM = WIDTH / 2 - OUTER - 10
SIZE, LEADING = 14.0, 1.3
MOST_NAMED = 10
"""More petals than this carry a number around the ring and their names in a list below."""


@dataclass(frozen=True, slots=True)
class Petals:
    """Values of one place on one scale, drawn by area.

    Attributes:
        title: what is shown.
        scale: the scale of all petals.
        petals: name and value, clockwise from the top.
    """

    title: LocalText
    scale: Scale
    petals: tuple[tuple[Label, Value], ...]


def draw_petals(flower: Petals, language: Language) -> str:
    """The petals as SVG. A petal's area, not its length, is proportional to its value."""
    count = len(flower.petals)
    named = count <= MOST_NAMED
    labels, top, bottom = _names(flower, language) if named else _numbers(count)
    middle = 4 - top
    parts = [
        _petal(i, count, value, flower.scale, middle) for i, (_, value) in enumerate(flower.petals)
    ]
    parts.append(svg.tag("g", labels, transform=f"translate({WIDTH / 2:g} {svg.number(middle)})"))
    low = middle + bottom + 10
    if not named:
        markup, height = _list(flower, language, low)
        parts.append(markup)
        low += height
    legend, height = svg.legend(0, low, WIDTH, _swatches(flower, language))
    return svg.picture(
        WIDTH,
        low + height + 4,
        "".join(parts) + legend,
        title=flower.title.to(language),
        description="; ".join(
            f"{name.full.to(language)} {flower.scale.words(value, language)}"
            for name, value in flower.petals
        ),
        language=language,
    )


def _names(flower: Petals, language: Language) -> tuple[str, float, float]:
    """Names and values around the ring, and how far above and below the centre they reach."""
    names = [
        [
            *wrap(name.brief(language), ROOM, SIZE, lines=3),
            _number(value, flower.scale, language),
        ]
        for name, value in flower.petals
    ]
    parts, top, bottom = [], -OUTER - 8.0, OUTER + 8.0
    for (x, y, anchor), lines in zip(_place(names), names, strict=True):
        base = y + SIZE * 0.95
        last = base + (len(lines) - 1) * SIZE * LEADING
        parts.append(svg.label(x, base, lines[:-1], size=SIZE, anchor=anchor))
        parts.append(svg.label(x, last, lines[-1], size=SIZE, bold=True, anchor=anchor))
        top, bottom = min(top, y), max(bottom, y + _height(lines))
    return "".join(parts), top, bottom


def _numbers(count: int) -> tuple[str, float, float]:
    """The petals counted around the ring, for a list below to name."""
    ring = OUTER + 19
    labels = (
        svg.label(
            ring * math.sin(_angle(i, count)),
            4 - ring * math.cos(_angle(i, count)),
            str(i + 1),
            size=11,
            fill=svg.MUTED,
            anchor="middle",
        )
        for i in range(count)
    )
    return "".join(labels), -ring - 8, ring + 8


def _number(value: Value, scale: Scale, language: Language) -> str:
    return "–" if value.shown is None else scale.words(value, language)


def _height(lines: list[str]) -> float:
    return len(lines) * SIZE * LEADING


def _petal(i: int, count: int, value: Value, scale: Scale, middle: float) -> str:
    start, end = (2 * math.pi * k / count for k in (i, i + 1))
    whole = _sector(start, end, OUTER, middle)
    if value.shown is None:
        fill = svg.hatch_fill() if value.hidden else svg.CARD
        return svg.tag("path", d=whole, fill=fill, stroke="#cfc3a6", stroke_dasharray="3 3")
    step = scale.step(value.shown)
    radius = math.sqrt(INNER**2 + (OUTER**2 - INNER**2) * scale.position(value.shown))
    back = svg.tag("path", d=whole, fill=svg.TRACK, stroke=svg.CARD, stroke_width=3)
    if radius - INNER < 0.5:
        return back
    return back + svg.tag(
        "path",
        d=_sector(start, end, radius, middle),
        fill=svg.INDIGO if step is None else svg.STEPS[step],
        stroke=svg.CARD,
        stroke_width=3,
        stroke_linejoin="round",
    )


def _sector(start: float, end: float, radius: float, middle: float) -> str:
    """A ring's sector; a whole turn is two halves, for an arc cannot end where it began."""
    if end - start > math.pi * 1.99:
        half = (start + end) / 2
        return _sector(start, half, radius, middle) + _sector(half, end, radius, middle)

    def at(angle: float, distance: float) -> str:
        x, y = WIDTH / 2 + distance * math.sin(angle), middle - distance * math.cos(angle)
        return f"{svg.number(x)} {svg.number(y)}"

    large = int(end - start > math.pi)
    out, inner = svg.number(radius), svg.number(INNER)
    return (
        f"M{at(start, INNER)}L{at(start, radius)}A{out} {out} 0 {large} 1 {at(end, radius)}"
        f"L{at(end, INNER)}A{inner} {inner} 0 {large} 0 {at(start, INNER)}Z"
    )


def _place(names: list[list[str]]) -> list[tuple[float, float, str]]:
    """Where each label goes, from the centre: x, top edge, anchor.

    Labels of one side are pushed apart downwards, then the side is moved back up by half of the
    push; each stands just outside the ring at its own height, so none touches another or a petal.
    """
    count = len(names)
    boxes: list[tuple[float, float, str]] = [(0.0, 0.0, "middle")] * count
    for side in (1, -1):
        members = [i for i in range(count) if (math.sin(_angle(i, count)) >= 0) == (side > 0)]
        members.sort(key=lambda i: -math.cos(_angle(i, count)))
        tops: list[float] = []
        for i in members:
            cosine, height = math.cos(_angle(i, count)), _height(names[i])
            ideal = -cosine * (OUTER + 12) - height * (1 + cosine) / 2
            floor = tops[-1] + _height(names[members[len(tops) - 1]]) + 5 if tops else ideal
            tops.append(max(ideal, floor))
        if not tops:
            continue
        push = max(0.0, tops[-1] - OUTER - 14) / 2
        for i, top in zip(members, tops, strict=True):
            y = top - push
            nearest = (
                0.0 if y < 0 < y + _height(names[i]) else min(abs(y), abs(y + _height(names[i])))
            )
            clear = math.sqrt(max(0.0, (OUTER + 10) ** 2 - nearest**2))
            boxes[i] = (side * max(clear, 4), y, "start" if side > 0 else "end")
    return boxes


def _angle(i: int, count: int) -> float:
    return 2 * math.pi * (i + 0.5) / count


def _list(flower: Petals, language: Language, top: float) -> tuple[str, float]:
    parts, y = [], top
    for i, (name, value) in enumerate(flower.petals, start=1):
        lines = wrap(f"{i} {name.full.to(language)}", WIDTH - 64, SIZE, lines=2)
        parts.append(svg.label(0, y + SIZE, lines, size=SIZE))
        number = _number(value, flower.scale, language)
        parts.append(svg.label(WIDTH, y + SIZE, number, size=SIZE, bold=True, anchor="end"))
        y += len(lines) * SIZE * LEADING + 4
    return "".join(parts), y + 8 - top


def _swatches(flower: Petals, language: Language) -> list[svg.Swatch]:
    absent = {value.hidden for _, value in flower.petals if value.shown is None}
    steps = svg.step_swatches(language, [flower.scale])
    return steps + svg.gap_swatches(language, hidden=True in absent, no_data=False in absent)
