"""Wrong codes from one address: so many and no more, so that nobody finds a hall or seat by trying.

Three hundred phones of a hall may share one address behind its router. So what is right is never
counted, and who has a seat never waits.
"""

from __future__ import annotations

import time
from typing import Literal

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

MOST = 100
"""Wrong codes that one address may type in ten minutes; there are 900 million codes."""
_SECONDS = 600

Kind = Literal["hall", "seat"]


def _key(request: HttpRequest, kind: Kind) -> str:
    address = get_adapter(request).get_client_ip(request)
    return f"halls-wrong-{kind}:{address}:{int(time.time() // _SECONDS)}"


def missed(request: HttpRequest, kind: Kind) -> None:
    """Count a code that there is not."""
    key = _key(request, kind)
    cache.set(key, cache.get(key, 0) + 1, 2 * _SECONDS)


def too_many(request: HttpRequest, kind: Kind) -> bool:
    """Whether so many wrong codes came from there that the next has to wait."""
    return bool(cache.get(_key(request, kind), 0) >= MOST)
