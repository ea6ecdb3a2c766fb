"""What the trail says about what is done here."""

from __future__ import annotations

from django.utils.functional import Promise

VERBS: dict[str, str | Promise] = {}
