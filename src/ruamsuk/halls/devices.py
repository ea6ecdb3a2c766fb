"""How a phone without an account is known again: a cookie that only its own pages send.

The cookie holds a random name. A hall keeps a digest of it, another one in every hall, so that the
database cannot tell who sat where. A form of the phone carries a token made from the same name: it
does not run out while the phone keeps its seat, so that a vote kept on the phone for an hour is
still taken; a page of somebody else can read neither.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from ruamsuk.halls.models import Hall, Seat

COOKIE = "ruamsuk_device"
_YEAR = 365 * 24 * 3600
_SALT = "halls.device"


def device_of(request: HttpRequest) -> str:
    """The name of the phone that asks; empty where it has none, or one that is not ours."""
    name = request.get_signed_cookie(COOKIE, default="", salt=_SALT)
    return name or ""


def new_device() -> str:
    """A name that nobody guesses."""
    return secrets.token_urlsafe(16)


def remember_device(response: HttpResponse, device: str) -> None:
    """Have the phone keep its name."""
    response.set_signed_cookie(
        COOKIE,
        device,
        salt=_SALT,
        max_age=_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        path="/hall/",
    )


def digest(hall: Hall, device: str) -> str:
    """What a hall keeps of a phone's name."""
    return salted_hmac(f"halls.seat.{hall.pk}", device, algorithm="sha256").hexdigest()


def seat_of(hall: Hall, device: str) -> Seat | None:
    """The seat that a phone has in a hall."""
    if not device:
        return None
    return hall.seats.filter(device=digest(hall, device)).first()


def token(hall: Hall, device: str) -> str:
    """What the phone's own pages send along."""
    return salted_hmac(f"halls.token.{hall.pk}", device, algorithm="sha256").hexdigest()[:32]


def is_token(hall: Hall, device: str, given: str) -> bool:
    """Whether a page of this phone sent it."""
    return constant_time_compare(token(hall, device), given)
