"""Whoever is killed in the middle of bringing a table in leaves nothing or all of it."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
ROWS = 3000

SETTINGS = """
from tests.settings import *
DATABASES = {{"default": {{
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": {name!r},
    "OPTIONS": {{"transaction_mode": "IMMEDIATE", "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"}},
}}}}
"""

PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.cast import community, member
from tests.results.tables import a_round, bring, csv
collector = member(community(), "collector")
rows = csv(*({"household_id": f"H{n}"} for n in range(%d)))
brought = bring(collector, a_round(collector.memberships.get().community), rows)
assert brought.state == "ready", brought.problems
"""

# The process says at each step of the transaction how far it is, and is killed there.
APPLY = """
import sys
from django.db.models.signals import post_save
from ruamsuk.accounts.models import User
from ruamsuk.communities.models import AuditEntry, Household
from ruamsuk.results.actions import imports
from ruamsuk.results.models import Import

def wait(step):
    print(step, flush=True)
    sys.stdin.readline()

keep = Household.objects.bulk_create
def kept(*args, **options):
    made = keep(*args, **options)
    wait("households")
    return made
Household.objects.bulk_create = kept
post_save.connect(lambda **_: wait("import"), sender=Import, weak=False)
post_save.connect(lambda **_: wait("trail"), sender=AuditEntry, weak=False)
imports.apply(User.objects.get(), Import.objects.get())
wait("done")
"""


def run(folder: Path, code: str, **options: Any) -> subprocess.Popen[str]:
    """A process of its own on the same database file."""
    start = "import django; django.setup()\n"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "killed_settings",
        "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT), str(ROOT / "src")]),
    }
    return subprocess.Popen(
        [sys.executable, "-c", start + code], env=environment, text=True, **options
    )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("killed")
    name = str(folder / "db.sqlite3")
    (folder / "killed_settings.py").write_text(SETTINGS.format(name=name))
    assert run(folder, PREPARE % ROWS).wait(timeout=120) == 0
    return folder


def counts(database: Path) -> dict[str, object]:
    """What a new reader finds."""
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        questions = {
            "households": "SELECT count(*) FROM communities_household",
            "state": "SELECT state FROM results_import",
            "trail": "SELECT count(*) FROM communities_auditentry WHERE verb = 'import.applied'",
            "whole": "PRAGMA integrity_check",
        }
        return {name: connection.execute(q).fetchone()[0] for name, q in questions.items()}


NOTHING = {"households": 0, "state": "ready", "trail": 0, "whole": "ok"}
ALL = {"households": ROWS, "state": "applied", "trail": 1, "whole": "ok"}


def test_killed_at_each_step(prepared: Path) -> None:
    found = {}
    for step in ("households", "import", "trail", "done"):
        process = run(prepared, APPLY, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert process.stdin and process.stdout
        while process.stdout.readline().strip() != step:
            process.stdin.write("\n")
            process.stdin.flush()
        process.send_signal(signal.SIGKILL)
        assert process.wait(timeout=30) == -signal.SIGKILL
        process.stdin.close()
        process.stdout.close()
        found[step] = counts(prepared / "db.sqlite3")
    expected = {"households": NOTHING, "import": NOTHING, "trail": NOTHING, "done": ALL}
    assert json.dumps(found) == json.dumps(expected)
