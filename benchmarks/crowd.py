"""Phones, a projector and a remote control over sockets, as their scripts ask a server."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import random
import re
import time
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode

PORT = 8766
MARK = re.compile(rb'class="board-meter"[^>]* value="(\d+)"')


class NoSignalError(Exception):
    """The phone has no signal, or lost the receipt."""


@dataclass
class Line:
    """One connection that is kept open, with the cookies of one browser."""

    cookies: dict[str, str] = field(default_factory=dict)
    reader: asyncio.StreamReader | None = None
    writer: asyncio.StreamWriter | None = None
    busy: asyncio.Lock = field(default_factory=asyncio.Lock)

    def drop(self) -> None:
        if self.writer:
            self.writer.close()
        self.reader = self.writer = None

    async def ask(
        self, path: str, said: dict[str, str] | None = None, *, lose: bool = False, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body; with ``lose`` the answer is not waited for.

        As browsers do, it asks again where a kept connection turns out to have been closed.
        """
        try:
            async with self.busy:
                kept = self.writer is not None and said is None
                try:
                    return await asyncio.wait_for(self._ask(path, said, lose, headers), 10)
                except (OSError, asyncio.IncompleteReadError):
                    self.drop()
                    if not kept:
                        raise
                    return await asyncio.wait_for(self._ask(path, said, lose, headers), 10)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            self.drop()
            raise NoSignalError from error

    async def _ask(
        self, path: str, said: dict[str, str] | None, lose: bool, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        if self.writer is None or self.reader is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", PORT)
        body = urlencode(said).encode() if said is not None else b""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [
            f"{'GET' if said is None else 'POST'} {path} HTTP/1.1",
            f"Host: localhost:{PORT}",
            f"Cookie: {cookies}",
            "Accept-Encoding: gzip",
            *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
        ]
        if said is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded"]
            lines += [f"Content-Length: {len(body)}"]
        self.writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        await self.writer.drain()
        if lose:
            self.drop()
            raise NoSignalError
        return await self._answer(self.reader)

    async def _answer(self, reader: asyncio.StreamReader) -> tuple[int, dict[str, str], bytes]:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status, headers = int(head[0].split()[1]), {}
        for line in filter(None, head[1:]):
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
            if name.lower() == "set-cookie":
                cookie, _, kept = value.split(";")[0].strip().partition("=")
                self.cookies[cookie] = kept
        size = int(headers.get("content-length", 0))
        body = await reader.readexactly(size) if size else b""
        packed = headers.get("content-encoding") == "gzip"
        return status, headers, gzip.decompress(body) if packed else body


@dataclass
class Phone:
    """A phone of the hall, which does what its script does."""

    code: str
    community: int
    number: int
    line: Line = field(default_factory=Line)
    revision: str = ""
    topic: tuple[str, str, str] = ("", "", "")  # scene, about, sitting
    token: str = ""
    online: bool = True
    outbox: list[dict[str, str]] = field(default_factory=list)
    given: list[dict[str, str]] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    sending: asyncio.Lock = field(default_factory=asyncio.Lock)
    lose: float = 0.0
    attempt: asyncio.Future[None] | None = None

    async def join(self) -> None:
        page = f"/hall/{self.code}/"
        *_rest, body = await self.line.ask(page)
        secret = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', body)
        assert secret
        said = {"csrfmiddlewaretoken": secret[1].decode(), "community": str(self.community)}
        status, *_rest = await self.line.ask(page, said | {"name": ""})
        assert status == 302, status
        *_rest, body = await self.line.ask(page)
        found = re.search(rb'data-revision="(\d+)" data-token="(\w+)"', body)
        assert found
        self.revision, self.token = found[1].decode(), found[2].decode()

    async def look(self) -> bool:
        """Ask what is shown; whether something new came."""
        if not self.online:
            raise NoSignalError
        began = time.perf_counter()
        path = f"/hall/{self.code}/now/?seen={self.revision}"
        status, headers, body = await self.line.ask(path)
        self.waits.append(time.perf_counter() - began)
        assert status in (200, 204), status
        if status == 204:
            return False
        before, self.revision = self.topic, headers["hall-revision"]
        values = {
            name: (re.search(rf'name="{name}" value="([^"]*)"'.encode(), body) or [b"", b""])[1]
            for name in ("scene", "about", "sitting")
        }
        self.topic = tuple(value.decode() for value in values.values())  # type: ignore[assignment]
        return self.topic != before

    def answer(self, **said: str) -> None:
        """Keep an answer in the outbox, as a tap does."""
        scene, about, sitting = self.topic
        stamp = max(
            time.time_ns() // 1_000_000, int(self.given[-1]["stamp"]) + 1 if self.given else 0
        )
        item = {"scene": scene, "about": about, "key": str(uuid.uuid4()), "stamp": str(stamp)}
        item |= said | ({"sitting": sitting} if sitting else {})
        self.given.append(item)
        self.outbox.append(item)

    async def flush(self) -> None:
        """Send what waits, oldest first."""
        async with self.sending:
            while self.outbox:
                if not self.online:
                    raise NoSignalError
                said = self.outbox[0] | {"token": self.token}
                status, *_rest = await self.line.ask(
                    f"/hall/{self.code}/send/",
                    said,
                    lose=random.random() < self.lose,
                    Accept="application/json",
                )
                assert status == 200, status
                self.outbox.pop(0)

    async def live(self, over: asyncio.Event, react: bool) -> None:
        """Look every other second until it is over."""
        failures = 0
        while not over.is_set():
            wait = min(2 * 2**failures, 15) * random.uniform(0.75, 1.25)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), wait)
            try:
                new = await self.look()
                await self.flush()
                failures = 0
            except NoSignalError:
                failures, new = failures + 1, False
            if react and (new or (not self.online and random.random() < 0.1)):
                asyncio.get_running_loop().call_later(random.uniform(1, 12), self.react, over)

    def react(self, over: asyncio.Event) -> None:
        """Answer what is shown, unless the meeting has ended since."""
        if over.is_set():
            return
        if self.topic[0] == "practice":
            self.answer(level=str(random.randint(1, 5)))
        elif self.topic[0] == "question":
            self.answer(words=f"word {self.number} {len(self.given)}")
        self.attempt = asyncio.ensure_future(self.try_now())

    async def try_now(self) -> None:
        with contextlib.suppress(NoSignalError):
            await self.flush()

    async def empty(self) -> None:
        """Send until nothing waits."""
        while self.outbox:
            await self.try_now()

    async def wander(self, over: asyncio.Event) -> None:
        """Lose the signal now and then, for a quarter of a minute or so."""
        while not over.is_set():
            await asyncio.sleep(random.expovariate(1 / 60))
            self.online = over.is_set()
            self.line.drop()
            await asyncio.sleep(random.expovariate(1 / 15))
            self.online = True


@dataclass
class Board:
    """The projector, and the facilitator's remote control."""

    pk: int
    session: str
    line: Line = field(default_factory=Line)
    mark: str = ""
    seen: list[tuple[float, int]] = field(default_factory=list)

    async def live(self, over: asyncio.Event) -> None:
        self.line.cookies["sessionid"] = self.session
        while not over.is_set():
            try:
                status, headers, body = await self.line.ask(
                    f"/halls/{self.pk}/board/now/", If_None_Match=self.mark
                )
            except NoSignalError:  # its script says so on the wall, and tries again
                continue
            assert status in (200, 304), status
            if status == 200:
                self.mark = headers["etag"]
                count = sum(int(one) for one in MARK.findall(body))
                self.seen.append((time.perf_counter(), count))
            await asyncio.sleep(1)


class Leader:
    """Buttons of the remote control."""

    def __init__(self, pk: int, session: str) -> None:
        self.pk, self.line = pk, Line({"sessionid": session})

    async def do(self, path: str = "do/", **said: str) -> None:
        """Press a button, and press it again where nothing happens."""
        for _attempt in range(5):
            with contextlib.suppress(NoSignalError):
                return await self._do(path, said)
        raise NoSignalError

    async def _do(self, path: str, said: dict[str, str]) -> None:
        *_rest, body = await self.line.ask(f"/halls/{self.pk}/question/")
        secret = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', body)
        assert secret
        said = said | {"csrfmiddlewaretoken": secret[1].decode()}
        status, *_rest = await self.line.ask(f"/halls/{self.pk}/{path}", said)
        assert status == 302, status
