"""The stairs: who stands on which step of a practice, and how many steps they want to climb.

The method is Parcell and Collison's stairs diagram (Learning to Fly, Capstone, 2001): on the ground
those who ask for nothing more, above them those who want to climb. Whoever can help bears a sign.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from ruamsuk.charts import svg
from ruamsuk.charts.model import Label
from ruamsuk.charts.text import text_width, wrap
from ruamsuk.lib.text import Language, LocalText

WIDTH = 760.0
SIZE, SMALL = 13.0, 12.0
LINE, GAP, MOST, DOT = 17.0, 4.0, 3, 4.0
NARROWEST = 84.0
FILLS = tuple(zip(reversed(svg.STEPS), reversed(svg.STEP_INK), strict=True))
"""By how many steps they want to climb: the more, the warmer."""
_EMPTY, _TREAD = "#f4eee0", "#8d8369"
_MORE = LocalText("และอีก {n}", "and {n} more")
_NUMBERS = LocalText("ตัวเลขในช่อง = กี่ชุมชน", "Numbers: how many communities")
_STEP = LocalText("ระดับ {n}", "Level {n}")
_NOW = LocalText("ระดับตอนนี้", "Level now")
_CLIMB = LocalText("อยากขึ้นอีก", "Want to climb")
_UP = LocalText("+{n} ขั้น", "+{n}")
_CAN = LocalText("แบ่งปันได้ เพราะมีชุมชนที่อยากขึ้นมาถึงขั้นนี้", "Can share: others want to reach this step")
_SAYS = LocalText("{name}: ระดับ {now} อยากไป {wished}", "{name}: level {now}, wants {wished}")
_HERE = LocalText("{name}: ระดับ {now} ไม่ขอขึ้นอีก", "{name}: level {now}, asks for no more")


@dataclass(frozen=True, slots=True)
class Climber:
    """A community on the stairs.

    Attributes:
        current, wished: steps from 1 to 5; the wished one is not below the current.
        teachers: those who stand where it wants to be, or above.
        shares: somebody else wants to be where it stands, or below.
        own: it is the one whose eyes we look with.
    """

    name: Label
    current: int
    wished: int
    teachers: tuple[Label, ...] = ()
    shares: bool = False
    own: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.current <= self.wished <= 5:
            raise ValueError("steps go from 1 to 5, and the wished one is not below the current")

    @property
    def gap(self) -> int:
        """How many steps it wants to climb."""
        return self.wished - self.current


@dataclass(frozen=True, slots=True)
class Stairs:
    """Communities on the stairs of one practice, or one indicator.

    Attributes:
        title: what the practice is.
        steps: what the five levels are called, lowest first.
        climbers: who has a level; those without one are left out.
    """

    title: LocalText
    steps: tuple[LocalText, ...]
    climbers: tuple[Climber, ...]

    def __post_init__(self) -> None:
        if len(self.steps) != 5:
            raise ValueError("stairs have five steps")

    def cell(self, current: int, gap: int) -> list[Climber]:
        """Who stands on a step and wants to climb so many; our own community first."""
        here = (one for one in self.climbers if (one.current, one.gap) == (current, gap))
        return sorted(here, key=lambda one: not one.own)


def draw_stairs(stairs: Stairs, language: Language, width: float = WIDTH) -> str:
    """The stairs as SVG; where cells are too narrow for names they say how many stand there."""
    ups = [_UP.format(n=gap).to(language) for gap in range(5)]
    climb = wrap(_CLIMB.to(language), 64, SMALL, lines=2)
    left = max(text_width(word, SMALL) for word in (*ups, *climb)) + 12
    wide = (width - left) / 5
    parts = [svg.label(0, 14, climb, size=SMALL, fill=svg.MUTED)]
    top, steps = 6.0, ""
    for gap in range(4, -1, -1):
        rows = {step: _words(stairs.cell(step, gap), wide, language) for step in range(1, 6 - gap)}
        tall = max(2, *(sum(map(len, words)) for words in rows.values())) * LINE + 16
        for step, words in rows.items():
            box = _Box(left + (step - 1) * wide, top, wide, tall)
            parts.append(_cell(box, stairs.cell(step, gap), words, gap))
        if gap != 4 or len(climb) == 1:
            y = top + tall / 2 + 5
            parts.append(svg.label(0, max(y, 34), ups[gap], size=SMALL, fill=svg.MUTED))
        else:
            parts.append(svg.label(0, top + tall - 6, ups[gap], size=SMALL, fill=svg.MUTED))
        edge = left + (5 - gap) * wide
        steps += f"{'H' if steps else f'M{_n(left)} {_n(top - 1)}H'}{_n(edge)}V{_n(top + tall + 1)}"
        top += tall + GAP
    parts.append(svg.tag("path", d=steps, fill="none", stroke=_TREAD, stroke_width=1.5))
    foot, bottom = _foot(stairs, language, left, wide, top)
    legend, height = svg.legend(
        0, bottom + 10, width, _swatches(stairs, language, numbers=wide < NARROWEST)
    )
    return svg.picture(
        width,
        bottom + height + 14,
        "".join(parts) + foot + legend,
        title=stairs.title.to(language),
        description=stairs_words(stairs, language),
        language=language,
    )


def stairs_words(stairs: Stairs, language: Language) -> str:
    """Everyone in words, in the order in which they were given."""
    return "; ".join(
        (_SAYS if one.gap else _HERE)
        .format(name=one.name.full, now=one.current, wished=one.wished)
        .to(language)
        for one in stairs.climbers
    )


@dataclass(frozen=True, slots=True)
class _Box:
    x: float
    y: float
    width: float
    height: float


def _words(here: list[Climber], wide: float, language: Language) -> list[list[str]]:
    """The lines of a cell: names, or how many where no name would fit."""
    if not here:
        return []
    if wide < NARROWEST:
        return [[str(len(here))]]
    shown = here if len(here) <= MOST else here[: MOST - 1]
    room = wide - 2 * GAP - 26
    names = [
        wrap(one.name.brief(language), room, SIZE, lines=2, bold=one.own) or ["–"] for one in shown
    ]
    more = len(here) - len(shown)
    return [*names, [_MORE.format(n=more).to(language)]] if more else names


def _cell(box: _Box, here: list[Climber], words: list[list[str]], gap: int) -> str:
    fill, ink = FILLS[gap] if here else (_EMPTY, svg.INK)
    own = any(one.own for one in here)
    parts = [
        svg.tag(
            "rect", x=box.x + 2.5, y=box.y + 2.5, width=box.width - 5, height=box.height - 5, rx=7,
            fill=fill, stroke=svg.INK if own else None if here else svg.LINE,
            stroke_width=3 if own else None,
        )
    ]  # fmt: skip
    lines = sum(map(len, words))
    x, y = box.x + box.width / 2, box.y + box.height / 2 - (lines - 1) * LINE / 2 + 4.5
    if box.width < NARROWEST:
        parts.append(
            svg.label(x, y, words[0] if words else "", fill=ink, bold=True, anchor="middle")
        )
        if any(one.shares for one in here):
            parts.append(_dot(box.x + box.width - 11, box.y + 11))
        return "".join(parts)
    # the last line may say how many more there are, which is nobody's name
    names = here if len(here) <= MOST else here[: MOST - 1]
    for one, name in itertools.zip_longest(names, words):
        parts.append(_name(x, y, name, ink, one))
        y += len(name) * LINE
    return "".join(parts)


def _name(x: float, y: float, words: list[str], ink: str, one: Climber | None) -> str:
    """A name in the middle of a cell, behind the sign of those who can share."""
    bold, shares = bool(one and one.own), bool(one and one.shares)
    x += DOT + 2 if shares else 0
    name = svg.label(
        x, y, words, size=SIZE, fill=ink, bold=bold, anchor="middle", leading=LINE / SIZE
    )
    start = x - text_width(words[0], SIZE, bold=bold) / 2 - DOT - 4
    return name + (_dot(start, y - 4.5) if shares else "")


def _dot(x: float, y: float) -> str:
    """The sign of those who can share."""
    return svg.tag("circle", cx=x, cy=y, r=DOT, fill=svg.LEAF, stroke=svg.CARD, stroke_width=1.6)


def _foot(
    stairs: Stairs, language: Language, left: float, wide: float, top: float
) -> tuple[str, float]:
    """Names of the steps below, and where they end."""
    parts, bottom = [], top
    for step, name in enumerate(stairs.steps, start=1):
        x, y = left + (step - 0.5) * wide, top + 14
        number = str(step) if wide < NARROWEST else _STEP.format(n=step).to(language)
        words = wrap(name.to(language), wide - 6, SMALL, lines=2) if wide >= NARROWEST else []
        parts.append(svg.label(x, y, number, size=SIZE, bold=True, anchor="middle"))
        parts.append(
            svg.label(x, y + 17, words, size=SMALL, fill=svg.MUTED, anchor="middle", leading=1.2)
        )
        bottom = max(bottom, y + 17 + len(words) * SMALL * 1.2)
    now = wrap(_NOW.to(language), left - 8, SMALL, lines=2)
    parts.append(svg.label(0, top + 14, now, size=SMALL, fill=svg.MUTED))
    return "".join(parts), bottom


def _swatches(stairs: Stairs, language: Language, *, numbers: bool) -> list[svg.Swatch]:
    found = [svg.Swatch(_EMPTY, _NUMBERS.to(language))] if numbers else []
    if any(one.shares for one in stairs.climbers):
        found.append(svg.Swatch(svg.LEAF, _CAN.to(language), svg.CARD))
    return found


_n = svg.number
