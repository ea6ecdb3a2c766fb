"""A foreign key given as a word slips past the linter of imports; here it is caught."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from django.apps import apps

from .project import ROOT

PACKAGE = "ruamsuk."
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
ROWS = CONTRACTS["contracts"][0]["layers"]
FLOOR = {name.strip(): n for n, row in enumerate(reversed(ROWS)) for name in row.split("|")}


def edges() -> Iterator[tuple[str, str, str]]:
    """(app, app that it points at, the field) of every relation between two of our apps."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            other = getattr(field, "related_model", None)
            if not (field.concrete and field.is_relation and isinstance(other, type)):
                continue
            ends = [end.__module__.removeprefix(PACKAGE).split(".")[0] for end in (model, other)]
            if model.__module__.startswith(PACKAGE) and ends[1] in FLOOR:
                yield ends[0], ends[1], f"{model.__name__}.{field.name}"


def test_foreign_keys_only_look_down() -> None:
    assert [edge for edge in edges() if FLOOR[edge[1]] > FLOOR[edge[0]]] == []


def test_there_are_foreign_keys_to_look_at() -> None:
    assert ("results", "communities", "Round.community") in set(edges())
