"""One measurement in a process of its own, so that its peak memory is its own.

``measure`` starts the process and gives what it printed: one line of JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import households as country
import pyarrow as pa
import pyarrow.parquet as parquet

from ruamsuk.engine import Design, DuckDatabase, Table, assess, collapse, read_table
from ruamsuk.engine.robustness import dirichlet_weightings, robustness

DESIGN = Design("weight", "stratum", "psu")
LEVELS = [(name,) for name in country.PLACES]
Found = dict[str, Any]


def scan(path: str, indicators: int) -> Found:
    """The peer: a plain DuckDB query that reads the same columns and keys, one sum each."""
    numbers = ["weight", *country.KEYS]
    sums = [f"sum({name})" for name in numbers]
    sums += [f"count_if({name})" for name in country.names(indicators)]
    start, used = time.perf_counter(), time.process_time()
    duckdb.connect().execute(f"SELECT {', '.join(sums)} FROM '{path}'").fetchall()
    return {"seconds": time.perf_counter() - start, "processor": time.process_time() - used}


def whole(path: str, indicators: int, memory_limit: str | None = None) -> Found:
    """From the file to the tidy table: nation, provinces, districts and tambons with SEs."""
    framework = country.framework(indicators)
    database = DuckDatabase(memory_limit)
    _imports()
    start, used = time.perf_counter(), time.process_time()
    table = read_table(Path(path), framework, numeric=["weight"], required=country.KEYS)
    found = assess(framework, table, by=LEVELS, design=DESIGN, engine=database)
    rows = found.estimates().num_rows
    return {
        "seconds": time.perf_counter() - start,
        "processor": time.process_time() - used,
        "estimates": rows,
    }


def _imports() -> None:
    """Import all that an assessment needs, as the scan has done before its clock starts."""
    flags = pa.table({name: [True, False] for name in country.names(1)})
    columns = tuple(flags.column_names)
    table = Table("two", "household", columns, 2, flags, None, (), frozenset(columns), "")
    assess(country.framework(1), table).estimates()


def warm(path: str, indicators: int, by: list[str], runs: int) -> Found:
    """The same in a process that has done it before: the fastest of ``runs``."""
    framework = country.framework(indicators)
    levels = [(name,) for name in by]

    def once() -> int:
        table = read_table(Path(path), framework, numeric=["weight"], required=country.KEYS)
        return assess(framework, table, by=levels, design=DESIGN).estimates().num_rows

    rows = once()
    return {"seconds": _fastest(once, runs), "estimates": rows}


def village(path: str, indicators: int, opened: bool, runs: int) -> Found:
    """One village in memory, a full count, again and again, on an open database or its own."""
    framework = country.framework(indicators)
    table = in_memory(Path(path))
    database = DuckDatabase() if opened else "duckdb"

    def once() -> int:
        return assess(framework, table, engine=database).estimates().num_rows

    rows = once()
    return {"seconds": _fastest(once, runs), "estimates": rows}


def specifications(path: str, indicators: int, weightings: int, cutoffs: int, runs: int) -> Found:
    """Other weights and cut-offs after the collapse by province, and the ranks they give."""
    framework = country.framework(indicators)
    table = read_table(Path(path), framework, numeric=["weight"])
    start = time.perf_counter()
    found = collapse(framework, table, by=["province"], design=DESIGN)
    collapsed = time.perf_counter()
    weights = dirichlet_weightings(framework.integer_weights()[0], weightings, seed=1)
    tried = [Fraction(i + 1, cutoffs) for i in range(cutoffs)]

    def once() -> int:
        return robustness(found.group, found.pattern, found.weight, weights, tried).M0.size

    return {
        "seconds": _fastest(once, runs),
        "collapse": collapsed - start,
        "estimates": once(),
        "ranking": _fastest(lambda: found.ranking(weightings=weightings, cutoffs=tried), 1),
    }


def in_memory(path: Path) -> Table:
    """The file as a table that was read from CSV would stand."""
    arrow = parquet.read_table(path)
    names = tuple(arrow.column_names)
    known = frozenset(names)
    return Table(path.name, "household", names, arrow.num_rows, arrow, None, (), known, "0" * 64)


def _fastest(once: Callable[[], object], runs: int) -> float:
    """Seconds of the fastest run: whatever else the machine does can only add to it."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        once()
        taken.append(time.perf_counter() - start)
    return min(taken)


def _peak() -> float:
    """Greatest resident memory of this process in GB.

    Not from ``getrusage``, which hands down the peak of the process that started this one.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return int(kilobytes) * 1024 / 1e9


def measure(trial: Callable[..., Found], **asked: object) -> Found:
    """Run a trial of this module in a fresh process.

    Returns:
        What the trial found, with ``peak`` in GB.
    """
    words = [sys.executable, __file__, trial.__name__, json.dumps(asked)]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
    found: Found = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    given = json.loads(sys.argv[2])
    print(json.dumps({**globals()[sys.argv[1]](**given), "peak": _peak()}))
