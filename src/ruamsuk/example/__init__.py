"""A seeded, synthetic network of four communities over three rounds, to try everything with."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path

import numpy as np

from ruamsuk.example.households import Cell, answer_households, household_rows
from ruamsuk.example.persons import draw_people, person_rows
from ruamsuk.example.simulation import draw_sample

__all__ = ["FILES", "write_example"]

FILES = ("framework.yaml", "households.csv", "persons.csv", "README.md")
SEED = 2567


def write_example(directory: Path, one_in: int = 5) -> tuple[Path, ...]:
    """Write the framework, the households, the people and a README into ``directory``.

    Some households are asked in each of 33 villages in the years 2567 to 2569 (B.E.). The bytes are
    the same every time.

    Args:
        directory: made when it is not there; files of these names in it are replaced.
        one_in: how many households of a village stand for each one that is asked.

    Returns:
        The paths written, in the order of ``FILES``.

    Raises:
        OSError: when the directory cannot be written.
    """
    rng = np.random.Generator(np.random.PCG64(SEED))
    sample = draw_sample(rng, one_in)
    households = household_rows(sample, answer_households(rng, sample))
    persons = person_rows(rng, sample, draw_people(rng, sample))

    directory.mkdir(parents=True, exist_ok=True)
    framework, household_file, person_file, readme = (directory / name for name in FILES)
    framework.write_bytes(_shipped("framework.yaml"))
    _write_csv(household_file, households)
    _write_csv(person_file, persons)
    readme.write_bytes(_shipped("README.md"))
    return framework, household_file, person_file, readme


def _shipped(name: str) -> bytes:
    return (resources.files("ruamsuk.example") / name).read_bytes()


def _write_csv(path: Path, rows: Sequence[Mapping[str, Cell]]) -> None:
    """Write rows as UTF-8 with a byte order mark, which spreadsheets need to show Thai."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
