"""A synthetic country of households in Parquet, any number of rows, the same for the same seed.

77 provinces, 928 districts and 7,255 tambons as in Thailand; up to 72,550 clusters in strata of
province by town or country; deprivations that go together inside a household and inside a place. A
country of fewer than 10,000 households has fewer places in proportion, so that no stratum is left
with one cluster. Run: ``python benchmarks/households.py ROWS INDICATORS``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as parquet

from ruamsuk.engine import Framework

CACHE = Path(__file__).resolve().parents[1] / "var" / "benchmarks"
PROVINCES, DISTRICTS, TAMBONS, CLUSTERS = 77, 928, 7255, 72_550
WHOLE = 10_000
"""Households from which on the country has all its places."""
CLUSTER = 4
"""Households of a cluster while the country has fewer than all its clusters."""
STEP = 500_000
ROW_GROUP = 245_760
SEED = 20261122
PLACES = ("province", "district", "tambon")
KEYS = (*PLACES, "stratum", "psu")
Ints = npt.NDArray[np.int64]


def names(indicators: int) -> list[str]:
    """Columns of the deprivations."""
    return [f"d{j:02d}" for j in range(indicators)]


def framework(indicators: int) -> Framework:
    """Equal weights and a cut-off of one fifth: each indicator is achieved where not deprived."""
    return Framework.model_validate(framework_data(indicators))


def framework_data(indicators: int) -> dict[str, Any]:
    """The same, as the file holds it."""
    rows = [
        {"id": f"not-{name}", "title": f"not {name}", "achieved": f"NOT {name}"}
        for name in names(indicators)
    ]
    return {
        "framework": "benchmark",
        "title": "Benchmark",
        "variables": {name: {"type": "boolean"} for name in names(indicators)},
        "goals": [{"id": "all", "title": "All", "indicators": rows}],
        "index": {"kind": "alkire-foster", "cutoff": "1/5"},
    }


@dataclass(frozen=True)
class Country:
    """The clusters of a country.

    Attributes:
        size: (P,) households of each cluster.
        keys: (P,) province, district, tambon, stratum and number of each cluster.
        weight: (P,) sampling weight.
        hardship: (P,) what its households share of their hardship.
    """

    size: Ints
    keys: dict[str, Ints]
    weight: npt.NDArray[np.float64]
    hardship: npt.NDArray[np.float64]


def _spread(rng: np.random.Generator, parts: int, over: int, least: int) -> Ints:
    """(parts,) the place each part belongs to; every place has at least ``least`` of them."""
    more = rng.multinomial(parts - least * over, rng.dirichlet(np.full(over, 8.0)))
    return np.repeat(np.arange(over), more + least)


def country(rng: np.random.Generator, rows: int) -> Country:
    """Draw places and clusters for ``rows`` households."""
    share = min(1.0, rows / WHOLE)
    provinces = max(1, int(PROVINCES * share))
    districts = max(6 * provinces, int(DISTRICTS * share))
    tambons = max(4 * districts, int(TAMBONS * share))
    clusters = max(min(CLUSTERS, rows // CLUSTER), 4 * provinces)
    province_of_district = _spread(rng, districts, provinces, least=6)
    district_of_tambon = _spread(rng, tambons, districts, least=4)
    tambon = np.arange(clusters) * tambons // clusters
    district = district_of_tambon[tambon]
    province = province_of_district[district]
    town = np.arange(clusters) % 2
    size = rng.multinomial(rows - clusters, rng.dirichlet(np.full(clusters, 8.0))) + 1
    shared = rng.normal(0, 0.3, provinces)[province] + rng.normal(0, 0.4, tambons)[tambon]
    return Country(
        size,
        {
            "province": province,
            "district": district,
            "tambon": tambon,
            "stratum": 2 * province + town,
            "psu": np.arange(clusters),
        },
        np.exp(rng.normal(0, 0.35, clusters)),
        shared + rng.normal(0, 0.5, clusters) - 0.4 * town,
    )


def _schema(indicators: int) -> pa.Schema:
    keys = [(name, pa.int32() if name == "psu" else pa.int16()) for name in KEYS]
    flags = [(name, pa.bool_()) for name in names(indicators)]
    return pa.schema([*keys, ("weight", pa.float64()), *flags])


def batches(rows: int, indicators: int, seed: int = SEED) -> Iterator[pa.Table]:
    """The households, cluster by cluster, at most ``STEP`` at a time."""
    rng = np.random.default_rng(seed)
    land = country(rng, rows)
    schema = _schema(indicators)
    limits = np.linspace(0.4, 2.6, indicators, dtype=np.float32)
    ends = np.cumsum(land.size)
    for start in range(0, rows, STEP):
        row = np.arange(start, min(start + STEP, rows))
        cluster = np.searchsorted(ends, row, side="right")
        hardship = land.hardship[cluster] + rng.standard_normal(len(row))
        hardship = hardship.astype(np.float32)
        weight = np.round(land.weight[cluster] * (0.8 + 0.4 * rng.random(len(row))), 4)
        noise = (rng.standard_normal(len(row), np.float32) for _ in range(indicators))
        flags = [hardship + own > limit for own, limit in zip(noise, limits, strict=True)]
        keys = [pa.array(land.keys[name][cluster], schema.field(name).type) for name in KEYS]
        yield pa.table([*keys, weight, *flags], schema=schema)


def households(rows: int, indicators: int, folder: Path = CACHE) -> Path:
    """The file of a country, written where it is not there yet."""
    path = folder / f"households-{rows}-{indicators}.parquet"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with parquet.ParquetWriter(unfinished, _schema(indicators), compression="zstd") as writer:
        for batch in batches(rows, indicators):
            writer.write_table(batch, row_group_size=ROW_GROUP)
    return unfinished.rename(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int)
    parser.add_argument("indicators", type=int)
    options = parser.parse_args()
    print(households(options.rows, options.indicators))


if __name__ == "__main__":
    main()
