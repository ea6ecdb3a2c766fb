"""What a forum of each kind begins with: agenda, minutes, roles, and what to have at hand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ruamsuk.exchanges.models import Forum
from ruamsuk.lib.text import LocalText


@dataclass(frozen=True)
class Part:
    """One part of a day, as `AgendaItem` has it."""

    does: str
    minutes: int
    title: LocalText
    who: LocalText
    needs: LocalText


@dataclass(frozen=True)
class Template:
    """What a forum of a kind begins with.

    Attributes:
        title: proposed for the forum.
        about: what such a forum is for, in a sentence.
        purpose: proposed for what we want to reach.
        question: proposed for the small groups, if there are any.
    """

    kind: Forum.Kind
    title: LocalText
    about: LocalText
    purpose: LocalText
    question: LocalText
    agenda: tuple[Part, ...]

    @property
    def minutes(self) -> int:
        """How long the whole takes."""
        return sum(part.minutes for part in self.agenda)


@cache
def template_of(kind: str) -> Template:
    """The template of a kind of forum."""
    text = files(__package__).joinpath(f"{Forum.Kind(kind).value}.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    words = {name: _words(data, name) for name in ("title", "about", "purpose", "question")}
    parts = tuple(
        Part(
            part["does"],
            part["minutes"],
            *(_words(part, name) for name in ("title", "who", "needs")),
        )
        for part in data["agenda"]
    )
    return Template(Forum.Kind(kind), agenda=parts, **words)


def templates() -> list[Template]:
    """Every template, in the order of the kinds."""
    return [template_of(kind) for kind in Forum.Kind.values]


def _words(data: dict[str, Any], name: str) -> LocalText:
    return LocalText(**data.get(name, {}))
