"""Files that a page hands out, and what no spreadsheet may take for a formula."""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpResponse
from django.utils.http import content_disposition_header

Cell = TypeVar("Cell")

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Signs by which a spreadsheet knows a formula in CSV."""


def harmless(cell: Cell) -> Cell | str:
    """What stands in a cell of CSV, where no spreadsheet takes words for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def as_file(data: bytes | str, kind: str, name: str, *, saved: bool = True) -> HttpResponse:
    """An answer that is a file, which no cache between may keep for others.

    Args:
        data: what is in it.
        kind: its media type.
        name: what it is called.
        saved: whether the browser saves it; else it opens it, as papers and pictures.
    """
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(saved, name) or ""
    response["Cache-Control"] = "private, no-cache"
    return response
