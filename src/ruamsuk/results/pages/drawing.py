"""Pictures as pages draw them, and as they are taken along from there."""

from __future__ import annotations

from ruamsuk.charts import Bars, Changes, Picture, draw, draw_bars, draw_changes
from ruamsuk.lib.text import Language

PHONE = 320.0
"""Width for which bars and arrows are drawn, so that their words keep their size on a phone."""


def drawn(picture: Picture, language: Language) -> str:
    """A picture as SVG."""
    if isinstance(picture, Bars):
        return draw_bars(picture, language, PHONE)
    if isinstance(picture, Changes):
        return draw_changes(picture, language, PHONE)
    return draw(picture, language)
