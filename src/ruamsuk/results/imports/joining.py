"""The table of a round: all that was brought in, the newest answer of each household."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet as pq

from ruamsuk.engine import Framework
from ruamsuk.engine.codebook import Level
from ruamsuk.results.models import Blob, Import, Round

_BETWEEN = "\x1f"  # stands in no key, so that joined keys differ where their parts do


def keys_of(framework: Framework, level: Level) -> tuple[str, ...]:
    """Columns that together name a row."""
    keys = framework.keys
    return (keys.household,) if level == "household" else (keys.household, keys.person)


def round_table(
    round: Round, level: Level = "household", columns: Sequence[str] | None = None
) -> pa.Table | None:
    """What was brought in for a round at one level, or None when nothing was.

    The columns are the keys, ``village`` (8-digit code) and those of the codebook and the design
    that a file had. A household or person that several files hold has the newest answer of each
    column.

    Args:
        round: the round.
        level: ``household`` or ``person``.
        columns: only these besides the keys, where they are there.
    """
    applied = round.imports.filter(state=Import.State.APPLIED, level=level, table__isnull=False)
    digests = applied.order_by("finished", "id").values_list("table_id", flat=True)
    keys = keys_of(round.version.definition, level)
    wanted = None if columns is None else [*keys, *columns]
    tables = [read_blob(digest, wanted) for digest in digests if digest]
    if len(tables) < 2:
        return tables[0] if tables else None
    return newest(tables, keys)


def read_blob(digest: str, columns: Sequence[str] | None = None) -> pa.Table:
    """A kept table, or some of its columns."""
    data = Blob.objects.values_list("data", flat=True).get(pk=digest)
    with pq.ParquetFile(pa.BufferReader(bytes(data))) as file:
        held = file.schema_arrow.names
        names = held if columns is None else [name for name in columns if name in held]
        return file.read(columns=names)


def newest(tables: Sequence[pa.Table], keys: Sequence[str]) -> pa.Table:
    """One row for each key, with each column's value from the last table that has both."""
    codes = np.split(
        _codes(pa.chunked_array([c for t in tables for c in joined_keys(t, keys).chunks])),
        np.cumsum([table.num_rows for table in tables])[:-1],
    )
    rows = max((int(part.max()) + 1 for part in codes if len(part)), default=0)
    names = dict.fromkeys(name for table in tables for name in table.column_names)
    columns = {}
    for name in names:
        holders = [
            (t, part) for t, part in zip(tables, codes, strict=True) if name in t.schema.names
        ]
        values = pa.concat_tables(
            [table.select([name]) for table, _ in holders], promote_options="permissive"
        )[name]
        last, start = np.full(rows, -1), 0
        for table, part in holders:
            last[part] = np.arange(start, start + table.num_rows)
            start += table.num_rows
        columns[name] = values.take(pa.array(last, mask=last < 0))
    return pa.table(columns)


def joined_keys(table: pa.Table, keys: Sequence[str]) -> pa.ChunkedArray:
    """One text a row that names it."""
    if len(keys) == 1:
        return table[keys[0]]
    return pc.binary_join_element_wise(*(table[key] for key in keys), _BETWEEN)


def _codes(ids: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    """A number for each id, counted up in the order in which they first stand."""
    indices = pc.dictionary_encode(ids.combine_chunks()).indices
    return np.asarray(indices.to_numpy(), dtype=np.int64)
