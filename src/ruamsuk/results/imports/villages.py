"""The villages that a column names, by number, name or code."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz, process

from ruamsuk.engine.tables.table import MOST_SHOWN, SPACES, Source, Trouble, brief
from ruamsuk.lib.problem import Problem
from ruamsuk.lib.text import LocalText
from ruamsuk.lib.thai import to_arabic_digits

_NUMBER = re.compile(r"(?:.*?(?:หมู่ที่|หมู่|ม\.|ม|moo|village|no\.?)\s*)?(\d{1,2})(?:\.0+)?", re.I)
_NEAR = 70


@dataclass(frozen=True)
class Villages:
    """The villages of a community as people may write them.

    Attributes:
        names: the words for each code.
    """

    names: Mapping[str, LocalText]

    def code(self, text: str) -> str | None:
        """The code of the only village that a text may mean."""
        typed = to_arabic_digits(text.strip(SPACES))
        if typed in self.names:
            return typed
        bare = _bare(typed)
        named = [c for c, words in self.names.items() if bare in {_bare(w) for w in _both(words)}]
        if len(named) == 1:
            return named[0]
        number = _NUMBER.fullmatch(typed)
        numbered = [c for c in self.names if number and int(c[-2:]) == int(number[1])]
        return numbered[0] if len(numbered) == 1 else None

    def near(self, text: str) -> str | None:
        """The name that may have been meant."""
        known = [word for words in self.names.values() for word in _both(words)]
        found = process.extractOne(text, known, scorer=fuzz.ratio, score_cutoff=_NEAR)
        # names that end in numbers are all alike, and 9 is no slip of the pen for 3
        return found[0] if found and not re.search(r"\d", found[0]) else None


def _both(words: LocalText) -> tuple[str, ...]:
    return tuple(word for word in (words.th, words.en) if word)


def _bare(name: str) -> str:
    return re.sub(r"^(หมู่บ้าน|บ้าน|ban )|\s", "", name.casefold())


def village_codes(
    texts: pa.ChunkedArray,
    villages: Villages,
    header: str,
    rows: npt.NDArray[np.int64],
    source: Source,
) -> tuple[pa.Array, Sequence[Trouble]]:
    """The code of each row's village, and the rows whose village is blank or unknown."""
    encoded = pc.dictionary_encode(texts.combine_chunks())
    distinct = encoded.dictionary.to_pylist()
    codes = [villages.code(text) for text in distinct]
    positions = encoded.indices.to_numpy()
    wrong = np.array([code is None for code in codes], dtype=bool)
    where = np.flatnonzero(wrong[positions])
    problems = tuple(
        _problem(distinct[positions[at]], villages, source, int(rows[at]), header)
        for at in where[:MOST_SHOWN]
    )
    found = pa.array(codes, pa.string()).take(encoded.indices)
    return found, [Trouble(problems, len(where))] if problems else []


def _problem(text: str, villages: Villages, source: Source, row: int, header: str) -> Problem:
    place, bare = source.place(row, header), text.strip(SPACES)
    if not bare:
        return Problem("upload.village-blank", place)
    near = villages.near(bare)
    if near:
        return Problem("upload.village-near", place, {"value": brief(bare), "near": near})
    return Problem("upload.village-unknown", place, {"value": brief(bare)})
