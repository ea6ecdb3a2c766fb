"""What programs send."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser


class WithoutNul(Parser):
    """Reads JSON in which no text holds the sign NUL, which PostgreSQL cannot keep."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The values.

        Raises:
            ValueError: it is no JSON, or holds NUL.
        """
        body = super().parse_body(request)
        if _holds_nul(body):
            raise ValueError("NUL")
        return body


def _holds_nul(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_holds_nul, (*value, *value.values())))
    return any(map(_holds_nul, value)) if isinstance(value, list) else "\0" in str(value)
