"""What a table of practices can start from: shipped templates, or the goals of a framework."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from ruamsuk.lib.text import LocalText

if TYPE_CHECKING:
    from ruamsuk.indicators.models import Version

TEMPLATES: dict[str, LocalText] = {
    "learning": LocalText(
        "เครือข่ายที่เรียนรู้ เก้าเรื่องที่ใช้ได้ทุกชุมชน",
        "A network that learns: nine practices for any community",
    ),
    "nine": LocalText("เก้าเรื่องว่าง ให้ชุมชนตั้งชื่อเอง", "Nine empty practices for the community to name"),
}

_OF_GOALS = LocalText(
    "หนึ่งเรื่องต่อหนึ่งเป้าหมายที่เราตกลงกัน ถ้อยคำของห้าระดับแก้ให้เป็นคำของเราได้",
    "One practice for each goal that we agreed on; put the five levels into our own words.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A practice to start with.

    Attributes:
        levels: what the five levels look like, lowest first.
        goal, indicator: ids in a framework, where the practice was drawn from one.
    """

    name: LocalText
    about: LocalText
    levels: tuple[LocalText, ...]
    goal: str = ""
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """A table to start with."""

    title: LocalText
    about: LocalText
    rows: tuple[Row, ...]


@cache
def usual_levels() -> tuple[LocalText, ...]:
    """What the five levels look like as long as nobody has said it better."""
    return _texts(_read("levels")["levels"])


@cache
def template(name: str) -> Start:
    """A shipped template.

    Raises:
        KeyError: there is none of this name.
    """
    if name not in TEMPLATES:
        raise KeyError(name)
    kept = _read(name)
    rows = tuple(
        Row(
            LocalText(**row["name"]),
            LocalText(**row.get("about", {})),
            _texts(row["levels"]) if "levels" in row else usual_levels(),
        )
        for row in kept["practices"]
    )
    return Start(LocalText(**kept["title"]), LocalText(**kept["about"]), rows)


def of_framework(version: Version) -> Start:
    """A practice for each goal of an agreed version, beside the goal's first indicator."""
    framework = version.definition
    rows = tuple(
        Row(
            goal.title,
            goal.definition,
            usual_levels(),
            goal.id,
            goal.indicators[0].id if goal.indicators else "",
        )
        for goal in framework.goals
    )
    return Start(framework.title, _OF_GOALS, rows)


def _read(name: str) -> dict[str, Any]:
    text = files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    kept: dict[str, Any] = yaml.safe_load(text)
    return kept


def _texts(kept: list[dict[str, str]]) -> tuple[LocalText, ...]:
    return tuple(LocalText(**words) for words in kept)
