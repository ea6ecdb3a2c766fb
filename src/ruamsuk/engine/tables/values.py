"""Read one cell: the text that a person typed becomes a value, a missing answer or a problem."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz import fuzz, process

from ruamsuk.engine.codebook import Variable
from ruamsuk.engine.tables.table import SPACES, brief
from ruamsuk.lib import thai


class Reading(NamedTuple):
    """What a cell's text was read as.

    Attributes:
        value: the typed value; None is a missing answer.
        problem: code of the catalogue when it cannot be read.
        words: what fills the problem's words besides the value itself.
        notes: codes of the catalogue for what was read in a way worth knowing.
    """

    value: object = None
    problem: str = ""
    words: Mapping[str, object] = MappingProxyType({})
    notes: tuple[str, ...] = ()


Reader = Callable[[str], Reading]

MISSING_WORDS = frozenset({"-", "–", "—", "na", "n/a", "null", "ไม่ทราบ", "ไม่ตอบ", "ไม่มีข้อมูล"})
_ERRORS = frozenset(
    {"#n/a", "#ref!", "#div/0!", "#value!", "#name?", "#null!", "#num!", "#spill!", "#calc!"}
)
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+|(?=\.\d))(\.\d*)?(e[+-]?\d{1,3})?", re.A | re.I)
_NOT_FINITE = re.compile(r"[+-]?(nan|inf(inity)?)", re.I)
_GREATEST = 2**63 - 1  # of the integers that a column holds


def read_text(text: str) -> Reading:
    """Text stays as it is, without the blanks around it."""
    bare = text.strip(SPACES)
    if problem := _not_data(bare):
        return Reading(problem=problem)
    return Reading(bare or None, notes=("table.spaces-trimmed",) if bare and bare != text else ())


def read_decimal(text: str) -> Reading:
    """A number: also in Thai digits, with thousands commas, blanks, ฿, บาท or .- around it."""
    bare = text.strip(SPACES)
    if (reading := _missing_or_not_data(bare)) is not None:
        return reading
    number, notes = _plain_number(bare)
    if _NOT_FINITE.fullmatch(number):
        return Reading(problem="table.not-finite")
    if not _NUMBER.fullmatch(number):
        return Reading(problem="table.not-a-number")
    value = float(number.replace(",", ""))
    if value in (float("inf"), float("-inf")):
        return Reading(problem="table.number-too-large")
    return Reading(value, notes=notes)


_NEEDED = ("table.not-a-number", "table.not-finite", "table.error-cell")


def read_weight(text: str) -> Reading:
    """A number that may not be missing, so that nobody is told to leave the cell empty."""
    reading = read_decimal(text)
    if reading.problem in _NEEDED:
        return Reading(problem="table.number-needed")
    if reading.value is None and not reading.problem:
        return Reading(problem="table.number-blank")
    return reading


def read_integer(text: str) -> Reading:
    """A whole number, typed as ``read_decimal`` allows; 12.0 is whole, 12.5 is not."""
    reading = read_decimal(text)
    if reading.problem or reading.value is None:
        return reading
    number, _ = _plain_number(text.strip(SPACES))
    exact = Decimal(number.replace(",", ""))
    if abs(exact) > _GREATEST:
        return Reading(problem="table.number-too-large")
    if exact % 1:
        return Reading(problem="table.not-an-integer")
    return Reading(int(exact), notes=reading.notes)


def _plain_number(bare: str) -> tuple[str, tuple[str, ...]]:
    """The number with ASCII digits and commas only, and the notes on how it was typed."""
    arabic = thai.to_arabic_digits(bare)
    number = arabic.translate(_FULL_WIDTH).replace("\u2212", "-").replace("\u2013", "-")
    number = re.sub("[\u200b-\u200d\u2060\ufeff]", "", number)
    number = (
        number.removeprefix("฿")
        .removesuffix("บาท")
        .removesuffix("฿")
        .removesuffix(".-")
        .strip(SPACES)
    )
    number = re.sub(r"\s", ",", number)  # a blank between digits stands for a thousands comma
    typed = (
        ("table.thai-digits-read", arabic != bare),
        ("table.number-signs-read", number.replace(",", "") != arabic),
    )
    return number, tuple(code for code, holds in typed if holds)


_TRUTH = {
    **dict.fromkeys(("yes", "true", "1", "1.0", "ใช่", "มี"), True),
    **dict.fromkeys(("no", "false", "0", "0.0", "ไม่ใช่", "ไม่มี"), False),
}


def read_boolean(text: str) -> Reading:
    """Yes or no: also true/false, 1/0, ใช่/ไม่ใช่, มี/ไม่มี."""
    bare = text.strip(SPACES)
    value = _TRUTH.get(thai.to_arabic_digits(bare).lower())
    if value is not None:
        return Reading(value)
    return _missing_or_not_data(bare) or Reading(problem="table.not-a-boolean")


_WITH_TIME = re.compile(
    r"(.+?)[T ]\s*(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(?:Z|[+-]\d{2}:?\d{2}|น\.)?", re.S
)
_SERIAL = re.compile(r"([1-6]\d{4}|7[0-2]\d{3})(\.\d+)?", re.A)  # 1927 to 2099


def date_reader(serial_dates_from: int) -> Reader:
    """Reader of dates; Excel's serial numbers count from the ordinal day ``serial_dates_from``."""

    def read_date(text: str) -> Reading:
        bare = text.strip(SPACES)
        if (reading := _missing_or_not_data(bare)) is not None:
            return reading
        if found := _SERIAL.fullmatch(bare):
            day = datetime.date.fromordinal(serial_dates_from + int(found[1]))
            dropped = ("table.times-dropped",) if (found[2] or "").strip(".0") else ()
            return Reading(day, notes=("table.serial-dates-read", *dropped))
        timed = _WITH_TIME.fullmatch(thai.to_arabic_digits(bare))
        read = thai.parse_date(timed[1] if timed else bare)
        if read is None:
            return Reading(problem="table.not-a-date")
        typed = (
            ("table.buddhist-dates-read", read.buddhist),
            ("table.times-dropped", timed is not None and timed[2].strip("0:.") != ""),
        )
        return Reading(read.date, notes=tuple(code for code, holds in typed if holds))

    return read_date


def choice_reader(variable: Variable) -> Reader:
    """Reader of one answer among the choices; a choice's label is read as its value."""
    values = {choice.value for choice in variable.choices}
    labels = _by_label(variable)
    candidates = [*values, *labels]

    def read_choice(text: str) -> Reading:
        bare = text.strip(SPACES)
        if bare in values:
            return Reading(bare)
        typed = re.sub(r"\.0+$", "", thai.to_arabic_digits(bare))
        value = labels.get(bare) or (typed if typed in values else None)
        if value is not None:
            return Reading(value, notes=("table.choices-read",))
        if (reading := _missing_or_not_data(bare)) is not None:
            return reading
        return _not_a_choice(bare, variable, candidates)

    return read_choice


def choices_reader(variable: Variable) -> Reader:
    """Reader of several answers; the value is the choices separated by single spaces."""
    read_choice = choice_reader(variable)

    def read_choices(text: str) -> Reading:
        whole = read_choice(text)
        if not whole.problem:
            return whole
        separators = r"[,;|\n]" if re.search(r"[,;|\n]", text) else r"\s"
        parts = [part for part in re.split(separators, text) if part.strip(SPACES)]
        readings = [read_choice(part) for part in parts]
        wrong = next((r for r in readings if r.problem or r.value is None), None)
        if wrong is not None:
            return wrong if wrong.problem else whole
        read_differently = separators != r"\s" or any(r.notes for r in readings)
        value = " ".join(str(r.value) for r in readings)
        return Reading(value, notes=("table.choices-read",) if read_differently else ())

    return read_choices


def _by_label(variable: Variable) -> dict[str, str]:
    """Value by label in either language; a label that two choices share names neither."""
    pairs = {
        (label, choice.value)
        for choice in variable.choices
        for label in (choice.label.th, choice.label.en)
        if label
    }
    labels = [label for label, _ in pairs]
    return {label: value for label, value in sorted(pairs) if labels.count(label) == 1}


def _not_a_choice(text: str, variable: Variable, candidates: list[str]) -> Reading:
    near = process.extractOne(
        text, sorted(candidates), scorer=fuzz.ratio, score_cutoff=65, processor=str.casefold
    )
    if near:
        return Reading(
            problem="table.not-a-choice-near", words={"answer": brief(text), "near": near[0]}
        )
    return Reading(problem="table.not-a-choice", words=choice_words(text, variable))


def choice_words(text: str, variable: Variable) -> dict[str, object]:
    """What fills the sentence about an answer that is not among the choices."""
    listed = ", ".join(choice.value for choice in variable.choices[:12])
    more = ", …" if len(variable.choices) > 12 else ""
    return {"answer": brief(text), "choices": listed + more}


def _missing_or_not_data(bare: str) -> Reading | None:
    """A missing answer, or something that a spreadsheet left instead of one."""
    if not bare:
        return Reading()
    if bare.lower() in MISSING_WORDS:
        return Reading(notes=("table.missing-words-read",))
    problem = _not_data(bare)
    return Reading(problem=problem) if problem else None


def _not_data(bare: str) -> str:
    if bare.lower() in _ERRORS:
        return "table.error-cell"
    return "table.formula-not-calculated" if re.match(r"=\S", bare) else ""
