"""Tell in which encoding a text file was saved: UTF-8, UTF-16 or the Thai TIS-620 (CP874)."""

from __future__ import annotations

import codecs
import re

from ruamsuk.engine.tables.table import Source
from ruamsuk.lib.problem import Problem, ProblemsFound

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_THAI_IN_UTF8 = re.compile(rb"\xe0[\xb8\xb9][\x80-\xbf]")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
# A Thai vowel or tone mark that has no Thai letter to stand on: the letters are not Thai.
_LOOSE_MARK = re.compile("(?<![\u0e01-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")


def decode(data: bytes, source: Source) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file, with a note when its encoding had to be found out.

    Raises:
        ProblemsFound: when the bytes are not text of a known encoding; names the row.
    """
    if data.startswith(_UTF16_MARKS):
        return _decode(data, "utf-16", source), ()
    if (at := data.find(b"\0")) >= 0:
        raise ProblemsFound([Problem("table.binary-bytes", source.place(_row(data, at)))])
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    if _is_damaged_utf8(data):
        return _decode(data, "utf-8-sig", source), ()
    text = _decode(data, "cp874", source)
    if loose := _LOOSE_MARK.search(text):
        row = text.count("\n", 0, loose.start()) + 1
        raise ProblemsFound([Problem("table.encoding-unknown", source.place(row))])
    return text, (source.note("table.read-as-thai-encoding"),)


def _decode(data: bytes, encoding: str, source: Source) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        row = _row(data, error.start)
        raise ProblemsFound([Problem("table.encoding-unknown", source.place(row))]) from None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most letters are Thai in UTF-8, so that a few bytes must have been spoiled."""
    in_utf8 = 3 * len(_THAI_IN_UTF8.findall(data))
    return in_utf8 * 2 > len(_NOT_ASCII.findall(data))


def _row(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1
