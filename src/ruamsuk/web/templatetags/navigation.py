"""The links of the frame, for ``base.html``."""

from __future__ import annotations

from typing import Any

from django import template

from ruamsuk.web.navigation import Navigation, navigation

register = template.Library()


@register.simple_tag(takes_context=True)
def place_navigation(context: dict[str, Any]) -> Navigation:
    """Where one can go from this page, by what its view gave: place and `may`."""
    place = context.get("community") or context.get("network")
    may = context.get("may") or frozenset()
    return navigation(context.get("request"), place or None, may)
