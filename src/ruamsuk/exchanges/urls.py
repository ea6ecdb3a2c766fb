"""Addresses of the app, by noun. Each noun adds its own list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path


def both(address: str, view: Callable[..., Any], name: str) -> list[URLPattern]:
    """An address below a community, and the same below a network; the view is told the kind."""
    return [
        path(f"c/<slug:slug>/{address}", view, {"kind": "community"}, name),
        path(f"n/<slug:slug>/{address}", view, {"kind": "network"}, f"network_{name}"),
    ]


urlpatterns: list[URLPattern] = []
