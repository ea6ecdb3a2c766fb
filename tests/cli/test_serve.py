"""A port that cannot be had is told first, and the worker works as long as the server serves."""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from ruamsuk.cli import commands
from ruamsuk.cli.serve import free_port, worker
from ruamsuk.lib.problem import ProblemsFound


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_port_in_use(taken: int) -> None:
    with pytest.raises(ProblemsFound) as found:
        free_port("127.0.0.1", taken)
    (problem,) = found.value.problems
    assert problem.sentence("en") == (
        f"Port {taken} is in use, or kept for the system. "
        f"Choose another: --port {taken + 1}, or PORT={taken + 1} make run."
    )


def test_it_is_told_before_anything_is_prepared(
    taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared: list[str] = []
    monkeypatch.setattr("ruamsuk.cli.serve.django_command", prepared.append)
    with pytest.raises(ProblemsFound):
        commands.serve("127.0.0.1", taken, demo=False)
    assert prepared == []


@pytest.mark.parametrize("refused", [80, 65535])
def test_a_port_kept_for_the_system(refused: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("socket.socket.bind", refuse)
    with pytest.raises(ProblemsFound, match="--port 8080"):
        free_port("127.0.0.1", refused)


def test_a_killed_worker_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = tmp_path / "said"
    program = f"import os, time; print(os.getpid(), file=open({str(said)!r}, 'a')); time.sleep(60)"
    monkeypatch.setattr("ruamsuk.cli.serve._django", lambda *_: [sys.executable, "-c", program])

    def workers(count: int) -> list[int]:
        for _ in range(200):
            if said.exists() and len(lines := said.read_text().split()) >= count:
                return [int(line) for line in lines]
            time.sleep(0.05)
        raise AssertionError("it was not started")

    with worker():
        os.kill(workers(1)[0], signal.SIGKILL)
        _killed, again = workers(2)
    with pytest.raises(ProcessLookupError):
        os.kill(again, 0)
