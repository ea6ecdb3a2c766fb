"""A hall full of phones: does every vote arrive once, and how soon does the wall show it?

The server is the one that ``ruamsuk serve`` runs, in a process of its own; the phones and the
projector ask it over sockets, as their scripts do, from this process on the same machine. First all
phones join and vote on a practice within ten seconds. Then, for ``--minutes``, the facilitator goes
on every half minute, while phones lose the signal, lose receipts, and come back. In the end every
answer that a phone gave is looked for in the database.

    python benchmarks/hall.py [--phones 300] [--minutes 30] [--quick]
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crowd import PORT, Board, Leader, Phone

RUSH = 10.0  # seconds in which everyone votes
ROUND = 30.0  # seconds after which the facilitator goes on
AIM = 2.0  # seconds until the wall shows a vote, at p95


@dataclass(frozen=True)
class Place:
    """What was made for the trial."""

    hall: int
    code: str
    sitting: int
    practices: list[int]
    communities: list[int]
    session: str


def prepare() -> Place:
    """A network of four communities that sits in a hall to assess nine practices."""
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from ruamsuk.accounts.models import User
    from ruamsuk.assessments.actions.sittings import open_sitting
    from ruamsuk.assessments.models import PracticeTable
    from ruamsuk.communities.models import Community, Membership, Network, Tambon
    from ruamsuk.halls.actions import open_hall
    from ruamsuk.lib.text import LocalText

    call_command("prepare")
    person = User.objects.create(username="leader", display_name="leader")
    net = Network.objects.create(slug="bench", name=LocalText("ทดลอง", "Benchmark"))
    Membership.objects.create(user=person, network=net, role="coordinator")
    places = [
        Community.objects.create(
            slug=tambon.code, name=LocalText(tambon.name_th), tambon=tambon, network=net
        )
        for tambon in Tambon.objects.all()[:4]
    ]
    table = PracticeTable.objects.create(network=net, title=LocalText("เก้าเรื่อง"))
    practices = [
        table.practices.create(
            position=n,
            name=LocalText(f"เรื่องที่ {n}"),
            levels=[{"th": f"ระดับ {level}", "en": ""} for level in range(1, 6)],
        )
        for n in range(9)
    ]
    hall = open_hall(person, net, LocalText("เวที"), communities=places)
    sitting = open_sitting(person, table, places, timezone.localdate(), hall=hall)
    client = Client()
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return Place(
        hall.pk,
        hall.code,
        sitting.pk,
        [one.pk for one in practices],
        [one.pk for one in places],
        client.cookies["sessionid"].value,
    )


@contextlib.contextmanager
def server() -> Iterator[None]:
    """The server as people run it."""
    command = [Path(sys.executable).with_name("ruamsuk"), "serve", "--port", str(PORT)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _attempt in range(300):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/health", timeout=1)
                break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


def at(share: float, values: list[float]) -> float:
    """A quantile of values."""
    return sorted(values)[min(int(share * len(values)), len(values) - 1)] if values else 0.0


async def rush(place: Place, phones: list[Phone]) -> list[str]:
    """All join, and all vote on one practice within ten seconds."""
    began = time.perf_counter()
    crowd = asyncio.Semaphore(30)

    async def enter(phone: Phone) -> None:
        async with crowd:
            await phone.join()

    await asyncio.gather(*(enter(phone) for phone in phones))
    said = [f"{len(phones)} phones joined in {time.perf_counter() - began:.1f} s"]
    over = asyncio.Event()
    board = Board(place.hall, place.session)
    life = [asyncio.ensure_future(phone.live(over, react=False)) for phone in phones]
    wall = asyncio.ensure_future(board.live(over))
    about = str(place.practices[0])
    await Leader(place.hall, place.session).do(act="show", scene="practice", about=about)
    while any(phone.topic[1] != about for phone in phones):
        await asyncio.sleep(0.1)
    for phone in phones:
        phone.waits.clear()
    taps: list[float] = []
    kept: list[float] = []

    async def tap(phone: Phone) -> None:
        await asyncio.sleep(random.uniform(0, RUSH))
        phone.answer(level=str(random.randint(1, 5)))
        began = time.perf_counter()
        taps.append(began)
        await phone.flush()
        kept.append(time.perf_counter() - began)

    await asyncio.gather(*(tap(phone) for phone in phones))
    await asyncio.sleep(3)
    over.set()
    await asyncio.gather(*life, wall)
    shown = [
        next((seen for seen, count in board.seen if count >= n), float("inf")) - moment
        for n, moment in enumerate(sorted(taps), start=1)
    ]
    waits = [wait for phone in phones for wait in phone.waits]
    late = at(0.95, shown)
    return [
        *said,
        f"a vote is kept after {at(0.5, kept):.3f} s (median), {at(0.95, kept):.3f} s (p95)",
        f"the wall shows it after {at(0.5, shown):.2f} s (median), {late:.2f} s (p95),"
        f" {max(shown):.2f} s (last); aim {AIM:.0f} s at p95{'' if late <= AIM else '  MISS'}",
        f"a phone is answered after {at(0.5, waits):.3f} s (median), {at(0.95, waits):.3f} s (p95)",
    ]


async def weather(place: Place, phones: list[Phone], minutes: float) -> list[str]:
    """Go on every half minute while phones lose the signal and come back."""
    over = asyncio.Event()
    board, leader = Board(place.hall, place.session), Leader(place.hall, place.session)
    for phone in phones:
        phone.lose = 0.05
        phone.waits.clear()
    life = [asyncio.ensure_future(phone.live(over, react=True)) for phone in phones]
    winds = [asyncio.ensure_future(phone.wander(over)) for phone in phones]
    wall = asyncio.ensure_future(board.live(over))
    end, turn = time.perf_counter() + minutes * 60, 0
    while time.perf_counter() < end:
        turn += 1
        if turn % 3:
            about = str(place.practices[turn % len(place.practices)])
            await leader.do(act="show", scene="practice", about=about)
        else:
            await leader.do("question/", text=f"question {turn}", options="")
        await asyncio.sleep(min(ROUND, max(end - time.perf_counter(), 1)))
    over.set()
    for wind in winds:
        wind.cancel()
    await asyncio.gather(*winds, return_exceptions=True)
    await asyncio.gather(*life, wall)
    for phone in phones:
        phone.online, phone.lose = True, 0.0
    await asyncio.gather(*(phone.empty() for phone in phones))
    waits = [wait for phone in phones for wait in phone.waits]
    return [
        f"{minutes:g} minutes, {turn} scenes: a phone is answered after {at(0.5, waits):.3f} s"
        f" (median), {at(0.95, waits):.3f} s (p95), {max(waits):.1f} s (longest),"
        f" {len(waits):,} times"
    ]


def look_up(place: Place, phones: list[Phone]) -> str:
    """Look for every answer that a phone gave."""
    from django.test import RequestFactory

    from ruamsuk.assessments.actions.sittings import voter_of
    from ruamsuk.assessments.models import Opinion, Practice, Sitting
    from ruamsuk.halls import devices
    from ruamsuk.halls.models import Answer, Hall

    hall, sitting = Hall.objects.get(pk=place.hall), Sitting.objects.get(pk=place.sitting)
    wanted: dict[tuple[str, int], int] = {}
    words: dict[str, str] = {}
    request = RequestFactory().get("/")
    for phone in phones:
        request.COOKIES = phone.line.cookies
        seat = devices.seat_of(hall, devices.device_of(request))
        assert seat is not None
        for item in phone.given:  # in the order of their stamps
            if item["scene"] == "practice":
                practice = Practice(pk=int(item["about"]))
                wanted[voter_of(sitting, practice, seat), practice.pk] = int(item["level"])
            else:
                words[item["key"]] = item["words"]
    kept = {(one.voter, one.practice_id): one.late or one.level for one in Opinion.objects.all()}
    written = {str(one.pk): one.words for one in Answer.objects.all()}
    lost = len(wanted.keys() - kept.keys()) + len(words.keys() - written.keys())
    wrong = sum(kept[key] != level for key, level in wanted.items() if key in kept)
    more = len(kept.keys() - wanted.keys()) + len(written.keys() - words.keys())
    more += Opinion.objects.count() - len(kept)
    given = sum(len(phone.given) for phone in phones)
    seats = hall.seats.taken().count()
    verdict = "" if lost == wrong == more == 0 and seats == len(phones) else "  MISS"
    return (
        f"{given:,} answers of {seats} seats: {lost} lost, {more} too many,"
        f" {wrong} not the last one given{verdict}"
    )


def main() -> None:
    """Fill the hall and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=300)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--quick", action="store_true", help="try everything, judge nothing")
    asked = parser.parse_args()
    if asked.quick:
        asked.phones, asked.minutes = 5, 0.1
    random.seed(2569)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RUAMSUK_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "ruamsuk.web.settings"
        import django

        django.setup()
        place = prepare()
        phones = [
            Phone(place.code, place.communities[n % len(place.communities)], n)
            for n in range(asked.phones)
        ]
        with server():
            asyncio.run(run(place, phones, asked.minutes))
        print(look_up(place, phones))


async def run(place: Place, phones: list[Phone], minutes: float) -> None:
    """The rush, and the weather if asked for."""
    print("\n".join(await rush(place, phones)), flush=True)
    if minutes:
        print("\n".join(await weather(place, phones, minutes)), flush=True)


if __name__ == "__main__":
    main()
