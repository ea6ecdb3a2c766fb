"""What stands on the page, in the order in which people read it; words in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ruamsuk.charts import Picture, Scale, Value
from ruamsuk.lib.text import LocalText

Tone = Literal["better", "worse", "unsure", "same"]


@dataclass(frozen=True, slots=True)
class Delta:
    """A change in a few words.

    Attributes:
        words: “better by 7 (2 to 12)” or that nothing can be said.
        tone: how it is coloured; its sign says the same.
    """

    words: LocalText
    tone: Tone


@dataclass(frozen=True, slots=True)
class Gauge:
    """One indicator on a goal's card."""

    id: str
    title: LocalText
    number: LocalText
    value: Value
    scale: Scale
    target: LocalText
    delta: Delta | None


@dataclass(frozen=True, slots=True)
class Card:
    """A goal and its indicators."""

    title: LocalText
    gauges: tuple[Gauge, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a heat table.

    Attributes:
        number: the number; empty where it is hidden, which the page says in its own words.
        look: ``step-0`` to ``step-4``, ``plain``, ``hidden`` or ``none``.
    """

    number: str
    look: str


@dataclass(frozen=True, slots=True)
class Heat:
    """A heat table: places by indicators, the longer list downwards.

    Attributes:
        title: what the places are.
        corner: what the first column holds.
        columns: headers.
        rows: name and cells; a name with no cells opens a group of rows.
    """

    title: LocalText
    corner: LocalText
    columns: tuple[LocalText, ...]
    rows: tuple[tuple[LocalText, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an indicator's table."""

    round: str
    place: LocalText
    value: LocalText
    interval: str
    numerator: str
    denominator: str
    n: str
    missing: str


@dataclass(frozen=True, slots=True)
class Detail:
    """An indicator's own section."""

    id: str
    title: LocalText
    goal: LocalText
    definition: LocalText
    counting: LocalText
    source: LocalText
    readings: tuple[LocalText, ...]
    picture: Picture | None
    places: LocalText
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part of the page with pictures and the sentences under them."""

    id: str
    title: LocalText
    readings: tuple[LocalText, ...]
    pictures: tuple[Picture, ...]
    notes: tuple[LocalText, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page.

    Attributes:
        steps: the five steps that the heat tables colour, in words; none where nothing is coloured.
    """

    title: LocalText
    description: LocalText
    facts: tuple[LocalText, ...]
    synthetic: bool
    summary: tuple[LocalText, ...]
    cards: tuple[Card, ...]
    flower: Part | None
    heats: tuple[Heat, ...]
    steps: tuple[LocalText, ...]
    changes: Part | None
    index: Part | None
    lines: Part | None
    map: Part | None
    findings: tuple[LocalText, ...] | None
    details: tuple[Detail, ...]
    notes: tuple[LocalText, ...]
    manifest: tuple[tuple[str, str], ...]


def number_words(value: Value, scale: Scale) -> LocalText:
    """The number with its unit, or the words for its absence."""
    return LocalText(scale.words(value, "th"), scale.words(value, "en"))
