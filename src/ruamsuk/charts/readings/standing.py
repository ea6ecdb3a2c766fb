"""What the river and the stairs say: where to learn from one another, and where to ask outside."""

from __future__ import annotations

from collections.abc import Sequence

from ruamsuk.charts.model import Label, Value, format_number
from ruamsuk.charts.readings.basis import join
from ruamsuk.charts.river_model import River, Stretch
from ruamsuk.charts.stairs import Climber, Stairs
from ruamsuk.lib.text import LocalText

LOW = 0.4
"""So far up the scale the river runs low: at levels 1 and 2 of 5."""
MOST_NAMES = 3

_EMPTY = LocalText("ยังไม่มีชุมชนใดบอกว่าอยู่ตรงไหน", "No community has said yet where it stands.")
_ALONE = LocalText(
    "มีเพียงชุมชนเดียวที่มีตัวเลข ยังไม่มีใครให้เทียบ",
    "Only one community has numbers; there is nobody to compare with yet.",
)
_WIDE = LocalText(
    "ธารกว้างที่สุดเรื่อง {names} (ต่ำสุด {low} สูงสุด {high}) เรื่องนี้เรียนรู้จากกันเองได้มาก",
    "The river is widest at {names} (from {low} to {high}): here you can learn from one another.",
)
_NARROW = LocalText(
    "ทุกชุมชนยืนที่เดียวกันในทุกเรื่อง", "All communities stand at the same place on everything."
)
_ALL_LOW = LocalText(
    "เรื่อง {names} ทุกชุมชนยังไปได้ไม่ไกล ควรชวนคนนอกมาเล่า",
    "On {names} all are still low: ask somebody from outside.",
)
_HIGH = LocalText("{own} อยู่สูงสุดเรื่อง {names}", "{own} stands highest on {names}.")
_BOTTOM = LocalText("{own} อยู่ต่ำสุดเรื่อง {names}", "{own} stands lowest on {names}.")
_ROSE = LocalText(
    "จากครั้งก่อน {own} สูงขึ้นเรื่อง {names}", "Since the time before, {own} rose on {names}."
)
_FELL = LocalText(
    "จากครั้งก่อน {own} ลดลงเรื่อง {names}", "Since the time before, {own} fell on {names}."
)
_WITHOUT = LocalText("{own} ยังไม่มีตัวเลขเรื่อง {names}", "{own} has no number yet on {names}.")
_OPEN = LocalText(
    "ส่วนที่สีจางยังเป็นความเห็นของคนในห้อง ยังไม่ได้ตกลงกัน",
    "Where it is pale, it is what people in the hall say; nothing is agreed there yet.",
)
_SAMPLED = LocalText(
    "ตัวเลขมาจากการสุ่มถาม ต่างกันเล็กน้อยจึงยังไม่ใช่ความต่างจริง",
    "The numbers come from samples, so small differences may not be real.",
)
_LEARN = LocalText(
    "{name} อยากขึ้นจาก {now} ไป {wished} เรียนได้จาก {teachers}",
    "{name} wants to climb from {now} to {wished} and can learn from {teachers}.",
)
_OUTSIDE = LocalText(
    "ยังไม่มีใครที่นี่ยืนถึงขั้นที่ {names} อยากไป ควรชวนคนนอกมาเล่า",
    "Nobody here stands where {names} {wants} to be: ask somebody from outside.",
)
_OTHERS = LocalText(
    "ยังมีอีก {n} ชุมชนที่อยากขึ้นและมีเพื่อนให้เรียน ดูในตาราง",
    "{n} more want to climb and have somebody to learn from: see the table.",
)
_OTHER = LocalText(
    "ยังมีอีก 1 ชุมชนที่อยากขึ้นและมีเพื่อนให้เรียน ดูในตาราง",
    "1 more wants to climb and has somebody to learn from: see the table.",
)
_CONTENT = LocalText("ยังไม่มีชุมชนใดบอกว่าอยากขึ้นอีก", "No community says that it wants to climb.")
_MORE_ONE = LocalText("{names} และอีก {n}", "{names} and {n} more")
_AND = LocalText("{names} และ{last}", "{names} and {last}")


def river_reading(river: River) -> tuple[LocalText, ...]:
    """Where the river is widest and where it runs low, and how the community lies in it.

    Of estimates from samples nothing is said to have risen or fallen.
    """
    wet = [stretch for stretch in river.stretches if stretch.count]
    if not wet:
        return (_EMPTY,)
    said = [*_banks(river, wet), *(_own(river, wet) if river.own is not None else ())]
    if any(stretch.open for stretch in wet):
        said.append(_OPEN)
    return (*said, _SAMPLED) if river.sampled else tuple(said)


def _banks(river: River, wet: Sequence[Stretch]) -> list[LocalText]:
    shared = [stretch for stretch in wet if stretch.count > 1]
    if not shared:
        return [_ALONE]
    widest = max(_width(stretch) for stretch in shared)
    found = [stretch for stretch in shared if _width(stretch) == widest]
    low = [s for s in shared if s.highest is not None and river.scale.position(s.highest) < LOW]
    if not widest:
        said = [_NARROW]
    else:
        # of several that are equally wide the ends are told only where they are the same
        ends = {(stretch.lowest, stretch.highest) for stretch in found}
        same = [s for s in found if (s.lowest, s.highest) == max(ends)]
        low_end, high_end = max(ends)
        said = [_WIDE.format(names=_names(same), **_ends(river, low_end, high_end))]
    return [*said, _ALL_LOW.format(names=_names(low))] if low else said


def _ends(river: River, low: float | None, high: float | None) -> dict[str, LocalText]:
    def words(value: float | None) -> LocalText:
        return LocalText(*(river.scale.words(Value(value), to) for to in ("th", "en")))

    return {"low": words(low), "high": words(high)}


def _width(stretch: Stretch) -> float:
    return (stretch.highest or 0.0) - (stretch.lowest or 0.0)


def _own(river: River, wet: Sequence[Stretch]) -> list[LocalText]:
    assert river.own is not None
    known = [(s, s.own.shown, s.before.shown) for s in wet]
    apart = [(s, own) for s, own, _ in known if own is not None and _width(s)]
    moved = [
        (s, own - was)
        for s, own, was in known
        if own is not None and was is not None and not river.sampled
    ]
    kinds = (
        (_HIGH, [s for s, own in apart if own == s.highest]),
        (_BOTTOM, [s for s, own in apart if own == s.lowest]),
        (_ROSE, [s for s, change in moved if change > 0]),
        (_FELL, [s for s, change in moved if change < 0]),
        (_WITHOUT, [s for s in river.stretches if s.own.shown is None and not s.own.hidden]),
    )
    own = river.own.full
    return [pattern.format(own=own, names=_names(found)) for pattern, found in kinds if found]


def stairs_reading(stairs: Stairs) -> tuple[LocalText, ...]:
    """Who can learn from whom, our own community first, and who must ask outside."""
    if not stairs.climbers:
        return (_EMPTY,)
    climbing = sorted(
        (one for one in stairs.climbers if one.gap), key=lambda one: (not one.own, -one.gap)
    )
    if not climbing:
        return (_CONTENT,)
    met = [one for one in climbing if one.teachers]
    unmet = [one for one in climbing if not one.teachers]
    said = [_learn(one) for one in met[:MOST_NAMES]]
    more = len(met) - len(said)
    if more:
        said.append(_OTHER if more == 1 else _OTHERS.format(n=more))
    if unmet:
        wants = "wants" if len(unmet) == 1 else "want"
        said.append(_OUTSIDE.format(names=_listed([one.name for one in unmet]), wants=wants))
    return tuple(said)


def _learn(one: Climber) -> LocalText:
    return _LEARN.format(
        name=one.name.full,
        now=format_number(one.current),
        wished=format_number(one.wished),
        teachers=_listed(one.teachers),
    )


def _names(stretches: Sequence[Stretch]) -> LocalText:
    return _listed([stretch.name for stretch in stretches])


def _listed(labels: Sequence[Label]) -> LocalText:
    """Names as they are said: the first few, then how many more."""
    names = [label.full for label in labels]
    if len(names) > MOST_NAMES:
        return _MORE_ONE.format(names=_row(names[: MOST_NAMES - 1]), n=len(names) - MOST_NAMES + 1)
    if len(names) < 2:
        return join(*names)
    return _AND.format(names=_row(names[:-1]), last=names[-1])


def _row(names: Sequence[LocalText]) -> LocalText:
    return LocalText(" ".join(n.to("th") for n in names), ", ".join(n.to("en") for n in names))
