"""Printed reports and letters: plain values and SVG in, a PDF out; and a picture as PNG.

A `Booklet` is a title page and sections of `Paragraph`, `Note`, `Table` and `Figure`. `pdf` sets it
with the typeface in this package, breaks Thai lines between words, and leaves a text layer that
can be searched. `letter` does the same for a `Letter`, `minutes` for a `Record`, and `png` draws
one picture. The same input gives the same bytes on every machine.
"""

from ruamsuk.booklets.letter import Letter, letter
from ruamsuk.booklets.minutes import Heading, Items, Record, minutes
from ruamsuk.booklets.model import (
    Block,
    Booklet,
    Column,
    Figure,
    Note,
    Paragraph,
    Section,
    Table,
)
from ruamsuk.booklets.press import pdf, png

__all__ = [
    "Block",
    "Booklet",
    "Column",
    "Figure",
    "Heading",
    "Items",
    "Letter",
    "Note",
    "Paragraph",
    "Record",
    "Section",
    "Table",
    "letter",
    "minutes",
    "pdf",
    "png",
]
