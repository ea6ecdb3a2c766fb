"""A port that cannot be had is told before anything is prepared."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from typing import NoReturn

import pytest

from ruamsuk.cli import commands
from ruamsuk.cli.serve import free_port
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
        commands.serve("127.0.0.1", taken)
    assert prepared == []


@pytest.mark.parametrize("refused", [80, 65535])
def test_a_port_kept_for_the_system(refused: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("socket.socket.bind", refuse)
    with pytest.raises(ProblemsFound, match="--port 8080"):
        free_port("127.0.0.1", refused)
