"""Small multiples: the same little line for each indicator or place, over the rounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ruamsuk.charts import svg
from ruamsuk.charts.model import Label, Scale, Value
from ruamsuk.charts.text import text_width, wrap
from ruamsuk.lib.text import Language, LocalText

PANEL, PLOT, TALL = 168.0, 64.0, 110.0
SIZE, SMALL = 14.0, 12.0


@dataclass(frozen=True, slots=True)
class Panel:
    """One little line.

    Attributes:
        name: whose line it is.
        scale: its scale.
        values: a value for each round.
    """

    name: Label
    scale: Scale
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Multiples:
    """Panels that share their rounds.

    Attributes:
        title: what is shown.
        rounds: names of the rounds from first to last.
        panels: the lines in reading order.
    """

    title: LocalText
    rounds: tuple[LocalText, ...]
    panels: tuple[Panel, ...]

    def __post_init__(self) -> None:
        if any(len(panel.values) != len(self.rounds) for panel in self.panels):
            raise ValueError("every panel needs a value for each round")


def draw_multiples(multiples: Multiples, language: Language, width: float = 360.0) -> str:
    """The panels as SVG, as many in a row as ``width`` holds; one alone takes all of it."""
    across = max(1, min(len(multiples.panels), int((width + 24) // (PANEL + 24))))
    rows = [multiples.panels[i : i + across] for i in range(0, len(multiples.panels), across)]
    panel = width if across == 1 else PANEL
    parts, top = [], 0.0
    for row in rows:
        names = [wrap(p.name.brief(language), panel - 4, SIZE, lines=2, bold=True) for p in row]
        head = max(map(len, names)) * SIZE * 1.3 + 20
        for i, (shown, name) in enumerate(zip(row, names, strict=True)):
            box = _Box(i * (panel + 24), top + head, panel, TALL if across == 1 else PLOT)
            parts.append(svg.label(box.left, top + SIZE, name, size=SIZE, bold=True))
            parts.append(_plot(shown, multiples.rounds, language, box))
        top += head + box.height + 38
    absent = {v.hidden for panel in multiples.panels for v in panel.values if v.shown is None}
    swatches = svg.gap_swatches(language, hidden=True in absent, no_data=False in absent)
    legend, height = svg.legend(0, top, max(panel, width), swatches)
    return svg.picture(
        across * (panel + 24) - 24,
        max(20.0, top + height if height else top - 12),
        "".join(parts) + legend,
        title=multiples.title.to(language),
        description=_description(multiples, language),
        language=language,
    )


@dataclass(frozen=True, slots=True)
class _Box:
    """Where one line is drawn; its width has room for the last number."""

    left: float
    top: float
    width: float
    height: float


def _plot(panel: Panel, rounds: tuple[LocalText, ...], language: Language, box: _Box) -> str:
    right = max(
        (
            text_width(panel.scale.number(v.shown), SIZE, bold=True)
            for v in panel.values
            if v.shown is not None
        ),
        default=10.0,
    )
    run = box.width - right - 18
    xs = [box.left + 5 + run * i / max(1, len(rounds) - 1) for i in range(len(rounds))]

    def y(value: float) -> float:
        return box.top + box.height * (1 - panel.scale.position(value))

    parts = [_frame(panel.scale, box, run + 10)]
    for x, value in zip(xs, panel.values, strict=True):
        if value.shown is None and value.hidden:
            parts.append(svg.gap(x - 4, box.top, 8, box.height, hidden=True, radius=4))
        elif value.shown is None:
            middle = box.top + box.height / 2
            parts.append(svg.label(x, middle, "–", fill=svg.MUTED, anchor="middle"))
    points = [
        (x, y(v.shown), v) for x, v in zip(xs, panel.values, strict=True) if v.shown is not None
    ]
    for x, _, value in points:
        if value.interval:
            low, high = map(y, value.interval)
            d = f"M{svg.number(x)} {svg.number(low)}V{svg.number(high)}"
            parts.append(
                svg.tag("path", d=d, stroke="#8dc0b0", stroke_width=5, stroke_linecap="round")
            )
    parts.append(_line(panel, xs, y))
    for x, height, _ in points:
        parts.append(svg.tag("circle", cx=x, cy=height, r=3.5, fill=svg.LEAF))
    last = panel.values[-1] if panel.values else Value(None)
    if last.shown is not None:
        number = panel.scale.number(last.shown)
        parts.append(svg.label(xs[-1] + 9, y(last.shown) + 5, number, size=SIZE, bold=True))
    return "".join(parts) + _rounds(rounds, language, xs, box)


def _frame(scale: Scale, box: _Box, width: float) -> str:
    left = svg.number(box.left)
    ends = f"M{left} {svg.number(box.top)}h{svg.number(width)}"
    foot = f"M{left} {svg.number(box.top + box.height)}h{svg.number(width)}"
    frame = svg.tag("path", d=ends + foot, stroke=svg.LINE)
    if scale.target is None:
        return frame
    y = svg.number(box.top + box.height * (1 - scale.position(scale.target)))
    return frame + svg.tag(
        "path",
        d=f"M{left} {y}h{svg.number(width)}",
        stroke=svg.MUTED,
        stroke_dasharray="4 3",
    )


def _line(panel: Panel, xs: list[float], y: Callable[[float], float]) -> str:
    """Straight pieces between neighbouring rounds; none across a round without a number."""
    path, pen = "", False
    for x, value in zip(xs, panel.values, strict=True):
        if value.shown is None:
            pen = False
            continue
        path += f"{'L' if pen else 'M'}{svg.number(x)} {svg.number(y(value.shown))}"
        pen = True
    return svg.tag("path", d=path, fill="none", stroke=svg.LEAF, stroke_width=2.3) if path else ""


def _rounds(
    rounds: tuple[LocalText, ...], language: Language, xs: Sequence[float], box: _Box
) -> str:
    """Names of the first and the last round, and of those between where there is room."""
    if not rounds:
        return ""
    y, end = box.top + box.height + 18, box.left + box.width
    names = [wrap(name.to(language), box.width / 2 - 4, SMALL, lines=1)[0] for name in rounds]
    sizes = [text_width(name, SMALL) for name in names]
    if len(rounds) == 1:
        return svg.label(box.left, y, names[0], size=SMALL, fill=svg.MUTED)
    parts = [
        svg.label(box.left, y, names[0], size=SMALL, fill=svg.MUTED),
        svg.label(end, y, names[-1], size=SMALL, fill=svg.MUTED, anchor="end"),
    ]
    free, last = box.left + sizes[0] + 10, end - sizes[-1] - 10
    for name, size, x in list(zip(names, sizes, xs, strict=True))[1:-1]:
        if x - size / 2 >= free and x + size / 2 <= last:
            parts.append(svg.label(x, y, name, size=SMALL, fill=svg.MUTED, anchor="middle"))
            free = x + size / 2 + 10
    return "".join(parts)


def _description(multiples: Multiples, language: Language) -> str:
    said = []
    for panel in multiples.panels:
        series = ", ".join(
            f"{name.to(language)} {panel.scale.words(value, language)}"
            for name, value in zip(multiples.rounds, panel.values, strict=True)
        )
        target = ""
        if panel.scale.target is not None:
            words = LocalText(" (เป้า {n})", " (target {n})").format(n=panel.scale.aim())
            target = words.to(language)
        said.append(f"{panel.name.full.to(language)}: {series}{target}")
    return "; ".join(said)
