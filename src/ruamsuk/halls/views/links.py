"""How phones come into a hall: an address, and its picture."""

from __future__ import annotations

from functools import lru_cache

import segno
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from ruamsuk.base.addresses import absolute
from ruamsuk.halls.models import Hall


def join_link(request: HttpRequest, hall: Hall) -> str:
    """The address that phones in the room can reach."""
    return absolute(request, reverse("hall_join", args=[hall.code]))


@lru_cache(maxsize=512)
def qr(link: str) -> SafeString:
    """An address as a QR code."""
    # drawn by a library from an address of our own making, so it needs no escaping
    return mark_safe(segno.make(link, micro=False).svg_inline(scale=1, border=2, omitsize=True))
