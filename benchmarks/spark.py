"""The same numbers from a Spark cluster: a standalone master with two workers on this machine.

Compares every estimate with DuckDB's and says how long both took. The cluster is stopped at the
end, whatever happens. Needs Java 17 and the extra ``spark``. Run: ``python benchmarks/spark.py``.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import households as country
import numpy as np
import pyarrow as pa
import pyspark
import trials

from ruamsuk.engine import assess, read_table
from ruamsuk.engine.database import Database, open_database

HOST = "127.0.0.1"
SPARK = Path(pyspark.__file__).parent
DEPLOY = "org.apache.spark.deploy"
DRIVER = f"--conf spark.driver.host={HOST} --conf spark.ui.showConsoleProgress=false pyspark-shell"


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])


@contextlib.contextmanager
def cluster(workers: int, memory: str) -> Iterator[str]:
    """A standalone cluster for as long as the block lasts.

    Args:
        workers: how many, of one core each.
        memory: of each, as Spark writes it.

    Yields:
        The address of the master.
    """
    port, log = free_port(), tempfile.TemporaryDirectory()
    master = f"spark://{HOST}:{port}"
    with log as folder, contextlib.ExitStack() as running:
        hosted = ["--host", HOST, "--webui-port", str(free_port())]
        running.enter_context(
            _process(Path(folder, "master"), ["master.Master", *hosted, "--port", str(port)])
        )
        _wait_for(port)
        for number in range(workers):
            words = ["worker.Worker", "--host", HOST, "--webui-port", str(free_port())]
            words += ["--cores", "1", "--memory", memory, "--work-dir", f"{folder}/{number}"]
            running.enter_context(_process(Path(folder, f"worker-{number}"), [*words, master]))
        yield master


@contextlib.contextmanager
def _process(log: Path, words: list[str]) -> Iterator[None]:
    """A part of the cluster in a process group of its own, stopped at the end."""
    name, *arguments = words
    command = [str(SPARK / "bin" / "spark-class"), f"{DEPLOY}.{name}", *arguments]
    environment = {
        **os.environ,
        "SPARK_HOME": str(SPARK),
        "PYSPARK_PYTHON": sys.executable,
    }
    with log.open("wb") as lines:
        process = subprocess.Popen(
            command, env=environment, stdout=lines, stderr=lines, start_new_session=True
        )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def _wait_for(port: int, seconds: float = 60) -> None:
    """Until somebody listens on the port."""
    end = time.monotonic() + seconds
    while True:
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        if time.monotonic() > end:
            raise TimeoutError("the master did not start")
        time.sleep(0.2)


def estimates(path: Path, indicators: int, database: Database) -> tuple[pa.Table, float]:
    """The tidy table of four levels with SEs, and the seconds it took."""
    framework = country.framework(indicators)
    table = read_table(path, framework, numeric=["weight"], required=country.KEYS)
    start = time.perf_counter()
    found = assess(framework, table, by=trials.LEVELS, design=trials.DESIGN, engine=database)
    return found.estimates(), time.perf_counter() - start


def difference(one: pa.Table, other: pa.Table) -> float:
    """Greatest absolute difference over all numbers; infinite where one of them is missing."""
    greatest = 0.0
    for name in one.column_names:
        if not pa.types.is_floating(one[name].type):
            if not one[name].equals(other[name]):
                return float("inf")
            continue
        a, b = (column.to_numpy() for column in (one[name], other[name]))
        if not np.array_equal(np.isnan(a), np.isnan(b)):
            return float("inf")
        with np.errstate(invalid="ignore"):
            apart = np.where(a == b, 0.0, np.abs(a - b))
        greatest = max(greatest, float(np.nanmax(apart, initial=0.0)))
    return greatest


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--indicators", type=int, default=40)
    parser.add_argument("--memory", default="2g", help="of each worker")
    options = parser.parse_args()
    paths = [country.households(rows, options.indicators) for rows in options.rows]
    os.environ.update(SPARK_LOCAL_IP=HOST, PYSPARK_SUBMIT_ARGS=DRIVER)
    worst = 0.0
    with cluster(2, options.memory) as master:
        spark, duck = open_database(master), open_database("duckdb")
        try:
            for path in paths:
                by_duck, duck_seconds = estimates(path, options.indicators, duck)
                for turn in ("first", "second"):
                    by_spark, seconds = estimates(path, options.indicators, spark)
                    apart = difference(by_duck, by_spark)
                    worst = max(worst, apart)
                    print(
                        f"{path.stem}: {by_duck.num_rows:,} estimates; DuckDB {duck_seconds:.2f} s,"
                        f" Spark {seconds:.2f} s ({turn}); greatest difference {apart:g}",
                        flush=True,
                    )
        finally:
            spark.close()
            duck.close()
    return int(worst > 1e-12)


if __name__ == "__main__":
    sys.exit(main())
