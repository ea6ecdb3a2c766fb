"""The page of the index: how many lack many things, how much, and what it is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ruamsuk.charts import PERCENT, Scale
from ruamsuk.lib.text import LocalText
from ruamsuk.report.index import index_part
from ruamsuk.report.names import round_name
from ruamsuk.report.results import EVERYONE, Estimate
from ruamsuk.report.view import Part
from ruamsuk.results.pages.cells import Cell, cell
from ruamsuk.results.pages.measured import Measurements
from ruamsuk.results.pages.sight import Sight

_MEASURES = {
    "alkire-foster": ("H", "A", "M0"),
    "gnh": ("H", "A", "GNH"),
    "mean": ("score",),
}
_TITLES = {
    "H": LocalText("สัดส่วนคนที่ขาดหลายด้าน (H)", "Share that lacks many things (H)"),
    "A": LocalText("ขาดมากแค่ไหน (A)", "How much they lack (A)"),
    "M0": LocalText("ดัชนี (M0 = H × A)", "Index (M0 = H × A)"),
    "GNH": LocalText("ดัชนี (GNH)", "Index (GNH)"),
    "score": LocalText("คะแนนรวม", "Total score"),
}
_NOT_YET = LocalText("สัดส่วนที่ยังไม่ถึงเกณฑ์ความสุข (H)", "Share that is not yet happy (H)")
_EVERYONE = LocalText("ทั้งชุมชน", "The whole community")


@dataclass(frozen=True, slots=True)
class IndexRow:
    """The index of one place in one round."""

    place: LocalText
    round: LocalText
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """What stands on the page of the index.

    Attributes:
        part: readings and pictures, as the report has them.
        columns: the measures of the table.
        rows: the whole community over the rounds, then each place in the last.
    """

    part: Part
    columns: tuple[LocalText, ...]
    rows: tuple[IndexRow, ...]


def index_page(sight: Sight, measured: Measurements) -> IndexPage | None:
    """The page of the index; None where there is none, or it may not be seen."""
    index = measured.framework.index
    part = index_part(measured.framework, measured.results, sight.names)
    if index is None or part is None:
        return None
    names = _MEASURES[index.kind]
    titles = _TITLES | ({"H": _NOT_YET} if index.kind == "gnh" else {})
    results = measured.results

    def row(by: str, group: str, round_: str, place: LocalText) -> IndexRow:
        found = [(n, results.get(n, by=by, group=group, round_=round_)) for n in names]
        return IndexRow(place, round_name(round_), tuple(_cell(n, e) for n, e in found))

    rows = [row(EVERYONE, EVERYONE, name, _EVERYONE) for name in results.rounds]
    for by, groups in results.groups.items():
        labels = sight.names.groups(by, groups)
        rows += [row(by, group, results.last, labels[group].full) for group in groups]
    return IndexPage(part, tuple(titles[name] for name in names), tuple(rows))


def _cell(measure: str, found: Estimate) -> Cell:
    in_parts = measure in ("M0", "GNH")
    scale = Scale(LocalText(), highest=1.0, decimals=3) if in_parts else Scale(PERCENT)
    made = cell(found.value, scale)
    return made if in_parts or not made.number else replace(made, number=f"{made.number}%")
