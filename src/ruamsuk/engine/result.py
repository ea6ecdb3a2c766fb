"""An assessment: what was found, as tables that can be opened, and how it can be found again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from ruamsuk import __version__
from ruamsuk.engine.export import write_tables
from ruamsuk.engine.framework.dump import framework_hash
from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.measure.change import Changes, changes_of
from ruamsuk.engine.measure.decompose import Split, split_incidence_intensity, split_subgroups
from ruamsuk.engine.measure.design import Design
from ruamsuk.engine.measure.estimate import Estimates
from ruamsuk.engine.measure.units import Tables
from ruamsuk.engine.part import Part
from ruamsuk.engine.suppress import hidden_estimates
from ruamsuk.engine.tidy import Hidden, changes_table, estimates_table, splits_table


@dataclass(frozen=True)
class Assessment:
    """The numbers of a framework with their uncertainty.

    Attributes:
        framework: what was assessed.
        design: how the rows came to be.
        parts: what was found at each level.
        tables: what was read.
        asked: the arguments, as plain values.
        threshold: counts below this are hidden; 0 hides none.
    """

    framework: Framework
    design: Design
    parts: tuple[Part, ...]
    tables: Tables
    asked: dict[str, Any]
    threshold: int

    @cached_property
    def _hidden(self) -> dict[int, Hidden]:
        if not self.threshold:
            return {}
        return hidden_estimates(self.parts, self.threshold)

    def hidden_of(self, estimates: Estimates) -> Hidden:
        """(M, G) what of these estimates must not be shown."""
        found = self._hidden.get(id(estimates))
        return np.zeros(estimates.estimate.shape, bool) if found is None else found

    @cached_property
    def _estimates(self) -> pa.Table:
        return estimates_table((e, self.hidden_of(e)) for part in self.parts for e in part.all)

    def estimates(self) -> pa.Table:
        """One row a number.

        Columns: ``round, by, group, measure, indicator, k, estimate, se, lower, upper, numerator,
        denominator, n, missing, unit, hidden``. Shares are 0-1; ``n`` is unweighted; ``missing``
        is the share of units whose answer is unknown.
        """
        return self._estimates

    @cached_property
    def _changes(self) -> pa.Table:
        return changes_table(self._changes_hidden())

    def changes(self) -> pa.Table:
        """Changes between every two rounds: absolute, relative, and by the year."""
        return self._changes

    def with_every_count(self) -> Assessment:
        """The same with nothing hidden. What changed is worked out once for both."""
        full = replace(self, threshold=0, asked={**self.asked, "suppress": 0})
        changes = list(self._changes_hidden())
        vars(self)["_changes"] = changes_table(changes)
        vars(full)["_changes"] = changes_table((c, np.zeros_like(hidden)) for c, hidden in changes)
        return full

    def _changes_hidden(self) -> Iterator[tuple[Changes, Hidden]]:
        for part in self.parts:
            for estimates in part.all:
                hidden = self.hidden_of(estimates)
                for change in changes_of(estimates, self.design):
                    pair = change.pair
                    yield change, hidden[:, pair.before] | hidden[:, pair.after]

    @cached_property
    def _splits(self) -> pa.Table:
        return splits_table(self._splits_hidden())

    def splits(self) -> pa.Table:
        """Exact splits of each change in M0 by incidence and intensity, and by subgroups.

        The split by indicator is the change of measure ``contribution`` in ``changes``. Without a
        panel a split compares two snapshots, not the same households.
        """
        return self._splits

    def _splits_hidden(self) -> Iterator[tuple[Split, str, float, Hidden]]:
        for part in self.parts:
            if part.plan.score is None:
                continue
            for q, cutoff in enumerate(part.plan.score.cutoffs):
                if not cutoff.shown:
                    continue
                for split, name, hidden in self._splits_at(part, q):
                    shape = split.estimate.shape
                    yield split, name, float(cutoff.k), np.broadcast_to(hidden, shape)

    def _splits_at(self, part: Part, q: int) -> Iterator[tuple[Split, str, Hidden]]:
        whole = part.estimates[0]
        for estimates in part.estimates:
            hidden = self._index_hidden(estimates)
            for split in split_incidence_intensity(estimates.level, q, self.design):
                pair = split.pair
                yield split, "incidence_intensity", hidden[pair.before] | hidden[pair.after]
            if estimates is whole:
                continue
            name = "subgroup:" + ",".join(estimates.level.by)
            # nobody protects those without a label, so their part is not told among small cells
            unnamed = self.threshold > 0 and bool((estimates.level.group_of_cell < 0).any())
            for split in split_subgroups(whole.level, estimates.level, q, self.design):
                yield split, name, np.array(hidden.any() or unnamed)

    def _index_hidden(self, estimates: Estimates) -> Hidden:
        """(G,) whether the index of each group is hidden."""
        rows = [i for i, m in enumerate(estimates.measures) if m.name == "M0"]
        return np.asarray(self.hidden_of(estimates)[rows].any(axis=0))

    @property
    def manifest(self) -> dict[str, Any]:
        """What is needed to find the same numbers again, with a hash of the numbers.

        How many rows there were is left out where small counts are hidden: less the rounds that
        are shown, it would tell the size of one that is not.
        """
        return {
            "engine": f"ruamsuk {__version__}",
            "framework": self.framework.framework,
            "version": self.framework.version,
            "framework_sha256": framework_hash(self.framework),
            "data": [
                {"name": t.name, "level": t.level, "sha256": t.digest}
                | ({} if self.threshold else {"rows": t.rows})
                for t in self.tables.given()
            ],
            "asked": self.asked,
            "estimates_sha256": _digest(self.estimates()),
        }

    def write(self, path: Path) -> list[Path]:
        """Write the tables as CSV, Parquet or XLSX, and the manifest beside them.

        Args:
            path: its ending says the format. CSV and Parquet put changes and splits in files of
                their own (``…-changes``, ``…-splits``); a workbook has a sheet for each.

        Returns:
            The files that were written.

        Raises:
            ProblemsFound: the ending is none of the three.
        """
        tables = {
            "estimates": self.estimates(),
            "changes": self.changes(),
            "splits": self.splits(),
        }
        return write_tables(tables, self.manifest, path)


def _digest(table: pa.Table) -> str:
    """sha256 over the table's values, the same for the same numbers."""
    digest = hashlib.sha256(json.dumps(table.column_names).encode())
    for column in table.columns:
        if pa.types.is_dictionary(column.type):
            digest.update("\x1f".join(map(str, column.to_pylist())).encode())
            continue
        if pa.types.is_boolean(column.type):
            column = column.cast(pa.int8())
        values = column.fill_null(0).to_numpy()
        digest.update(np.ascontiguousarray(values).tobytes())
        digest.update(np.packbits(column.is_null().to_numpy()).tobytes())
    return digest.hexdigest()
