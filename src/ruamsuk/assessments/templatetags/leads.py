"""Where a level leads, for templates."""

from __future__ import annotations

from typing import Any

from django import template

from ruamsuk.assessments.leads import About, Lead, Leads, leads_of
from ruamsuk.communities.models import Community

register = template.Library()


@register.simple_tag(takes_context=True)
def leads(context: dict[str, Any], community: Community | None) -> list[Leads]:
    """Where levels of a community lead for who reads the page."""
    return leads_of(context["request"].user, community) if community else []


@register.simple_tag
def leading(
    found: list[Leads],
    now: int | None,
    wished: int | None,
    practice: int | None = None,
    indicator: str = "",
) -> list[Lead]:
    """Where one level leads; nowhere where there is none, which a template gives as nothing."""
    if not now:
        return []
    about = About(now, wished or now, practice, indicator)
    return [lead for one in found for lead in one(about)]
