"""Who asks: a program with a token, a browser that is signed in, or anyone."""

from __future__ import annotations

import datetime
import time
from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from ruamsuk.accounts.models import Token, User
from ruamsuk.lib.text import LocalText
from ruamsuk.web.api.problems import Refused, said

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Visitor

MOST_A_MINUTE = 300
_READS = ("GET", "HEAD", "OPTIONS")
_STAMP_EVERY = datetime.timedelta(minutes=1)
_UNKNOWN = LocalText(
    "รหัสนี้ใช้ไม่ได้ อาจหมดอายุหรือถูกยกเลิกแล้ว สร้างใหม่ได้ที่หน้าของฉัน",
    "This token is not valid. It may have expired or been revoked; make a new one on your page.",
)
_SCOPE = LocalText(
    "รหัสนี้ไม่มีสิทธิ์ “{scope}” สร้างรหัสที่มีสิทธิ์นี้ได้ที่หน้าของฉัน",
    "This token has no scope “{scope}”. Make one that has it on your page.",
)
_TOKEN = LocalText(
    "การเปลี่ยนแปลงต้องใช้รหัสที่มีสิทธิ์ “write” ในหัวข้อ Authorization",
    "To change something, send a token with the scope “write” in the header Authorization.",
)


class Bearer(HttpBearer):
    """A program that acts for a person within the scopes of a token."""

    def authenticate(self, request: HttpRequest, token: str) -> User:
        """The person.

        Raises:
            Refused: the token is not valid, or lacks the scope.
        """
        found = Token.objects.of(token)
        if found is None or not found.user.is_active:
            raise Refused(401, [said("token", _UNKNOWN)])
        needed = ("read",) if request.method in _READS else ("read", "write")
        if lacking := [scope for scope in needed if scope not in found.scopes]:
            raise Refused(403, [said("scope", _SCOPE.format(scope=lacking[0]))])
        _stamp(found)
        request.user = found.user
        request.user.scopes = frozenset(found.scopes)
        return found.user


def anyone(request: HttpRequest) -> Visitor:
    """A browser that is signed in, or anyone: they may read.

    Raises:
        Refused: something would be changed.
    """
    if request.method not in _READS:
        raise Refused(401, [said("token", _TOKEN)])
    return request.user


def _stamp(token: Token) -> None:
    """Note that a token was used, at most once a minute."""
    now = timezone.now()
    old = Q(last_used=None) | Q(last_used__lt=now - _STAMP_EVERY)
    Token.objects.filter(old, pk=token.pk).update(last_used=now)


class Gently(BaseThrottle):
    """So many requests a minute for a person, or for an address where nobody has signed in."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Count the request, and say whether it may go on."""
        who = request.user.pk or get_adapter(request).get_client_ip(request)
        key = f"api:{who}:{int(time.time() // 60)}"
        cache.add(key, 0, 120)
        try:
            return cache.incr(key) <= MOST_A_MINUTE
        except ValueError:  # the cache was emptied between the two lines
            return True

    def wait(self) -> float:
        """Seconds until the next minute."""
        return 60 - int(time.time() % 60)


def signed_in(request: HttpRequest) -> User:
    """Who is signed in.

    Raises:
        Refused: nobody is.
    """
    if not request.user.is_authenticated:
        raise Refused(401, [said("token", _TOKEN_OR_SESSION)])
    return request.user


_TOKEN_OR_SESSION = LocalText(
    "เข้าสู่ระบบก่อน หรือส่งรหัสในหัวข้อ Authorization",
    "Sign in first, or send a token in the header Authorization.",
)
