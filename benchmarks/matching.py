"""How long it takes to find out who can help whom, and how much better it is than a greedy way.

A network of 14 communities × 9 practices and a country of 7,255 × 30, drawn from a seed: levels
herd in the middle, who is good at one thing is rather good at others, six in ten of those at level
4 or above are willing. Between them 500 × 30 of which nothing but levels is known, so that nearly
all pairs are as good as others. Each scale runs in a process of its own. Beside it the greedy
matching: the best pair first, then the best that still fits. Run ``python
benchmarks/matching.py``; exit code 1 where a bound is missed.
"""

from __future__ import annotations

import argparse
import datetime
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np

from ruamsuk.matching import (
    Community,
    Exchange,
    Offer,
    Policy,
    Proposal,
    Request,
    Slot,
    Topic,
    propose,
    schedule,
)
from ruamsuk.matching.auction import total
from ruamsuk.matching.candidates import Hands, blocks
from ruamsuk.matching.ground import Ground
from ruamsuk.matching.worth import worth

SEED = 20261122
SCALES = {"network": (14, 9), "untold": (500, 30), "country": (7255, 30)}
RUNS = {"network": 9, "untold": 1, "country": 1}
MOST_SECONDS = {"network": 0.2, "untold": 5.0, "country": 60.0}
MOST_GAP = {"network": 0.0, "untold": 0.01, "country": 0.01}
MOST_GB = 4.0
WEST = (13.2, 14.8, 98.9, 100.0, 3.3)
THAILAND = (6.0, 20.0, 98.0, 105.0, 2.9)
"""South, north, west, east, and the level about which practices lie."""


def exchange(communities: int, topics: int) -> Exchange:
    """Draw a network; a small one lies in the western provinces."""
    rng = np.random.default_rng(SEED)
    south, north, west, east, mean = WEST if communities < 100 else THAILAND
    shared, own = (rng.normal(mean, 0.8, (communities, n)) for n in (1, topics))
    level = np.clip(np.round((shared + own) / 2 + rng.normal(0, 0.4, own.shape)), 1, 5)
    wish = np.minimum(5, level + rng.integers(0, 3, level.shape))
    words = [f"w{i}" for i in range(15)]

    def some(share: float) -> frozenset[str]:
        return frozenset(word for word in words if rng.random() < share)

    people = tuple(
        Community(
            f"{i:06d}",
            size=int(rng.lognormal(8.5, 0.6)),
            livelihoods=some(0.2),
            conditions=some(0.3),
            latitude=float(rng.uniform(south, north)),
            longitude=float(rng.uniform(west, east)),
            visits=6,
            guests=8,
        )
        for i in range(communities)
    )
    subjects = tuple(Topic(f"p{j:02d}") for j in range(topics))
    cells = [(i, j) for i in range(communities) for j in range(topics)]
    requests = tuple(
        Request(people[i].code, subjects[j].code, float(level[i, j]), float(wish[i, j]))
        for i, j in cells
        if wish[i, j] > level[i, j]
    )
    offers = tuple(
        Offer(
            people[i].code,
            subjects[j].code,
            float(level[i, j]),
            int(rng.integers(1, 5)),
            bool(rng.random() < 0.6),
            int(rng.integers(0, 4)),
            some(0.2),
        )
        for i, j in cells
        if level[i, j] >= 4
    )
    return Exchange(people, subjects, requests, offers)


def untold(brought: Exchange) -> Exchange:
    """The same where communities told nothing about themselves but their levels."""
    nothing: dict[str, Any] = {
        "size": None,
        "livelihoods": frozenset(),
        "conditions": frozenset(),
        "latitude": None,
        "longitude": None,
    }
    people = tuple(replace(one, **nothing) for one in brought.communities)
    offers = tuple(replace(one, because=frozenset()) for one in brought.offers)
    return replace(brought, communities=people, offers=offers)


def greedy(brought: Exchange, policy: Policy) -> dict[str, float]:
    """The best pair first: pairs, need met, kilometres and worth."""
    ground = Ground(brought, policy)
    none = np.zeros((0, 2), np.int64)
    rows, columns, values = [], [], []
    for block in blocks(ground, Hands(none, none, none[:, 0])):
        row, column = np.nonzero(block.near(ground) & (block.value > 0))
        rows.append(block.requests[row].astype(np.int32))
        columns.append(block.offers[column].astype(np.int32))
        values.append(block.value[row, column])
    request, offer, value = map(np.concatenate, (rows, columns, values))
    order = np.lexsort((offer, request, -value))
    room = Counter({("offer", o): int(n) for o, n in enumerate(ground.capacity)})
    room |= Counter({("visits", c): int(n) for c, n in enumerate(ground.visits)})
    room |= Counter({("guests", c): int(n) for c, n in enumerate(ground.guests)})
    met: dict[int, tuple[int, float]] = {}
    seeker, giver = ground.seeker.tolist(), ground.giver.tolist()
    for at in order.tolist():
        r, o = int(request[at]), int(offer[at])
        needed = ("offer", o), ("visits", seeker[r]), ("guests", giver[o])
        if r not in met and all(room[key] > 0 for key in needed):
            met[r] = o, float(value[at])
            room.subtract(needed)
    return _figures(ground, met)


def _figures(ground: Ground, met: dict[int, tuple[int, float]]) -> dict[str, float]:
    figures = [worth(ground, np.array([r]), np.array([o])) for r, (o, _) in met.items()]
    requests = np.array(list(met))
    offers = np.array([o for o, _ in met.values()])
    values = np.array([v for _, v in met.values()])
    return {
        "pairs": len(met),
        "need": sum(float(f.gap[0, 0]) for f in figures),
        "km": sum(float(f.km[0, 0]) for f in figures),
        "value": total(ground, values, requests, offers),
        "visited": len(set(ground.seeker[requests].tolist())),
    }


def measure(scale: str) -> dict[str, object]:
    """One scale: seconds, memory, gap, and the greedy way beside it."""
    brought = exchange(*SCALES[scale])
    if scale == "untold":
        brought = untold(brought)
    seconds: list[float] = []
    busy = time.process_time()
    for _ in range(RUNS[scale]):
        began = time.perf_counter()
        proposal = propose(brought)
        seconds.append(time.perf_counter() - began)
    busy = (time.process_time() - busy) / RUNS[scale]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return {
        "seconds": float(np.median(seconds)),
        "first": seconds[0],
        "processor": busy,
        "memory": memory,
        "gap": proposal.proof.gap,
        "method": proposal.proof.method,
        "optimal": proposal.proof.optimal,
        "asked": len(brought.requests),
        "offered": len(brought.offers),
        "possible": proposal.proof.pairs,
        "best": {
            "pairs": len(proposal.pairs),
            "need": proposal.need_met,
            "km": proposal.km,
            "value": proposal.proof.value,
            "visited": sum(n > 0 for n in proposal.balance.visits.values()),
        },
        "greedy": greedy(brought, Policy()),
        "calendar": dates(proposal),
    }


def dates(proposal: Proposal) -> dict[str, object]:
    """Meetings on twelve Saturdays, morning and afternoon."""
    first = datetime.date(2027, 1, 9)
    weeks = [first + datetime.timedelta(weeks=week) for week in range(12)]
    found = schedule(proposal, [Slot(day, number) for day in weeks for number in (1, 2)])
    return {
        "seconds": found.seconds,
        "meetings": len(proposal.meetings),
        "placed": len(found.placed),
        "guests": found.guests,
        "bound": found.bound,
        "optimal": found.optimal,
    }


def report(scale: str, found: dict[str, object]) -> bool:
    """Print one scale; whether it keeps its bounds."""
    best, rough, days = found["best"], found["greedy"], found["calendar"]
    assert isinstance(best, dict) and isinstance(rough, dict) and isinstance(days, dict)
    communities, topics = SCALES[scale]
    print(f"\n{communities:,} communities × {topics} practices: {found['asked']:,} requests,")
    print(f"  {found['offered']:,} offers, {found['possible']:,} pairs that come into question")
    print(
        f"  {found['seconds']:.3f} s (first {found['first']:.3f}; {found['processor']:.3f} of one "
        f"processor), {found['memory']:.2f} GB,",
        end=" ",
    )
    print(f"{found['method']}, optimal: {found['optimal']}, gap {found['gap']:.2e}")
    for name, way in (("best", best), ("greedy", rough)):
        each = way["km"] / max(way["pairs"], 1)
        print(
            f"  {name:7} {way['pairs']:7,} pairs {way['need']:9,.0f} steps {way['km']:11,.0f} km "
            f"({each:.1f} a pair) worth {way['value']:,.1f}, communities served {way['visited']:,}"
        )
    print(
        f"  calendar: {days['placed']:,} of {days['meetings']:,} meetings, {days['guests']:,} of "
        f"at most {days['bound']:,} guests, optimal: {days['optimal']}, {days['seconds']:.2f} s"
    )
    return (
        float(str(found["seconds"])) <= MOST_SECONDS[scale]
        and float(str(found["gap"])) <= MOST_GAP[scale]
        and float(str(found["memory"])) <= MOST_GB
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", choices=SCALES, help="measure one, and print it as JSON")
    options = parser.parse_args()
    if options.scale:
        print(json.dumps(measure(options.scale)))
        return
    kept = []
    for scale in SCALES:
        command = [sys.executable, __file__, "--scale", scale]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        kept.append(report(scale, json.loads(done.stdout)))
    sys.exit(not all(kept))


if __name__ == "__main__":
    main()
