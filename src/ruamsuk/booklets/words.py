"""Where a line of Thai may break: between words, which Thai writes without spaces."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import nlpo3

JOINER, BREAK = "\u2060", "\u200b"  # word joiner, zero-width space
SARA_AM = "\u0e33"

_WORDS = Path(__file__).parent / "dictionary" / "words_th.txt"
_THAI = re.compile(r"[\u0e01-\u0e5b][\u0e01-\u0e5b.]*")
_CLUSTER = re.compile(r"[^\n][\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]*")
_SARA_AM = re.compile("([\u0e48-\u0e4b]?)\u0e33")
_INVISIBLE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u200a\u2010-\u2027\u202f-\u205f\u2070-\ud7ff"
    "\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def printable(text: str) -> str:
    """``text`` without control characters and invisible marks, which belong to us here."""
    return _INVISIBLE.sub("", text)


def with_breaks(text: str) -> str:
    """``text`` with a zero-width space between Thai words and word joiners inside them."""
    return _THAI.sub(lambda run: BREAK.join(map(_joined, thai_words(run[0]))), text)


def breakable(text: str) -> str:
    """``text`` with a zero-width space between Thai words, for pictures that break lines there."""
    return _THAI.sub(lambda run: BREAK.join(thai_words(run[0])), text)


def thai_words(run: str) -> list[str]:
    """The words of a run of Thai letters; the whole run where the dictionary garbles it.

    What cannot begin a line (ๆ, ฯ, a full stop, a letter that is no word by itself) stays with
    the word before it.
    """
    tokens = nlpo3.segment(run, _dictionary(), safe=False)  # safe=True loses letters
    if "".join(tokens) != run:
        return [run]
    words: list[str] = []
    for token in tokens:
        if words and (len(token) == 1 or token[0] in "ๆฯ."):
            words[-1] += token
        else:
            words.append(token)
    return words


def sara_am_apart(text: str) -> str:
    """``text`` with each SARA AM as its ring and its stroke, the tone mark between them."""
    return _SARA_AM.sub("\u0e4d\\1\u0e32", text)


def _joined(word: str) -> str:
    return JOINER.join(_CLUSTER.findall(word))


@cache
def _dictionary() -> str:
    name = "ruamsuk-booklets"
    nlpo3.load_dict(str(_WORDS), name)
    return name
