"""Where the sums are made: DuckDB in the process by default, a Spark cluster for what lives there.

A database takes tables under a name and answers a query in its dialect of SQL with an Arrow table.
Nothing above this package knows which one answers.
"""

from __future__ import annotations

from ruamsuk.engine.database.base import ROW, Database
from ruamsuk.engine.database.duck import DuckDatabase

__all__ = ["ROW", "Database", "DuckDatabase", "open_database"]


def open_database(engine: str | Database = "duckdb") -> Database:
    """A database by name.

    Args:
        engine: ``duckdb``, or a Spark master as ``spark://host:port`` or ``spark://local``
            (threads of this machine); an open database is given back as it is.

    Raises:
        ProblemsFound: no such engine, or Spark is not installed.
    """
    if not isinstance(engine, str):
        return engine
    if engine == "duckdb":
        return DuckDatabase()
    from ruamsuk.engine.database.spark import SparkDatabase

    return SparkDatabase.at(engine)
