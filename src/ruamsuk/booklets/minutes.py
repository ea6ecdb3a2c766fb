"""Minutes on A4, in Thai as officials write them (รายงานการประชุม)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ruamsuk.booklets.model import Paragraph, Table
from ruamsuk.booklets.press import block_data, typeset, words_data
from ruamsuk.booklets.text_layer import clean_text_layer
from ruamsuk.booklets.words import printable
from ruamsuk.lib.text import Language


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; a smaller one stands under another."""

    text: str
    smaller: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What stands in minutes, in its own order.

    Attributes:
        language: in which they are set.
        title: lines in the middle at the top: what met, when and where.
        opening, closing: sentences before and after everything, such as when it began and ended.
        pieces: the minutes themselves.
        signers: who signs, each as what.
        annex: a table on a page of its own, under its caption.
        foot: what stands at the foot of each page, such as which version it is.
        banner: what must be seen, such as ข้อมูลสมมุติ.
    """

    language: Language
    title: tuple[str, ...]
    opening: str
    pieces: tuple[Heading | Paragraph | Items | Table, ...]
    closing: str
    signers: tuple[str, ...]
    annex: Table | None = None
    foot: str = ""
    banner: str = ""


def minutes(what: Record, made: datetime.datetime) -> bytes:
    """The minutes as a PDF; the same minutes and moment give the same bytes."""
    made = made if made.tzinfo else made.replace(tzinfo=datetime.UTC)
    data = {
        "language": what.language,
        "name": printable(what.title[0]),
        "title": [words_data(line) for line in what.title],
        "opening": words_data(what.opening),
        "pieces": [_piece(piece) for piece in what.pieces],
        "closing": words_data(what.closing),
        "signers": [words_data(signer) for signer in what.signers],
        "annex": block_data(what.annex) if what.annex else None,
        "foot": words_data(what.foot),
        "banner": words_data(what.banner),
    }
    return clean_text_layer(typeset("minutes.typ", "minutes", data, "pdf", int(made.timestamp())))


def _piece(piece: Heading | Paragraph | Items | Table) -> dict[str, object]:
    match piece:
        case Heading(text, smaller):
            return {"kind": "heading", "text": words_data(text), "smaller": smaller}
        case Items(texts):
            return {"kind": "items", "texts": [words_data(text) for text in texts]}
        case _:
            return block_data(piece)
