"""What an operator should know before people come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError

from ruamsuk.communities.models import Tambon


@register(Tags.database)
def areas_are_loaded(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None, **options: Any
) -> list[CheckMessage]:
    """Without tambons nobody can add a community."""
    try:
        if not databases or Tambon.objects.exists():
            return []
    except DatabaseError:  # before the first migration there is no table to look into
        return []
    return [
        Warning(
            "There are no tambons, so nobody can add a community.",
            hint="Run: python manage.py areas",
            id="communities.W001",
        )
    ]
