"""Ugly framework files: each gets one sentence that names the place and the way out."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ruamsuk.engine.framework.load import load_framework
from ruamsuk.lib.problem import ProblemsFound

from .samples import DEMO

TABLE = Path(__file__).with_name("ugly.yaml")
UGLY: list[dict[str, str]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", UGLY, ids=lambda row: row["what"])
def test_the_exact_sentence(row: dict[str, str]) -> None:
    text = row["file"] if "file" in row else DEMO.replace(row["for"], row["write"], 1)
    assert text != DEMO
    with pytest.raises(ProblemsFound) as found:
        load_framework(text, name="ours.yaml")
    (problem,) = found.value.problems
    assert problem.sentence("th") == row["th"]
    assert problem.sentence("en") == row["en"]
