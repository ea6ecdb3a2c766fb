"""What must hold over the whole table: columns that are there, ids that name one row each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz, process

from ruamsuk.engine.codebook import names_alike
from ruamsuk.engine.tables.table import (
    MOST_SHOWN,
    Expected,
    Source,
    Trouble,
    brief,
    one,
)
from ruamsuk.lib.problem import Problem


def check_columns(header: Sequence[str], expected: Expected, source: Source) -> tuple[Trouble, ...]:
    """Columns that are needed and not there, with the name that may have been meant.

    Where the codebook needs it, the table's name is to be mended; where the caller asked, his own.

    Those for which no other name may have been meant are told in one sentence. So are names that
    differ only in capitals, which both engines would take for one column.
    """
    alike = tuple(
        one("table.header-alike", source.place(), names=", ".join(names))
        for names in names_alike(header)
    )
    spare = [name for name in header if name not in expected.known]
    missing = [name for name in expected.needed if name not in header]
    near = {
        name: _near(name, spare if name in expected.variables else list(header), expected)
        for name in missing
    }
    misnamed = tuple(
        one(
            "table.column-missing-near"
            if name in expected.variables
            else "table.column-asked-near",
            source.place(),
            wanted=name,
            near=other,
        )
        for name, other in near.items()
        if other is not None
    )
    absent = [name for name, other in near.items() if other is None]
    if len(absent) > 1:
        words = {"count": len(absent), "wanted": ", ".join(absent)}
        return (*alike, *misnamed, one("table.columns-missing", source.place(), **words))
    lone = tuple(one("table.column-missing", source.place(), wanted=name) for name in absent)
    return alike + misnamed + lone


def _near(name: str, spare: list[str], expected: Expected) -> str | None:
    """The column that may have been meant: it has the variable's label or a similar name."""
    variable = expected.variables.get(name)
    labels = {variable.label.th, variable.label.en} if variable else set()
    labelled = next((other for other in spare if other in labels), None)
    if labelled is not None:
        return labelled
    match = process.extractOne(
        name, spare, scorer=fuzz.ratio, score_cutoff=75, processor=str.casefold
    )
    return match[0] if match else None


def outside_codebook(
    header: Sequence[str], expected: Expected, source: Source
) -> tuple[Problem, ...]:
    """A note on the columns that neither the framework nor the caller speaks of."""
    outside = [name for name in header if name not in expected.known | expected.optional]
    if not outside:
        return ()
    listed = ", ".join(brief(name) for name in outside[:12]) + (", …" if len(outside) > 12 else "")
    return (source.note("table.columns-outside-codebook", columns=listed),)


def check_keys(
    table: pa.Table, expected: Expected, source: Source, rows: npt.NDArray[np.int64]
) -> tuple[Trouble, ...]:
    """Ids that are blank, shortened by a spreadsheet, or given to two rows of the same round."""
    keys = [name for name in expected.keys if name in table.column_names]
    blank = [_blank(table[name], name, source, rows) for name in keys]
    short = [_shortened(table[name], name, source, rows) for name in keys]
    troubles = tuple(trouble for trouble in (*blank, *short) if trouble.count)
    inside = [name for name in expected.unique_with if name in table.column_names]
    if troubles or not keys or set(expected.keys) - set(keys):
        return troubles
    return _repeated(table, keys, inside, source, rows)


def _blank(ids: pa.ChunkedArray, name: str, source: Source, rows: npt.NDArray[np.int64]) -> Trouble:
    where = rows[np.flatnonzero(pc.is_null(ids).to_numpy())]
    places = [source.place(int(row), name) for row in where[:MOST_SHOWN]]
    return Trouble(tuple(Problem("table.key-blank", place) for place in places), len(where))


def _shortened(
    ids: pa.ChunkedArray, name: str, source: Source, rows: npt.NDArray[np.int64]
) -> Trouble:
    if not pa.types.is_string(ids.type):
        return Trouble((), 0)
    scientific = pc.match_substring_regex(ids, r"^[0-9](\.[0-9]+)?[eE]\+[0-9]{2}$")
    where = np.flatnonzero(pc.fill_null(scientific, False).to_numpy())
    problems = tuple(
        Problem(
            "table.key-shortened",
            source.place(int(rows[position]), name),
            {"value": ids[int(position)].as_py()},
        )
        for position in where[:MOST_SHOWN]
    )
    return Trouble(problems, len(where))


def _repeated(
    table: pa.Table,
    keys: list[str],
    inside: list[str],
    source: Source,
    rows: npt.NDArray[np.int64],
) -> tuple[Trouble, ...]:
    names = [*keys, *(name for name in inside if name not in keys)]
    identity = _codes(table, names)
    _, first, position_of = np.unique(identity, return_index=True, return_inverse=True)
    first_of = first[position_of]
    where = np.flatnonzero(first_of != np.arange(len(identity)))
    code = "table.key-repeated-inside" if inside else "table.key-repeated"
    problems = tuple(
        Problem(
            code,
            source.place(int(rows[position]), keys[-1]),
            {
                "value": " ".join(str(table[key][int(position)].as_py()) for key in keys),
                "first": int(rows[first_of[position]]),
                "inside": ", ".join(inside),
            },
        )
        for position in where[:MOST_SHOWN]
    )
    return (Trouble(problems, len(where)),) if problems else ()


def _codes(table: pa.Table, names: list[str]) -> npt.NDArray[np.int64]:
    """One integer a row that is equal where all of the columns are equal."""
    codes = np.zeros(table.num_rows, dtype=np.int64)
    for name in names:
        encoded = table[name].combine_chunks().dictionary_encode(null_encoding="encode")
        codes = codes * len(encoded.dictionary) + encoded.indices.to_numpy()
        # Numbering anew after each column keeps the product of their sizes from overflowing.
        codes = np.unique(codes, return_inverse=True)[1]
    return codes
