"""How often do the 95 % intervals hold the truth? Samples from a population that is known.

A population of 40,000 households lives in 400 clusters of 4 strata; deprivations and incomes of a
cluster resemble one another; a later round is less deprived. Every sample draws clusters in each
stratum and households in each cluster, in both rounds anew. All samples are one assessment, each a
group with strata of its own. Run: ``python benchmarks/coverage.py``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from ruamsuk.engine import Design, Framework, Table, assess
from ruamsuk.engine.measure.change import Changes, changes_of
from ruamsuk.engine.measure.estimate import Estimates

NAMES = ("water", "school", "debt", "roof", "health", "voice")
STRATA, CLUSTERS, HOMES = 4, 100, 100
DRAWN_HOMES = 15
Sample = dict[str, np.ndarray]


def framework() -> Framework:
    indicators = [{"id": name, "title": name, "achieved": f"{name} = 0"} for name in NAMES]
    money = [
        {"id": "income", "title": "income", "value": "income"},
        {"id": "usual", "title": "usual income", "value": "income", "summary": "median"},
    ]
    variables = {name: {"type": "integer"} for name in NAMES}
    return Framework.model_validate(
        {
            "framework": "coverage",
            "title": "coverage",
            "variables": {**variables, "income": {"type": "decimal"}},
            "goals": [{"id": "all", "title": "all", "indicators": [*indicators, *money]}],
            "index": {"kind": "alkire-foster", "cutoff": "1/3"},
        }
    )


def population(rng: np.random.Generator, worse: float) -> Sample:
    """Households by (stratum, cluster, home); ``worse`` moves every deprivation's log-odds."""
    shape = (STRATA, CLUSTERS, HOMES)
    stratum = np.arange(STRATA)[:, None, None]
    cluster = rng.normal(0, 0.6, (STRATA, CLUSTERS, 1))
    hardship = 0.3 * stratum + cluster + rng.normal(0, 0.8, shape)
    found = {"income": np.round(np.exp(9 - 0.5 * hardship + rng.normal(0, 0.6, shape)))}
    for j, name in enumerate(NAMES):
        odds = worse - 1.8 + 0.2 * j + hardship
        found[name] = (rng.random(shape) < 1 / (1 + np.exp(-odds))).astype(np.int64)
    return found


def sample(rng: np.random.Generator, people: Sample, drawn: int) -> Sample:
    """``drawn`` clusters of each stratum, and ``DRAWN_HOMES`` households of each."""
    cluster = np.stack([rng.permutation(CLUSTERS)[:drawn] for _ in range(STRATA)])[:, :, None]
    homes = np.broadcast_to(np.arange(HOMES), (STRATA, drawn, HOMES))
    home = rng.permuted(homes, axis=2)[:, :, :DRAWN_HOMES]
    stratum = np.arange(STRATA)[:, None, None]
    place = (stratum, cluster, home)
    return {
        "stratum": np.broadcast_to(stratum, home.shape).ravel(),
        "psu": np.broadcast_to(cluster, home.shape).ravel(),
        **{name: values[place].ravel() for name, values in people.items()},
    }


def simulated(
    rng: np.random.Generator, rounds: Sequence[Sample], count: int, drawn: int
) -> pa.Table:
    """``count`` samples of each round, told apart by the column ``sample``."""
    drawings: dict[str, list[np.ndarray]] = {}
    size = STRATA * drawn * DRAWN_HOMES
    for round_, people in enumerate(rounds):
        for number in range(count):
            own = sample(rng, people, drawn)
            own["stratum"] = own["stratum"] + STRATA * number
            # clusters drawn anew are not the same, although they may meet by chance
            own["psu"] = own["psu"] + CLUSTERS * round_
            own |= {"sample": np.full(size, number), "round": np.full(size, round_)}
            for name, values in own.items():
                drawings.setdefault(name, []).append(values)
    columns = {name: np.concatenate(values) for name, values in drawings.items()}
    rows = len(columns["round"])
    weight = np.full(rows, CLUSTERS / drawn * HOMES / DRAWN_HOMES)
    return pa.table({**columns, "weight": weight, "clusters": np.full(rows, CLUSTERS)})


def as_table(arrow: pa.Table) -> Table:
    names = tuple(arrow.column_names)
    known = frozenset(names)
    return Table("simulated", "household", names, arrow.num_rows, arrow, None, (), known, "0" * 64)


def truths(people: Sample) -> dict[str, float]:
    score = np.mean([people[name] for name in NAMES], axis=0)
    poor = np.sum([people[name] for name in NAMES], axis=0) >= 2
    return {
        "share water": 1 - float(people["water"].mean()),
        "H": float(poor.mean()),
        "M0": float((score * poor).mean()),
        "A": float(score[poor].mean()),
        "mean income": float(people["income"].mean()),
        "median usual": float(np.sort(people["income"].ravel())[people["income"].size // 2 - 1]),
    }


def covered(drawn: int, count: int, seed: int) -> Iterator[tuple[str, float, float, float]]:
    """(measure, coverage, mean SE / real spread, bias / real spread)."""
    rng = np.random.default_rng(seed)
    design = Design("weight", "stratum", "psu", "clusters")
    rounds = population(rng, 0.0), population(rng, -0.4)
    rows = as_table(simulated(rng, rounds, count, drawn))
    found = assess(framework(), rows, rounds="round", by=[("sample",)], design=design)
    before, after = map(truths, rounds)
    [part] = found.parts
    for estimates in part.all:
        if not estimates.level.by:
            continue
        labels = [f"{m.name} {m.indicator}".strip() for m in estimates.measures]
        first = estimates.level.group_round == 0
        change = next(changes_of(estimates, design))
        for m, label in enumerate(labels):
            if label in before:
                yield label, *_summary(estimates, (m, first), before[label])
                difference = after[label] - before[label]
                yield f"change of {label}", *_summary(change, m, difference)


def _summary(found: Estimates | Changes, at: Any, real: float) -> tuple[float, float, float]:
    value, error = found.estimate[at], found.error[at]
    inside = (found.lower[at] <= real) & (real <= found.upper[at])
    spread = value.std(ddof=1)
    return float(inside.mean()), float(error.mean() / spread), float((value.mean() - real) / spread)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=2000)
    parser.add_argument("--clusters", type=int, default=10, help="drawn in each stratum")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"{'measure':24} {'coverage':>8} {'SE / spread':>12} {'bias / spread':>14}")
    for label, share, ratio, bias in covered(options.clusters, options.samples, options.seed):
        print(f"{label:24} {share:8.1%} {ratio:12.3f} {bias:14.3f}")


if __name__ == "__main__":
    main()
