"""The people of the example's households."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ruamsuk.example.households import Cell, household_id
from ruamsuk.example.simulation import (
    ROUNDS,
    Booleans,
    Floats,
    Integers,
    Sample,
    chance,
    luck,
    words,
)

# How often a household is of a kind: elders only, couple, couple with children, three generations.
_KINDS = (0.14, 0.20, 0.38, 0.28)
_UNANSWERED = 0.002  # of every answer about a person


@dataclass(frozen=True)
class People:
    """m people of the sampled households, the same in every round.

    Attributes:
        household: index of the household in the sample, shape (m,).
        number: running number inside the household from 1, shape (m,).
        age: age in years in the first round, shape (m,).
        male: shape (m,).
    """

    household: Integers
    number: Integers
    age: Integers
    male: Booleans


def draw_people(rng: np.random.Generator, sample: Sample) -> People:
    """Draw who lives in each household."""
    household, number, age, male = [], [], [], []
    for i in range(len(sample.house)):
        for position, (years, is_male) in enumerate(_family(rng), start=1):
            household.append(i)
            number.append(position)
            age.append(years)
            male.append(is_male)
    return People(np.array(household), np.array(number), np.array(age), np.array(male))


def _family(rng: np.random.Generator) -> list[tuple[int, bool]]:
    """Ages in the first round and whether male, eldest pair first."""
    kind = int(np.searchsorted(np.cumsum(_KINDS), rng.random()))
    youngest, oldest = ((62, 84), (30, 64), (28, 52), (55, 80))[kind]
    head = int(rng.integers(youngest, oldest + 1))
    family = [(head, bool(rng.random() < 0.45))]
    if rng.random() < (0.45, 0.9, 0.85, 0.6)[kind]:
        family.append((max(20, head + int(rng.integers(-6, 5))), not family[0][1]))
    if kind == 2:
        family += _children(rng, head, 1 + int(rng.integers(0, 3)))
    if kind == 3:
        parent = head - int(rng.integers(20, 30))
        family.append((parent, bool(rng.random() < 0.5)))
        if rng.random() < 0.6:
            family.append((parent + int(rng.integers(-4, 4)), not family[-1][1]))
        family += _children(rng, parent, int(rng.integers(0, 3)))
    return family


def _children(rng: np.random.Generator, parent: int, number: int) -> list[tuple[int, bool]]:
    return [
        (max(0, parent - int(rng.integers(20, 34))), bool(rng.random() < 0.51))
        for _ in range(number)
    ]


def person_rows(rng: np.random.Generator, sample: Sample, people: People) -> list[dict[str, Cell]]:
    """One row per person and round of the households that answered."""
    home = people.household
    ages = people.age + np.arange(len(ROUNDS))[:, None]
    answers = _answers(rng, sample, people, ages)
    return [
        {
            "household_id": household_id(sample, int(home[j])),
            "round": year,
            "person_id": int(people.number[j]),
            "sex": "male" if people.male[j] else "female",
            "age": int(ages[t, j]),
            **{column: cells[t][j] for column, cells in answers.items()},
        }
        for t, year in enumerate(ROUNDS)
        for j in np.flatnonzero(sample.answered[t, home]).tolist()
    ]


def _answers(
    rng: np.random.Generator, sample: Sample, people: People, ages: Integers
) -> dict[str, list[list[Cell]]]:
    """Column → round → person; empty where a question is not for the person or has no answer."""
    home, m = people.household, len(people.household)
    stays = np.where(ages < 15, 0.985, chance(1.8 + sample.wellbeing[:, home]))
    health = sample.goal("health")[:, home]
    ill = luck(rng, m, lasts=0.97) < chance((ages - 64) / 9.0)
    everyone = np.full(ages.shape, True)
    young = (ages >= 10) & (ages <= 24)
    smoking = ("smokes", "quit", "never"), (0.36, 0.15)
    drinking = ("weekly", "sometimes", "never"), (0.26, 0.33)
    questions = {
        "in_school": (words(luck(rng, m) < stays), (ages >= 6) & (ages <= 24)),
        "youth_activity": (_goes_well(rng, sample.goal("youth")[:, home] + 0.6), young),
        "elder_visited": (_goes_well(rng, sample.goal("elders")[:, home] + 0.2), ages >= 60),
        "smoking": (_habit(rng, people.male, health, *smoking), ages >= 15),
        "drinking": (_habit(rng, people.male, health, *drinking), ages >= 15),
        "chronic_illness": (words(ill), everyone),
        "regular_care": (_goes_well(rng, health + 0.8), ill),
    }
    return {
        column: np.where(asked & (rng.random(ages.shape) > _UNANSWERED), cells, "").tolist()
        for column, (cells, asked) in questions.items()
    }


def _goes_well(rng: np.random.Generator, log_odds: Floats) -> npt.NDArray[np.str_]:
    return words(luck(rng, log_odds.shape[1]) < chance(log_odds))


def _habit(
    rng: np.random.Generator,
    male: Booleans,
    health: Floats,
    kinds: tuple[str, str, str],
    shares: tuple[float, float],
) -> npt.NDArray[np.str_]:
    """One of three words, from the unhealthiest; women and healthy households have it less.

    ``shares`` are those of the first two words among men where health is middling.
    """
    draw = luck(rng, len(male), lasts=0.9)
    scale = np.minimum(np.where(male, 1.0, 0.12) * 2 * chance(1.2 - health), 1.6)
    worst, middle = shares[0] * scale, np.minimum(sum(shares) * scale, 0.97)
    return np.where(draw < worst, kinds[0], np.where(draw < middle, kinds[1], kinds[2]))
