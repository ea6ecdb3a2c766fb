"""What every template can use."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from ruamsuk import __version__


def everywhere(request: HttpRequest) -> dict[str, object]:
    """Whether this is the demonstration, which program it is, and where its source is."""
    return {"demo": settings.DEMO, "program_version": __version__, "source": settings.SOURCE}
