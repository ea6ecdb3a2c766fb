"""What a page of results offers to take along, for templates."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from ruamsuk.lib.text import LANGUAGES, LocalText
from ruamsuk.results.exports.pictures import PictureFile, files_of
from ruamsuk.results.pages.sheet import Sheet
from ruamsuk.results.pages.sight import Sight

register = template.Library()

_FORMS = ("png", "svg")
_TABLES = {"xlsx": "Excel", "csv": "CSV", "parquet": "Parquet", "json": "JSON"}


@register.filter
def picture_files(page: object, sight: Sight) -> list[tuple[LocalText, str, str]]:
    """Title of each picture of a page, with its addresses as PNG and as SVG."""
    assert sight.round is not None
    found = []
    files = files_of(page)
    several = Counter(file.title for file in files)
    for file in files:
        title = _numbered(file) if several[file.title] > 1 else file.title
        query = {"round": sight.round.label} | ({"n": file.number} if file.number > 1 else {})
        parts = [sight.community.slug, file.kind, *([file.about] if file.about else [])]
        png, svg = (
            f"{reverse('chart', args=[*parts, form])}?{urlencode(query)}" for form in _FORMS
        )
        found.append((title, png, svg))
    return found


def _numbered(file: PictureFile) -> LocalText:
    return LocalText(*(f"{file.title.to(to)} ({file.number})" for to in LANGUAGES))


@register.filter
def table_files(page: object, sight: Sight) -> list[tuple[str, str]]:
    """Name and address of each kind of table: of the round, or of one indicator in all rounds."""
    assert sight.round is not None
    query = {"round": sight.round.label}
    if isinstance(page, Sheet):
        query = {"indicator": page.item.indicator.id}
    slug = sight.community.slug
    return [
        (name, f"{reverse('export', args=[slug, kind])}?{urlencode(query)}")
        for kind, name in _TABLES.items()
    ]
