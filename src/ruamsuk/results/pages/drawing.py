"""Pictures as pages draw them, and as they are taken along from there."""

from __future__ import annotations

from ruamsuk.charts import (
    Bars,
    Changes,
    Multiples,
    Picture,
    draw,
    draw_bars,
    draw_changes,
    draw_multiples,
)
from ruamsuk.lib.text import Language

PHONE = 320.0
"""Width for which bars, arrows and lines are drawn: so words keep their size on a phone."""


def drawn(picture: Picture, language: Language, *, legend: bool = True) -> str:
    """A picture as SVG; arrows without what their signs mean, if another one says it."""
    if isinstance(picture, Bars):
        return draw_bars(picture, language, PHONE)
    if isinstance(picture, Changes):
        return draw_changes(picture, language, PHONE, legend=legend)
    if isinstance(picture, Multiples):
        return draw_multiples(picture, language, PHONE)
    return draw(picture, language)
