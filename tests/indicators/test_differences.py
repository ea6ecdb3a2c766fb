"""A changed field is told in words that differ, whichever language the page has."""

from __future__ import annotations

import pytest

from ruamsuk.indicators.differences import FieldChange
from ruamsuk.lib.text import LocalText

HEALTH = LocalText("สุขภาพ", "Health")


@pytest.mark.parametrize(
    ("new", "in_thai", "in_english"),
    [
        (LocalText("สุขใจ", "Joy"), ("สุขภาพ", "สุขใจ"), ("Health", "Joy")),
        (LocalText("สุขใจ", "Health"), ("สุขภาพ", "สุขใจ"), ("สุขภาพ", "สุขใจ")),
        (LocalText("สุขภาพ", "Wellness"), ("Health", "Wellness"), ("Health", "Wellness")),
        (LocalText("สุขภาพ"), ("Health", ""), ("Health", "")),
    ],
)
def test_the_two_sides_differ(
    new: LocalText, in_thai: tuple[str, str], in_english: tuple[str, str]
) -> None:
    change = FieldChange.between("title", HEALTH, new)
    assert (change.old.to("th"), change.new.to("th")) == in_thai
    assert (change.old.to("en"), change.new.to("en")) == in_english
