"""Pictures and words of levels, for templates."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from ruamsuk.assessments.comparing import is_past
from ruamsuk.assessments.models import Practice
from ruamsuk.assessments.scale import NAMES, named
from ruamsuk.assessments.spread import Spread
from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.charts import River, Stairs, draw, draw_river, draw_spread, draw_stairs
from ruamsuk.charts import Spread as Picture
from ruamsuk.lib.text import LocalText

register = template.Library()

PHONE, WALL = 340.0, 860.0
FEW = 10
"""Practices whose names find room in a river of `WALL`."""

_TITLE = LocalText("ใครเห็นระดับใด", "Who sees which level")


@register.filter
def drawn(spread: Spread) -> SafeString:
    """A spread as a picture; the charts escape every word themselves."""
    return mark_safe(draw_spread(_pictured(spread), language(), 320.0))


@register.filter
def side_by_side(spread: Spread) -> SafeString:
    """The same beside others on a wall: narrow, so that its words are large."""
    return mark_safe(draw_spread(_pictured(spread), language(), 200.0, named=False))


def _pictured(spread: Spread) -> Picture:
    return Picture(_TITLE, NAMES, spread.counts, spread.middle)


@register.filter
def picture(described: River | Stairs) -> SafeString:
    """A river, or stairs, as wide as a page or a wall."""
    return mark_safe(draw(described, language()))


@register.filter
def on_wall(described: River | Stairs) -> SafeString:
    """The same for a wall, with words that are read from the last row where there is room."""
    if isinstance(described, Stairs):
        return mark_safe(draw_stairs(described, language(), WALL))
    if len(described.stretches) > FEW:
        return picture(described)
    return mark_safe(draw_river(described, language(), WALL))


@register.filter
def narrow(described: River | Stairs) -> SafeString:
    """The same for a phone."""
    if isinstance(described, River):
        return mark_safe(draw_river(described, language(), PHONE))
    return mark_safe(draw_stairs(described, language(), PHONE))


@register.filter
def level_name(level: int | None) -> str:
    """A level with its name."""
    return named(level).to(language()) if level else ""


@register.filter
def level_texts(practice: Practice) -> list[tuple[int, str, str]]:
    """Each level of a practice: number, name, and what it looks like in the community's words."""
    texts = [LocalText(**words).to(language()) for words in practice.levels]
    texts += [""] * (5 - len(texts))
    names = [name.to(language()) for name in NAMES]
    return list(zip(range(1, 6), names, texts, strict=False))


@register.filter
def at(mapping: dict[object, object], key: object) -> object:
    """What a mapping has under a key; None where nothing."""
    return mapping.get(key)


@register.filter
def passed(when: str) -> bool:
    """Whether a day has passed."""
    return is_past(when)
