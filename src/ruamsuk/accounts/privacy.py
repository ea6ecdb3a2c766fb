"""What is kept about a person. Every app that keeps something says so here.

An app registers its sections when it starts, so that nothing here has to know of higher apps:

    register(Section("comments", _("My comments"), my_comments))
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User


@dataclass(frozen=True)
class Kept:
    """One thing that is kept about a person.

    Attributes:
        text: the thing in words, in the language of the page.
        when: since when.
        values: the same for the export, with names in English.
    """

    text: str
    when: datetime.datetime | None = None
    values: dict[str, Any] = field(default_factory=dict)

    def exported(self) -> dict[str, Any]:
        """The thing as JSON has it."""
        return {**self.values, **({"at": self.when.isoformat()} if self.when else {})}


@dataclass(frozen=True)
class Section:
    """One kind of thing that is kept.

    Attributes:
        key: its name in the export.
        title: its name on the page.
        stays: whether it stays, without the person's name, when the person leaves.
        things: gives all of a person.
        forget: takes the person out of what stays; called before the account is removed.
    """

    key: str
    title: str | Promise
    things: Callable[[User], Iterable[Kept]]
    stays: bool = False
    forget: Callable[[User], None] | None = None


_sections: dict[str, Section] = {}


def register(section: Section) -> None:
    """Have a section shown, exported and forgotten."""
    _sections[section.key] = section


def sections() -> list[Section]:
    """All of them: what goes with the person first, then what stays; each from the lowest floor up.

    Apps start from the highest floor down, so the lowest has registered last.
    """
    lowest_first = list(_sections.values())[::-1]
    return sorted(lowest_first, key=lambda section: section.stays)
