"""What the guide prints in bold or italics stands on a page, word for word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "ruamsuk"
QUOTED = re.compile(r"(?<!\*)(\*\*?)(?![\s*])([^*]+?)\1(?!\*)")
NAMED = re.compile(r'LocalText\("([^"]+)", "([^"]+)"\)')
DATA = {"เครือข่าย 14 ตำบลภาคตะวันตก", "Network of 14 western tambons"}
"""Names of the demonstration."""


def words_of_pages(language: str) -> set[str]:
    """What catalogues, templates of forums and the choices of the remote control say."""
    said: set[str] = set()
    for path in SOURCE.glob("*/locale/th/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                one = message.string if language == "th" else message.id
                said.update([one] if isinstance(one, str) else one or ())
    for path in (SOURCE / "exchanges" / "forum_templates").glob("*.yaml"):
        said.add(yaml.safe_load(path.read_text(encoding="utf-8"))["title"][language])
    for path in SOURCE.glob("*/scenes/*.py"):
        for thai, english in NAMED.findall(path.read_text(encoding="utf-8")):
            said.add(thai if language == "th" else english)
    return said


@pytest.mark.parametrize("language", ["th", "en"])
def test_each_word_of_the_guide_that_one_clicks_is_there(language: str) -> None:
    guide = (ROOT / "docs" / language / "forum.md").read_text(encoding="utf-8")
    quoted = {" ".join(found[1].split()).rstrip(".,") for found in QUOTED.findall(guide)}
    quoted = {words.removesuffix(": …") for words in quoted}
    assert len(quoted) > 70
    assert sorted(quoted - words_of_pages(language) - DATA) == []
