"""A framework written back is the same framework, and its hash says so."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamsuk.engine.framework.dump import dump_framework, framework_hash
from ruamsuk.engine.framework.load import load_framework
from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.framework.source import read_source
from ruamsuk.engine.framework.templates import TEMPLATES, template

from .samples import DEMO

texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20
)
words = st.one_of(texts, st.fixed_dictionaries({"th": texts, "en": texts}))
weights = st.one_of(st.integers(0, 99), st.fractions(0, 9, max_denominator=999).map(str))
variables = st.fixed_dictionaries(
    {
        "type": st.just("select_one"),
        "choices": st.lists(st.just({"value": "x", "label": ""}), max_size=1),
    },
    optional={"label": words, "unit": words, "level": st.just("person")},
)
frameworks = st.fixed_dictionaries(
    {
        "framework": st.just("any"),
        "title": texts.filter(str.strip),
        "goals": st.lists(
            st.fixed_dictionaries(
                {"id": st.just("g"), "title": st.just({"th": "ก"}), "weight": weights},
                optional={"definition": words},
            ),
            max_size=3,
        ),
    },
    optional={
        "version": st.integers(1, 9**9),
        "description": words,
        "variables": st.dictionaries(st.sampled_from(["yes", "null", "a1", "_"]), variables),
        "index": st.fixed_dictionaries({"kind": st.just("gnh"), "cutoff": weights}),
    },
)


def reread(framework: Framework) -> Framework:
    values, _ = read_source(dump_framework(framework))
    return Framework.model_validate(values)


@given(frameworks)
def test_what_is_dumped_is_read_back_equal(values: dict[str, object]) -> None:
    framework = Framework.model_validate(values)
    again = reread(framework)
    assert again == framework
    assert dump_framework(again) == dump_framework(framework)
    assert framework_hash(again) == framework_hash(framework)


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_survive(name: str) -> None:
    assert load_framework(dump_framework(template(name))) == template(name)


def test_the_hash_is_of_the_meaning_not_of_the_writing() -> None:
    first = load_framework(DEMO)
    same = load_framework(
        "# a remark\n"
        + DEMO.replace("weight: 1/2", "weight: 0.5").replace("target: 80", 'target: "80.0"')
    )
    other = load_framework(DEMO.replace("target: 80", "target: 81"))
    assert framework_hash(same) == framework_hash(first)
    assert framework_hash(other) != framework_hash(first)
    assert len(framework_hash(first)) == 64


def test_numbers_are_written_short() -> None:
    text = dump_framework(load_framework(DEMO.replace("cutoff: 1/3", "cutoff: 0.66")))
    assert "target: 80\n" in text
    assert "cutoff: 0.66\n" in text
    assert "weight: 0.5\n" in text
    assert "th: ทดลอง" in text
    assert Fraction("0.66") == load_framework(text).index.cutoff  # type: ignore[union-attr]
