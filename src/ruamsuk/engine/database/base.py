"""What the engine asks of a database."""

from __future__ import annotations

from typing import Protocol

import pyarrow as pa

from ruamsuk.engine.tables import Table

ROW = "_row"
"""Column that numbers the rows of a table added with ``numbered``."""


class Database(Protocol):
    """Tables in, queries in SQL, Arrow tables out.

    Attributes:
        dialect: SQLGlot's name of the SQL that it speaks.
    """

    dialect: str

    def add(self, name: str, table: Table, numbered: bool = False) -> None:
        """Make ``table`` known under ``name``; ``numbered`` adds the column ``_row``."""

    def fetch(self, sql: str) -> pa.Table:
        """Run a query in ``dialect`` and fetch its rows."""

    def close(self) -> None:
        """Give back memory, threads and files."""
