"""Set a booklet with Typst. Words travel as data, so that no sign in them is ever markup."""

from __future__ import annotations

import datetime
import json
import re
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from ruamsuk.booklets.model import Block, Booklet, Figure, Note, Paragraph, Section, Table
from ruamsuk.booklets.text_layer import clean_text_layer
from ruamsuk.booklets.words import printable, sara_am_apart, with_breaks
from ruamsuk.lib.text import Language, LocalText

_HERE = Path(__file__).parent
_FRAME = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)" width="\1" height="\2"')
_ROOM = 5  # pixels of the picture, above and below
_FONT_ATTRIBUTE = re.compile(r'\bfont-family="[^"]*"')

_WORDS = {
    "contents": LocalText("สารบัญ", "Contents"),
    "table": LocalText("ตาราง", "Table"),
    "figure": LocalText("ภาพ", "Figure"),
}


def pdf(booklet: Booklet, made: datetime.datetime) -> bytes:
    """The booklet as a PDF of A4 pages, tagged for readers aloud, its text searchable.

    Args:
        booklet: what to print.
        made: the moment written into the file; the same moment gives the same bytes.
    """
    made = made if made.tzinfo else made.replace(tzinfo=datetime.UTC)
    data = _booklet(booklet)
    return clean_text_layer(typeset("booklet.typ", "booklet", data, "pdf", int(made.timestamp())))


def png(svg: str, width_px: int, title: str = "", language: Language = "th") -> bytes:
    """A picture as PNG on the colour of our cards, with a small margin.

    Args:
        svg: the picture.
        width_px: width of the image in pixels; the height follows.
        title: words above the picture, which stands without a page around it.
        language: the language of the title.
    """
    data = {
        "svg": _picture(svg),
        "title": words_data(title),
        "language": language,
        "width": width_px,
    }
    return typeset("picture.typ", "picture", data, "png")


def typeset(
    template: str, key: str, data: object, output: Literal["pdf", "png"], made: int | None = None
) -> bytes:
    """What a template makes of data; the moment is seconds since 1970."""
    return typst.compile(
        _HERE / "templates" / template,
        root=_HERE / "templates",  # nothing outside it can be read
        font_paths=_fonts(),
        sys_inputs={key: json.dumps(data, ensure_ascii=False)},
        format=output,
        ppi=72,  # a point of the page is a pixel of the image
        timestamp=made,
    )


@cache
def _fonts() -> typst.Fonts:
    """Our typeface, and Typst's own for signs that it lacks; never those of the machine."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(_HERE / "fonts")])


def _booklet(booklet: Booklet) -> dict[str, object]:
    return {
        "language": booklet.language,
        "name": printable(booklet.title),
        "title": words_data(booklet.title),
        "subtitle": words_data(booklet.subtitle),
        "facts": [
            words_data(fact) for fact in (booklet.community, booklet.round, booklet.date) if fact
        ],
        "running": words_data(" · ".join(filter(None, (booklet.title, booklet.community)))),
        "banner": words_data(booklet.banner),
        "words": {key: words.to(booklet.language) for key, words in _WORDS.items()},
        "contents": sum(section.level == 1 for section in booklet.sections) > 3,
        "sections": [_section(section) for section in booklet.sections],
    }


def _section(section: Section) -> dict[str, object]:
    return {
        "heading": words_data(section.heading),
        "level": section.level,
        "blocks": [block_data(block) for block in section.blocks],
    }


def block_data(block: Block) -> dict[str, object]:
    """A block as the templates take it."""
    match block:
        case Paragraph(text) | Note(text):
            paragraphs = [words_data(part) for part in re.split(r"\n\s*\n", text) if part.strip()]
            return {"kind": type(block).__name__.lower(), "paragraphs": paragraphs}
        case Table(columns, rows, caption):
            return {
                "kind": "table",
                "header": [words_data(column.header) for column in columns],
                "numbers": [column.numbers for column in columns],
                "rows": [[words_data(cell) for cell in row] for row in rows],
                "caption": words_data(caption),
            }
        case Figure(svg, caption, reading):
            return {
                "kind": "figure",
                "svg": _picture(svg),
                "caption": words_data(caption),
                "reading": words_data(reading),
                "alt": printable(reading or caption) or " ",
            }


def words_data(text: str) -> str:
    """Words as the templates take them: printable, and breakable between Thai words."""
    return with_breaks(printable(text).strip())


def _picture(svg: str) -> str:
    """The picture in our typeface, with room for the tone marks of a first line.

    Typst's pictures set the tone mark of น้ำ under the ring of its SARA AM; with the two halves of
    the vowel apart and the tone between them it stands right. They also cut what is drawn outside
    the frame, which a mark over a vowel is.
    """

    def roomier(frame: re.Match[str]) -> str:
        height = float(frame[2]) + 2 * _ROOM
        return f'viewBox="0 -{_ROOM} {frame[1]} {height:g}" width="{frame[1]}" height="{height:g}"'

    svg = _FRAME.sub(roomier, _FONT_ATTRIBUTE.sub('font-family="Sarabun"', svg), count=1)
    return sara_am_apart(svg)
