"""What every template can use."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def everywhere(request: HttpRequest) -> dict[str, object]:
    """Whether this is the demonstration."""
    return {"demo": settings.DEMO}
