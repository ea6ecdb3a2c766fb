"""DuckDB inside this process: the default, from a village to thirteen million households."""

from __future__ import annotations

import warnings

import duckdb
import pyarrow as pa

from ruamsuk.engine.database.base import ROW
from ruamsuk.engine.tables import Table
from ruamsuk.engine.tables.scan import glob_safe

# A relation is bound twice, which costs a village three times the query itself; what is fetched
# here are sums, so the copy that DuckDB warns of is small.
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result")


class DuckDatabase:
    """An in-memory DuckDB that scans Parquet in place and Arrow tables without a copy.

    Args:
        memory_limit: as DuckDB writes it, such as ``300MB``; its own default when None.
        threads: how many; its own default when None.
    """

    dialect = "duckdb"

    def __init__(self, memory_limit: str | None = None, threads: int | None = None) -> None:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "preserve_insertion_order": False
        }
        if memory_limit:
            settings["memory_limit"] = memory_limit
        if threads:
            settings["threads"] = threads
        self._connection = duckdb.connect(config=settings)

    def add(self, name: str, table: Table, numbered: bool = False) -> None:
        """Make ``table`` known under ``name``; ``numbered`` adds the column ``_row``."""
        if table.path is not None:
            relation = self._connection.read_parquet(
                glob_safe(table.path), file_row_number=numbered
            )
            rename = f"*, file_row_number AS {ROW}" if numbered else "*"
            relation.project(rename).create_view(name)
        else:
            arrow = table.arrow
            assert arrow is not None  # a table is held in memory or in a file
            if numbered:
                arrow = arrow.append_column(ROW, pa.array(range(arrow.num_rows), pa.int64()))
            self._connection.register(name, arrow)

    def fetch(self, sql: str) -> pa.Table:
        """Run a query in ``dialect`` and fetch its rows."""
        return self._connection.execute(sql).to_arrow_table()

    def close(self) -> None:
        """Give back memory, threads and files."""
        self._connection.close()
