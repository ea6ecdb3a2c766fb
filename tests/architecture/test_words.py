"""Whatever people read is there in Thai and in English, and every problem is in the catalogue."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator

import pytest

from ruamsuk.lib.catalogue import CATALOGUE
from ruamsuk.lib.text import LocalText

from .project import SOURCE, modules, short

CATALOGUE_FOLDER = SOURCE / "lib" / "catalogue"
AREAS = sorted(path.stem for path in CATALOGUE_FOLDER.glob("*.py") if path.stem != "__init__")
CODE = re.compile(rf"(?:{'|'.join(AREAS)})\.[a-z][a-z0-9-]*")
FILE_ENDINGS = {"csv", "html", "json", "md", "parquet", "xlsx", "yaml"}
THAI = re.compile("[\u0e01-\u0e5b]")
LATIN = re.compile("[A-Za-z]")


def local_texts() -> Iterator[tuple[str, str | None, str | None]]:
    """Place, Thai and English of each LocalText spelled out in the code."""
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "LocalText":
                parts = dict(zip(("th", "en"), map(literal, node.args), strict=False))
                parts |= {word.arg: literal(word.value) for word in node.keywords}
                if node.args or node.keywords:
                    yield f"{short(path)}:{node.lineno}", parts.get("th", ""), parts.get("en", "")


def literal(node: ast.expr) -> str | None:
    """The text of a plain string; None where it is made from something else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def codes_in_use() -> dict[str, str]:
    """Each problem code written in the code outside the catalogue, with a place."""
    found = {}
    for path, tree in modules():
        if path.is_relative_to(CATALOGUE_FOLDER):
            continue
        for node in ast.walk(tree):
            text = literal(node) if isinstance(node, ast.expr) else None
            if text and CODE.fullmatch(text) and text.rpartition(".")[2] not in FILE_ENDINGS:
                found[text] = f"{short(path)}:{node.lineno}"
    return found


def names(template: str) -> set[str]:
    """The ``{names}`` that a template asks for."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def only_names(template: str) -> bool:
    """Whether the words are brought whole by a value, as in ``{hint}``."""
    return bool(template) and re.sub(r"\{\w+\}", "", template).strip() == ""


def test_every_text_is_in_both_languages() -> None:
    # what a person wrote, in one language perhaps, comes as a value and not as words in the code
    missing = [place for place, th, en in local_texts() if (th == "" and en) or (en == "" and th)]
    assert missing == []


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_each_problem_says_what_and_the_way_out_in_both_languages(code: str) -> None:
    assert CODE.fullmatch(code)
    for words in (CATALOGUE[code].what, CATALOGUE[code].remedy):
        assert isinstance(words, LocalText)
        assert THAI.search(words.th) or only_names(words.th), f"no Thai: {words.th!r}"
        assert LATIN.search(words.en) or only_names(words.en), f"no English: {words.en!r}"
        assert names(words.th) == names(words.en)


def test_every_code_in_use_is_in_the_catalogue() -> None:
    unknown = {code: place for code, place in codes_in_use().items() if code not in CATALOGUE}
    assert unknown == {}


def test_every_problem_of_the_catalogue_is_in_use() -> None:
    assert sorted(CATALOGUE.keys() - codes_in_use().keys()) == []
