"""The river and the stairs of a standing as pictures, and the same numbers as tables."""

from __future__ import annotations

from dataclasses import dataclass

from ruamsuk.assessments.scale import NAMES
from ruamsuk.assessments.standing.model import Here, Standing, Topic
from ruamsuk.assessments.standing.naming import Named
from ruamsuk.booklets.words import breakable
from ruamsuk.charts import Climber, Label, River, Stairs, Stretch, Value
from ruamsuk.lib.text import LocalText
from ruamsuk.matching import Stand, banks, stairs

RIVER = LocalText("ธารปัญญา", "The river")
STAIRS = LocalText("บันไดแห่งการแลกเปลี่ยน: {topic}", "The stairs: {topic}")
_NOWHERE = Here(Value(None))
_TOPIC = LocalText("เรื่อง", "On")
_LOWEST, _MIDDLE = LocalText("ต่ำสุด", "Lowest"), LocalText("ตรงกลาง", "Middle")
_HIGHEST = LocalText("สูงสุด", "Highest")
_COUNT = LocalText("กี่ชุมชน", "Communities")
_COMMUNITY = LocalText("ชุมชน", "Community")
_NOW, _WISHED = LocalText("ระดับตอนนี้", "Level now"), LocalText("อยากไป", "Wants")
_CLIMB = LocalText("อยากขึ้นอีก (ขั้น)", "Steps to climb")
_TEACHERS = LocalText("เรียนได้จาก", "Can learn from")
_SHARES = LocalText("แบ่งปันได้", "Can share")
_YES, _DASH = LocalText("ได้", "yes"), LocalText("–", "–")
_OPEN = LocalText("{value} (ยังไม่ตกลง)", "{value} (not agreed yet)")
_CHANGE = LocalText("เปลี่ยน", "Change")


@dataclass(frozen=True, slots=True)
class Rows:
    """The numbers of a picture as a table: heads, and cells that are words already."""

    heads: tuple[LocalText, ...]
    cells: tuple[tuple[LocalText, ...], ...]


def river_of(standing: Standing, own: Named | None = None, *, compare: bool = True) -> River:
    """The river of a standing.

    Args:
        standing: who stands where.
        own: whose line is drawn.
        compare: also draw where it stood the time before.
    """
    earlier = standing.earlier.get(own.pk, LocalText()) if own and compare else LocalText()
    return River(
        RIVER,
        standing.scale,
        standing.ticks,
        tuple(_stretch(standing, topic, own, compare=bool(earlier)) for topic in standing.topics),
        len(standing.places),
        Label(own.name) if own else None,
        earlier,
        standing.sampled,
    )


def _in_words(name: LocalText) -> LocalText:
    """The name as a crowded picture needs it, with places to break between its Thai words."""
    return LocalText(breakable(name.th), name.en)


def _stretch(standing: Standing, topic: Topic, own: Named | None, *, compare: bool) -> Stretch:
    found = {place.pk: standing.now.get((topic.key, place.pk)) for place in standing.places}
    shown = [one for one in found.values() if one and one.value.shown is not None]
    edge = banks(one.value.shown for one in shown)
    mine = (found.get(own.pk) if own else None) or _NOWHERE
    before = standing.before.get((topic.key, own.pk)) if own and compare else None
    return Stretch(
        Label(topic.name, _in_words(topic.name)),
        edge.count if edge else 0,
        edge.lowest if edge else None,
        edge.median if edge else None,
        edge.highest if edge else None,
        mine.value,
        before or Value(None),
        any(one.open for one in shown),
        mine.open,
    )


def stairs_of(standing: Standing, topic: Topic, own: Named | None = None) -> Stairs:
    """The stairs of one topic; whoever has no step on it, or wishes for none, is left out."""
    found = {}
    for place in standing.places:
        here = standing.now.get((topic.key, place.pk), _NOWHERE)
        if here.step is not None and here.wished is not None:
            found[place.key] = (place, Stand(place.key, here.step, here.wished))
    known = stairs([stand for _, stand in found.values()])
    givers = {one.name for one in known.givers}
    return Stairs(
        STAIRS.format(topic=topic.name),
        NAMES,
        tuple(
            Climber(
                Label(place.name),
                stand.current,
                stand.wished,
                tuple(Label(found[one.name][0].name) for one in known.helpers(stand)),
                stand.name in givers,
                own is not None and place.key == own.key,
            )
            for place, stand in found.values()
        ),
    )


def river_rows(river: River) -> Rows:
    """The numbers of a river, practice by practice."""
    heads = [_TOPIC, _LOWEST, _MIDDLE, _HIGHEST, _COUNT]
    if river.own is not None:
        heads += [river.own.full, *([river.earlier] if river.earlier else [])]
        heads += [_CHANGE] if river.earlier and not river.sampled else []
    return Rows(tuple(heads), tuple(_river_row(river, stretch) for stretch in river.stretches))


def _river_row(river: River, stretch: Stretch) -> tuple[LocalText, ...]:
    def words(value: Value) -> LocalText:
        if value.shown is None and not value.hidden:
            return _DASH
        return LocalText(river.scale.words(value, "th"), river.scale.words(value, "en"))

    edges = (words(Value(n)) for n in (stretch.lowest, stretch.median, stretch.highest))
    row = [stretch.name.full, *edges, _plain(stretch.count)]
    if river.own is not None:
        own = words(stretch.own)
        row.append(_OPEN.format(value=own) if stretch.own_open else own)
        if river.earlier:
            row.append(words(stretch.before))
            row += [] if river.sampled else [_change(stretch)]
    return tuple(row)


def _change(stretch: Stretch) -> LocalText:
    """How many levels higher or lower than before."""
    now, before = stretch.own.shown, stretch.before.shown
    if now is None or before is None:
        return _DASH
    change = round(now - before)
    return _plain(f"+{change}" if change > 0 else f"−{-change}" if change < 0 else "0")


def stairs_rows(stairs: Stairs) -> Rows:
    """Everyone on the stairs: no name is left out here."""
    heads = (_COMMUNITY, _NOW, _WISHED, _CLIMB, _TEACHERS, _SHARES)
    return Rows(heads, tuple(_stairs_row(one) for one in stairs.climbers))


def _stairs_row(one: Climber) -> tuple[LocalText, ...]:
    names = [label.full for label in one.teachers]
    teachers = LocalText(*(", ".join(name.to(to) for name in names) for to in ("th", "en")))
    return (
        one.name.full,
        _plain(one.current),
        _plain(one.wished),
        _plain(one.gap),
        teachers or _DASH,
        _YES if one.shares else _DASH,
    )


def _plain(value: object) -> LocalText:
    return LocalText(str(value), str(value))
