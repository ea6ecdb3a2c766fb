"""Pictures and numbers of results, for templates."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.charts import Picture, draw_meter
from ruamsuk.report.measured import Measured
from ruamsuk.results.pages.cells import Gauge
from ruamsuk.results.pages.drawing import drawn
from ruamsuk.results.pages.goals import GoalCard
from ruamsuk.results.sources import Source

register = template.Library()


@register.filter
def draw(picture: Picture, legend: bool = True) -> SafeString:
    """A picture in the language of the page; the charts escape every word themselves."""
    return mark_safe(drawn(picture, language(), legend=legend))


@register.filter
def meter(shown: Gauge | GoalCard) -> SafeString:
    """The bar beside a number."""
    return mark_safe(draw_meter(shown.value, shown.scale))


@register.filter
def said(source: Source, item: Measured) -> str:
    """What a source says of an indicator."""
    return source.words(item.indicator, language())


@register.filter
def exact(source: Source) -> str:
    """The whole number behind what `said` prints, in its unit; empty where it is hidden."""
    return "" if source.value is None else repr(source.value * (100.0 if source.is_share else 1.0))
