"""The heat table: places by indicators, each cell with its number on one of five colours."""

from __future__ import annotations

from dataclasses import dataclass

from ruamsuk.charts import svg
from ruamsuk.charts.model import Label, Scale, Value
from ruamsuk.charts.text import text_width, wrap
from ruamsuk.lib.text import Language, LocalText

SIZE, HEAD = 14.0, 12.5
ROW, GAP = 36.0, 3.0
WIDEST_NAME, NARROWEST, WIDEST = 150.0, 50.0, 124.0


@dataclass(frozen=True, slots=True)
class HeatTable:
    """Rows by columns of values.

    Attributes:
        title: what is shown.
        rows: names of the rows, such as places.
        columns: names of the columns, such as indicators.
        scales: one scale for each column.
        cells: a row of values for each name in ``rows``.
    """

    title: LocalText
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    scales: tuple[Scale, ...]
    cells: tuple[tuple[Value, ...], ...]

    def __post_init__(self) -> None:
        if len(self.scales) != len(self.columns) or len(self.cells) != len(self.rows):
            raise ValueError("a heat table needs a scale for each column and cells for each row")
        if any(len(row) != len(self.columns) for row in self.cells):
            raise ValueError("every row of a heat table needs a cell for each column")

    @property
    def values(self) -> list[tuple[Label, Label, Scale, Value]]:
        """Row, column, scale and value of every cell in reading order."""
        return [
            (row, column, scale, value)
            for row, values in zip(self.rows, self.cells, strict=True)
            for column, scale, value in zip(self.columns, self.scales, values, strict=True)
        ]


def draw_heat_table(table: HeatTable, language: Language) -> str:
    """The table as SVG; its width follows its columns.

    A column is as wide as its header wrapped to four lines, and as its widest number.
    """
    names = [wrap(row.brief(language), WIDEST_NAME, SIZE, lines=2) for row in table.rows]
    name_width = max((text_width(line, SIZE) for name in names for line in name), default=0.0)
    heads = [wrap(column.brief(language), WIDEST - 8, HEAD, lines=4) for column in table.columns]
    widths = [
        max(NARROWEST, _widest_number(table, i), *(text_width(line, HEAD) + 8 for line in head))
        for i, head in enumerate(heads)
    ]
    head_height = max((len(head) for head in heads), default=0) * HEAD * 1.3 + 8
    lefts = [name_width + 12 + sum(widths[:i]) + GAP * i for i in range(len(widths) + 1)]
    parts = [
        _head(left + width / 2, head_height - 8, head)
        for left, width, head in zip(lefts, widths, heads, strict=False)
    ]
    for i, (name, values) in enumerate(zip(names, table.cells, strict=True)):
        top = head_height + i * (ROW + GAP)
        parts.append(svg.label(0, top + (24 if len(name) == 1 else 15), name, leading=1.25))
        parts += [
            _cell(left, top, width, scale, value)
            for left, width, scale, value in zip(lefts, widths, table.scales, values, strict=False)
        ]
    width = max(lefts[-1], 320.0)
    bottom = head_height + len(names) * (ROW + GAP) + 10
    legend, height = svg.legend(0, bottom, width, _swatches(table, language))
    return svg.picture(
        width,
        bottom + height + 2,
        "".join(parts) + legend,
        title=table.title.to(language),
        description=_description(table, language),
        language=language,
    )


def _head(x: float, bottom: float, lines: list[str]) -> str:
    """The name of a column, whose last line stands at the bottom."""
    y = bottom - (len(lines) - 1) * HEAD * 1.3
    return svg.label(x, y, lines, size=HEAD, fill=svg.MUTED, anchor="middle")


def _widest_number(table: HeatTable, column: int) -> float:
    scale = table.scales[column]
    shown = (row[column].shown for row in table.cells)
    numbers = (scale.number(value) for value in shown if value is not None)
    return max((text_width(number, SIZE, bold=True) + 12 for number in numbers), default=0.0)


def _cell(x: float, y: float, width: float, scale: Scale, value: Value) -> str:
    if value.shown is None:
        return svg.gap(x, y, width, ROW, hidden=value.hidden, radius=6)
    step = scale.step(value.shown)
    fill, ink = (svg.PLAIN, svg.INK) if step is None else (svg.STEPS[step], svg.STEP_INK[step])
    box = svg.tag("rect", x=x, y=y, width=width, height=ROW, rx=6, fill=fill)
    number = scale.number(value.shown)
    return box + svg.label(
        x + width / 2, y + 23, number, size=SIZE, fill=ink, bold=True, anchor="middle"
    )


def _swatches(table: HeatTable, language: Language) -> list[svg.Swatch]:
    values = [value for *_, value in table.values]
    steps = svg.step_swatches(language, table.scales)
    absent = [value.hidden for value in values if value.shown is None]
    return steps + svg.gap_swatches(language, hidden=True in absent, no_data=False in absent)


def _description(table: HeatTable, language: Language) -> str:
    size = LocalText(
        "ตาราง {rows} แถว {columns} คอลัมน์", "Table of {rows} rows by {columns} columns"
    )
    words = size.format(rows=len(table.rows), columns=len(table.columns)).to(language)
    stepped = [
        (
            scale.step(value.shown),
            f"{row.full.to(language)} {column.full.to(language)}",
            scale,
            value,
        )
        for row, column, scale, value in table.values
        if value.shown is not None and scale.bands
    ]
    if not stepped:
        return words + "."
    far = [
        f"{name} {scale.words(value, language)}" for step, name, scale, value in stepped if not step
    ]
    count = LocalText("ช่องที่ยังไกลเป้า {n} ช่อง", "Cells far from the aim: {n}")
    listed = f": {', '.join(far[:8])}{', …' if len(far) > 8 else ''}" if far else ""
    return f"{words}. {count.format(n=len(far)).to(language)}{listed}."
