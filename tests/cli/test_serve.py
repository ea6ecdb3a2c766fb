"""The page is shown on this machine, and nothing else is."""

from __future__ import annotations

import errno
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from ruamsuk.cli import commands
from ruamsuk.cli.serve import open_server
from ruamsuk.lib.problem import ProblemsFound


@pytest.fixture
def port() -> Iterator[int]:
    with open_server(0) as server:
        server.page = "<!doctype html><title>ร่วมสุข</title>"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("path", ["/", "/?th"])
def test_the_page(port: int, path: str) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "ร่วมสุข" in answer.read().decode()


@pytest.mark.parametrize("path", ["/etc/passwd", "/../framework.yaml"])
def test_nothing_else(port: int, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5)


def test_a_port_in_use(port: int) -> None:
    with pytest.raises(ProblemsFound) as found:
        open_server(port)
    (problem,) = found.value.problems
    assert problem.sentence("en") == (
        f"Port {port} is in use, or kept for the system. "
        f"Choose another: --port {port + 1}, or PORT={port + 1} make run."
    )


def test_a_port_in_use_is_told_before_anything_is_written(
    port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProblemsFound):
        commands.serve(port)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("refused", [80, 65535])
def test_a_port_kept_for_the_system(refused: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("ruamsuk.cli.serve.PageServer", refuse)
    with pytest.raises(ProblemsFound, match="--port 8080"):
        open_server(refused)
