"""Filters of the pages of forums."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def long(minutes: int) -> str:
    """How long something takes, as people say it: ``1 h 30 min``."""
    hours, rest = divmod(int(minutes), 60)
    said = []
    if hours:
        said.append(ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours})
    if rest or not hours:
        said.append(_("%(n)s min") % {"n": rest})
    return " ".join(said)
