"""A server that is killed while minutes are written keeps every text that it said it had kept."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest

ROOT = Path(__file__).parents[2]
SAVES_BEFORE_THE_KILL = 12

SETTINGS = """
from tests.settings import *
DATABASES = {{"default": {{
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": {name!r},
    "OPTIONS": {{"transaction_mode": "IMMEDIATE", "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"}},
}}}}
ALLOWED_HOSTS = ["127.0.0.1"]
SECRET_KEY = "the same for every process of this test" * 2
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = False
"""

PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
from tests.cast import cast
from tests.exchanges import makers, written
known = cast()
forum = makers.forum(known.network)
written.minutes(forum, "begin")
client = Client()
client.force_login(known.organiser, "django.contrib.auth.backends.ModelBackend")
print(forum.pk, client.cookies["sessionid"].value)
"""

SERVE = """
import sys
from wsgiref.simple_server import make_server
from django.core.wsgi import get_wsgi_application
server = make_server("127.0.0.1", int(sys.argv[1]), get_wsgi_application())
print("ready", flush=True)
server.serve_forever()
"""

READ = """
from ruamsuk.exchanges.models import Minutes
print(Minutes.objects.get().text)
"""


def run(folder: Path, code: str, *arguments: str) -> subprocess.Popen[str]:
    """A process of its own on the same database file."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "killed_settings",
        "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT), str(ROOT / "src")]),
    }
    return subprocess.Popen(
        [sys.executable, "-c", "import django; django.setup()\n" + code, *arguments],
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def said(folder: Path, code: str) -> str:
    out, _ = run(folder, code).communicate(timeout=120)
    return out.strip()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    folder = tmp_path_factory.mktemp("killed")
    name = str(folder / "db.sqlite3")
    (folder / "killed_settings.py").write_text(SETTINGS.format(name=name))
    forum, session = said(folder, PREPARE).splitlines()[-1].split()
    return folder, forum, session


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Writer:
    """Somebody whose page saves by itself, as fast as it can."""

    def __init__(self, port: int, forum: str, session: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        self.address = f"/forums/{forum}/minutes/edit/"
        self.cookies = f"sessionid={session}"
        page = self._ask("GET")
        assert page.status == 200
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())
        assert token, "the editor is there"
        self.token = token[1]
        cookie = re.search(r"csrftoken=[^;]+", str(page.getheader("Set-Cookie")))
        assert cookie
        self.cookies += "; " + cookie[0]

    def _ask(self, method: str, **data: str) -> http.client.HTTPResponse:
        headers = {
            "Cookie": self.cookies,
            "Accept": "application/json" if data else "text/html",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.connection.request(method, self.address, urlencode(data), headers)
        return self.connection.getresponse()

    def save(self, before: str, text: str) -> str | None:
        """What the server says that it kept; None when it gave no answer any more."""
        try:
            answer = self._ask("POST", before=before, text=text, csrfmiddlewaretoken=self.token)
            body = answer.read()
        except (OSError, http.client.HTTPException):
            return None
        assert answer.status == 200, body[:500]
        return str(json.loads(body)["text"])


def kill_after(server: subprocess.Popen[str], enough: threading.Event) -> None:
    """Kill a server in the middle of a request."""
    enough.wait(60)
    time.sleep(0.013)
    server.send_signal(signal.SIGKILL)


def test_what_the_server_said_it_kept_is_there(prepared: tuple[Path, str, str]) -> None:
    folder, forum, session = prepared
    kept, number = ["begin"], 0
    for _round in range(2):
        port = free_port()
        server = run(folder, SERVE, str(port))
        assert server.stdout and server.stdout.readline().strip() == "ready"
        writer = Writer(port, forum, session)
        first, enough = number, threading.Event()

        killer = threading.Thread(target=kill_after, args=(server, enough))
        killer.start()
        while (text := writer.save(kept[-1], f"{kept[-1]}\nline {number + 1}")) is not None:
            kept.append(text)
            number += 1
            if number - first == SAVES_BEFORE_THE_KILL:
                enough.set()
        killer.join()
        server.wait(timeout=30)
        server.stdout.close()
        found = said(folder, READ)
        assert number - first >= SAVES_BEFORE_THE_KILL
        # what was on its way when it was killed may be there as well, and only that
        assert found in (kept[-1], f"{kept[-1]}\nline {number + 1}")
        kept.append(found)
        number = found.count("line")
