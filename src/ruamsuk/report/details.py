"""An indicator's own section: what it means, what it says, its picture and its table."""

from __future__ import annotations

from ruamsuk.charts import Bars, Picture, format_number
from ruamsuk.charts.readings import places_reading
from ruamsuk.engine.framework.models import Framework
from ruamsuk.lib.text import LocalText
from ruamsuk.report.measured import Measured, counting_sentence
from ruamsuk.report.names import Names
from ruamsuk.report.results import EVERYONE, Results
from ruamsuk.report.view import Detail, Line, number_words

_ALL = LocalText("ทั้งหมด", "Everyone")
_BY = LocalText("{title} แยกตาม{by}", "{title} by {by}")


def detail_of(framework: Framework, item: Measured, results: Results, names: Names) -> Detail:
    """The section of one indicator."""
    picture, places = _picture(item, results, names)
    indicator = item.indicator
    return Detail(
        indicator.id,
        indicator.title,
        item.goal.title,
        indicator.definition,
        counting_sentence(framework, indicator),
        indicator.source,
        item.readings(),
        picture,
        places,
        _lines(item, results, names),
    )


def _picture(item: Measured, results: Results, names: Names) -> tuple[Picture | None, LocalText]:
    """Bars by the first grouping that is small enough, and which places stand out."""
    for by, groups in results.groups.items():
        if results.is_small(by):
            labels = names.groups(by, groups)
            rows = tuple((labels[group], item.get(by, group).value) for group in groups)
            title = _BY.format(title=item.indicator.title, by=names.grouping(by))
            reading = places_reading(rows, item.scale, full_count=results.full_count)
            return Bars(title, item.scale, rows), reading
    return None, LocalText()


def _lines(item: Measured, results: Results, names: Names) -> tuple[Line, ...]:
    lines = [_line(item, name, EVERYONE, EVERYONE, _ALL) for name in results.rounds]
    for by, groups in results.groups.items():
        if not results.is_small(by):
            continue
        labels = names.groups(by, groups)
        lines += [
            _line(item, name, by, group, labels[group].full)
            for group in groups
            for name in results.rounds
        ]
    return tuple(lines)


def _line(item: Measured, round_: str, by: str, group: str, place: LocalText) -> Line:
    found = item.get(by, group, round_)
    limits = found.value.interval
    shown = found.value.shown is not None
    return Line(
        round_ or "–",
        place,
        number_words(found.value, item.scale),
        "–".join(map(item.scale.number, limits)) if limits else "–",
        _count(found.numerator if shown else None),
        _count(found.denominator if shown else None),
        _count(found.n if shown else None),
        f"{format_number(100 * found.missing, 0)}%" if shown else "–",
    )


def _count(value: float | None) -> str:
    if value is None:
        return "–"
    return format_number(value, 0 if abs(value - round(value)) < 1e-6 or value >= 100 else 1)
