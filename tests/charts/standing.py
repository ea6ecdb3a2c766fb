"""Rivers and stairs made by hand, for the tests of pictures and readings."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from ruamsuk.charts import Climber, Label, River, Scale, Stairs, Stretch, Value
from ruamsuk.lib.text import LocalText

LEVELS = Scale(LocalText(), 1, 5)
NAMES = (
    LocalText("รู้", "Aware"),
    LocalText("ทำเมื่อมีเหตุ", "Reacts"),
    LocalText("ลงมือทำ", "Acts"),
    LocalText("ทำเป็นระบบ", "Systematic"),
    LocalText("เป็นวิถีชีวิต", "Way of life"),
)
TICKS = tuple(
    (n, Label(LocalText(f"{n} {name.th}", f"{n} {name.en}"), LocalText(str(n), str(n))))
    for n, name in enumerate(NAMES, start=1)
)
HOME = Label(LocalText("บ้านเลือก", "Ban Lueak"))
EARLIER = LocalText("24 ม.ค. 2568", "24 January 2025")


def name(th: str, en: str = "") -> Label:
    return Label(LocalText(th, en or th))


def stretch(
    label: Label,
    *levels: float,
    own: float | None = None,
    before: float | None = None,
    open: bool = False,
) -> Stretch:
    """A practice on which communities stand at these levels."""
    banks = (min(levels), float(median(levels)), max(levels)) if levels else (None,) * 3
    return Stretch(
        label, len(levels), *banks, Value(own), Value(before), open, open and own is not None
    )


def river(*stretches: Stretch, whole: int = 4, own: Label | None = HOME) -> River:
    return River(LocalText("ธารปัญญา", "The river"), LEVELS, TICKS, stretches, whole, own, EARLIER)


def stairs(*climbers: Climber) -> Stairs:
    return Stairs(LocalText("น้ำดื่มสะอาด", "Clean water"), NAMES, climbers)


def climbers(levels: Sequence[tuple[str, int, int]], own: str = "") -> tuple[Climber, ...]:
    """Communities by name, level now and wished, with who can teach whom."""
    lowest = min((wished for _, now, wished in levels if wished > now), default=6)
    return tuple(
        Climber(
            name(one),
            now,
            wished,
            tuple(name(o) for o, level, _ in levels if wished > now and level >= wished),
            now >= lowest,
            one == own,
        )
        for one, now, wished in levels
    )


WATER, FOREST, ELDERS, DEBT, YOUTH = (
    name("น้ำดื่มสะอาด", "Clean water"),
    name("ป่าชุมชน", "Forest"),
    name("ผู้สูงอายุมีคนดูแลทั้งกายและใจ", "Elders cared for in body and mind"),
    name("ปลอดหนี้", "No debt"),
    name("เยาวชน", "Youth"),
)
RIVER = river(
    stretch(WATER, 1, 2, 3, 5, own=5, before=2),
    stretch(FOREST, 2, 2, 2, 2, own=2, before=2),
    stretch(ELDERS, 1, 3, 3),
    stretch(DEBT),
    stretch(YOUTH, 1, 2, 4, 4, own=1, before=4, open=True),
)
STAIRS = stairs(
    *climbers(
        [
            ("บ้านเลือก", 1, 3),
            ("ท่าน้ำตื้น", 4, 5),
            ("บ้านคา", 4, 5),
            ("แพงพวย", 4, 5),
            ("ธรรมศาลา", 4, 5),
            ("คลองตัน", 4, 5),
            ("หนองสาหร่าย", 4, 4),
            ("ชุมชนริมคลองฝั่งตะวันตกและตลาดเก่า", 2, 3),
            ("ดอนคา", 1, 5),
        ],
        own="บ้านเลือก",
    )
)
