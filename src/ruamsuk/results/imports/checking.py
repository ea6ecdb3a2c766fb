"""Check the cells of a grid against the codebook and type them; nothing half-right comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ruamsuk.engine import Framework
from ruamsuk.engine.codebook import Level
from ruamsuk.engine.tables.columns import type_columns
from ruamsuk.engine.tables.rows import check_keys
from ruamsuk.engine.tables.table import MOST_SHOWN, SPACES, Expected, Grid, Trouble, one, shown
from ruamsuk.lib.problem import Problem, ProblemsFound
from ruamsuk.lib.text import LocalText
from ruamsuk.results.imports.joining import keys_of
from ruamsuk.results.imports.matching import VILLAGE, Target
from ruamsuk.results.imports.villages import Villages, village_codes

_LONGEST_KEY = 64  # letters that a household's number may have
_THAI_DIGITS = tuple(zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True))


@dataclass(frozen=True)
class Ground:
    """What is known before the file comes.

    Attributes:
        framework: whose codebook it must fit.
        level: what its rows are.
        targets: what its columns may hold.
        villages: of the community.
        homes: village code (empty where unknown) of each household of the community.
        asked: village code of each household that this round has already.
    """

    framework: Framework
    level: Level
    targets: tuple[Target, ...]
    villages: Villages
    homes: Mapping[str, str]
    asked: Mapping[str, str]


@dataclass(frozen=True)
class Checked:
    """A table in which nothing is wrong, and what is worth knowing about it."""

    table: pa.Table
    notes: tuple[Problem, ...]


def check_grid(
    grid: Grid, matched: Mapping[str, str], ground: Ground, progress: Callable[[int], None]
) -> Checked:
    """The grid's columns with the codebook's types.

    Args:
        grid: the file's cells.
        matched: header → name of what it holds; empty for columns not used.
        ground: what they must fit.
        progress: told how many rows' worth of cells are done.

    Raises:
        ProblemsFound: with everything that is wrong, each with its row and column in the file.
    """
    headers = {name: header for header, name in matched.items() if name and header in grid.header}
    columns = _Columns(grid, headers, ground)
    keys = keys_of(ground.framework, ground.level)
    for done, target in enumerate(ground.targets):
        if target.name in headers and target.name != VILLAGE:
            columns.type(target, keys)
        progress(len(grid.rows) * (done + 1) // len(ground.targets))
    if not len(grid.rows) and not grid.troubles:
        columns.troubles.append(one("table.header-only", grid.source.place()))
    columns.check_keys(keys)
    columns.find_villages(keys[0])
    problems = shown([*grid.troubles, *columns.troubles], grid.source)
    if problems:
        raise ProblemsFound(problems)
    order = [*keys, VILLAGE, *(t.name for t in ground.targets if t.name not in keys)]
    typed = {name: columns.typed[name] for name in dict.fromkeys(order) if name in columns.typed}
    notes = (*grid.notes, *columns.notes, *_left_out(grid, headers, ground))
    return Checked(pa.table(typed), notes)


class _Columns:
    """The columns of a grid as they are typed one by one, and what is found on the way."""

    def __init__(self, grid: Grid, headers: Mapping[str, str], ground: Ground) -> None:
        self.grid, self.headers, self.ground = grid, headers, ground
        self.texts = dict(zip(grid.header, grid.columns, strict=True))
        self.typed: dict[str, pa.ChunkedArray] = {}
        self.troubles: list[Trouble] = []
        self.notes: list[Problem] = []

    def type(self, target: Target, keys: Sequence[str]) -> None:
        """Type one column; what is wrong is told with the header that the file has."""
        name = target.name
        texts = self.texts[self.headers[name]]
        variable = self.ground.framework.variables.get(name)
        expected = Expected(
            {name: variable} if variable and target.answer else {},
            () if target.answer else (name,),
            frozenset({name} if target.number else ()),
            tuple(key for key in keys if key == name),
            (),
        )
        if name in keys:
            texts = _arabic(texts)
        column = type_columns(replace(self.grid, header=(name,), columns=(texts,)), expected)[name]
        text = not target.answer and not target.number
        self.typed[name] = column.data.cast(pa.string()) if text else column.data
        self.troubles += [self._in_file(trouble, name) for trouble in column.troubles]
        self.notes += [self._placed(note, name) for note in column.notes]

    def check_keys(self, keys: Sequence[str]) -> None:
        """Numbers that are blank, too long, shortened by a spreadsheet or given twice."""
        held = {key: self.typed[key] for key in keys if key in self.typed}
        expected = Expected({}, (), frozenset(), tuple(keys), ())
        for trouble in check_keys(pa.table(held), expected, self.grid.source, self.grid.rows):
            self.troubles.append(self._in_file(trouble, keys[-1]))
        for key, values in held.items():
            long = np.flatnonzero(
                pc.fill_null(pc.greater(pc.utf8_length(values), _LONGEST_KEY), False).to_numpy()
            )
            self._at(long, self.headers[key], "table.cell-too-long", most=_LONGEST_KEY)

    def find_villages(self, household: str) -> None:
        """The village of each row: said in the file, that of its household, or the only one."""
        ids = self.typed.get(household)
        if VILLAGE in self.headers:
            texts, header = self.texts[self.headers[VILLAGE]], self.headers[VILLAGE]
            codes, troubles = village_codes(
                texts, self.ground.villages, header, self.grid.rows, self.grid.source
            )
            self.troubles += troubles
        elif len(self.ground.villages.names) == 1:
            codes = pa.array([*self.ground.villages.names] * len(self.grid.rows), pa.string())
        elif self.ground.level == "person" and ids is not None:
            codes = self._village_of(ids)
        else:
            codes = pa.nulls(len(self.grid.rows), pa.string())
        self.typed[VILLAGE] = pa.chunked_array([codes])
        if ids is not None and self.ground.level == "household":
            self._refuse_moved(ids, codes)

    def _village_of(self, ids: pa.ChunkedArray) -> pa.Array:
        encoded = pc.dictionary_encode(ids.combine_chunks())
        distinct = encoded.dictionary.to_pylist()
        known = pa.array([self.ground.homes.get(key) for key in distinct], pa.string())
        codes = known.take(encoded.indices)
        unknown = np.flatnonzero(pc.and_(pc.is_null(codes), pc.is_valid(ids)).to_numpy())
        header = self.headers[keys_of(self.ground.framework, "household")[0]]
        self._at(unknown, header, "upload.household-unknown", ids)
        return pc.if_else(pc.equal(codes, ""), None, codes)

    def _refuse_moved(self, ids: pa.ChunkedArray, codes: pa.Array) -> None:
        """Refuse households that this round has in another village: one would hide the other."""
        for position, village in elsewhere(ids, codes, self.ground.asked):
            words = self.ground.villages.names.get(village, LocalText()) or LocalText(village)
            header = self.headers[keys_of(self.ground.framework, "household")[0]]
            at = np.array([position])
            self._at(at, header, "upload.household-elsewhere", ids, village=words)

    def _at(
        self,
        where: npt.NDArray[np.int64],
        header: str,
        code: str,
        values: pa.ChunkedArray | None = None,
        **words: object,
    ) -> None:
        problems = tuple(
            Problem(
                code,
                self.grid.source.place(int(self.grid.rows[at]), header),
                words if values is None else {"value": values[int(at)].as_py(), **words},
            )
            for at in where[:MOST_SHOWN]
        )
        if problems:
            self.troubles.append(Trouble(problems, len(where)))

    def _in_file(self, trouble: Trouble, name: str) -> Trouble:
        return replace(trouble, problems=tuple(self._placed(p, name) for p in trouble.problems))

    def _placed(self, problem: Problem, name: str) -> Problem:
        """The problem with the header that the file has, and with the way out of this place."""
        header = self.headers.get(problem.place.column, self.headers.get(name, ""))
        code = "upload.row-repeated" if problem.code == "table.key-repeated" else problem.code
        return replace(problem, code=code, place=replace(problem.place, column=header))


def elsewhere(
    ids: pa.ChunkedArray, codes: pa.Array, asked: Mapping[str, str]
) -> list[tuple[int, str]]:
    """Position and village of the households that a round has in another village already."""
    if not asked:
        return []
    pairs = zip(ids.to_pylist(), codes.to_pylist(), strict=True)
    return [
        (position, asked[key])
        for position, (key, code) in enumerate(pairs)
        if code and key in asked and asked[key] and asked[key] != code
    ]


def _arabic(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Numbers of households in Arabic digits, so that ๑๒ and 12 are one household."""
    if pc.any(pc.match_substring_regex(texts, "[๐-๙]")).as_py():
        for thai, arabic in _THAI_DIGITS:
            texts = pc.replace_substring(texts, thai, arabic)
    return pc.utf8_trim(texts, characters=SPACES)


def _left_out(grid: Grid, headers: Mapping[str, str], ground: Ground) -> list[Problem]:
    """Notes on columns that are not used, and on variables that have no column."""
    used = frozenset(headers.values())
    unused = [header for header in grid.header if header not in used]
    absent = [t.label for t in ground.targets if t.answer and t.name not in headers]
    notes = []
    if unused:
        notes.append(grid.source.note("upload.columns-unused", columns=", ".join(unused[:20])))
    if absent:
        labels = LocalText(
            ", ".join(label.to("th") for label in absent[:20]),
            ", ".join(label.to("en") for label in absent[:20]),
        )
        notes.append(grid.source.note("upload.variables-absent", labels=labels))
    return notes
