"""Why, in sentences: a code with its figures becomes words that can be read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ruamsuk.lib.text import LANGUAGES, LocalText
from ruamsuk.lib.thai import format_number
from ruamsuk.matching.model import Community, Topic

WORDS: dict[str, LocalText] = {
    # why this pair
    "stands": LocalText(
        "{seeker}อยู่ที่{current} อยากไปถึง{wished} ส่วน{giver}อยู่ที่{level} แล้ว",
        "{seeker} stands at {current} and wants to reach {wished}; {giver} stands at {level}",
    ),
    "locked": LocalText("ที่ประชุมตกลงคู่นี้ไว้แล้ว", "people have settled this pair"),
    "near": LocalText("ห่างกันราว {km} กม.", "they are about {km} km apart"),
    "place-unknown": LocalText("ยังไม่รู้ระยะทาง", "how far apart they are is not known"),
    "livelihoods": LocalText("ทำมาหากินคล้ายกัน: {words}", "both live on {words}"),
    "conditions": LocalText(
        "มีสิ่งที่ทำให้เรื่องนี้สำเร็จเหมือนกัน: {words}", "both have what made it work: {words}"
    ),
    "size": LocalText("ขนาดชุมชนใกล้เคียงกัน", "they are of like size"),
    "together": LocalText("ไปพร้อมกัน {n} ชุมชน", "{n} communities go together"),
    "first-full": LocalText(
        "{other}เหมาะกว่า แต่รับครบแล้ว", "{other} would suit better but has no room left"
    ),
    "first-spared": LocalText(
        "{other}เหมาะกว่าเล็กน้อย แต่จะหนักเกินไปหรือมีชุมชนอื่นต้องการมากกว่า",
        "{other} would suit a little better but would carry too much, or others need it more",
    ),
    "own-turn": LocalText(
        "{giver}เองก็ขอเรียนรู้เรื่องอื่น จึงได้เป็นทั้งผู้ให้และผู้ขอ",
        "{giver} asks for something itself, and so both gives and asks",
    ),
    # why nobody
    "closed": LocalText("ที่ประชุมให้เว้นคำขอนี้ไว้", "people left this request out"),
    "nobody-offers": LocalText("ยังไม่มีชุมชนอื่นเสนอเรื่องนี้", "no other community offers this"),
    "none-high-enough": LocalText(
        "ชุมชนที่เสนอเรื่องนี้อยู่สูงสุดที่{highest} ยังไม่ถึง{reach}",
        "those who offer it stand at {highest} at most, which is below {reach}",
    ),
    "none-willing": LocalText(
        "มี {n} ชุมชนที่ถึง{reach} แต่ยังไม่พร้อมรับ",
        "of those at {reach} or above ({n}) none is willing yet",
    ),
    "no-evidence": LocalText(
        "มี {n} ชุมชนที่พร้อมรับ แต่ยังไม่มีหลักฐานให้ดู",
        "of those willing ({n}) none has evidence to show yet",
    ),
    "kept-apart": LocalText(
        "ที่ประชุมไม่ให้จับคู่กับชุมชนที่ช่วยได้", "people keep it apart from those who could help"
    ),
    "too-far": LocalText(
        "ชุมชนที่ช่วยได้อยู่ใกล้สุดราว {km} กม. เกิน {farthest} กม. ที่ตกลงกันไว้",
        "the nearest that could help is about {km} km away, beyond the {farthest} km agreed on",
    ),
    "not-worthwhile": LocalText(
        "ชุมชนที่ช่วยได้อยู่ใกล้สุดราว {km} กม. ไกลเกินกว่าจะคุ้ม",
        "the nearest that could help is about {km} km away, too far for what it would bring",
    ),
    "visits-full": LocalText(
        "ไปได้ {n} ครั้ง และใช้กับเรื่องอื่นครบแล้ว",
        "all {n} visits that it can make go to other topics",
    ),
    "givers-full": LocalText(
        "ชุมชนที่ช่วยได้ ({n}) รับครบแล้ว", "all that could help ({n}) have no room left"
    ),
    "givers-spared": LocalText(
        "ถ้าไปเพิ่ม ชุมชนที่ช่วยได้จะรับหนักเกินกว่าจะคุ้ม",
        "one guest more would burden those who could help more than it would bring",
    ),
    # why no date
    "no-date": LocalText("{giver}ไม่ว่างในวันที่มีให้เลือก", "{giver} can on none of the dates there are"),
    "dates-taken": LocalText(
        "ทุกช่วงเวลาที่{giver}ว่าง มีบางชุมชนติดนัดอื่น",
        "whenever {giver} can, somebody is at another meeting",
    ),
}
PER_CENT = LocalText("%", "%")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is so: a code with its figures.

    Attributes:
        code: one of `WORDS`.
        figures: what fills its words; texts come in both languages.
    """

    code: str
    figures: Mapping[str, object] = field(default_factory=dict)

    @property
    def clause(self) -> LocalText:
        """The reason in words, without a full stop."""
        return WORDS[self.code].format(**self.figures)


def sentence(opening: LocalText, reasons: Iterable[Reason]) -> LocalText:
    """The opening and its reasons as one sentence."""
    clauses = [reason.clause for reason in reasons]
    thai = " ".join([opening.th, *(clause.th for clause in clauses)])
    english = f"{opening.en}: {'; '.join(clause.en for clause in clauses)}."
    return LocalText(thai, english)


def called(thing: Community | Topic) -> LocalText:
    """Its name, or its code where it has none."""
    return thing.name or LocalText(thing.code, thing.code)


def standing(topic: Topic, value: float) -> LocalText:
    """A level of a practice or a value of an indicator: “level 3”, “46%”."""
    number = format_number(value, 0 if float(value).is_integer() else 1)
    if not topic.unit:
        return LocalText("ระดับ {n}", "level {n}").format(n=number)
    if topic.unit == PER_CENT:
        return LocalText(f"ร้อยละ {number}", f"{number}%")
    return LocalText("{n} {unit}", "{n} {unit}").format(n=number, unit=topic.unit)


def kilometres(km: float) -> str:
    """Whole kilometres; less than one is told as 1."""
    return format_number(max(km, 1))


def listed(keys: Iterable[str], words: Mapping[str, LocalText]) -> LocalText:
    """Livelihoods or conditions as people call them, in the order of their keys."""
    found = [words.get(key) or LocalText(key, key) for key in sorted(keys)]
    return LocalText(*(", ".join(one.to(language) for one in found) for language in LANGUAGES))
