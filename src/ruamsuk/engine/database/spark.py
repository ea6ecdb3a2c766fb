"""A Spark cluster: for data that already lives in one. The same queries, in Spark's dialect."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet

from ruamsuk.engine.database.base import ROW
from ruamsuk.engine.tables import Table
from ruamsuk.lib.problem import Problem, ProblemsFound

LOCAL = "spark://local"


class SparkDatabase:
    """Tables as views of a Spark session; sums come back as Arrow.

    Args:
        session: an open session; closing the database leaves it open.
    """

    dialect = "spark"

    def __init__(self, session: Any) -> None:
        self._session = session
        self._owned = False
        self._folder = tempfile.TemporaryDirectory(prefix="ruamsuk-")
        self._names: list[str] = []

    @classmethod
    def at(cls, engine: str) -> SparkDatabase:
        """Open a session on a master.

        Args:
            engine: ``spark://host:port``, or ``spark://local`` for threads of this machine.

        Raises:
            ProblemsFound: the engine is not known, or pyspark is not installed.
        """
        if not engine.startswith("spark://"):
            raise ProblemsFound([Problem("measure.engine", values={"engine": engine})])
        try:
            from pyspark.sql import SparkSession
        except ImportError:
            raise ProblemsFound([Problem("measure.no-spark")]) from None
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        builder = (
            SparkSession.builder.master("local[*]" if engine == LOCAL else engine)
            .appName("ruamsuk")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.execution.arrow.pyspark.enabled", "true")
            .config("spark.sql.shuffle.partitions", str(2 * (os.cpu_count() or 1)))
        )
        if engine == LOCAL:
            builder = builder.config("spark.driver.host", "127.0.0.1")
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        database = cls(session)
        database._owned = True
        return database

    def add(self, name: str, table: Table, numbered: bool = False) -> None:
        """Make ``table`` known under ``name``; ``numbered`` adds the column ``_row``."""
        path = table.path
        if path is None:
            assert table.arrow is not None  # a table is held in memory or in a file
            path = Path(self._folder.name) / f"{name}.parquet"
            parquet.write_table(table.arrow, path)
        frame = self._session.read.parquet(str(path.absolute()))
        if numbered:
            from pyspark.sql import functions

            frame = frame.withColumn(ROW, functions.monotonically_increasing_id())
        frame.createOrReplaceTempView(name)
        self._names.append(name)

    def fetch(self, sql: str) -> pa.Table:
        """Run a query in ``dialect`` and fetch its rows."""
        return self._session.sql(sql).toArrow()

    def close(self) -> None:
        """Give back the views, the files, and the session where it was opened here."""
        for name in self._names:
            self._session.catalog.dropTempView(name)
        self._folder.cleanup()
        if self._owned:
            self._session.stop()
