"""A letter on A4: in Thai as officials write it (หนังสือภายนอก), in English as a plain letter."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from ruamsuk.booklets.model import Table
from ruamsuk.booklets.press import block_data, typeset, words_data
from ruamsuk.booklets.text_layer import clean_text_layer
from ruamsuk.booklets.words import printable
from ruamsuk.lib.text import Language, LocalText

_THAI_DIGITS = {ord(str(digit)): thai for digit, thai in enumerate("๐๑๒๓๔๕๖๗๘๙")}
_LABELS = {
    "number": LocalText("ที่", "Ref."),
    "subject": LocalText("เรื่อง", "Subject:"),
    "to": LocalText("เรียน", "To:"),
    "enclosed": LocalText("สิ่งที่ส่งมาด้วย", "Enclosed:"),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """What stands in a letter, in its own order.

    Attributes:
        language: decides its form too.
        number: the letter's number (ที่); a line to write on where it is empty.
        sender: lines of who sends it, at the top right.
        date: in words.
        subject: what it is about.
        to: to whom.
        enclosed: what is sent with it.
        body: paragraphs.
        closing: such as ขอแสดงความนับถือ.
        signer: name and positions, each on a line, under room for the signature.
        contact: who can be asked, at the foot.
        sheet: a table on a page of its own, under its caption.
        thai_digits: write every number in Thai digits.
        banner: what must be seen, such as ข้อมูลสมมุติ.
    """

    language: Language
    number: str
    sender: tuple[str, ...]
    date: str
    subject: str
    to: str
    enclosed: tuple[str, ...]
    body: tuple[str, ...]
    closing: str
    signer: tuple[str, ...]
    contact: tuple[str, ...] = ()
    sheet: Table | None = None
    thai_digits: bool = False
    banner: str = ""


def letter(what: Letter, made: datetime.datetime) -> bytes:
    """The letter as a PDF; the same letter and moment give the same bytes."""
    made = made if made.tzinfo else made.replace(tzinfo=datetime.UTC)
    data = _data(what)
    return clean_text_layer(typeset("letter.typ", "letter", data, "pdf", int(made.timestamp())))


def _data(what: Letter) -> dict[str, object]:
    def words(text: str) -> str:
        return words_data(_in_thai_digits(text) if what.thai_digits else text)

    def lines(texts: tuple[str, ...]) -> list[str]:
        return [words(text) for text in texts if text.strip()]

    sheet = what.sheet
    if sheet and what.thai_digits:
        rows = tuple(tuple(map(_in_thai_digits, row)) for row in sheet.rows)
        sheet = Table(sheet.columns, rows, _in_thai_digits(sheet.caption))
    paragraphs = [part for text in what.body for part in re.split(r"\n\s*\n", text)]
    return {
        "language": what.language,
        "name": printable(what.subject),
        "labels": {key: label.to(what.language) for key, label in _LABELS.items()},
        "number": words(what.number),
        "sender": lines(what.sender),
        "date": words(what.date),
        "subject": words(what.subject),
        "to": words(what.to),
        "enclosed": lines(what.enclosed),
        "body": lines(tuple(paragraphs)),
        "closing": words(what.closing),
        "signer": lines(what.signer),
        "contact": lines(what.contact),
        "sheet": block_data(sheet) if sheet else None,
        "banner": words(what.banner),
    }


def _in_thai_digits(text: str) -> str:
    """``text`` in Thai digits, but for addresses of the net, which must be typed as they are."""
    pieces = re.split(r"(\S*://\S*)", text)
    return "".join(
        piece if at % 2 else piece.translate(_THAI_DIGITS) for at, piece in enumerate(pieces)
    )
