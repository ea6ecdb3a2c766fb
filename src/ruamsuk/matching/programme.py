"""The exact solution: an integer programme solved by HiGHS, with its proof.

    maximise  Σ value_p x_p  +  Σ_g Σ_n reward_g(n) y_gn  +  fairness Σ_s a_s
    where     Σ x over the pairs of a request ≤ 1          each request is met once at most
              Σ x over the pairs of a kind = Σ z_o          guests of the offers of that kind,
                                                            0 ≤ z ≤ capacity on the topic
              Σ z over the offers of a giver = Σ_n y_gn     its n-th guest, 0 ≤ y ≤ 1
              a_s ≤ Σ x over the pairs of a seeker ≤ visits

Offers of one kind are worth the same to everybody, say where nobody has told where they live: then
a request chooses a kind, and who of that kind receives it makes no difference.

Every column stands in rows that form a network from seekers to givers, so the vertices of the
relaxation are whole numbers and one linear programme mostly suffices; x is declared to be whole
all the same, and HiGHS proves it. Generalised assignment with concave loads: Ahuja, Magnanti and
Orlin (1993), Network Flows, chapters 11 and 14; HiGHS: Huangfu and Hall (2018),
doi:10.1007/s12532-017-0130-5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ruamsuk.matching.ground import Flags, Floats, Ground, Ints

SEED = 1


class Entries(NamedTuple):
    """What is not nought in a matrix, (N,) each; no place twice."""

    row: Ints
    column: Ints
    value: Floats


@dataclass(frozen=True, slots=True)
class Solved:
    """A solution of a programme.

    Attributes:
        x: values of the columns.
        optimal: whether HiGHS proved that there is none better.
        bound: the greatest that there can be.
    """

    x: Floats
    optimal: bool
    bound: float


def solve(
    gain: Floats,
    upper: Floats,
    lower: Floats,
    whole: Flags,
    rows: Entries,
    limits: tuple[Floats, Floats],
    seconds: float = np.inf,
) -> Solved:
    """Maximise ``gain · x`` with ``limits[0] ≤ rows · x ≤ limits[1]``, the same way every time.

    Args:
        gain: (C,) what each column is worth.
        upper: (C,) greatest value of each column.
        lower: (C,) least value of each column.
        whole: (C,) whether a column must be a whole number.
        rows: the matrix of R rows.
        limits: (R,) least and most of each row.
        seconds: time to stop at.
    """
    import highspy  # slow to import, and most who start never match

    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("parallel", "off"),
        ("random_seed", SEED),
        ("mip_rel_gap", 0.0),
        ("time_limit", seconds),
    ):
        highs.setOptionValue(option, value)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(gain), len(limits[0])
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_, model.col_lower_, model.col_upper_ = gain, lower, upper
    model.row_lower_, model.row_upper_ = limits
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    order = np.lexsort((rows.column, rows.row))
    each = np.bincount(rows.row, minlength=model.num_row_)
    model.a_matrix_.start_ = np.append(0, np.cumsum(each))
    model.a_matrix_.index_ = rows.column[order]
    model.a_matrix_.value_ = rows.value[order]
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    model.integrality_ = [kinds[int(w)] for w in whole]
    highs.passModel(model)
    highs.run()
    optimal = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    x = np.array(highs.getSolution().col_value)
    info = highs.getInfo()
    bound = info.mip_dual_bound if whole.any() else info.objective_function_value
    return Solved(x, optimal, float(bound))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs to choose from, (P,) each.

    Attributes:
        request: number of the request.
        offer: number of the offer; of offers of one kind, the first.
        value: what the pair is worth.
        locked: whether it must be chosen.
    """

    request: Ints
    offer: Ints
    value: Floats
    locked: Flags


def match(ground: Ground, choice: Pairs, kind: Ints | None = None) -> tuple[Ints, float, bool]:
    """(R,) offer of each request or −1, the bound, and whether it is proven to be the best.

    Args:
        ground: everything that is asked and offered.
        choice: pairs to choose from.
        kind: (O,) first offer of the kind of each offer; by default each is of its own.
    """
    chosen = np.full(len(ground.requests), -1)
    if not len(choice.request):
        return chosen, 0.0, True
    kind = np.arange(len(ground.offers)) if kind is None else kind
    offers = np.flatnonzero(np.isin(kind, choice.offer))
    asked = np.bincount(choice.offer, minlength=len(kind))[kind]
    most = np.minimum(ground.capacity, asked)[offers]
    unit_giver, unit_gain = _units(ground, offers, most)
    seeker = ground.seeker[choice.request]
    asking = np.unique(seeker)
    sizes = (len(choice.request), len(offers), len(unit_giver), len(asking))
    pair, place, unit, first = np.split(np.arange(sum(sizes)), np.cumsum(sizes)[:-1])
    gain = np.zeros(sum(sizes))
    gain[pair], gain[unit], gain[first] = choice.value, unit_gain, ground.policy.fairness
    upper, lower = np.ones(sum(sizes)), np.zeros(sum(sizes))
    upper[place], lower[pair] = most, choice.locked
    rows = _Rows()
    rows.add(choice.request, pair, upper=1)
    rows.add(choice.offer, pair, (kind[offers], place), lower=0, upper=0)
    rows.add(ground.giver[offers], place, (unit_giver, unit), lower=0, upper=0)
    rows.add(seeker, pair, upper=ground.visits)
    rows.add(seeker, pair, (asking, first), lower=0, upper=np.inf)
    whole = np.arange(sum(sizes)) < len(pair) + len(place)
    solved = solve(gain, upper, lower, whole, *rows.done())
    taken = np.flatnonzero(solved.x[pair] > 0.5)
    guests = np.rint(solved.x[place]).astype(np.int64)
    chosen[choice.request[taken]] = _shared_out(choice.offer[taken], kind, offers, guests)
    return chosen, solved.bound, solved.optimal


def _shared_out(wanted: Ints, kind: Ints, offers: Ints, guests: Ints) -> Ints:
    """Who receives each request that goes to a kind: one offer after the other is filled."""
    places = np.repeat(offers, guests)
    found = np.empty(len(wanted), np.int64)
    by_kind = places[np.argsort(kind[places], kind="stable")]
    found[np.argsort(wanted, kind="stable")] = by_kind
    return found


def _units(ground: Ground, offers: Ints, guests: Ints) -> tuple[Ints, Floats]:
    """Givers repeated once for each guest they may have, and what that guest adds."""
    most = np.zeros(len(ground.communities), np.int64)
    np.add.at(most, ground.giver[offers], guests)
    most = np.minimum(most, ground.guests)
    unit_giver = np.repeat(np.arange(len(most)), most)
    number = np.arange(len(unit_giver)) - np.repeat(np.cumsum(most) - most, most)
    return unit_giver, reward(ground, unit_giver, number)


def reward(ground: Ground, giver: Ints, number: Ints) -> Floats:
    """What the guest of that number (from 0) adds to a giver: fairness at first, then its load."""
    turn = ground.policy.fairness * ground.both[giver] * (number == 0)
    gained: Floats = turn - ground.policy.load * number
    return gained


class _Rows:
    """Rows of a programme, collected kind by kind."""

    def __init__(self) -> None:
        self.blocks: list[Entries] = []
        self.lower: list[Floats] = []
        self.upper: list[Floats] = []

    def add(
        self,
        key: Ints,
        at: Ints,
        minus: tuple[Ints, Ints] | None = None,
        lower: float = -np.inf,
        upper: float | Ints = np.inf,
    ) -> None:
        """One row for each key: the sum of its columns, less those of ``minus``, within limits.

        A limit that is an array is given by key.
        """
        keys, row = np.unique(key, return_inverse=True)
        column, sign = at, np.ones(len(at))
        if minus is not None:
            row = np.append(row, np.searchsorted(keys, minus[0]))
            column = np.append(column, minus[1])
            sign = np.append(sign, -np.ones(len(minus[1])))
        before = sum(len(one) for one in self.lower)
        self.blocks.append(Entries(before + row, column, sign))
        self.lower.append(np.full(len(keys), float(lower)))
        limit = upper[keys] if isinstance(upper, np.ndarray) else upper
        self.upper.append(np.broadcast_to(np.asarray(limit, float), len(keys)))

    def done(self) -> tuple[Entries, tuple[Floats, Floats]]:
        """The matrix and its limits."""
        matrix = Entries(*(np.concatenate(parts) for parts in zip(*self.blocks, strict=True)))
        return matrix, (np.concatenate(self.lower), np.concatenate(self.upper))
