"""The answers of the example's households."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ruamsuk.example.places import COMMUNITIES
from ruamsuk.example.simulation import ROUNDS, Booleans, Floats, Sample, chance, luck, words

Cell = str | int | float | bool | None
Answers = dict[str, list[list[Cell]]]  # column → round → household

# How many of 100 do not answer a question; money is what people would rather not tell.
_UNANSWERED = {
    "overdue_debt": 0.8,
    "total_debt": 4,
    "accounts": 0.5,
    "monthly_income": 11,
    "drinking_water": 0.3,
    "water_months": 0.5,
    "forest_days": 0.5,
    "trees_planted": 3,
    "income_sources": 0.5,
    "trust_in_leaders": 1,
    "meetings": 0.8,
    "funds": 0.5,
}


def answer_households(rng: np.random.Generator, sample: Sample) -> Answers:
    """Every household's answer to every question in every round; None where there is none."""
    answers: Answers = {}
    for part in (_debt, _water, _forest, _livelihood, _leaders, _funds):
        answers |= part(rng, sample)
    n = len(sample.house)
    for column, per_hundred in _UNANSWERED.items():
        silent = rng.random((len(ROUNDS), n)) < per_hundred / 100
        answers[column] = [
            [None if hush else cell for cell, hush in zip(row, hushes, strict=True)]
            for row, hushes in zip(answers[column], silent, strict=True)
        ]
    return answers


def household_rows(sample: Sample, answers: Answers) -> list[dict[str, Cell]]:
    """One row per household that answered in a round, with place and design columns.

    The weight is households in the village ÷ households that answered there in the round.
    """
    rows: list[dict[str, Cell]] = []
    for t, year in enumerate(ROUNDS):
        codes, counts = np.unique(sample.village[sample.answered[t]], return_counts=True)
        answered = dict(zip(codes.tolist(), counts.tolist(), strict=True))
        for i in np.flatnonzero(sample.answered[t]).tolist():
            code = COMMUNITIES[sample.community[i]].code
            village = str(sample.village[i])
            in_village = int(sample.in_village[i])
            rows.append(
                {
                    "household_id": household_id(sample, i),
                    "round": year,
                    "province": code[:2],
                    "district": code[:4],
                    "community": code,
                    "village": village,
                    "households_in_village": in_village,
                    "weight": round(in_village / answered[village], 6),
                    **{column: values[t][i] for column, values in answers.items()},
                }
            )
    return rows


def household_id(sample: Sample, i: int) -> str:
    """Village code and number of the house: ``70070401-017``."""
    return f"{sample.village[i]}-{int(sample.house[i]):03d}"


def _table(make: Callable[[int, int], Cell], shape: tuple[int, ...]) -> list[list[Cell]]:
    return [[make(t, i) for i in range(shape[1])] for t in range(shape[0])]


def _reaches(rng: np.random.Generator, odds: Floats, ease: float = 0.0) -> Booleans:
    """Who reaches a goal: with the chance of its log odds, moved by ``ease``."""
    reached: Booleans = luck(rng, odds.shape[1]) < chance(odds + ease)
    return reached


def _between(draw: float, low: int, high: int) -> int:
    """A whole number low … high, each as likely, from a uniform draw."""
    return low + int(draw * (high - low + 1))


def _debt(rng: np.random.Generator, sample: Sample) -> Answers:
    odds = sample.goal("debt")
    n = odds.shape[1]
    owes = luck(rng, n, lasts=0.9) < chance(1.0 - 0.3 * sample.wellbeing)
    on_time = _reaches(rng, odds, -0.25)
    debts = np.round(np.exp(11.3 + 0.9 * rng.standard_normal((len(ROUNDS), n))), -3)
    late = np.round(debts * (0.05 + 0.4 * rng.random((len(ROUNDS), n))), -2)
    monthly = luck(rng, n)
    keeps = chance(odds - 0.4)
    incomes = np.round(
        np.exp(
            np.log(13_800)
            + 0.04 * np.arange(len(ROUNDS))[:, None]
            + 0.30 * sample.wellbeing
            + 0.40 * rng.standard_normal(n)
        ),
        -2,
    )

    def accounts(t: int, i: int) -> Cell:
        if monthly[t, i] < keeps[t, i]:
            return "monthly"
        return "sometimes" if monthly[t, i] < (1 + keeps[t, i]) / 2 else "never"

    def overdue(t: int, i: int) -> Cell:
        if not owes[t, i]:
            return None
        return 0 if on_time[t, i] else int(late[t, i])

    return {
        "has_debt": words(owes).tolist(),
        "total_debt": _table(lambda t, i: int(debts[t, i]) if owes[t, i] else None, odds.shape),
        "overdue_debt": _table(overdue, odds.shape),
        "accounts": _table(accounts, odds.shape),
        "monthly_income": _table(lambda t, i: int(incomes[t, i]), odds.shape),
    }


def _water(rng: np.random.Generator, sample: Sample) -> Answers:
    odds = sample.goal("water")
    clean, enough = _reaches(rng, odds), _reaches(rng, odds, -0.5)
    kind, months = luck(rng, odds.shape[1]), rng.random(odds.shape)

    def source(t: int, i: int) -> Cell:
        kinds = ("tap", "filtered", "bottled") if clean[t, i] else ("rain", "rain", "pond")
        return kinds[int(kind[t, i] * 3)]

    def enough_months(t: int, i: int) -> Cell:
        return _between(months[t, i], 10, 12) if enough[t, i] else _between(months[t, i], 4, 9)

    return {
        "drinking_water": _table(source, odds.shape),
        "water_months": _table(enough_months, odds.shape),
    }


def _forest(rng: np.random.Generator, sample: Sample) -> Answers:
    odds = sample.goal("forest")
    cares = _reaches(rng, odds)
    days, trees = rng.random(odds.shape), rng.random(odds.shape)

    def forest_days(t: int, i: int) -> Cell:
        return 2 + int(-3 * np.log(1 - days[t, i])) if cares[t, i] else _between(days[t, i], 0, 1)

    def planted(t: int, i: int) -> Cell:
        return int(-(9 if cares[t, i] else 3) * np.log(1 - trees[t, i]))

    return {
        "forest_days": _table(forest_days, odds.shape),
        "trees_planted": _table(planted, odds.shape),
    }


def _livelihood(rng: np.random.Generator, sample: Sample) -> Answers:
    odds = sample.goal("livelihood")
    several, spread = _reaches(rng, odds), rng.random(odds.shape)
    farms = luck(rng, odds.shape[1], lasts=0.97) < 0.58
    chemicals = words(~_reaches(rng, odds, -0.2)).tolist()

    def sources(t: int, i: int) -> Cell:
        return _between(spread[t, i] ** 2, 2, 5) if several[t, i] else int(spread[t, i] > 0.05)

    return {
        "income_sources": _table(sources, odds.shape),
        "farms": words(farms).tolist(),
        "uses_chemicals": _table(lambda t, i: chemicals[t][i] if farms[t, i] else None, odds.shape),
    }


def _leaders(rng: np.random.Generator, sample: Sample) -> Answers:
    odds = sample.goal("leaders")
    trusts, comes = _reaches(rng, odds), _reaches(rng, odds, -0.2)
    points, times = rng.random(odds.shape), rng.random(odds.shape)

    def trust(t: int, i: int) -> Cell:
        low, high = (4, 5) if trusts[t, i] else (1, 3)
        return _between(np.sqrt(points[t, i]), low, high)

    def meetings(t: int, i: int) -> Cell:
        return _between(times[t, i] ** 2, 3, 12) if comes[t, i] else _between(times[t, i], 0, 2)

    return {
        "trust_in_leaders": _table(trust, odds.shape),
        "meetings": _table(meetings, odds.shape),
    }


def _funds(rng: np.random.Generator, sample: Sample) -> Answers:
    odds = sample.goal("funds")
    joined = {
        "savings": _reaches(rng, odds),
        "welfare": _reaches(rng, odds, -0.6),
        "village": _reaches(rng, odds, -1.5),
    }

    def funds(t: int, i: int) -> Cell:
        return " ".join(name for name, member in joined.items() if member[t, i]) or "none"

    return {"funds": _table(funds, odds.shape)}
