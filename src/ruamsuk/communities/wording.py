"""What a community calls goals, indicators, rounds and well-being."""

from __future__ import annotations

from typing import Literal

from django.core.exceptions import ObjectDoesNotExist

from ruamsuk.communities.models import Community
from ruamsuk.lib.text import LocalText

Word = Literal["goal", "indicator", "round", "wellbeing"]
USUAL: dict[Word, LocalText] = {
    "goal": LocalText("เป้าหมาย", "goal"),
    "indicator": LocalText("ตัวชี้วัด", "indicator"),
    "round": LocalText("รอบ", "round"),
    "wellbeing": LocalText("ความอยู่ดีมีสุข", "well-being"),
}
"""The words of a community that has not said its own."""


def word(community: Community | None, noun: Word) -> LocalText:
    """The community's own word for a noun, in each language the usual one where it has none."""
    try:
        own: LocalText = getattr(community.wording, noun) if community else LocalText()
    except ObjectDoesNotExist:
        own = LocalText()
    return LocalText(own.th or USUAL[noun].th, own.en or USUAL[noun].en)


def words(community: Community | None, noun: Word) -> LocalText:
    """The same for several of them; Thai says one and many alike."""
    one = word(community, noun)
    if noun == "wellbeing":
        return one
    many = one.en[:-1] + "ies" if one.en.endswith("y") else one.en + "s"
    return LocalText(one.th, many)
