"""The first half of the page: summary, goal cards, heat tables, changes, lines and the map."""

from __future__ import annotations

from collections.abc import Iterable

from ruamsuk.charts import (
    PERCENT,
    Changes,
    Label,
    Multiples,
    Panel,
    Petals,
    Scale,
    Tile,
    TileMap,
    Value,
    change_words,
)
from ruamsuk.charts.readings import places_reading, target_met
from ruamsuk.engine.framework.models import Framework
from ruamsuk.lib.text import LocalText
from ruamsuk.report.measured import Measured
from ruamsuk.report.names import Names, as_title, round_mark, round_name
from ruamsuk.report.results import Results
from ruamsuk.report.view import Card, Cell, Delta, Gauge, Heat, Part, Tone, number_words

FEW_PLACES = 8
"""Up to so many places stand side by side, with the indicators downwards."""

_TARGET = LocalText("เป้า {n}", "target {n}")
_INDICATORS = LocalText("ตัวชี้วัด", "Indicator")
_PLACES = LocalText("พื้นที่", "Place")


_ARROWS = LocalText(
    "ลูกศรมีสีเมื่อบอกได้ว่าเปลี่ยนจริง สีเทาคือต่างกันน้อยจนอาจเป็นเพราะสุ่มถาม",
    "An arrow has a colour where the change is sure; grey may be chance.",
)
_COUNTED_ARROWS = LocalText(
    "นับครบทุกราย ความต่างที่เห็นจึงเป็นจริง", "Everyone was counted: every difference is real."
)
_LINES = LocalText(
    "เส้นประคือเป้า แถบสีอ่อนคือช่วงที่น่าจะเป็น",
    "The dashed line is the target, the pale bars are the likely range.",
)
_COUNTED_LINES = LocalText("เส้นประคือเป้า", "The dashed line is the target.")
_PLACE_COLUMNS = frozenset(("community", "village", "tambon", "district", "province"))
_MAP = LocalText("แผนที่", "Map")
_COMPARED = LocalText("เทียบกันตาม{by}", "Compared by {by}")


def delta_of(item: Measured, by: str = "", group: str = "") -> Delta | None:
    """The change from the round before the last in a few words."""
    change = item.change(by, group)
    if change is None:
        return None
    words = LocalText(
        change_words(change, item.scale, "th"), change_words(change, item.scale, "en")
    )
    tone: Tone = "unsure"
    if change.direction == 0:
        tone = "same"
    elif change.direction is not None:
        tone = "better" if (change.direction > 0) == item.scale.higher_is_better else "worse"
    return Delta(words, tone)


def goal_cards(framework: Framework, items: tuple[Measured, ...]) -> tuple[Card, ...]:
    """A card for each goal that has indicators."""
    return tuple(
        Card(goal.title, tuple(_gauge(item) for item in items if item.goal is goal))
        for goal in framework.goals
        if goal.indicators
    )


def _gauge(item: Measured) -> Gauge:
    value, target = item.get().value, LocalText()
    if item.scale.target is not None:
        target = _TARGET.format(n=item.scale.aim())
    return Gauge(
        item.indicator.id,
        item.indicator.title,
        number_words(value, item.scale),
        value,
        item.scale,
        target,
        delta_of(item),
    )


def summary(items: tuple[Measured, ...], results: Results) -> tuple[LocalText, ...]:
    """How many targets are met and how many indicators have surely changed."""
    said = []
    met = [
        target_met(item.get().value, item.scale, full_count=results.full_count)
        for item in items
        if item.scale.target is not None and item.get().value.shown is not None
    ]
    if met:
        pattern = LocalText(
            "ตัวชี้วัดที่ตั้งเป้าไว้ {n} ตัว: ถึงเป้าแล้ว {met} ยังไม่ถึง {missed} ยังบอกไม่ได้ {unsure}",
            "With a target: {n} indicators. Met: {met}, not yet: {missed}, cannot tell: {unsure}.",
        )
        counts = {"met": met.count(True), "missed": met.count(False), "unsure": met.count(None)}
        said.append(pattern.format(n=len(met), **counts))
    tones = [delta.tone for item in items if (delta := delta_of(item))]
    if tones and results.before is not None:
        said.append(_change_counts(tones, round_name(results.before)))
    return tuple(said)


def _change_counts(tones: list[Tone], before: LocalText) -> LocalText:
    pattern = LocalText(
        "เทียบกับ{before}: ดีขึ้นแน่ {better} แย่ลงแน่ {worse} ยังบอกไม่ได้ {unsure}",
        "Against {before}: surely better {better}, surely worse {worse}, cannot tell yet {unsure}.",
    )
    words = pattern.format(
        before=before, **{tone: tones.count(tone) for tone in ("better", "worse", "unsure")}
    )
    same = tones.count("same")
    if not same:
        return words
    return LocalText(f"{words.th} เท่าเดิม {same}", f"{words.en} The same: {same}.")


def flower(framework: Framework, items: tuple[Measured, ...]) -> Part | None:
    """A petal for each goal: the mean share over its indicators, by their weights."""
    petals = [
        (Label(goal.title), goal_value([item for item in items if item.goal is goal]))
        for goal in framework.goals
        if any(indicator.achieved for indicator in goal.indicators)
    ]
    if len(petals) < 3:
        return None
    title = LocalText("กลีบของเป้าหมาย", "Petals of the goals")
    note = LocalText(
        "กลีบหนึ่งคือเป้าหมายหนึ่ง: ค่าเฉลี่ยของตัวชี้วัดในเป้าหมายนั้นตามน้ำหนัก พื้นที่ของกลีบบอกว่าได้เท่าไร",
        "A petal is a goal: the mean of its indicators by their weights, drawn by area.",
    )
    return Part("petals", title, (note,), (Petals(title, Scale(), tuple(petals)),))


def goal_value(items: Iterable[Measured], by: str = "", group: str = "") -> Value:
    """The mean share over a goal's indicators, by their weights; hidden where one of them is."""
    weighted = goal_shares(items)
    values = [item.get(by, group).value for item in weighted]
    if not values or any(value.shown is None for value in values):
        return Value(None, hidden=any(value.hidden for value in values))
    weights = [float(item.indicator.weight) or 1.0 for item in weighted]
    total = sum(w * (v.shown or 0.0) for w, v in zip(weights, values, strict=True))
    return Value(total / sum(weights))


def goal_shares(items: Iterable[Measured]) -> list[Measured]:
    """The shares that a goal's mean is made of: those with a weight, or all where none has."""
    shares = [item for item in items if item.is_share]
    return [item for item in shares if item.indicator.weight] or shares


def heat_tables(items: tuple[Measured, ...], results: Results, names: Names) -> tuple[Heat, ...]:
    """A heat table for each grouping, of the last round."""
    return tuple(
        _few_places(by, groups, items, names)
        if len(groups) <= FEW_PLACES
        else _many_places(by, groups, items, names)
        for by, groups in results.groups.items()
    )


def _few_places(
    by: str, groups: tuple[str, ...], items: tuple[Measured, ...], names: Names
) -> Heat:
    labels = names.groups(by, groups)
    rows: list[tuple[LocalText, tuple[Cell, ...]]] = []
    for item, opens in _with_openings(items):
        if opens:
            rows.append((item.goal.title, ()))
        cells = tuple(_cell(item, by, group) for group in groups)
        rows.append((item.indicator.title, cells))
    columns = tuple(labels[group].full for group in groups)
    return Heat(as_title(names.grouping(by)), _INDICATORS, columns, tuple(rows))


def _with_openings(items: tuple[Measured, ...]) -> Iterable[tuple[Measured, bool]]:
    """Each indicator, and whether it is the first of its goal."""
    goals = [item.goal.id for item in items]
    return ((item, goals.index(item.goal.id) == i) for i, item in enumerate(items))


def _many_places(
    by: str, groups: tuple[str, ...], items: tuple[Measured, ...], names: Names
) -> Heat:
    labels = names.groups(by, groups)
    rows = tuple(
        (labels[group].full, tuple(_cell(item, by, group) for item in items)) for group in groups
    )
    columns = tuple(item.indicator.title for item in items)
    return Heat(as_title(names.grouping(by)), _PLACES, columns, rows)


def _cell(item: Measured, by: str, group: str) -> Cell:
    value = item.get(by, group).value
    if value.shown is None:
        return Cell("", "hidden") if value.hidden else Cell("–", "none")
    step = item.scale.step(value.shown)
    look = "plain" if step is None else f"step-{step}"
    return Cell(item.scale.number(value.shown), look)


def changes_part(items: tuple[Measured, ...], results: Results) -> Part | None:
    """Arrows for every share, from the round before the last to the last."""
    rows = [change for item in items if item.is_share and (change := item.change())]
    if not rows or results.before is None:
        return None
    before, after = round_name(results.before), round_name(results.last)
    title = LocalText("เปลี่ยนไปจาก{before}", "Changes since {before}").format(before=before)
    size = -(-len(rows) // min(3, 1 + len(rows) // 7))
    pictures = tuple(
        Changes(title, Scale(), before, after, tuple(rows[i : i + size]))
        for i in range(0, len(rows), size)
    )
    note = _COUNTED_ARROWS if results.full_count else _ARROWS
    return Part("changes", title, (note,), pictures)


def lines_part(items: tuple[Measured, ...], results: Results) -> Part | None:
    """A little line for each indicator over the rounds."""
    if len(results.rounds) < 2:
        return None
    rounds = tuple(round_mark(name) for name in results.rounds)
    title = LocalText("ทุกรอบที่ผ่านมา", "Over the rounds")
    pictures = tuple(
        Multiples(
            item.indicator.title,
            rounds,
            (
                Panel(
                    item.label,
                    item.scale,
                    tuple(item.get(round_=name).value for name in results.rounds),
                ),
            ),
        )
        for item in items
    )
    note = _COUNTED_LINES if results.full_count else _LINES
    return Part("lines", title, (note,), pictures)


def map_part(
    framework: Framework, items: tuple[Measured, ...], results: Results, names: Names
) -> Part | None:
    """Tiles of the index, or of the first share where there is no index: a map where of places."""
    places_by = _PLACE_COLUMNS | {framework.keys.community}
    single = sorted(
        (by for by in results.groups if "," not in by), key=lambda by: by not in places_by
    )
    if not single:
        return None
    by, groups = single[0], results.groups[single[0]]
    title, scale, values = _mapped(framework, items, results, by, groups)
    if all(value.shown is None and not value.hidden for value in values):
        return None
    labels = names.groups(by, groups)
    places = [(labels[group], value) for group, value in zip(groups, values, strict=True)]
    tiles = tuple(Tile(f"{i:04}", label, value) for i, (label, value) in enumerate(places))
    reading = places_reading(places, scale, full_count=results.full_count)
    heading = _MAP if by in places_by else _COMPARED.format(by=names.grouping(by))
    said = tuple(words for words in (title, reading) if words)
    return Part("map", heading, said, (TileMap(title, scale, tiles),))


def _mapped(
    framework: Framework,
    items: tuple[Measured, ...],
    results: Results,
    by: str,
    groups: tuple[str, ...],
) -> tuple[LocalText, Scale, list[Value]]:
    index = framework.index
    if index and index.kind != "mean":
        title = (
            LocalText("ขาดหลายด้านพร้อมกัน (ร้อยละ)", "Lacking many things at once (per cent)")
            if index.kind == "alkire-foster"
            else LocalText("ยังไม่ถึงเกณฑ์ความสุข (ร้อยละ)", "Not yet happy (per cent)")
        )
        scale = Scale(PERCENT, higher_is_better=False)
        return title, scale, [results.get("H", by=by, group=group).value for group in groups]
    if index:
        title = LocalText("คะแนนรวม (ร้อยละ)", "Total score (per cent)")
        return title, Scale(), [results.get("score", by=by, group=group).value for group in groups]
    shares = [item for item in items if item.is_share] or list(items)
    item = shares[0]
    return item.indicator.title, item.scale, [item.get(by, group).value for group in groups]
