"""The few pieces of SVG that every picture is built from.

Everything is a presentation attribute: no style attribute, no script, no link, so that a page
with a strict content security policy shows the picture as it is.
"""

from __future__ import annotations

import hashlib
import itertools
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from ruamsuk.charts.model import HIDDEN, NO_DATA, Scale
from ruamsuk.charts.text import text_width, wrap
from ruamsuk.lib.text import Language, LocalText

INK, MUTED, LINE, CARD, TRACK = "#2b2a26", "#5b5548", "#e9dfca", "#fffdf8", "#efe6d2"
LEAF, CLAY, INDIGO = "#0f6b5c", "#a8442a", "#34507a"
STEPS = ("#a8442a", "#e0a04a", "#f3e2b3", "#8dc0b0", "#0f6b5c")
STEP_INK = ("#ffffff", INK, INK, INK, "#ffffff")
PLAIN = "#dfe5ea"
STEP_WORDS = (
    LocalText("ยังไกลเป้า", "far from it"),
    LocalText("เริ่มต้น", "a start"),
    LocalText("ครึ่งทาง", "half-way"),
    LocalText("ใกล้ถึง", "close"),
    LocalText("ถึงแล้ว", "reached"),
)
SIZE = 14.0
FONT = (
    "'IBM Plex Sans Thai Looped', 'Noto Looped Thai', 'Noto Sans Thai Looped', "
    "'Leelawadee UI', Thonburi, sans-serif"
)

# Escaping removes control characters, so a NUL can stand for the id until the picture is whole.
ID = "\x00"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """``text`` safe between tags and inside quotes, without what XML cannot hold."""
    return escape(_FORBIDDEN.sub("", text), quote=True)


def number(value: float) -> str:
    """A coordinate with at most one decimal: a tenth of a pixel is finer than any screen.

    Raises:
        ValueError: for NaN and infinity, which would break a path without a word.
    """
    if not math.isfinite(value):
        raise ValueError("a coordinate must be finite")
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def tag(name: str, content: str = "", **attributes: str | float | None) -> str:
    """One element; ``content`` is markup already, attribute values are escaped here.

    An underscore in an attribute's name becomes a hyphen; None leaves the attribute out.
    """
    parts = [name]
    for key, value in attributes.items():
        if value is not None:
            text = number(value) if isinstance(value, int | float) else _attribute(value)
            parts.append(f'{key.rstrip("_").replace("_", "-")}="{text}"')
    head = " ".join(parts)
    return f"<{head}>{content}</{name}>" if content else f"<{head}/>"


def _attribute(value: str) -> str:
    return ID.join(clean(part) for part in value.split(ID))


def label(
    x: float,
    y: float,
    words: str | Iterable[str],
    *,
    size: float = SIZE,
    fill: str = INK,
    bold: bool = False,
    anchor: str | None = None,
    leading: float = 1.3,
) -> str:
    """Lines of text; ``y`` is the baseline of the first one."""
    lines = [words] if isinstance(words, str) else list(words)
    return "".join(
        tag(
            "text",
            clean(line),
            x=x,
            y=y + i * size * leading,
            font_size=None if size == SIZE else size,
            fill=None if fill == INK else fill,
            font_weight="600" if bold else None,
            text_anchor=anchor,
        )
        for i, line in enumerate(lines)
        if line
    )


def hatch_fill() -> str:
    """The fill of what is hidden; `picture` defines its pattern."""
    return f"url(#{ID}-hatch)"


def gap(x: float, y: float, width: float, height: float, *, hidden: bool, radius: float) -> str:
    """A cell without a number: hatched where hidden, a dash on a dashed frame without data."""
    if hidden:
        return tag(
            "rect", x=x, y=y, width=width, height=height, rx=radius, fill=hatch_fill(), stroke=LINE
        )
    frame = tag(
        "rect", x=x + 0.5, y=y + 0.5, width=width - 1, height=height - 1, rx=radius,
        fill=CARD, stroke="#cfc3a6", stroke_dasharray="3 3",
    )  # fmt: skip
    return frame + label(x + width / 2, y + height / 2 + 5, "–", fill=MUTED, anchor="middle")


@dataclass(frozen=True, slots=True)
class Swatch:
    """One entry of a legend: its fill and its words; a dot, if it has an outline.

    Attributes:
        dash: of a line that stands for the fill, as SVG writes it.
    """

    fill: str
    words: str
    outline: str = ""
    dash: str = ""


def gap_swatches(language: Language, *, hidden: bool, no_data: bool) -> list[Swatch]:
    """What a legend says about cells without a number, only where the picture has any."""
    swatches = [Swatch(hatch_fill(), HIDDEN.to(language))] if hidden else []
    return swatches + ([Swatch(CARD, f"– {NO_DATA.to(language)}")] if no_data else [])


def step_words(scales: Iterable[Scale]) -> tuple[LocalText, ...]:
    """The five steps in words, with their limits where all share them; none without bands."""
    kinds = {(scale.bands, scale.higher_is_better) for scale in scales if scale.bands}
    if len(kinds) != 1:
        return STEP_WORDS if kinds else ()
    bands, up = kinds.pop()
    ends = [f"{band:,g}" for band in bands]
    between = [f"{low}–{high}" for low, high in itertools.pairwise(ends)]
    ranges = [f"<{ends[0]}", *between, f"≥{ends[-1]}"]
    if not up:
        ranges = [f">{ends[-1]}", *reversed(between), f"≤{ends[0]}"]
    return tuple(
        LocalText(f"{word.th} {limits}", f"{word.en} {limits}")
        for word, limits in zip(STEP_WORDS, ranges, strict=True)
    )


def step_swatches(language: Language, scales: Iterable[Scale]) -> list[Swatch]:
    """The five steps as `step_words` says them."""
    words = step_words(scales)
    return [Swatch(fill, text.to(language)) for fill, text in zip(STEPS, words, strict=False)]


def legend(x: float, y: float, width: float, swatches: Iterable[Swatch]) -> tuple[str, float]:
    """Swatches with words, flowing over as many rows as they need.

    Returns:
        The markup and the height it takes.
    """
    parts, left, top, size = [], x, y, 12.5
    for swatch in swatches:
        lines = wrap(swatch.words, width - 22, size, lines=2)
        advance = 22 + max(text_width(line, size) for line in lines) + 14
        if left > x and left + advance - 14 > x + width:
            left, top = x, top + 22
        words = label(left + 22, top + 10.5, lines, size=size, fill=MUTED)
        parts.append(_sign(swatch, left, top) + words)
        left += advance
        top += 16 * (len(lines) - 1)
    return "".join(parts), top + 16 - y if parts else 0.0


def _sign(swatch: Swatch, x: float, y: float) -> str:
    """What stands before the words of a legend's entry."""
    if swatch.dash:
        d = f"M{number(x)} {number(y + 6)}h17"
        return tag("path", d=d, stroke=swatch.fill, stroke_width=3, stroke_dasharray=swatch.dash)
    if swatch.outline:
        return tag(
            "circle", cx=x + 8, cy=y + 6, r=5,
            fill=swatch.fill, stroke=swatch.outline, stroke_width=2,
        )  # fmt: skip
    return tag("rect", x=x, y=y, width=16, height=12, rx=3, fill=swatch.fill, stroke=LINE)


def _hatch() -> str:
    """The pattern of what is hidden."""
    lines = tag("path", d="M-2 2l4-4M0 8l8-8M6 10l4-4", stroke="#8d8369", stroke_width=1.4)
    ground = tag("rect", width=8, height=8, fill="#f4eddb")
    return tag(
        "defs",
        tag(
            "pattern",
            ground + lines,
            id=f"{ID}-hatch",
            width=8,
            height=8,
            patternUnits="userSpaceOnUse",
        ),
    )


def picture(
    width: float, height: float, body: str, *, title: str, description: str, language: Language
) -> str:
    """The whole SVG: named, described, with ids made from its content.

    Args:
        width: natural width in pixels; the picture scales with its view box.
        height: natural height in pixels.
        body: the markup inside; `ID` in it becomes the picture's id.
        title: what the picture is, for people who hear the page.
        description: what it shows, numbers included.
        language: the language of all its words.
    """
    names = tag("title", clean(title) or " ", id=f"{ID}-title")
    names += tag("desc", clean(description) or " ", id=f"{ID}-desc")
    whole = tag(
        "svg",
        names + (_hatch() if hatch_fill() in body else "") + body,
        xmlns="http://www.w3.org/2000/svg",
        class_="chart",
        role="img",
        lang=language,
        aria_labelledby=f"{ID}-title",
        aria_describedby=f"{ID}-desc",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        font_family=FONT,
        font_size=SIZE,
        fill=INK,
    )
    digest = hashlib.sha256(whole.encode()).hexdigest()[:10]
    return whole.replace(ID, f"chart-{digest}")
