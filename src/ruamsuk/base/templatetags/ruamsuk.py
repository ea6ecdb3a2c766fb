"""Filters that every template may load with ``{% load ruamsuk %}``."""

from __future__ import annotations

import datetime

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from ruamsuk.lib.text import Language, LocalText
from ruamsuk.lib.thai import (
    SHORT_MONTHS,
    buddhist_year,
    format_date,
    format_number,
    named_year,
)

register = template.Library()


def language() -> Language:
    """The language of the page."""
    return "en" if (get_language() or "th").startswith("en") else "th"


@register.filter
def local(words: LocalText | str | None) -> str:
    """Words in the language of the page."""
    return words.to(language()) if isinstance(words, LocalText) else words or ""


@register.filter
def be_date(value: datetime.date | datetime.datetime | str | None) -> str:
    """A date in the era of the page: ``24 ม.ค. 2553``; of a partial date, what is known."""
    if not value:
        return ""
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if isinstance(value, datetime.date):
        return format_date(value, language())
    if len(value) == 10:
        return format_date(datetime.date.fromisoformat(value), language())
    year, _, month = value.partition("-")
    shown = str(buddhist_year(int(year)) if language() == "th" else int(year))
    return f"{SHORT_MONTHS[int(month) - 1].to(language())} {shown}" if month else shown


@register.filter
def be_time(value: datetime.datetime | None) -> str:
    """A moment: the date and the time of day."""
    if not value:
        return ""
    moment = timezone.localtime(value)
    return f"{be_date(moment)} {moment:%H:%M}"


@register.filter
def be_year(value: int | None) -> str:
    """A year of the Common Era in the era of the page."""
    return "" if value is None else str(buddhist_year(value) if language() == "th" else value)


@register.filter
def round_words(label: str) -> str:
    """A round's label; in English with the year of the Common Era: ``2569 (2026)``."""
    return named_year(label).to(language())


@register.filter
def thousands(value: float | None) -> str:
    """A number with commas and no decimals."""
    return "" if value is None else format_number(value)


@register.simple_tag
def icon(name: str, words: str = "") -> str:
    """A drawing from ``icons.svg``; with ``words`` where it says something by itself."""
    sense = format_html('role="img" aria-label="{}"', words) if words else 'aria-hidden="true"'
    return format_html(
        '<svg class="icon" {}><use href="{}#{}"/></svg>',
        mark_safe(sense),
        static("icons.svg"),
        name,
    )
