"""How fast the web application answers, imports and computes, on SQLite and on PostgreSQL.

A network of 14 communities × 2,000 households × 40 indicators × 3 rounds, made through the same
verbs that people use. Every figure stands beside its aim. Run ``python benchmarks/web.py``, and
``scripts/with-postgres python benchmarks/web.py`` for PostgreSQL. ``--quick`` tries everything at a
small size and judges nothing.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import numpy as np

VILLAGES = 10
RUNS = 30
LABELS = ("2567", "2568", "2569")
AIM_MS, AIM_KB = 150, 100


@dataclass(frozen=True)
class Sizes:
    """How much is made and how often it is asked.

    Attributes:
        communities: communities of the network.
        households: households of each, in each round.
        indicators: indicators of the framework.
        rows, columns: of the table that is imported.
        runs: requests of each page.
    """

    communities: int = 14
    households: int = 2000
    indicators: int = 40
    rows: int = 30_000
    columns: int = 60
    runs: int = RUNS


QUICK = Sizes(communities=2, households=60, indicators=9, rows=200, columns=12, runs=2)


def framework(indicators: int) -> dict[str, object]:
    """Nine goals that share the indicators, with an index."""
    goals: list[dict[str, object]] = [
        {"id": f"goal-{g}", "title": f"Goal {g}", "indicators": []} for g in range(9)
    ]
    for j in range(indicators):
        row = {
            "id": f"i{j:02d}",
            "title": f"Indicator {j}",
            "achieved": f"d{j:02d}",
            "target": 80,
            "bands": [40, 55, 70, 85],
        }
        goals[j % 9]["indicators"].append(row)  # type: ignore[attr-defined]
    return {
        "framework": "benchmark",
        "title": {"th": "กรอบทดลอง", "en": "Benchmark"},
        "variables": {f"d{j:02d}": {"type": "boolean"} for j in range(indicators)},
        "goals": goals,
        "index": {"kind": "alkire-foster", "cutoff": "1/3"},
    }


def table(code: str, rows: int, columns: int, seed: int) -> bytes:
    """A CSV of households with yes and no in every column."""
    rng = np.random.default_rng(seed)
    ease = rng.uniform(0.3, 0.9, columns)
    answers = rng.random((rows, columns)) < ease
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["household_id", "village", *(f"d{j:02d}" for j in range(columns))])
    for i, row in enumerate(answers.tolist()):
        village = f"{code}{i % VILLAGES + 1:02d}"
        writer.writerow([f"{code}-{i:06d}", village, *("yes" if x else "no" for x in row)])
    return text.getvalue().encode()


def network(sizes: Sizes) -> Iterator[tuple[str, float, str]]:
    """Make the network; tell how long its imports and its computations took."""
    from ruamsuk.communities.models import Community, Membership, Network, Tambon, Village
    from ruamsuk.indicators.actions import close_poll, open_poll, propose, start
    from ruamsuk.lib.text import LocalText
    from ruamsuk.results.actions.compute import start_computation
    from ruamsuk.results.actions.rounds import open_round

    person = _user("coordinator")
    net = Network.objects.create(slug="bench", name=LocalText("ทดลอง", "Benchmark"))
    Membership.objects.create(user=person, network=net, role="coordinator")
    version = start(person, net, framework(sizes.indicators))
    propose(person, version)
    close_poll(person, open_poll(person, version, "hands", "majority"), yes=1)
    version.refresh_from_db()
    began = time.perf_counter()
    for number, tambon in enumerate(Tambon.objects.all()[: sizes.communities]):
        place = Community.objects.create(
            slug=tambon.code, name=LocalText(tambon.name_th), tambon=tambon, network=net
        )
        Membership.objects.create(user=person, community=place, role="coordinator")
        Village.objects.bulk_create(
            Village(
                community=place, code=f"{tambon.code}{v + 1:02d}", name=LocalText(f"หมู่ {v + 1}")
            )
            for v in range(VILLAGES)
        )
        for t, label in enumerate(LABELS):
            round_ = open_round(
                person, place, year=2024 + t, label=label, version=version, design={"sample": True}
            )
            data = table(tambon.code, sizes.households, sizes.indicators, 100 * number + t)
            bring_in(person, round_, data)
    count = sizes.communities * len(LABELS)
    yield f"{count} imports of {sizes.households:,} rows", time.perf_counter() - began, ""
    began = time.perf_counter()
    for place in net.communities.all():
        start_computation(person, place, version)
    _work()
    seconds = time.perf_counter() - began
    yield f"computing {count} rounds ({sizes.communities} communities)", seconds, ""
    yield "  of these, each round of the network", seconds / len(LABELS), "aim ≤ 5 s"


def bring_in(person: object, round_: object, data: bytes) -> None:
    """A table from file to applied."""
    from ruamsuk.results.actions.imports import apply, bring, match_columns

    made, _new = bring(person, round_, "household", "table.csv", data, sheet="", how="")  # type: ignore[arg-type]
    _work()
    made.refresh_from_db()
    if made.state == made.State.MAPPING:
        match_columns(person, made, made.columns)  # type: ignore[arg-type]
        _work()
        made.refresh_from_db()
    assert made.state == made.State.READY, (made.state, made.problems[:3])
    assert apply(person, made)  # type: ignore[arg-type]


def large_import(sizes: Sizes) -> Iterator[tuple[str, float, str]]:
    """One large table, and how much the process grew by it."""
    from ruamsuk.communities.models import Community, Membership, Tambon, Village
    from ruamsuk.indicators.actions import close_poll, open_poll, propose, start
    from ruamsuk.lib.text import LocalText
    from ruamsuk.results.actions.rounds import open_round

    person = _user("importer")
    tambon = Tambon.objects.order_by("-code")[0]
    place = Community.objects.create(slug="large", name=LocalText("ใหญ่"), tambon=tambon)
    Membership.objects.create(user=person, community=place, role="coordinator")
    for v in range(VILLAGES):
        Village.objects.create(community=place, code=f"{tambon.code}{v + 1:02d}")
    version = start(person, place, framework(sizes.columns))
    propose(person, version)
    close_poll(person, open_poll(person, version, "hands", "majority"), yes=1)
    version.refresh_from_db()
    small = open_round(person, place, year=2024, label="small", version=version)
    bring_in(person, small, table(tambon.code, 50, sizes.columns, 1))  # loads what is loaded once
    round_ = open_round(person, place, year=2025, label="large", version=version)
    data = table(tambon.code, sizes.rows, sizes.columns, 2)
    before = _peak()
    began = time.perf_counter()
    bring_in(person, round_, data)
    seconds = time.perf_counter() - began
    yield f"import of {sizes.rows:,} × {sizes.columns}", seconds, "aim ≤ 10 s"
    yield "  growth of the process, MB", _peak() - before, "aim ≤ 150 MB"


def pages(sizes: Sizes) -> Iterator[str]:
    """p50, p95, queries and gzipped size of the main pages."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from ruamsuk.accounts.models import User
    from ruamsuk.communities.models import Community

    import_module("ruamsuk.web.wsgi")  # as the server loads it
    slug = Community.objects.filter(network__slug="bench").order_by("slug")[0].slug
    client = Client(headers={"host": "localhost"})
    client.force_login(
        User.objects.get(username="coordinator"), "django.contrib.auth.backends.ModelBackend"
    )
    addresses = {
        "home": "/",
        "communities": "/communities/",
        "network": "/n/bench/",
        "community": f"/c/{slug}/",
        "goal": f"/c/{slug}/goals/goal-1/",
        "indicator": f"/c/{slug}/indicators/i01/",
        "index": f"/c/{slug}/index/",
        "rounds": f"/c/{slug}/rounds/",
        "round": f"/c/{slug}/rounds/2569/",
        "search": "/search/?q=Indicator",
    }
    yield f"{'page':14} {'p50':>9} {'p95':>9} {'queries':>8} {'gzipped':>9}"
    for name, address in addresses.items():
        client.get(address)  # what is loaded once is not counted
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
        assert response.status_code == 200, (name, response.status_code)
        queries = len(captured)
        times = []
        for _ in range(sizes.runs):
            began = time.perf_counter()
            client.get(address)
            times.append((time.perf_counter() - began) * 1000)
        p50, p95 = statistics.median(times), float(np.percentile(times, 95))
        size = len(gzip.compress(response.content)) / 1024
        missed = "" if p95 <= AIM_MS and size <= AIM_KB else "  MISS"
        yield (f"{name:14} {p50:6.1f} ms {p95:6.1f} ms {queries:8} {size:6.1f} KB{missed}")


def memory(port: int = 8765) -> Iterator[str]:
    """What the server and its worker take once they answer."""
    command = [Path(sys.executable).with_name("ruamsuk"), "serve", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=1)
                break
            except OSError:
                time.sleep(0.1)
        time.sleep(2)
        whole = {p: _resident(p) for p in _family(process.pid)}
        yield (
            f"memory once it answers: {sum(whole.values()):.0f} MB in {len(whole)} processes "
            f"(aim ≤ 250 MB)"
        )
    finally:
        process.terminate()
        process.wait()


def _family(pid: int) -> list[int]:
    threads = Path(f"/proc/{pid}/task").iterdir()
    children = [child for t in threads for child in (t / "children").read_text().split()]
    return [pid, *(one for child in children for one in _family(int(child)))]


def _resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _peak() -> float:
    """Peak resident memory of this process so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _user(name: str) -> object:
    from ruamsuk.accounts.models import User

    return User.objects.create(username=name, display_name=name)


def _work() -> None:
    from django.core.management import call_command

    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def main() -> None:
    """Make the network, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    sizes = QUICK if parser.parse_args().quick else Sizes()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RUAMSUK_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "ruamsuk.web.settings"
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("prepare")
        print(f"{connection.vendor}, {os.cpu_count()} processors")
        for what, value, aim in [*large_import(sizes), *network(sizes)]:
            print(f"{what:48} {value:9.2f}  {aim}", flush=True)
        for line in [*pages(sizes), *memory()]:
            print(line, flush=True)


if __name__ == "__main__":
    main()
