"""How opinions are spread over steps: a dot for each person, or a bar where there are many."""

from __future__ import annotations

from dataclasses import dataclass

from ruamsuk.charts import svg
from ruamsuk.charts.text import text_width, wrap
from ruamsuk.lib.text import Language, LocalText

ROW, GAP, DOT = 34.0, 6.0, 5.5
_PEOPLE = LocalText("{n} คน", "{n}")
_MIDDLE = LocalText("ตรงกลาง", "middle")
_SAYS = LocalText("{step}: {n} คน", "{step}: {n}")


@dataclass(frozen=True, slots=True)
class Spread:
    """Counts of people at each of five steps.

    Attributes:
        title: what the opinions are about.
        steps: what each step is called, lowest first.
        counts: how many people see it there, lowest first.
        middle: the step of the middle opinion, 1 to 5; None while there is none.
    """

    title: LocalText
    steps: tuple[LocalText, ...]
    counts: tuple[int, ...]
    middle: int | None = None

    def __post_init__(self) -> None:
        if len(self.steps) != 5 or len(self.counts) != 5:
            raise ValueError("a spread has five steps and five counts")
        if any(count < 0 for count in self.counts):
            raise ValueError("a count is not below none")


def draw_spread(
    spread: Spread, language: Language, width: float = 360.0, *, named: bool = True
) -> str:
    """The spread as SVG, the highest step on top.

    Args:
        spread: what is drawn.
        language: of its words.
        width: of the picture.
        named: whether names stand beside the numbers of the steps; without them the picture can be
            narrower, so that its words are larger where several stand side by side on a wall.
    """
    names = [step.to(language) for step in spread.steps]
    left = 40.0
    if named:
        left = min(max(text_width(name, svg.SIZE) for name in names), width * 0.34) + 48
    right = text_width(_PEOPLE.format(n=max(spread.counts)).to(language), svg.SIZE, bold=True) + 10
    room = width - left - right
    parts, top = [], 2.0
    for step in range(5, 0, -1):
        is_middle = step == spread.middle
        if is_middle:
            parts.append(_frame(top, width, language))
        parts.append(_sign(step, names[step - 1] if named else "", top, left))
        parts.append(_people(spread, step, left, top, room))
        n = spread.counts[step - 1]
        words = _PEOPLE.format(n=n).to(language)
        fill = svg.INK if n else svg.MUTED
        parts.append(svg.label(width - 6, top + 22, words, bold=bool(n), fill=fill, anchor="end"))
        top += ROW + GAP + (12 if is_middle else 0)
    described = "; ".join(
        _SAYS.format(step=name, n=n).to(language)
        for name, n in zip(names, spread.counts, strict=True)
    )
    return svg.picture(
        width,
        top,
        "".join(parts),
        title=spread.title.to(language),
        description=described,
        language=language,
    )


def _frame(top: float, width: float, language: Language) -> str:
    """The row of the middle opinion stands in a frame that says so."""
    box = svg.tag(
        "rect", x=1, y=top - 1, width=width - 2, height=ROW + 14, rx=10,
        fill="none", stroke=svg.LEAF, stroke_width=2,
    )  # fmt: skip
    return box + svg.label(12, top + ROW + 8, _MIDDLE.to(language), size=12.5, fill=svg.LEAF)


def _sign(step: int, name: str, top: float, left: float) -> str:
    circle = svg.tag("circle", cx=20, cy=top + 17, r=12, fill=svg.STEPS[step - 1], stroke=svg.LINE)
    number = svg.label(
        20, top + 22, str(step), bold=True, fill=svg.STEP_INK[step - 1], anchor="middle"
    )
    if not name:
        return circle + number
    lines = wrap(name, left - 46, svg.SIZE, lines=2)
    first = top + (22 if len(lines) == 1 else 13)
    return circle + number + svg.label(38, first, lines, leading=1.2)


def _people(spread: Spread, step: int, left: float, top: float, room: float) -> str:
    """A dot for each person where all rows have room for it, else a bar."""
    most, n, fill = max(spread.counts), spread.counts[step - 1], svg.STEPS[step - 1]
    outline = "#c9a96a" if fill == svg.STEPS[2] else None
    apart = 2 * DOT + 3
    y = top + 17
    if most * apart <= room:
        return "".join(
            svg.tag("circle", cx=left + DOT + i * apart, cy=y, r=DOT, fill=fill, stroke=outline)
            for i in range(n)
        )
    length = room * n / most
    return svg.tag(
        "rect", x=left, y=y - 8, width=length, height=16, rx=min(8, length / 2),
        fill=fill, stroke=outline,
    ) if n else ""  # fmt: skip
