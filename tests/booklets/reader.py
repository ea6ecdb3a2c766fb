"""Read a PDF's words as a search does: ActualText where it stands, else the map of glyphs."""

from __future__ import annotations

import io
import re

import pikepdf


def pages_of(pdf: bytes, *, actual_text: bool = True) -> list[str]:
    """The words of each page without spaces and line ends, in the order in which they are drawn.

    Without ``actual_text`` as a reader that knows only the glyphs' map.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [_page(page, actual_text) for page in document.pages]


def _page(page: pikepdf.Page, actual_text: bool) -> str:
    maps = {name: _map(font.ToUnicode) for name, font in page.resources.Font.items()}
    words, font, spans = [], "", []
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        if operator == "Tf":
            font = str(operands[0])
        elif operator == "BDC":
            text = operands[1].get(pikepdf.Name.ActualText)
            spans.append(text if actual_text else None)
            words.append("" if spans[-1] is None else str(text))
        elif operator == "BMC":
            spans.append(None)
        elif operator == "EMC":
            spans.pop()
        elif operator in ("Tj", "TJ") and all(span is None for span in spans):
            pieces = operands if operator == "Tj" else operands[0]
            raw = b"".join(bytes(p) for p in pieces if isinstance(p, pikepdf.String))
            words += [
                maps[font].get(raw[i : i + 2].hex().upper(), "\ufffd")
                for i in range(0, len(raw), 2)
            ]
    return re.sub(r"\s", "", "".join(words))


def _map(to_unicode: pikepdf.Object) -> dict[str, str]:
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", to_unicode.read_bytes())
    return {
        glyph.decode(): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs
    }
