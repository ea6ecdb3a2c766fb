"""Where the river runs on the page, and what stands around it: levels and names of practices."""

from __future__ import annotations

from dataclasses import dataclass

from ruamsuk.charts import svg
from ruamsuk.charts.model import Scale
from ruamsuk.charts.river_model import River, Stretch
from ruamsuk.charts.text import text_width, wrap
from ruamsuk.lib.text import Language, LocalText

SIZE, SMALL = 13.0, 12.0
NARROWEST, TALL, APART = 84.0, 232.0, 58.0
_OF = LocalText("{n} จาก {whole} ชุมชน", "{n} of {whole} communities")
NOBODY = LocalText("ยังไม่มีชุมชนใด", "no community yet")


@dataclass(frozen=True, slots=True)
class Course:
    """Where the river runs on the page.

    Attributes:
        down: it runs down the page, with low levels on the left.
        start, apart: where the first practice stands, and how far it is to the next.
        low, high: where the ends of the scale stand, across the river.
    """

    scale: Scale
    down: bool
    start: float
    apart: float
    low: float
    high: float

    def along(self, i: int) -> float:
        """How far along the river a practice stands."""
        return self.start + i * self.apart

    def across(self, value: float) -> float:
        """Where a level stands across it."""
        return self.low + (self.high - self.low) * self.scale.position(value)

    def point(self, i: int, value: float) -> tuple[float, float]:
        """A level of a practice on the page."""
        along, across = self.along(i), self.across(value)
        return (across, along) if self.down else (along, across)

    def to(self, i: int, value: float) -> str:
        """The same as a path needs it."""
        return "{} {}".format(*map(svg.number, self.point(i, value)))

    def reach(self, i: int, start: float, j: int, end: float) -> str:
        """The way from one practice to a neighbour.

        It is level at both, so no line leaves the banks on the way and none invents a high or a
        low between two practices.
        """
        half = (self.along(i) + self.along(j)) / 2
        one, other = self.across(start), self.across(end)
        turns = [(one, half), (other, half)] if self.down else [(half, one), (half, other)]
        bends = " ".join(f"{svg.number(x)} {svg.number(y)}" for x, y in turns)
        return f"C{bends} {self.to(j, end)}"


def laid_out(river: River, language: Language, width: float) -> tuple[Course, str, float]:
    """The course of the river, what stands around it, and where that ends."""
    names = [tick.full.to(language) for _, tick in river.ticks]
    left = max((text_width(name, SMALL) for name in names), default=0.0) + 12
    many = max(len(river.stretches), 1)
    apart = (width - left - 8) / many
    if apart >= NARROWEST:
        course = Course(river.scale, False, left + apart / 2, apart, 30 + TALL, 30)
        return course, *_around(river, course, language, width, left)
    left = min(width * 0.38, 200.0)
    course = Course(river.scale, True, 30 + APART / 2, APART, left + 36, width - 34)
    return course, *_beside(river, course, language, width, left)


def _around(
    river: River, course: Course, language: Language, width: float, left: float
) -> tuple[str, float]:
    """Names of levels on the left and of practices below."""
    parts = []
    for level, tick in river.ticks:
        y = course.across(level)
        parts.append(_rule(f"M{svg.number(left - 4)} {svg.number(y)}H{svg.number(width)}"))
        name = tick.full.to(language)
        parts.append(svg.label(left - 10, y + 4, name, size=SMALL, fill=svg.MUTED, anchor="end"))
    bottom = top = course.low + 44
    for i, stretch in enumerate(river.stretches):
        lines = wrap(stretch.name.brief(language), course.apart - 4, SIZE, lines=4)
        parts.append(svg.label(course.along(i), top, lines, size=SIZE, anchor="middle"))
        foot = top + len(lines) * SIZE * 1.3
        how = _how_many(river, stretch, language, course.apart - 8)
        parts.append(
            svg.label(
                course.along(i), foot, how, size=SMALL, fill=svg.MUTED, anchor="middle", leading=1.2
            )
        )
        bottom = max(bottom, foot + len(how) * SMALL * 1.2)
    return "".join(parts), bottom


def _beside(
    river: River, course: Course, language: Language, width: float, left: float
) -> tuple[str, float]:
    """Levels on top and names of practices on the left."""
    end = course.start + (max(len(river.stretches), 1) - 0.5) * course.apart
    room = (course.high - course.low) / max(len(river.ticks) - 1, 1) - 6
    full = all(text_width(tick.full.to(language), SMALL) <= room for _, tick in river.ticks)
    parts = []
    for level, tick in river.ticks:
        x = course.across(level)
        parts.append(_rule(f"M{svg.number(x)} 22V{svg.number(end)}"))
        words = tick.full.to(language) if full else tick.brief(language)
        parts.append(svg.label(x, 14, words, size=SMALL, fill=svg.MUTED, anchor="middle"))
    for i, stretch in enumerate(river.stretches):
        lines = wrap(stretch.name.brief(language), left, SIZE, lines=3)
        how = _how_many(river, stretch, language, left)[:1] if len(lines) < 3 else []
        y = course.along(i) + 5 - (len(lines) + len(how) - 1) * 8.5
        parts.append(svg.label(0, y, lines, size=SIZE))
        parts.append(svg.label(0, y + len(lines) * 16.9, how, size=SMALL, fill=svg.MUTED))
        if i:
            y = course.along(i) - course.apart / 2
            parts.append(_rule(f"M0 {svg.number(y)}H{svg.number(left)}"))
    return "".join(parts), end


def _rule(d: str) -> str:
    return svg.tag("path", d=d, stroke=svg.LINE)


def _how_many(river: River, stretch: Stretch, language: Language, width: float) -> list[str]:
    """How many have a level, where some have none."""
    if stretch.count == river.whole:
        return []
    words = _OF.format(n=stretch.count, whole=river.whole).to(language)
    return wrap(words if stretch.count else NOBODY.to(language), width, SMALL, lines=2)
