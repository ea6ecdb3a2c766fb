"""How wide a text will be and where its lines may break, so that labels never clip or overlap."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_WIDTHS = {
    236: " ", 242: "'", 250: "ij", 272: ",.l", 284: "!", 292: ":;", 314: "|", 317: "[]",
    324: "f", 326: "·", 335: "()", 338: "เ", 343: "{}", 351: "t", 367: "r", 378: "โใไ",
    383: "/\\", 399: "-", 400: "I", 419: '"', 450: "*", 464: "z", 475: "“”", 477: "?", 487: "s",
    492: "v", 499: "y", 501: "L", 502: "าำๅ", 503: "c", 504: "ว", 507: "x", 510: "J", 513: "ะ",
    528: "kg", 534: "a", 549: "e", 556: "ฯ", 558: "งF", 560: "o", 565: "_", 570: "hnuรT",
    582: "ZbdpqSE", 593: "–Y", 600: "ธ+0123456789<=>^`~×−$", 609: "PV", 620: "Xย๔๕",
    627: "Cลส๑แจฐ", 634: "ๆKข", 644: "อฮRA๐ช฿", 653: "ฃ๖B", 667: "ฆซม", 678: "DกฑU",
    691: "ถฤ๘บปน", 697: "&GทฎฏภฦH", 703: "คดศฉ๙N", 714: "OQษห#ผฝ", 720: "ฅต", 747: "พฟฬ",
    779: "w๓๒", 812: "M…", 891: "m@Wฌ", 960: "%ญ๗", 1008: "ณฒ",
}  # fmt: skip
"""Advance widths in thousandths of the size: IBM Plex Sans Thai Looped, the widest of our fonts."""

_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_BOLD = 1.06
_OTHER = 1000

_SPACES = re.compile(r"( +|\u200b)")
_SYLLABLES = re.compile(r"(?<![เแโใไ])(?=[เแโใไ])|(?<=ๆ)")


@cache
def _letter_width(letter: str) -> int:
    if letter in _WIDTH_OF:
        return _WIDTH_OF[letter]
    return 0 if unicodedata.category(letter) in ("Mn", "Me", "Cf", "Cc") else _OTHER


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimated width of one line; vowels and tones above or below a consonant take no room.

    Args:
        text: the line.
        size: font size, in the same unit as the result (pixels in our pictures).
        bold: whether it is set in the bold face.
    """
    return sum(map(_letter_width, text)) * size / 1000 * (_BOLD if bold else 1)


def shorten(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """``text``, or its beginning with “…” where it is wider than ``width``; no letter is split."""
    if text_width(text, size, bold=bold) <= width:
        return text
    room = width - text_width("…", size, bold=bold)
    kept = ""
    for letter in text:
        if text_width(kept + letter, size, bold=bold) > room:
            break
        kept += letter
    return kept.rstrip(" เแโใไ") + "…"


def wrap(text: str, width: float, size: float, *, lines: int, bold: bool = False) -> list[str]:
    """Break ``text`` into at most ``lines`` lines, none wider than ``width``.

    Breaks stand at spaces and zero-width spaces. Only a piece too wide for a line by itself is
    broken between Thai syllables that spelling shows (before a leading vowel เ แ โ ใ ไ, after
    ๆ): no dictionary is needed and no syllable is torn. What still does not fit ends in “…”.
    """

    def wide(line: str) -> bool:
        return text_width(line.strip(" \u200b"), size, bold=bold) > width

    pieces: list[str] = []
    for piece in _SPACES.split(text.strip()):
        pieces += [part for part in _SYLLABLES.split(piece) if part] if wide(piece) else [piece]
    result = [""]
    for piece in pieces:
        if result[-1].strip(" \u200b") and wide(result[-1] + piece):
            result.append("")
        result[-1] += piece
    if len(result) > lines:
        result = [*result[: lines - 1], "".join(result[lines - 1 :])]
    fitting: list[str] = []
    for line in result:
        plain = line.strip(" \u200b").replace("\u200b", "")
        fitting.append(shorten(plain, width, size, bold=bold))
        if fitting[-1] != plain:
            break
    return fitting
