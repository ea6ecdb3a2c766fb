"""The five levels of every practice, and what they are called."""

from __future__ import annotations

from ruamsuk.lib.text import LocalText

NAMES = (
    LocalText("รู้", "Aware"),
    LocalText("ทำเมื่อมีเหตุ", "Reacts"),
    LocalText("ลงมือทำ", "Acts"),
    LocalText("ทำเป็นระบบ", "Systematic"),
    LocalText("เป็นวิถีชีวิต", "Way of life"),
)
"""Lowest first; the community describes each in its own words for each practice."""


def named(level: int) -> LocalText:
    """A level with its name: ``3 ลงมือทำ``."""
    name = NAMES[level - 1]
    return LocalText(f"{level} {name.th}", f"{level} {name.en}")
