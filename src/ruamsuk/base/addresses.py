"""What people put into an address."""

from __future__ import annotations

_MOST_DIGITS = 9  # what every database counts up to


def whole_number(text: str) -> int | None:
    """The whole number that an address asks for; None where it is no number of sensible length."""
    sensible = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) if sensible else None
