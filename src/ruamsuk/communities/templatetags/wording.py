"""``{% load wording %}``: a community's own words."""

from __future__ import annotations

from django import template

from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.communities.models import Community
from ruamsuk.communities.wording import Word, word, words

register = template.Library()


@register.simple_tag(name="wording")
def wording_tag(community: Community | None, noun: Word) -> str:
    """``{% wording community "goal" %}`` gives its word for a goal; None gives the usual word."""
    return word(community, noun).to(language())


@register.filter
def wording(community: Community | None, noun: Word) -> str:
    """``{{ community|wording:"goal" }}``, for use inside other tags."""
    return word(community, noun).to(language())


@register.filter
def wordings(community: Community | None, noun: Word) -> str:
    """``{{ community|wordings:"goal" }}``, for several of them."""
    return words(community, noun).to(language())
