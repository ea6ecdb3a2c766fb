"""What the engine asks of a database."""

from __future__ import annotations

from typing import Protocol

import pyarrow as pa
from sqlglot import exp

from ruamsuk.engine.tables import Table

ROW = "_row"
"""Column that numbers the rows of a table added with ``numbered``."""


class Database(Protocol):
    """Tables in, queries in SQLGlot's tree, Arrow tables out."""

    def add(self, name: str, table: Table, numbered: bool = False) -> None:
        """Make ``table`` known under ``name``; ``numbered`` adds the column ``_row``."""

    def fetch(self, query: exp.Expr) -> pa.Table:
        """Run a query and fetch its rows."""

    def close(self) -> None:
        """Give back memory, threads and files."""
