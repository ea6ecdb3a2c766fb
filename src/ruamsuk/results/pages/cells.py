"""Numbers as pages show them. Every number of a page is written here, so that all are alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ruamsuk.charts import Scale, Value, step_words
from ruamsuk.charts.readings import join
from ruamsuk.lib.text import LocalText
from ruamsuk.report.measured import Measured
from ruamsuk.report.overview import delta_of
from ruamsuk.report.results import EVERYONE
from ruamsuk.report.view import Delta, number_words

TARGET = LocalText("เป้า {n}", "target {n}")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a table.

    Attributes:
        number: as it is printed, without its unit; empty where it is hidden.
        look: ``tone-1`` to ``tone-5``, ``plain``, ``hidden`` or ``none``.
        exact: the number as the engine gave it, in the unit of the page.
        url: where it is opened.
    """

    number: str
    look: str
    exact: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a heat table: a place and its cells."""

    name: LocalText
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """Places by goals or by indicators.

    Attributes:
        corner: what the first column holds.
        columns: title and address of each column.
        rows: the places.
        steps: what the five colours mean; empty where nothing is coloured.
        reading: what the table says.
    """

    title: LocalText
    corner: LocalText
    columns: tuple[tuple[LocalText, str], ...]
    rows: tuple[Row, ...]
    steps: tuple[LocalText, ...]
    reading: LocalText


@dataclass(frozen=True, slots=True)
class Gauge:
    """One indicator with its number, its bar, its target and its change."""

    id: str
    title: LocalText
    url: str
    number: LocalText
    exact: str
    value: Value
    scale: Scale
    target: LocalText
    delta: Delta | None


def exact(value: Value) -> str:
    """The whole number behind what is printed; empty where it may not be shown."""
    return "" if value.shown is None else repr(value.shown)


def cell(value: Value, scale: Scale, url: str = "") -> Cell:
    """A number for a table."""
    if value.shown is None:
        return Cell("", "hidden" if value.hidden else "none", "")
    step = scale.step(value.shown)
    look = "plain" if step is None else f"tone-{step + 1}"
    return Cell(scale.number(value.shown), look, exact(value), url)


def gauge(item: Measured, url: str, by: str = EVERYONE, group: str = EVERYONE) -> Gauge:
    """An indicator's number with what stands around it."""
    value = item.get(by, group).value
    target = LocalText()
    if item.scale.target is not None:
        target = TARGET.format(n=item.scale.aim())
    return Gauge(
        item.indicator.id,
        item.indicator.title,
        url,
        number_words(value, item.scale),
        exact(value),
        value,
        item.scale,
        target,
        delta_of(item, by, group),
    )


_ENDS = LocalText(
    "ต่ำสุดในตารางคือ {low} สูงสุดคือ {high}", "Lowest in the table: {low}. Highest: {high}."
)
_ONE = LocalText("{place} เรื่อง{what} ({n})", "{place}, {what} ({n})")
_TOO_FEW = LocalText(
    "ช่องลายเฉียงคือ “น้อยเกินไป”: ปิดไว้เพื่อไม่ให้รู้ว่าเป็นใคร",
    "Hatched cells are “too few”: hidden so that nobody can be recognised.",
)


def heat(
    title: LocalText,
    corner: LocalText,
    columns: Sequence[tuple[LocalText, str, Scale]],
    rows: Sequence[tuple[LocalText, str, Sequence[tuple[Value, str]]]],
) -> Heat:
    """A heat table from values and the address of each."""
    scales = [scale for *_, scale in columns]
    made = tuple(
        Row(
            name,
            url,
            tuple(
                cell(value, scale, to) for (value, to), scale in zip(values, scales, strict=True)
            ),
        )
        for name, url, values in rows
    )
    return Heat(
        title,
        corner,
        tuple((name, url) for name, url, _ in columns),
        made,
        step_words(scales),
        _heat_reading(columns, rows),
    )


def _heat_reading(
    columns: Sequence[tuple[LocalText, str, Scale]],
    rows: Sequence[tuple[LocalText, str, Sequence[tuple[Value, str]]]],
) -> LocalText:
    """The lowest and the highest share, and why some cells are empty."""
    found, hidden = [], False
    for place, _, values in rows:
        for (value, _), (what, _, scale) in zip(values, columns, strict=True):
            hidden = hidden or value.hidden
            if value.shown is not None and scale.unit == Scale().unit:
                found.append((value.shown, place, what, scale))
    said = []
    if len(found) > 1:
        ends = (min(found, key=lambda one: one[0]), max(found, key=lambda one: one[0]))
        low, high = (
            _ONE.format(place=place, what=what, n=number_words(Value(shown), scale))
            for shown, place, what, scale in ends
        )
        said.append(_ENDS.format(low=low, high=high))
    return join(*said, _TOO_FEW if hidden else LocalText())
