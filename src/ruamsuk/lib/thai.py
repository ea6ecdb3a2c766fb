"""Thai digits, dates, numbers and alphabetical order."""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from ruamsuk.lib.text import Language, LocalText

_YEARS_AHEAD = 543  # the Buddhist Era counts from 543 BCE; both years start on 1 January
_FIRST_BUDDHIST_YEAR = 2400  # from here on a year can only be of the Buddhist Era
_ANY_SIZE = Context(prec=400)  # digits; the greatest float has 309 before its point
_YEARS = range(1857, 2101)  # years CE that a date about living people can have

_TO_ARABIC = {ord(thai): str(digit) for digit, thai in enumerate("๐๑๒๓๔๕๖๗๘๙")}

MONTHS: tuple[LocalText, ...] = (
    LocalText("มกราคม", "January"),
    LocalText("กุมภาพันธ์", "February"),
    LocalText("มีนาคม", "March"),
    LocalText("เมษายน", "April"),
    LocalText("พฤษภาคม", "May"),
    LocalText("มิถุนายน", "June"),
    LocalText("กรกฎาคม", "July"),
    LocalText("สิงหาคม", "August"),
    LocalText("กันยายน", "September"),
    LocalText("ตุลาคม", "October"),
    LocalText("พฤศจิกายน", "November"),
    LocalText("ธันวาคม", "December"),
)
SHORT_MONTHS: tuple[LocalText, ...] = (
    LocalText("ม.ค.", "Jan"),
    LocalText("ก.พ.", "Feb"),
    LocalText("มี.ค.", "Mar"),
    LocalText("เม.ย.", "Apr"),
    LocalText("พ.ค.", "May"),
    LocalText("มิ.ย.", "Jun"),
    LocalText("ก.ค.", "Jul"),
    LocalText("ส.ค.", "Aug"),
    LocalText("ก.ย.", "Sep"),
    LocalText("ต.ค.", "Oct"),
    LocalText("พ.ย.", "Nov"),
    LocalText("ธ.ค.", "Dec"),
)
WEEKDAYS: tuple[LocalText, ...] = (
    LocalText("จันทร์", "Monday"),
    LocalText("อังคาร", "Tuesday"),
    LocalText("พุธ", "Wednesday"),
    LocalText("พฤหัสบดี", "Thursday"),
    LocalText("ศุกร์", "Friday"),
    LocalText("เสาร์", "Saturday"),
    LocalText("อาทิตย์", "Sunday"),
)


def to_arabic_digits(text: str) -> str:
    """``๒๕๕๓`` becomes ``2553``; everything else stays."""
    return text.translate(_TO_ARABIC)


def buddhist_year(year: int) -> int:
    """Year of the Buddhist Era (พ.ศ.) for a year of the Common Era (ค.ศ.)."""
    return year + _YEARS_AHEAD


def common_year(year: int) -> int:
    """Year of the Common Era (ค.ศ.) for a year of the Buddhist Era (พ.ศ.)."""
    return year - _YEARS_AHEAD


def named_year(name: str) -> LocalText:
    """A name that starts with a year of the Buddhist Era, such as ``2568-2``, with that of both.

    Thai keeps the name as it is; English adds the year of the Common Era: ``2568-2 (2025)``.
    """
    year = re.match(r"2[4-7]\d\d(?!\d)", name)
    return LocalText(name, f"{name} ({common_year(int(year[0]))})" if year else name)


def format_date(date: datetime.date, language: Language, *, full: bool = False) -> str:
    """A date as people write it: ``24 ม.ค. 2553`` (พ.ศ.) or ``24 Jan 2010``.

    Args:
        date: the day.
        language: Thai dates carry the year of the Buddhist Era, English ones of the Common Era.
        full: write the month's whole name.
    """
    month = (MONTHS if full else SHORT_MONTHS)[date.month - 1].to(language)
    year = buddhist_year(date.year) if language == "th" else date.year
    return f"{date.day} {month} {year}"


class ReadDate(NamedTuple):
    """A date that was read from text, and whether its year was of the Buddhist Era."""

    date: datetime.date
    buddhist: bool


def parse_date(text: str) -> ReadDate | None:
    """Read a date as Thai people type it; None when it is not a whole, possible date.

    Accepted are ``2010-01-24``, ``24/01/2553`` (the day first, as is the custom), ``24-1-2553``,
    ``24.1.2010``, ``24 ม.ค. 2553``, ``24 มกราคม พ.ศ. 2553``, ``24 Jan 2010`` and the same in Thai
    digits. A year from 2400 on is of the Buddhist Era. Years of two digits are refused, because
    53 may be 2553 or 1953; so are years that no living person's record can hold.
    """
    text = to_arabic_digits(text).strip()
    if found := re.fullmatch(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", text):
        return _date(int(found[1]), int(found[3]), int(found[4]))
    if found := re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", text):
        return _date(int(found[4]), int(found[3]), int(found[1]))
    pattern = r"(?:วันที่)?\s*(\d{1,2})[\s-]*([^\d\s-]+?)[\s,-]*(?:พ\.?ศ\.?|ค\.?ศ\.?)?\s*(\d{4})"
    found = re.fullmatch(pattern, text)
    if found and (month := _MONTH_NUMBERS.get(_month_key(found[2]))):
        return _date(int(found[3]), month, int(found[1]))
    return None


def _date(year: int, month: int, day: int) -> ReadDate | None:
    buddhist = year >= _FIRST_BUDDHIST_YEAR
    year = common_year(year) if buddhist else year
    if year not in _YEARS:
        return None
    try:
        return ReadDate(datetime.date(year, month, day), buddhist)
    except ValueError:
        return None


def _month_key(name: str) -> str:
    return name.replace(".", "").lower()


_MONTH_NUMBERS = {
    _month_key(name): number
    for names in (MONTHS, SHORT_MONTHS)
    for number, month in enumerate(names, start=1)
    for name in (month.th, month.en)
}


def format_number(value: float, decimals: int = 0) -> str:
    """A number with thousands commas and a fixed count of decimals, halves away from zero.

    ``1234.5`` becomes ``1,235``; a result of zero never carries a minus sign.
    """
    # Python rounds halves to even, and the binary number rather than the one that is meant;
    # people at a meeting round 0.5 to 1, and 100 × 0.285 to 29. A double keeps 15 digits.
    written = Decimal(f"{abs(value):.15g}")
    rounded = written.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _ANY_SIZE)
    sign = "-" if value < 0 and rounded else ""
    return f"{sign}{rounded:,f}"


_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
_MARKS = "์็่้๊๋"  # in the order in which they decide between words of the same letters


def collation_key(text: str) -> tuple[str, tuple[str, ...], str]:
    """Key that sorts Thai as a dictionary does, as ICU's Thai collation: digits, Thai, Latin.

    A vowel written before its consonant sorts after it (แกะ under ก); tone marks, ็ and ์ decide
    only between words whose letters are the same; spaces and punctuation come last of all.

    Source: พจนานุกรม ฉบับราชบัณฑิตยสถาน (order of words); Unicode CLDR, locale th.
    """
    folded = to_arabic_digits(unicodedata.normalize("NFC", text)).casefold()
    swapped = _LEADING_VOWEL.sub(r"\2\1", folded)
    letters: list[str] = []
    marks: list[str] = []
    for character in swapped:
        if character in _MARKS:
            if marks:
                marks[-1] += str(_MARKS.index(character))
        elif character.isalnum() or unicodedata.category(character) in ("Mn", "Lm"):
            letters.append(_rank(character))
            marks.append("")
    return "".join(letters), tuple(marks), text.swapcase()


def _rank(character: str) -> str:
    """Latin and other letters move behind the Thai block; digits and Thai keep their place."""
    is_thai_or_digit = character.isdigit() or "\u0e00" <= character <= "\u0e7f"
    return character if is_thai_or_digit else "\U0010ffff" + character
