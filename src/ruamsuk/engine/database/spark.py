"""A Spark cluster: for data that already lives in one. The same queries, in Spark's dialect.

A Parquet table is read by the workers from its path, so that path must be theirs too; a table in
memory is sent to them.
"""

from __future__ import annotations

import os
from typing import Any

import pyarrow as pa

from ruamsuk.engine.database.base import ROW
from ruamsuk.engine.tables import Table
from ruamsuk.engine.tables.scan import glob_safe
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
        self._names: list[str] = []

    @classmethod
    def at(cls, engine: str) -> SparkDatabase:
        """Open a session on a master.

        Args:
            engine: ``spark://host:port``, or ``spark://local`` for threads of this machine.

        Raises:
            ProblemsFound: the engine is not known, or Spark is not installed or does not start.
        """
        if not engine.startswith("spark://"):
            raise ProblemsFound([Problem("measure.engine", values={"engine": engine})])
        try:
            from pyspark.sql import SparkSession
        except ImportError:
            raise ProblemsFound([Problem("measure.no-spark")]) from None
        database = cls(_session(SparkSession.builder, engine))
        database._owned = True
        return database

    def add(self, name: str, table: Table, numbered: bool = False) -> None:
        """Make ``table`` known under ``name``; ``numbered`` adds the column ``_row``."""
        if table.path is not None:
            frame = self._session.read.parquet(glob_safe(table.path.absolute()))
        else:
            frame = self._session.createDataFrame(table.arrow)
        if numbered:
            from pyspark.sql import functions

            frame = frame.withColumn(ROW, functions.monotonically_increasing_id())
        frame.createOrReplaceTempView(name)
        self._names.append(name)

    def fetch(self, sql: str) -> pa.Table:
        """Run a query in ``dialect`` and fetch its rows."""
        return self._session.sql(sql).toArrow()

    def close(self) -> None:
        """Give back the views, and the session where it was opened here."""
        for name in self._names:
            self._session.catalog.dropTempView(name)
        if self._owned:
            self._session.stop()


def _session(builder: Any, engine: str) -> Any:
    """Open a session on a master; sums are small, so a few partitions are enough."""
    local = engine == LOCAL
    builder = (
        builder.master("local[*]" if local else engine)
        .appName("ruamsuk")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.execution.arrow.pyspark.enabled", "true")
        .config("spark.sql.shuffle.partitions", str(2 * (os.cpu_count() or 1)))
    )
    if local:
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        builder = builder.config("spark.driver.host", "127.0.0.1")
    try:
        session = builder.getOrCreate()
    except Exception as error:  # Java, py4j and Spark each have their own kinds
        reason = str(error).strip().partition("\n")[0][:200]
        values = {"engine": engine, "reason": reason}
        raise ProblemsFound([Problem("measure.spark-unreachable", values=values)]) from error
    session.sparkContext.setLogLevel("ERROR")
    return session
