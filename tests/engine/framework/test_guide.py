"""The guide, docs/framework.md, says what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ruamsuk.engine.expressions.vocabulary import FUNCTIONS
from ruamsuk.engine.framework.check import check_framework
from ruamsuk.engine.framework.load import load_framework
from ruamsuk.engine.framework.models import (
    Choice,
    Framework,
    Goal,
    Index,
    Indicator,
    Keys,
    Variable,
)

GUIDE = (Path(__file__).parents[3] / "docs" / "framework.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


def test_its_example_is_a_framework() -> None:
    (example,) = EXAMPLES
    framework = load_framework(example)
    assert check_framework(framework) == ()
    assert [i.id for i in framework.index_indicators] == ["no-overdue-debt", "nobody-drinks"]


@pytest.mark.parametrize("part", [Framework, Goal, Indicator, Variable, Choice, Index, Keys])
def test_it_explains_every_field(part: type[Framework]) -> None:
    assert [field for field in part.model_fields if f"`{field}`" not in GUIDE] == []


def test_it_names_every_function() -> None:
    assert [name for name in FUNCTIONS if f"`{name}(".lower() not in GUIDE.lower()] == []
