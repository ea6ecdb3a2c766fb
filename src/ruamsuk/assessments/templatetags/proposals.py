"""Levels that were proposed since the last sitting, for templates."""

from __future__ import annotations

from django import template

from ruamsuk.assessments.proposals import Proposal, proposals_of
from ruamsuk.communities.models import Community

register = template.Library()


@register.simple_tag
def proposals(community: Community) -> dict[int, Proposal]:
    """What was proposed for a community, by the number of the practice."""
    return proposals_of(community)
