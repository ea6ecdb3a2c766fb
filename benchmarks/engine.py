"""How fast the engine is and how much memory it takes, against bounds and against peers.

Every measurement runs in a process of its own. Where a row names a peer, both ran by turns in the
same minutes, so that the ratio holds on a busy machine too. Files are made once, under
``var/benchmarks``. Run: ``python benchmarks/engine.py``; the exit code is 1 where a bound is
missed. ``--quick`` tries everything at a small size and judges nothing.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import households as country
import pyarrow.csv as csv
import pyarrow.parquet as parquet
import trials
import yaml

MPITBR_SECONDS, MPITBR_ESTIMATES = 111.0, 3354
"""mpitbR 1.0.1 on 100,000 rows × 10 indicators in 77 groups, on the machine of the bounds."""


@dataclass(frozen=True)
class Sizes:
    """How much is measured.

    Attributes:
        nation: households of the largest table.
        survey: households of the table that is assessed in a warm process.
        village: households of one village.
        weightings: weightings that are tried.
        runs: times that a whole process is measured.
        warm: times that a warm process repeats its work.
    """

    nation: int = 13_000_000
    survey: int = 100_000
    village: int = 200
    weightings: int = 1000
    runs: int = 3
    warm: int = 30


QUICK = Sizes(nation=2000, survey=2000, village=40, weightings=20, runs=1, warm=1)


@dataclass(frozen=True)
class Bound:
    """A figure and what it may be at most, or must be at least."""

    value: float
    unit: str
    most: float = float("inf")
    least: float = 0.0

    @property
    def holds(self) -> bool:
        return self.least <= self.value <= self.most

    def __str__(self) -> str:
        limit = f"≤ {self.most:g}" if self.most < float("inf") else f"≥ {self.least:g}"
        return f"{self.value:.3g} {self.unit} ({limit})"


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, in how long, with how much, within what."""

    what: str
    seconds: float
    peak: float | None = None
    bounds: tuple[Bound, ...] = ()
    note: str = ""

    @property
    def holds(self) -> bool:
        return all(bound.holds for bound in self.bounds)

    def line(self, judged: bool) -> str:
        peak = "" if self.peak is None else f"{self.peak:.2f} GB"
        held = "" if not (self.bounds and judged) else "pass" if self.holds else "MISS"
        parts = "; ".join([*map(str, self.bounds), *([self.note] if self.note else [])])
        return f"{self.what:46} {self.seconds * 1000:10,.1f} ms {peak:>8}  {held:4}  {parts}"


def nation(sizes: Sizes) -> Iterator[Row]:
    """The whole country, every level with SEs, against a plain scan of the same columns."""
    asked = {"path": str(country.households(sizes.nation, 40)), "indicators": 40}
    pairs = [
        (trials.measure(trials.scan, **asked), trials.measure(trials.whole, **asked))
        for _ in range(sizes.runs)
    ]
    scans, wholes = zip(*pairs, strict=True)
    peer, seconds = (statistics.median(f["seconds"] for f in found) for found in (scans, wholes))
    peak = max(found["peak"] for found in wholes)
    what = f"{sizes.nation:,} × 40"
    yield Row(f"{what}, DuckDB's plain scan", peer, max(found["peak"] for found in scans))
    bounds = Bound(seconds / peer, "× scan", most=4), Bound(peak, "GB", most=1.0)
    ours, theirs = (statistics.median(f["processor"] for f in found) for found in (wholes, scans))
    note = f"{ours / theirs:.2f} × in processor time; {wholes[0]['estimates']:,} estimates"
    yield Row(f"{what}, four levels with SEs", seconds, peak, bounds, note)
    least = trials.measure(trials.whole, **asked, memory_limit="300MB")
    done = Bound(least["estimates"] / wholes[0]["estimates"], "of the estimates", least=1)
    yield Row(f"{what}, memory_limit=300MB", least["seconds"], least["peak"], (done,))


def survey(sizes: Sizes) -> Iterator[Row]:
    """A survey in a warm process, against mpitbR's recorded time."""
    asked = {"path": str(country.households(sizes.survey, 10)), "indicators": 10}
    runs = max(1, sizes.warm // 3)
    what = f"{sizes.survey:,} × 10, warm"
    every = trials.measure(trials.warm, **asked, by=country.PLACES, runs=runs)
    yield Row(
        f"{what}, four levels with SEs",
        every["seconds"],
        every["peak"],
        (Bound(every["seconds"], "s", most=0.5),),
        f"{every['estimates']:,} estimates",
    )
    peer = trials.measure(trials.warm, **asked, by=["province"], runs=runs)
    ratio = Bound(MPITBR_SECONDS / peer["seconds"], "× faster than mpitbR", least=200)
    note = f"{peer['estimates']:,} estimates; mpitbR {MPITBR_ESTIMATES:,}, recorded"
    yield Row(f"{what}, nation and provinces", peer["seconds"], peer["peak"], (ratio,), note)


def village(sizes: Sizes) -> Iterator[Row]:
    """One village in a warm process, as a server would assess it."""
    asked = {"path": str(country.households(sizes.village, 40)), "indicators": 40}
    what = f"{sizes.village:,} × 40, warm"
    found = trials.measure(trials.village, **asked, opened=True, runs=sizes.warm)
    bound = Bound(found["seconds"] * 1000, "ms", most=20)
    yield Row(f"{what}, open database", found["seconds"], found["peak"], (bound,))
    found = trials.measure(trials.village, **asked, opened=False, runs=sizes.warm)
    yield Row(f"{what}, its own database", found["seconds"], found["peak"])


def specifications(sizes: Sizes) -> Iterator[Row]:
    """Other weights and cut-offs, from households collapsed once."""
    path = country.households(sizes.nation, 10)
    found = trials.measure(
        trials.specifications,
        path=str(path),
        indicators=10,
        weightings=sizes.weightings,
        cutoffs=20,
        runs=max(1, sizes.warm // 3),
    )
    yield Row(f"{sizes.nation:,} × 10, collapse by province", found["collapse"])
    bound = Bound(found["seconds"], "s", most=1)
    note = f"{found['estimates']:,} pairs of H and M0"
    what = f"{sizes.weightings:,} weightings × 20 cut-offs × provinces"
    yield Row(what, found["seconds"], None, (bound,), note)
    yield Row("the same with ranks and correlations", found["ranking"], found["peak"])


def shell(sizes: Sizes) -> Iterator[Row]:
    """The command, from the shell to its end."""
    command = str(Path(sys.executable).with_name("ruamsuk"))
    with tempfile.TemporaryDirectory() as folder:
        framework, table = Path(folder, "framework.yaml"), Path(folder, "village.csv")
        framework.write_text(yaml.safe_dump(country.framework_data(40)), encoding="utf-8")
        csv.write_csv(parquet.read_table(country.households(sizes.village, 40)), table)
        words = ["assess", str(framework), "--households", str(table)]
        words += ["--out", str(Path(folder, "result.csv"))]
        for name, most, given in (("assess", 1.5, words), ("--help", 0.3, ["--help"])):
            seconds = _fastest([command, *given], 3 * sizes.runs)
            what = f"ruamsuk {name}" + (f", {sizes.village} households" if name == "assess" else "")
            yield Row(what, seconds, None, (Bound(seconds, "s", most=most),))


def _fastest(words: list[str], runs: int) -> float:
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(words, check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return min(taken)


CASES: dict[str, Callable[[Sizes], Iterator[Row]]] = {
    case.__name__: case for case in (nation, survey, village, specifications, shell)
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=CASES, default=list(CASES))
    parser.add_argument("--quick", action="store_true", help="small sizes, nothing judged")
    options = parser.parse_args()
    missed = False
    for name in options.only:
        for row in CASES[name](QUICK if options.quick else Sizes()):
            print(row.line(judged=not options.quick), flush=True)
            missed |= not row.holds
    return int(missed and not options.quick)


if __name__ == "__main__":
    sys.exit(main())
