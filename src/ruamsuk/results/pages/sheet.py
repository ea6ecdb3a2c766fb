"""The sheet of one indicator: what it means, what it says, by whom, over the rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ruamsuk.charts import Bars, Label, Multiples, Panel, Picture, Value, format_number
from ruamsuk.charts.readings import places_reading
from ruamsuk.indicators.models import Version
from ruamsuk.indicators.series import lineage
from ruamsuk.lib.text import LocalText
from ruamsuk.report.measured import Measured, counting_sentence
from ruamsuk.report.names import round_mark, round_name
from ruamsuk.report.results import EVERYONE, Estimate
from ruamsuk.report.view import number_words
from ruamsuk.results.pages.cells import Gauge, exact, gauge
from ruamsuk.results.pages.measured import Measurements, measurements
from ruamsuk.results.pages.sight import Sight, asked

_BY = LocalText("{title} แยกตาม{by}", "{title} by {by}")
_OVER = LocalText("{title} ทุกรอบ", "{title} over the rounds")
_EARLIER = LocalText(
    "{title} ตามนิยามเดิม (ฉบับ {n})", "{title} as it was defined before (version {n})"
)
_EVERYONE = LocalText("ทั้งชุมชน", "The whole community")
_ONE_ROUND = LocalText(
    "มีผลรอบเดียว ยังเทียบกับรอบก่อนไม่ได้", "There is only one round: nothing to compare with yet."
)
_BREAK = LocalText(
    "นิยามเปลี่ยนไป ตัวเลขก่อนและหลัง{round} จึงเทียบกันไม่ได้",
    "The definition has changed: the numbers before {round} cannot be compared with those since.",
)
_ON = LocalText("เส้นนี้ใช้นิยามเดียวกันทุกรอบ", "All rounds of this line use the same definition.")
_DASHED = LocalText("เส้นประคือเป้า", "The dashed line is the target.")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table of numbers."""

    round: str
    place: LocalText
    code: str
    value: LocalText
    exact: str
    interval: str
    numerator: str
    denominator: str
    n: str
    missing: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A picture, what it says, and the numbers behind it."""

    id: str
    title: LocalText
    picture: Picture | None
    readings: tuple[LocalText, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of an indicator in one round."""

    item: Measured
    gauge: Gauge
    number: Line
    readings: tuple[LocalText, ...]
    counting: LocalText
    groupings: tuple[Section, ...]
    over_rounds: Section


def sheet_of(sight: Sight, measured: Measurements, item: Measured) -> Sheet:
    """The sheet of an indicator as the visitor may see it."""
    results = item.results
    return Sheet(
        item,
        gauge(item, sight.url("indicator", item.indicator.id)),
        _line(item, results.last, EVERYONE, EVERYONE, _EVERYONE),
        item.readings(),
        counting_sentence(measured.framework, item.indicator),
        tuple(_grouping(sight, item, by, groups) for by, groups in results.groups.items()),
        _over_rounds(sight, item),
    )


def _grouping(sight: Sight, item: Measured, by: str, groups: Sequence[str]) -> Section:
    """Bars where there are few groups, and their numbers in any case."""
    results, names = item.results, sight.names
    labels = names.groups(by, tuple(groups))
    title = _BY.format(title=item.indicator.title, by=names.grouping(by))
    rows = tuple((labels[group], item.get(by, group).value) for group in groups)
    picture = Bars(title, item.scale, rows) if results.is_small(by) else None
    reading = places_reading(rows, item.scale, full_count=results.full_count)
    lines = tuple(_line(item, results.last, by, group, labels[group].full) for group in groups)
    return Section(by, title, picture, tuple(filter(None, (reading,))), lines)


def _line(item: Measured, round_: str, by: str, group: str, place: LocalText) -> Line:
    found = item.get(by, group, round_)
    return line(item, round_, found, place, group)


def line(
    item: Measured, round_: str, found: Estimate, place: LocalText = _EVERYONE, code: str = ""
) -> Line:
    """A number with all that it rests on."""
    shown = found.value.shown is not None
    limits = found.value.interval
    return Line(
        round_,
        place,
        code,
        number_words(found.value, item.scale),
        exact(found.value),
        "–".join(map(item.scale.number, limits)) if limits else "",
        count(found.numerator if shown else None),
        count(found.denominator if shown else None),
        count(found.n if shown else None),
        f"{format_number(100 * found.missing, 0)}%" if shown else "",
        found.value.hidden,
    )


def count(value: float | None) -> str:
    """A count; with one decimal where weights make it a fraction."""
    if value is None:
        return ""
    return format_number(value, 0 if abs(value - round(value)) < 1e-6 or value >= 100 else 1)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Rounds whose numbers were counted by one version's definition."""

    version: Version
    item: Measured
    joined: bool


def _over_rounds(sight: Sight, item: Measured) -> Section:
    """A line for each stretch of rounds that can be compared; a break starts a new one."""
    stretches = [*_earlier(sight, item), _Stretch(_version(sight), item, joined=True)]
    runs: list[list[_Stretch]] = [[]]
    for stretch in stretches:
        runs[-1].append(stretch)
        if not stretch.joined:
            runs.append([])
    title = _OVER.format(title=item.indicator.title)
    names = tuple(name for stretch in stretches for name in stretch.item.results.rounds)
    panels = tuple(_panel(run, names, last=run is runs[-1]) for run in runs if run)
    lines = tuple(
        line(s.item, name, s.item.get(round_=name))
        for s in stretches
        for name in s.item.results.rounds
    )
    if len(names) < 2:
        return Section("rounds", title, None, (_ONE_ROUND,), lines)
    breaks = [
        _BREAK.format(round=round_name(after[0].item.results.rounds[0])) for after in runs[1:]
    ]
    said = breaks or [_ON]
    if item.scale.target is not None:
        said.append(_DASHED)
    picture = Multiples(title, tuple(round_mark(name) for name in names), panels)
    return Section("rounds", title, picture, tuple(said), lines)


def _version(sight: Sight) -> Version:
    assert sight.computation is not None
    return sight.computation.version


def _panel(run: Sequence[_Stretch], names: Sequence[str], *, last: bool) -> Panel:
    values: Mapping[str, Value] = {
        name: stretch.item.get(round_=name).value
        for stretch in run
        for name in stretch.item.results.rounds
    }
    item = run[-1].item
    title = item.indicator.title
    if not last:
        title = _EARLIER.format(title=title, n=run[-1].version.number)
    return Panel(Label(title), item.scale, tuple(values.get(name, Value(None)) for name in names))


def _earlier(sight: Sight, item: Measured) -> list[_Stretch]:
    """The rounds of versions before, oldest first, as far as they were computed."""
    found: list[_Stretch] = []
    version = _version(sight)
    if version.based_on_id is None:
        return found
    ident, joined = item.indicator.id, True
    for before, ids in lineage(version):
        ident, joined = ids.get(item.indicator.id, ident), item.indicator.id in ids
        earlier = _measured_by(sight, before)
        old = earlier.item(ident) if earlier else None
        if old is not None:
            found.insert(0, _Stretch(before, old, joined))
    return found


def _measured_by(sight: Sight, version: Version) -> Measurements | None:
    computation = sight.computations.get(version.pk)
    rounds = [r for r in sight.rounds if r.version_id == version.pk]
    if computation is None or not rounds:
        return None
    return measurements(asked(computation, rounds[-1], sight.rounds, sight.verbs))
