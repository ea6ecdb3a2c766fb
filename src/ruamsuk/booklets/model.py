"""What stands in a printed report: plain words, numbers that are words already, and pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ruamsuk.lib.text import Language


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; an empty line begins a new paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: how something was counted, what is hidden and why."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column.

    Attributes:
        header: its words.
        numbers: its cells are numbers, set flush right.
    """

    header: str
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header, which is repeated on each page that the table runs over.

    Attributes:
        columns: the columns from left to right.
        rows: the cells of each row as people read them, one per column.
        caption: what the table shows.

    Raises:
        ValueError: when a row has not as many cells as there are columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    def __post_init__(self) -> None:
        wrong = [row for row in self.rows if len(row) != len(self.columns)]
        if wrong:
            raise ValueError(f"{len(self.columns)} columns, but a row of {len(wrong[0])} cells")


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with what it shows and how it reads.

    Attributes:
        svg: the picture; it keeps its natural size up to the width of the page.
        caption: what it shows.
        reading: the sentence that says what can be seen; also for people who hear the page.
    """

    svg: str
    caption: str
    reading: str = ""


Block = Paragraph | Note | Table | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it.

    Attributes:
        heading: its words.
        blocks: what stands under it, from top to bottom.
        level: 1 for a chapter, 2 for a part of the chapter before it.
    """

    heading: str
    blocks: tuple[Block, ...] = ()
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Booklet:
    """A report to print.

    Attributes:
        language: the language of its words, for line breaks and for readers aloud.
        title: its name, also in the running head.
        sections: what it says; more than three chapters get a table of contents.
        subtitle: a second line under the title.
        community: whose report it is.
        round: the round of measurement, in words.
        date: the day it was made, in words.
        banner: what must be seen on every page, such as ข้อมูลสมมุติ.
    """

    language: Language
    title: str
    sections: tuple[Section, ...]
    subtitle: str = ""
    community: str = ""
    round: str = ""
    date: str = ""
    banner: str = ""
