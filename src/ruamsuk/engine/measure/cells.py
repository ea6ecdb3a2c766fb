"""The sums of one level laid out: one row per cluster and group, one array per total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ruamsuk.engine.measure.design import Design, Floats, Ints, Strata
from ruamsuk.engine.measure.sums import Sums

Label = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Codes:
    """A column of labels as integers.

    Attributes:
        codes: (R,) position of each row's label, −1 for none.
        labels: the distinct labels in ascending order.
    """

    codes: Ints
    labels: tuple[Label, ...]

    @classmethod
    def of(cls, table: pa.Table, name: str) -> Codes:
        """Number the labels of a column; one label for all rows when there is no such column."""
        if name not in table.column_names:
            return cls(np.zeros(table.num_rows, np.int64), ("",))
        encoded = pc.dictionary_encode(table[name].combine_chunks())
        if isinstance(encoded, pa.ChunkedArray):
            encoded = encoded.combine_chunks()
        labels = encoded.dictionary.to_pylist()
        order = sorted(range(len(labels)), key=lambda i: labels[i])
        place = np.empty(len(labels) + 1, np.int64)
        place[order] = np.arange(len(labels))
        place[-1] = -1
        codes = encoded.indices.to_numpy(zero_copy_only=False)
        if encoded.null_count:  # numpy has them as NaN
            codes = np.where(np.isnan(codes), len(labels), codes)
        return cls(place[codes.astype(np.int64)], tuple(labels[i] for i in order))


class Cells:
    """Sums by cluster and group, folded over the classes of the index score.

    A cell is what one cluster holds of one combination of groups. Cells are sorted by round,
    stratum, cluster and groups, so that everything made of them has one order.

    Attributes:
        rounds: labels of the rounds in order.
        round: (C,) round of each cell.
        stratum: (C,) stratum of each cell; strata are numbered over all rounds.
        psu: (C,) cluster of each cell, numbered over all rounds.
        psu_name: (P,) the cluster's own number, the same in every round that holds it.
        psu_stratum: (P,) stratum of each cluster.
        groups: (C,) codes of each grouping column.
        strata: what the whole design says of each stratum; None for a full count.
        cell_of_row: (R,) cell of each of the database's rows.
    """

    def __init__(self, sums: Sums, design: Design) -> None:
        table = sums.table
        self._sums = sums
        self._columns = {total.name: f"_t{i}" for i, total in enumerate(sums.plan.totals)}
        self.census = design.census
        round_ = Codes.of(table, "_round")
        stratum, psu = Codes.of(table, "_stratum"), Codes.of(table, "_psu")
        groups = {name: Codes.of(table, f"_g{i}") for i, name in enumerate(sums.groups)}
        keys = [round_.codes, stratum.codes, psu.codes, *(g.codes for g in groups.values())]
        order, first, cell = _distinct(keys)
        self.cell_of_row = np.empty_like(cell)
        self.cell_of_row[order] = cell
        head = order[first]
        self.size = len(head)
        self.rounds = round_.labels
        self.round = round_.codes[head]
        self.groups = {name: Codes(g.codes[head], g.labels) for name, g in groups.items()}
        _, start, self.stratum = _distinct([self.round, stratum.codes[head]], presorted=True)
        stratum_round = self.round[start]
        _, start, self.psu = _distinct([self.stratum, psu.codes[head]], presorted=True)
        self.psu_name = stratum.codes[head][start] * len(psu.labels) + psu.codes[head][start]
        self.psu_stratum = self.stratum[start]
        self.strata: Strata | None = None
        if not design.census:
            population = None
            if design.fpc:
                population = self._numbers("_population")
            stratum_of_row = self.stratum[self.cell_of_row]
            self.strata = Strata.of(
                design, self.psu_stratum, stratum_of_row, population, stratum_round
            )
        self._found: dict[str, Floats] = {}
        self._inside: dict[str, Floats] = {}

    def total(self, name: str) -> Floats:
        """(C,) one total of the plan in each cell, by the name that measures use."""
        if name not in self._found:
            self._found[name] = self._total(name)
        return self._found[name]

    def _total(self, name: str) -> Floats:
        plus, _, minus = name.partition(" - ")
        if minus:
            counted = "#" if plus.startswith("#") else ""
            return self.total(plus) - self.total(counted + minus)
        if name == "incomplete":
            return self.total("W") - self.total("W@c")
        base, _, of = name.partition("@")
        if base == "S":
            return self._scores(f"@{of}" if of else "")
        column, scale = self._column(base)
        return self.fold(column, of) / scale  # whole numbers first: these add up exactly

    def _scores(self, of: str) -> Floats:
        """Σ of the scores c of the units in ``of``, weighted."""
        score = self._sums.plan.score
        assert score is not None
        if score.shares:
            return sum((self.total(f"{s}{of}") for s in score.shares), np.zeros(self.size))
        points = sum(
            (
                self.total(f"{name}{of}") * float(weight)
                for name, weight in zip(score.deprivations, score.weights, strict=True)
            ),
            np.zeros(self.size),
        )
        return points / score.total

    def _column(self, base: str) -> tuple[Floats, float]:
        """(R,) one total in each row of the database's answer, and what to divide it by."""
        counted = base.startswith("#")
        if base.lstrip("#") == "W":
            return self._numbers("_n" if counted else "_w"), self._scale_of(base)
        if counted and base not in self._columns:
            base = base[1:]  # without weights the total itself counts the units
        return self._numbers(self._columns[base]), self._scale_of(base)

    def _scale_of(self, base: str) -> float:
        if base.startswith("#"):
            return 1.0
        return self._sums.value_scales.get(base, self._sums.weight_scale)

    def _numbers(self, column: str) -> Floats:
        """(R,) a column as numbers, 0 where there is none."""
        values = self._sums.table[column].cast(pa.float64()).fill_null(0.0)
        return np.asarray(values.to_numpy(), dtype=np.float64)

    def dropped(self, by: Sequence[str]) -> dict[tuple[Label, ...], float]:
        """Weight that policy ``listwise`` dropped, by round and the labels of ``by``."""
        lost = self._sums.dropped
        names = [f"_g{self._sums.groups.index(name)}" for name in by]
        rounds = lost["_round"].to_pylist() if "_round" in lost.column_names else [""] * len(lost)
        labels = zip(rounds, *(lost[name].to_pylist() for name in names), strict=True)
        found: dict[tuple[Label, ...], float] = {}
        for label, weight in zip(labels, lost["_w"].to_pylist(), strict=True):
            found[label] = found.get(label, 0.0) + weight / self._sums.weight_scale
        return found

    def fold(self, column: Floats, of: str = "") -> Floats:
        """(C,) sums over each cell of values (R,) in the order of the database's rows."""
        values = column * self._members(of) if of else column
        summed = np.bincount(self.cell_of_row, weights=values, minlength=self.size)
        return summed.astype(np.float64)

    def _members(self, of: str) -> Floats:
        """(R,) 1 where the rows of a class belong to ``@of``, else 0."""
        if of not in self._inside:
            least = 0 if of == "c" else int(of) + 1
            self._inside[of] = (self._numbers("_class") >= least).astype(np.float64)
        return self._inside[of]


def _distinct(keys: Sequence[Ints], presorted: bool = False) -> tuple[Ints, Ints, Ints]:
    """Sort rows by ``keys``; give the order, where each distinct key starts, and each row's key."""
    size = len(keys[0])
    order = np.arange(size) if presorted else np.lexsort(tuple(reversed(keys)))
    changed = np.zeros(size, dtype=bool)
    if size:
        changed[0] = True
    for key in keys:
        ordered = key[order]
        changed[1:] |= ordered[1:] != ordered[:-1]
    return order, np.flatnonzero(changed), np.cumsum(changed) - 1


@dataclass(frozen=True)
class Level:
    """One grouping laid out for estimates: rows sorted by group, stratum and cluster.

    Attributes:
        by: the grouping columns.
        cells: where the totals are.
        group: (G,) distinct groups as (round, label, label, …).
        picked: (K,) the cells that belong to any group, in order.
        row: (K,) the row that each picked cell belongs to.
        row_starts: where each row starts among the picked cells.
        block_starts: (B,) first row of each (group, stratum).
        block_stratum: (B,) its stratum.
        group_starts: (G,) first row of each group.
        group_blocks: (G,) first block of each group.
        group_of_cell: (C,) group of each cell, −1 for none.
    """

    by: tuple[str, ...]
    cells: Cells
    group: tuple[tuple[Label, ...], ...]
    group_round: Ints
    picked: Ints
    row_starts: Ints
    row_psu: Ints
    block_starts: Ints
    block_stratum: Ints
    group_starts: Ints
    group_blocks: Ints
    group_of_cell: Ints

    @classmethod
    def of(cls, cells: Cells, by: Sequence[str]) -> Level:
        """Lay out the cells by the groups of ``by``; cells without a label belong to none."""
        codes = [cells.groups[name] for name in by]
        inside = (
            np.flatnonzero(np.all([c.codes >= 0 for c in codes], axis=0))
            if by
            else np.arange(cells.size)
        )
        keys = [cells.round[inside], *(c.codes[inside] for c in codes)]
        order, first, group = _distinct(keys)
        heads = inside[order[first]]
        labels = tuple(
            (cells.rounds[cells.round[h]], *(c.labels[c.codes[h]] for c in codes)) for h in heads
        )
        group_of_cell = np.full(cells.size, -1, np.int64)
        group_of_cell[inside[order]] = group
        # stable sort keeps the cells' order by stratum and cluster inside each group
        picked = inside[order]
        triples = [group, cells.stratum[picked], cells.psu[picked]]
        again, row_first, _ = _distinct(triples)
        picked = picked[again]
        rows = picked[row_first]
        _, block_first, _ = _distinct([group_of_cell[rows], cells.stratum[rows]], presorted=True)
        _, group_first, _ = _distinct([group_of_cell[rows]], presorted=True)
        return cls(
            tuple(by),
            cells,
            labels,
            cells.round[heads],
            picked,
            row_first,
            cells.psu[rows],
            block_first,
            cells.stratum[rows][block_first],
            group_first,
            np.searchsorted(block_first, group_first),
            group_of_cell,
        )

    @cached_property
    def _plain(self) -> bool:
        return len(self.row_starts) == len(self.picked)

    @cached_property
    def row_group(self) -> Ints:
        """(R,) group of each row."""
        return self.group_of_cell[self.picked[self.row_starts]]

    def rows(self, name: str) -> Floats:
        """(R,) a total in each row."""
        return self.rows_of(self.cells.total(name))

    def rows_where(self, name: str, cells: npt.NDArray[np.bool_]) -> Floats:
        """(R,) a total in each row, over the cells picked out by a (C,) mask only."""
        return self.rows_of(np.where(cells, self.cells.total(name), 0.0))

    def rows_of(self, values: Floats) -> Floats:
        """(R,) sums over each row of values (C,) of the cells."""
        values = values[self.picked]
        return values if self._plain else np.add.reduceat(values, self.row_starts)

    def groups(self, rows: Floats) -> Floats:
        """(…, G) sums of row values over each group."""
        return np.add.reduceat(rows, self.group_starts, axis=-1)
