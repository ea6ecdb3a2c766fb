"""Run the web application on this machine: its pages, and the worker of its long tasks."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click

from ruamsuk.lib.problem import Problem, ProblemsFound

SETTINGS = "ruamsuk.web.settings"


def django_command(name: str, *arguments: str) -> None:
    """Run one of Django's commands, in a process of its own: what it loads is gone afterwards.

    Raises:
        click.exceptions.Exit: it failed, and has said why.
    """
    done = subprocess.run(_django(name, *arguments), env=_environment(), check=False)
    if done.returncode:
        raise click.exceptions.Exit(done.returncode)


def _django(*words: str) -> list[str]:
    return [sys.executable, "-m", "django", *words]


def _environment() -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": SETTINGS, **os.environ}


def free_port(host: str, port: int) -> None:
    """See that a port can be had, before anything is prepared for it.

    Raises:
        ProblemsFound: the port is in use, or kept for the system.
    """
    try:
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        values = {"port": port, "other": port + 1 if 1024 < port < 65535 else 8080}
        raise ProblemsFound([Problem("command.port-in-use", values=values)]) from error


@contextmanager
def worker() -> Iterator[None]:
    """The worker of long tasks beside the server, in a process of its own, as long as it serves."""
    over = threading.Event()
    keeper = threading.Thread(target=_keep_working, args=(over,))
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def _keep_working(over: threading.Event) -> None:
    """Run the worker, and start it again when something kills it, until it is over."""
    while not over.is_set():
        process = subprocess.Popen(_django("work"), env=_environment())
        while not over.wait(1) and process.poll() is None:
            pass
    process.terminate()
    process.wait()


def serve_pages(host: str, port: int) -> None:
    """Answer requests until interrupted."""
    from granian.constants import Interfaces
    from granian.server import Server

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    Server(
        "ruamsuk.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        log_access=False,
    ).serve()
