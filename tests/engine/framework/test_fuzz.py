"""Whatever is written: a framework, or problems with whole sentences; never a traceback."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

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
from ruamsuk.engine.framework.templates import TEMPLATES, template_text
from ruamsuk.lib.problem import ProblemsFound

from .samples import DEMO

PARTS = (Framework, Goal, Indicator, Variable, Choice, Index, Keys)
FIELDS = sorted({field for part in PARTS for field in part.model_fields} | {"th", "en", "debt"})
TOKENS = [
    *(": ", ", ", "[", "]", "{", "}", "'", '"', "- ", "\n", "\t", "#", "&a ", "*a ", "!!int "),
    *("---\n", "...\n", "%YAML 1.1\n", "<<: ", "? ", "| ", ">- ", "\\", "~", "\x85", "\u2028"),
    *("1/0", "-1", "1e999", ".inf", ".nan", "0x1F", "99999999999999999999", "๘๐", "true", "no"),
    *("any_person(", "debt / 0", "age(", "(" * 60, "สุข", "น้ำ", "\ufeff", "\x00", "\ud800"),
]

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["household", "person", "gnh", "mean", "1/3", "debt = 0", *FIELDS]),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(FIELDS), st.text(max_size=5)), inner, max_size=6),
    ),
    max_leaves=20,
)


def loads_or_says_why(source: str | bytes) -> None:
    try:
        assert isinstance(load_framework(source), Framework)
    except ProblemsFound as found:
        assert found.problems
        for problem in found.problems:
            for language in ("th", "en"):
                assert problem.sentence(language)
            assert len(problem.sentence("en")) < 5000


@given(values)
def test_any_structure(value: object) -> None:
    loads_or_says_why(json.dumps(value, ensure_ascii=False))


@given(st.fixed_dictionaries(dict.fromkeys(["framework", "title", "goals", "index"], values)))
def test_any_structure_in_the_fields(value: object) -> None:
    loads_or_says_why(json.dumps(value, ensure_ascii=False))


@given(st.sampled_from(["variables", "keys", "index", "version", "goals", "title"]), values)
def test_one_field_of_a_good_framework_replaced(field: str, value: object) -> None:
    framework = {
        "framework": "demo",
        "title": "Demo",
        "variables": {"debt": {"type": "decimal"}},
        "goals": [
            {"id": "g", "title": "G", "indicators": [{"id": "i", "title": "I", "value": "debt"}]}
        ],
    }
    loads_or_says_why(json.dumps(framework | {field: value}, ensure_ascii=False))


@given(st.one_of(st.text(), st.binary(), st.lists(st.sampled_from(TOKENS)).map("".join)))
def test_any_text(source: str | bytes) -> None:
    loads_or_says_why(source)


@given(st.data())
@settings(max_examples=200)
def test_a_file_with_a_slip_of_the_pen(data: st.DataObject) -> None:
    """Cut, repeat or put in something at a few places of a good file."""
    names = st.sampled_from(["nine-goals", "gvh", "global-mpi"])
    text = data.draw(st.one_of(st.just(DEMO), st.just(DEMO), names.map(template_text)))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 30)))
        new = data.draw(st.one_of(st.sampled_from(TOKENS), st.just(text[start:end] * 2)))
        text = text[:start] + new + text[end:]
    loads_or_says_why(text)


def test_the_templates_themselves_are_no_slip() -> None:
    for name in TEMPLATES:
        assert isinstance(load_framework(template_text(name)), Framework)
