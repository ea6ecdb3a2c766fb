"""Two verbs at once, the second begun before the first has ended."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connection, transaction

LONG_ENOUGH = 0.4
"""Seconds in which the second verb gets as far as it can before the first one ends."""


def overlap(first: Callable[[], object], second: Callable[[], object]) -> None:
    """Run two verbs so that the second starts while nothing of the first can be seen yet.

    The test needs ``django_db(transaction=True)``. What the second raises is raised here.
    """
    raised: list[BaseException] = []

    def run() -> None:
        try:
            second()
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        first()
        thread.start()
        thread.join(LONG_ENOUGH)
    thread.join()
    if raised:
        raise raised[0]
