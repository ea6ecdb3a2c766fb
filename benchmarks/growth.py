"""How time and memory grow from ten thousand households to thirteen million.

Each size is assessed at four levels with SEs, by turns with DuckDB's plain scan of the same
columns, each in a process of its own. Prints the table of ``docs/speed.md`` and draws
``docs/pictures/growth.svg``. Run: ``python benchmarks/growth.py``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import households as country
import trials

from ruamsuk.charts import svg

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "pictures" / "growth.svg"
SIZES = {10_000: "10⁴", 100_000: "10⁵", 1_000_000: "10⁶", 13_000_000: "1.3×10⁷"}
INDICATORS, RUNS = 40, 3
PLOT_WIDTH, PLOT_HEIGHT, LEFT, TOP = 290.0, 220.0, 60.0, 78.0
NEXT, INSET = 376.0, 24.0
"""From one panel to the next, and from the axis to the first point."""
RUN = PLOT_WIDTH - 2 * INSET


@dataclass(frozen=True)
class Point:
    """What one size took: seconds and greatest memory in GB, of the assessment and the scan."""

    rows: int
    seconds: float
    peak: float
    scan_seconds: float
    scan_peak: float


def measured(rows: int) -> Point:
    """The fastest of a few runs, which are the least disturbed; the greatest memory of all."""
    asked = {"path": str(country.households(rows, INDICATORS)), "indicators": INDICATORS}
    runs = [
        (trials.measure(trials.whole, **asked), trials.measure(trials.scan, **asked))
        for _ in range(RUNS)
    ]
    figures = []
    for found in zip(*runs, strict=True):
        figures += [min(f["seconds"] for f in found), max(f["peak"] for f in found)]
    return Point(rows, *figures)


def table(points: Iterable[Point]) -> str:
    """The points as a Markdown table."""
    head = "| households | assessment | plain scan | ratio | peak memory | of the scan |"
    lines = [
        f"| {p.rows:,} | {p.seconds:.2f} s | {p.scan_seconds:.2f} s "
        f"| {p.seconds / p.scan_seconds:.1f} | {p.peak:.2f} GB | {p.scan_peak:.2f} GB |"
        for p in points
    ]
    return "\n".join([head, "|---:|---:|---:|---:|---:|---:|", *lines])


@dataclass(frozen=True)
class Panel:
    """One plot on logarithmic axes.

    Attributes:
        title: its words in Thai and in English.
        left: where it begins, in pixels.
        rows: number of households at each point.
        ours: the assessment's figure at each point.
        scans: the scan's.
    """

    title: tuple[str, str]
    left: float
    rows: Sequence[int]
    ours: Sequence[float]
    scans: Sequence[float]

    @property
    def powers(self) -> range:
        """Powers of ten of the axis, around all figures."""
        figures = [*self.ours, *self.scans]
        lowest, highest = math.log10(min(figures)), math.log10(max(figures))
        return range(math.floor(lowest), math.ceil(highest) + 1)

    def x(self, rows: int) -> float:
        first, last = math.log10(self.rows[0]), math.log10(self.rows[-1])
        return self.left + INSET + RUN * (math.log10(rows) - first) / (last - first)

    def y(self, value: float) -> float:
        low, high = self.powers[0], self.powers[-1]
        return TOP + PLOT_HEIGHT * (high - math.log10(value)) / (high - low)


def draw(points: Sequence[Point]) -> str:
    """Two panels, time and memory, with words in both languages."""
    rows = [p.rows for p in points]
    seconds = [p.seconds for p in points], [p.scan_seconds for p in points]
    peaks = [p.peak for p in points], [p.scan_peak for p in points]
    panels = (
        Panel(("เวลา (วินาที)", "Time (seconds)"), LEFT, rows, *seconds),
        Panel(("หน่วยความจำสูงสุด (GB)", "Peak memory (GB)"), LEFT + NEXT, rows, *peaks),
    )
    width, height = 2 * NEXT + 24, TOP + PLOT_HEIGHT + 100
    body = svg.tag("rect", width=width, height=height, rx=16, fill=svg.CARD)
    for panel in panels:
        body += _axes(panel) + _figures(panel)
    body += _key(LEFT, TOP + PLOT_HEIGHT + 68)
    said = "; ".join(
        f"{p.rows:,}: {p.seconds:.2f} s, {p.peak:.2f} GB (scan {p.scan_seconds:.2f} s, "
        f"{p.scan_peak:.2f} GB)"
        for p in points
    )
    title = "เวลาและหน่วยความจำตามจำนวนครัวเรือน · Time and memory by number of households"
    return svg.picture(width, height, body, title=title, description=said, language="th")


def _axes(panel: Panel) -> str:
    """The titles, a line for each power of ten, and the numbers of households."""
    thai, english = panel.title
    start = panel.left - 36
    parts = [
        svg.label(start, 32, thai, size=16, bold=True),
        svg.label(start, 53, english, fill=svg.MUTED),
    ]
    for power in panel.powers:
        height, end = panel.y(10.0**power), panel.left + PLOT_WIDTH
        parts += [
            svg.tag("line", x1=panel.left, y1=height, x2=end, y2=height, stroke=svg.LINE),
            _note(panel.left - 8, height + 5, f"{10.0**power:g}", anchor="end"),
        ]
    foot = TOP + PLOT_HEIGHT
    parts += [_note(panel.x(rows), foot + 22, SIZES[rows]) for rows in panel.rows]
    parts.append(_note(panel.left + PLOT_WIDTH / 2, foot + 44, "ครัวเรือน · households"))
    return "".join(parts)


def _note(x: float, y: float, words: str, anchor: str = "middle") -> str:
    return svg.label(x, y, words, fill=svg.MUTED, anchor=anchor)


def _figures(panel: Panel) -> str:
    """Both lines, each point with its number."""
    xs = [panel.x(rows) for rows in panel.rows]
    lines = (panel.scans, svg.INDIGO, 22), (panel.ours, svg.LEAF, -11)
    parts = []
    for values, color, beside in lines:
        ys = [panel.y(value) for value in values]
        parts.append(_series(xs, ys, color, dashed=values is panel.scans))
        parts += [
            svg.label(x, y + beside, f"{value:.2g}", fill=color, bold=True, anchor="middle")
            for x, y, value in zip(xs, ys, values, strict=True)
        ]
    return "".join(parts)


def _series(xs: Sequence[float], ys: Sequence[float], color: str, dashed: bool = False) -> str:
    points = [(svg.number(x), svg.number(y)) for x, y in zip(xs, ys, strict=True)]
    path = "M" + "L".join(f"{x} {y}" for x, y in points)
    dots = "".join(
        svg.tag("circle", cx=x, cy=y, r=4, fill=color) for x, y in zip(xs, ys, strict=True)
    )
    dash = "5 4" if dashed else None
    line = svg.tag("path", d=path, fill="none", stroke=color, stroke_width=2, stroke_dasharray=dash)
    return line + dots


def _key(left: float, top: float) -> str:
    """What the two lines are, each in both languages."""
    ours = _series([left, left + 28], [top, top], svg.LEAF)
    words = svg.label(left + 40, top + 5, "ร่วมสุข: ทุกตัวเลขพร้อมช่วงความเชื่อมั่น")
    words += svg.label(
        left + 40, top + 23, "Ruamsuk: every number with its interval", fill=svg.MUTED
    )
    right = left + NEXT
    scan = _series([right, right + 28], [top, top], svg.INDIGO, dashed=True)
    words += svg.label(right + 40, top + 5, "DuckDB: อ่านคอลัมน์เดียวกันผ่าน ๆ")
    words += svg.label(
        right + 40, top + 23, "DuckDB: a plain scan of the same columns", fill=svg.MUTED
    )
    return ours + scan + words


def main() -> None:
    points = [measured(rows) for rows in SIZES]
    PICTURE.write_text(draw(points), encoding="utf-8")
    print(table(points))


if __name__ == "__main__":
    main()
