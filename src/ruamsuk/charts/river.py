"""The river: how far apart all stand on each practice, with the line of one community in it.

The method is Parcell and Collison's river diagram (Learning to Fly, Capstone, 2001). From left to
right where there is room, and down the page where there is not: on a phone, or with many practices.
"""

from __future__ import annotations

import itertools

from ruamsuk.charts import svg
from ruamsuk.charts.model import Value
from ruamsuk.charts.river_course import NOBODY, Course, laid_out
from ruamsuk.charts.river_model import River, Stretch
from ruamsuk.lib.text import Language, LocalText

WIDTH = 1040.0
WATER, SHALLOW, STREAM, BEFORE = "#c6ded6", "#e4f0eb", "#3f776b", "#7d5a4d"
DASH, DOTS = "6 4", "2 4"
_BANKS = LocalText("ต่ำสุดถึงสูงสุดของ {n} ชุมชน", "Lowest to highest of {n} communities")
_BANKS_ONE = LocalText("มีชุมชนเดียว", "Only one community")
_MIDDLE = LocalText("ตรงกลาง (มัธยฐาน)", "The middle (median)")
_OPEN = LocalText("ยังไม่ได้ตกลงกัน", "Not agreed yet")
_SAYS = LocalText(
    "{name}: ต่ำสุด {low} ตรงกลาง {middle} สูงสุด {high} จาก {n} ชุมชน",
    "{name}: lowest {low}, middle {middle}, highest {high}, of {n}",
)
_OWN = LocalText(" {own} {value}", ", {own} {value}")
_EARLIER = LocalText(" ({when} {value})", " ({when}: {value})")


def draw_river(river: River, language: Language, width: float = WIDTH) -> str:
    """The river as SVG; it runs down the page where ``width`` has too little room for its names."""
    course, plain, bottom = laid_out(river, language, width)
    body = plain + _water(river, course) + _middle(river, course)
    if river.own is not None:
        body += _line(river, course, earlier=True) + _moves(river, course)
        body += _line(river, course, earlier=False) + _points(river, course)
    legend, height = svg.legend(0, bottom + 8, width, _swatches(river, language))
    return svg.picture(
        width,
        bottom + height + 12,
        body + legend,
        title=river.title.to(language),
        description=river_words(river, language),
        language=language,
    )


def river_words(river: River, language: Language) -> str:
    """All the numbers in words, practice by practice."""
    return "; ".join(_said(river, stretch, language) for stretch in river.stretches)


def _said(river: River, stretch: Stretch, language: Language) -> str:
    if stretch.lowest is None or stretch.median is None or stretch.highest is None:
        return f"{stretch.name.full.to(language)}: {NOBODY.to(language)}"
    low, middle, high = (
        river.scale.words(Value(value), language)
        for value in (stretch.lowest, stretch.median, stretch.highest)
    )
    values = {"name": stretch.name.full, "low": low, "middle": middle, "high": high}
    words = _SAYS.format(n=stretch.count, **values).to(language)
    if stretch.open:
        words += f" ({_OPEN.to(language)})"
    if river.own is not None:
        own = river.scale.words(stretch.own, language)
        words += _OWN.format(own=river.own.full, value=own).to(language)
        if river.earlier and stretch.before.shown is not None:
            before = river.scale.words(stretch.before, language)
            words += _EARLIER.format(when=river.earlier, value=before).to(language)
    return words


def _reaches(river: River) -> list[tuple[int, Stretch, Stretch]]:
    """Neighbours that both have banks; across a practice that nobody has the river is dry."""
    pairs = enumerate(itertools.pairwise(river.stretches))
    return [(i, one, other) for i, (one, other) in pairs if one.count and other.count]


def _water(river: River, course: Course) -> str:
    """The river from bank to bank; where both fall together it is as thin as a brook."""
    reaches = _reaches(river)
    ends = [_mouth(course, i, at, end) for i, at, end in _ends(river, {i for i, *_ in reaches})]
    return "".join(ends) + "".join(_reach(course, *reach) for reach in reaches)


def _reach(course: Course, i: int, one: Stretch, other: Stretch) -> str:
    """The river between two practices."""
    assert one.lowest is not None and one.highest is not None
    assert other.lowest is not None and other.highest is not None
    high = f"M{course.to(i, one.highest)}{course.reach(i, one.highest, i + 1, other.highest)}"
    back = course.reach(i + 1, other.lowest, i, one.lowest)
    shallow = one.open or other.open
    fill = SHALLOW if shallow else WATER
    d = f"{high}L{course.to(i + 1, other.lowest)}{back}Z"
    water = svg.tag("path", d=d, fill=fill, stroke=fill, stroke_width=4)
    edge = f"{high}M{course.to(i + 1, other.lowest)}{back}"
    return water + (_stroke(edge, STREAM, 1.2, DOTS) if shallow else "")


def _ends(river: River, reaching: set[int]) -> list[tuple[int, Stretch, int]]:
    """Practices at which the river comes from nowhere (-1), or runs to nowhere (1)."""
    return [
        (i, stretch, end)
        for i, stretch in enumerate(river.stretches)
        if stretch.count
        for end in (-1, 1)
        if (i if end == 1 else i - 1) not in reaching
    ]


def _mouth(course: Course, i: int, at: Stretch, end: int) -> str:
    """A little water before the first and behind the last practice, so that its banks are seen."""
    assert at.lowest is not None and at.highest is not None
    out = svg.number(end * min(course.apart / 3, 26))
    low = svg.number(course.across(at.lowest))
    move = f"v{out}H{low}" if course.down else f"h{out}V{low}"
    d = f"M{course.to(i, at.highest)}{move}L{course.to(i, at.lowest)}Z"
    fill = SHALLOW if at.open else WATER
    return svg.tag("path", d=d, fill=fill, stroke=fill, stroke_width=4, stroke_linejoin="round")


def _middle(river: River, course: Course) -> str:
    d = "".join(
        f"M{course.to(i, one.median)}{course.reach(i, one.median, i + 1, other.median)}"
        for i, one, other in _reaches(river)
        if one.median is not None and other.median is not None
    )
    marks = "".join(
        svg.tag("circle", cx=x, cy=y, r=2.5, fill=STREAM)
        for i, stretch in enumerate(river.stretches)
        if stretch.median is not None
        for x, y in (course.point(i, stretch.median),)
    )
    return (_stroke(d, STREAM, 1.8, DASH) if d else "") + marks


def _line(river: River, course: Course, *, earlier: bool) -> str:
    """The community's line; none across a practice on which it has no level."""
    drawn = {"": "", DASH: ""}
    levels = [(s.before if earlier else s.own).shown for s in river.stretches]
    opens = [s.own_open and not earlier for s in river.stretches]
    for i, (one, other) in enumerate(itertools.pairwise(levels)):
        if one is not None and other is not None:
            dash = DASH if opens[i] or opens[i + 1] else ""
            drawn[dash] += f"M{course.to(i, one)}{course.reach(i, one, i + 1, other)}"
    if earlier:
        return _stroke(drawn[""], BEFORE, 1.6, DOTS) if drawn[""] else ""
    return "".join(_stroke(d, svg.CLAY, 3.2, dash or None) for dash, d in drawn.items() if d)


def _stroke(d: str, colour: str, width: float, dash: str | None) -> str:
    return svg.tag(
        "path", d=d, fill="none", stroke=colour, stroke_width=width, stroke_dasharray=dash,
        stroke_linecap=None if dash else "round",
    )  # fmt: skip


def _moves(river: River, course: Course) -> str:
    """Where the community stood before, and an arrow from there: up, or down."""
    parts = []
    for i, stretch in enumerate(river.stretches):
        before, now = stretch.before.shown, stretch.own.shown
        if before is None:
            continue
        x, y = course.point(i, before)
        parts.append(svg.tag("circle", cx=x, cy=y, r=3.5, fill=svg.CARD, stroke=BEFORE))
        if now is not None and not river.sampled:
            end_x, end_y = course.point(i, now)
            parts.append(_arrow(x, y, end_x, end_y, svg.LEAF if now > before else svg.CLAY))
    return "".join(parts)


def _arrow(x: float, y: float, end_x: float, end_y: float, colour: str) -> str:
    """An arrow that ends before the point; none where there is no room for its head."""
    length = abs(end_x - x) + abs(end_y - y)
    if length < 22:
        return ""
    dx, dy = (end_x - x) / length, (end_y - y) / length
    tip_x, tip_y = end_x - 8 * dx, end_y - 8 * dy
    foot_x, foot_y = tip_x - 8 * dx, tip_y - 8 * dy
    shaft = f"M{_n(x + 4 * dx)} {_n(y + 4 * dy)}L{_n(foot_x)} {_n(foot_y)}"
    head = f"M{_n(tip_x)} {_n(tip_y)}L{_n(foot_x + 5 * dy)} {_n(foot_y + 5 * dx)}"
    head += f"L{_n(foot_x - 5 * dy)} {_n(foot_y - 5 * dx)}Z"
    line = svg.tag("path", d=shaft, stroke=colour, stroke_width=2)
    return line + svg.tag("path", d=head, fill=colour)


def _points(river: River, course: Course) -> str:
    """The community's levels with their numbers, where the arrow does not come from."""
    parts = []
    for i, stretch in enumerate(river.stretches):
        now, before = stretch.own.shown, stretch.before.shown
        if now is None:
            parts.append(_absent(course, i, hidden=stretch.own.hidden))
            continue
        x, y = course.point(i, now)
        parts.append(
            svg.tag(
                "circle", cx=x, cy=y, r=5.5, fill=svg.CARD, stroke=svg.CLAY, stroke_width=2.6,
                stroke_dasharray="3 2.5" if stretch.own_open else None,
            )
        )  # fmt: skip
        fell = before is not None and now < before
        if course.down:
            x, y, anchor = (x - 11, y + 5, "end") if fell else (x + 11, y + 5, None)
        else:
            y, anchor = (y + 22 if fell else y - 12), "middle"
        parts.append(_number(x, y, river.scale.number(now), anchor))
    return "".join(parts)


def _number(x: float, y: float, words: str, anchor: str | None) -> str:
    """A number with a halo, so that it can be read on the river and its lines."""
    return svg.tag(
        "text", svg.clean(words), x=x, y=y, fill=svg.CLAY, font_weight="600", text_anchor=anchor,
        stroke=svg.CARD, stroke_width=3, paint_order="stroke",
    )  # fmt: skip


def _absent(course: Course, i: int, *, hidden: bool) -> str:
    """On the low bank: that the community has no level here, or that it is hidden."""
    x, y = (course.low - 20, course.along(i)) if course.down else (course.along(i), course.low + 18)
    if hidden:
        return svg.gap(x - 8, y - 8, 16, 14, hidden=True, radius=3)
    return svg.label(x, y + 5, "–", fill=svg.CLAY, bold=True, anchor="middle")


def _swatches(river: River, language: Language) -> list[svg.Swatch]:
    most = max((stretch.count for stretch in river.stretches), default=0)
    found = []
    if most:
        banks = (_BANKS if most > 1 else _BANKS_ONE).format(n=most).to(language)
        found = [svg.Swatch(WATER, banks), svg.Swatch(STREAM, _MIDDLE.to(language), dash=DASH)]
    if any(stretch.open for stretch in river.stretches):
        found.append(svg.Swatch(SHALLOW, _OPEN.to(language)))
    if river.own is None:
        return found
    found.append(svg.Swatch(svg.CARD, river.own.full.to(language), svg.CLAY))
    if river.earlier and any(s.before.shown is not None for s in river.stretches):
        found.append(svg.Swatch(BEFORE, river.earlier.to(language), dash=DOTS))
    absent = [s.own.hidden for s in river.stretches if s.own.shown is None]
    return found + svg.gap_swatches(language, hidden=True in absent, no_data=False in absent)


_n = svg.number
