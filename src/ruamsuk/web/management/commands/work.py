"""Work on the long tasks: what waits, and what a killed worker left behind."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection

from ruamsuk.results.actions.restart import take_up

LOOK_EVERY = 60
"""Seconds between two looks for what has stalled."""


class Command(BaseCommand):
    """Take up what was broken off, then work on tasks until stopped."""

    help = "Work on the long tasks until stopped."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Take up and work."""
        take_up(alone=connection.vendor == "sqlite")  # PostgreSQL may serve several machines
        threading.Thread(target=_look_again, daemon=True).start()
        call_command("db_worker", startup_delay=False, reload=False)


def _look_again() -> None:
    """Take up again and again what has stalled, here or on a machine that is gone."""
    while True:
        time.sleep(LOOK_EVERY)
        with suppress(DatabaseError):  # away for a moment: the next look will find it
            take_up(alone=False)
        connection.close()
