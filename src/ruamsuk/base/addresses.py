"""What people put into an address, and addresses for other machines."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

_MOST_DIGITS = 9  # what every database counts up to


def whole_number(text: str) -> int | None:
    """The whole number that an address asks for; None where it is no number of sensible length."""
    sensible = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) if sensible else None


def absolute(request: HttpRequest, path: str) -> str:
    """A page's address for other machines: in a hall the laptop's own, whatever it is called here.

    Args:
        request: whose host is used where the operator named no address.
        path: the page's path.
    """
    if settings.ADDRESS:
        return f"{settings.ADDRESS}{path}"
    return request.build_absolute_uri(path)
