"""The index on the page: its reading, its rounds, its places, and what it is made of."""

from __future__ import annotations

from ruamsuk.charts import (
    PERCENT,
    Bars,
    Changes,
    Label,
    Multiples,
    Panel,
    Picture,
    Scale,
    Value,
    format_number,
)
from ruamsuk.charts.readings import change_reading, index_reading, places_reading
from ruamsuk.engine.framework.models import Framework, Index
from ruamsuk.lib.text import LocalText
from ruamsuk.report.names import Names, round_mark, round_name
from ruamsuk.report.results import Estimate, Results
from ruamsuk.report.view import Part

_TITLE = LocalText("ดัชนีรวม", "The index")
_NAMES = {
    "alkire-foster": LocalText("ดัชนีรวม (M0)", "Index (M0)"),
    "gnh": LocalText("ดัชนีรวม (GNH)", "Index (GNH)"),
    "mean": LocalText("คะแนนรวม", "Total score"),
}
_MEASURES = {"alkire-foster": "M0", "gnh": "GNH", "mean": "score"}
_PARTS = {
    "alkire-foster": LocalText(
        "ใน 100 ส่วนของความขาดแคลน มาจากเป้าหมายใด", "Of 100 parts of what is lacking, by goal"
    ),
    "gnh": LocalText("ใน 100 ส่วนที่ยังไม่พอ มาจากเป้าหมายใด", "Of 100 parts not yet enough, by goal"),
}
_BANDS = LocalText("อยู่ในขั้นใดของความสุข", "In which band of happiness")
_BAND_NAMES = {
    "deeply_happy": LocalText("สุขอย่างลึกซึ้ง", "deeply happy"),
    "extensively_happy": LocalText("สุขอย่างกว้างขวาง", "extensively happy"),
    "narrowly_happy": LocalText("สุขบางด้าน", "narrowly happy"),
    "unhappy": LocalText("ยังไม่สุข", "unhappy"),
}
_ALONE = LocalText(
    "เกณฑ์: นับว่าขาดหลายด้านเมื่อขาดตั้งแต่ {k} ใน 100 ส่วนของน้ำหนักทั้งหมด",
    "Cut-off: lacking many things means lacking {k} or more in 100 parts of the total weight.",
)
_HAPPY = LocalText(
    "เกณฑ์: นับว่ามีความสุขเมื่อมีพอตั้งแต่ {k} ใน 100 ส่วนของน้ำหนักทั้งหมด",
    "Cut-off: happy means having enough in {k} or more of 100 parts of the total weight.",
)


def index_part(framework: Framework, results: Results, names: Names) -> Part | None:
    """The index, or None where the framework has none or it could not be computed."""
    index = framework.index
    if index is None:
        return None
    main = _MEASURES[index.kind]
    found = results.get(main)
    if found.value.shown is None and not found.value.hidden:
        return None
    scale = _scale(index, results, main)
    basis = results.basis(results.get("H") if index.kind != "mean" else found, index.of)
    figures = {name: results.get(name).value for name in ("H", "A", main)}
    readings = [index_reading(index.kind, figures, basis)]
    change = results.change(Label(_NAMES[index.kind]), main)
    if change is not None and results.before is not None:
        before = round_name(results.before)
        readings.append(change_reading(change, scale, before, index.of))
    pictures = _over_rounds(index, scale, results, main) + _bands(results)
    pictures += _contributions(framework, results)
    for by, groups in results.groups.items():
        if results.is_small(by):
            places, reading = _places(index, scale, results, names, by, groups)
            pictures += places
            readings.append(reading)
    return Part(
        "index",
        _TITLE,
        tuple(r for r in readings if r),
        pictures,
        (_cutoff_words(index, results.cutoff),),
    )


def _scale(index: Index, results: Results, main: str) -> Scale:
    """Per cent for a score; for M0 and GNH from 0 to a round number above all values."""
    if index.kind == "mean":
        return Scale()
    shown = [
        estimate.value.upper or estimate.value.shown or 0.0
        for (*_, measure, indicator), estimate in results
        if measure == main and not indicator
    ]
    top = next((end for end in (0.1, 0.2, 0.5) if end >= max(shown, default=1.0)), 1.0)
    return Scale(
        unit=LocalText(),
        highest=1.0 if index.kind == "gnh" else top,
        higher_is_better=index.kind == "gnh",
        decimals=3,
    )


def _over_rounds(index: Index, scale: Scale, results: Results, main: str) -> tuple[Picture, ...]:
    if len(results.rounds) < 2:
        return ()
    values = tuple(results.get(main, round_=name).value for name in results.rounds)
    rounds = tuple(round_mark(name) for name in results.rounds)
    name = _NAMES[index.kind]
    return (Multiples(name, rounds, (Panel(Label(name), scale, values),)),)


def _bands(results: Results) -> tuple[Picture, ...]:
    """How many are in each of the four bands of happiness, where the index has them."""
    rows = tuple(
        (Label(words), results.get(f"band:{name}").value) for name, words in _BAND_NAMES.items()
    )
    if all(value.shown is None for _, value in rows):
        return ()
    return (Bars(_BANDS, Scale(PERCENT), rows),)


def _contributions(framework: Framework, results: Results) -> tuple[Picture, ...]:
    """How much each goal adds to what is lacking, in per cent; the goals add up to 100."""
    index = framework.index
    if index is None or index.kind not in _PARTS:
        return ()
    rows = []
    for goal in framework.goals:
        parts = [
            results.get("contribution_share", indicator.id)
            for indicator in goal.indicators
            if indicator in framework.index_indicators
        ]
        if parts:
            rows.append((Label(goal.title), _sum(parts)))
    shown = [value.shown for _, value in rows if value.shown is not None]
    if not shown:
        return ()
    top = next(end for end in (25.0, 50.0, 100.0) if end >= max(shown) or end == 100.0)
    scale = Scale(PERCENT, highest=top)
    rows.sort(key=lambda row: -(row[1].shown or 0.0))
    return (Bars(_PARTS[index.kind], scale, tuple(rows)),)


def _sum(parts: list[Estimate]) -> Value:
    if any(part.value.shown is None for part in parts):
        return Value(None, hidden=any(part.value.hidden for part in parts))
    return Value(sum(part.value.shown or 0.0 for part in parts))


def _places(
    index: Index,
    scale: Scale,
    results: Results,
    names: Names,
    by: str,
    groups: tuple[str, ...],
) -> tuple[tuple[Picture, ...], LocalText]:
    main = _MEASURES[index.kind]
    labels = names.groups(by, groups)
    rows = tuple((labels[group], results.get(main, by=by, group=group).value) for group in groups)
    if all(value.shown is None and not value.hidden for _, value in rows):
        return (), LocalText()
    heading = LocalText("{index} แยกตาม{by}", "{index} by {by}")
    title = heading.format(index=_NAMES[index.kind], by=names.grouping(by))
    pictures: tuple[Picture, ...] = (Bars(title, scale, rows),)
    changes = tuple(
        change
        for group in groups
        if (change := results.change(labels[group], main, by=by, group=group))
    )
    if changes and results.before is not None:
        before, after = round_name(results.before), round_name(results.last)
        since = LocalText("{title} เทียบกับ{before}", "{title}, against {before}")
        title = since.format(title=title, before=before)
        pictures += (Changes(title, scale, before, after, changes),)
    return pictures, places_reading(rows, scale, full_count=results.full_count)


def _cutoff_words(index: Index, cutoff: float | None) -> LocalText:
    """The cut-off that was used, which need not be the framework's own."""
    if cutoff is None:
        return LocalText()
    words = _ALONE if index.kind == "alkire-foster" else _HAPPY
    percent = round(100 * cutoff, 1)
    return words.format(k=format_number(percent, 0 if percent.is_integer() else 1))
