"""The words that a reader of the PDF finds: the letters that were written, and nothing of ours.

Typst's text layer holds our word joiners and breaks. It also gives the text of a whole cluster
(ที่) to one of its glyphs: to the first one in running text, where a mark that is drawn higher gets
it once more, and to the last one in pictures. Here every glyph is mapped to its own letter.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from ruamsuk.booklets.words import BREAK, JOINER, SARA_AM, sara_am_apart

_ACTUAL_TEXT = re.compile(rb"/ActualText\s*(?:<[0-9A-F]*>|\((?:\\.|[^\\)])*\))", re.DOTALL)
_MAPPINGS = re.compile(rb"\d+ beginbfchar.*endbfchar\n", re.DOTALL)
_MAPPING = re.compile(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>$", re.MULTILINE)
_OURS = str.maketrans("", "", JOINER + BREAK)
# What one glyph draws: the ring of a SARA AM with its tone, ฤๅ, a Thai letter, any other cluster.
_UNIT = re.compile("\u0e4d[\u0e48-\u0e4b]|[ฤฦ]ๅ|[\u0e00-\u0e7f]|[^\u0e00-\u0e7f]+")

_THAI = re.compile("[\u0e00-\u0e7f]")

Letters = dict[int, str]


@dataclass(slots=True)
class _Font:
    """The glyphs of one embedded face, as the file maps them and as we come to know them."""

    to_unicode: pikepdf.Object
    given: Letters
    in_text: Letters = field(default_factory=dict)
    in_pictures: Letters = field(default_factory=dict)

    def letters(self) -> Letters:
        """Every glyph's letters, from running text where it stands in any."""
        return self.given | self.in_pictures | self.in_text


@dataclass(slots=True)
class _Run:
    """Glyphs that are shown together, with the ActualText around them and its place on the page."""

    font: _Font
    glyphs: list[int]
    text: str | None
    entry: int
    in_picture: bool

    @property
    def spoken(self) -> bool:
        """Whether it has an ActualText of its own."""
        return self.text is not None


def clean_text_layer(pdf: bytes) -> bytes:
    """The same pages with words that can be searched and copied."""
    with Pdf.open(io.BytesIO(pdf)) as document:
        fonts: dict[tuple[int, int], _Font] = {}
        pages = [(page.Contents, list(_runs(page, fonts))) for page in document.pages]
        for _, runs in pages:
            _learn_from_text([run for run in runs if not run.in_picture])
            _learn_from_pictures([run for run in runs if run.in_picture])
        for content, runs in pages:
            _rewrite(
                content, {run.entry: _actual_text(run) for run in runs if run.text is not None}
            )
        for font in fonts.values():
            font.to_unicode.write(_completed_map(font))
        _clean_titles(document)
        return _saved(document)


def _runs(page: pikepdf.Page, fonts: dict[tuple[int, int], _Font]) -> Iterator[_Run]:
    """What a page shows, in its order."""
    names = {name: _font(font.ToUnicode, fonts) for name, font in page.resources.Font.items()}
    name, marks, entry, shown = "", list[pikepdf.Object](), -1, -1
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        match operator:
            case "Tf":
                name = str(operands[0])
            case "BDC":
                marks.append(operands[1])
                entry += Name.ActualText in operands[1]
            case "BMC":
                marks.append(Dictionary())
            case "EMC":
                marks.pop()
            case "Tj" | "TJ":
                pieces = operands if operator == "Tj" else operands[0]
                raw = b"".join(
                    bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String)
                )
                glyphs = [int.from_bytes(raw[i : i + 2]) for i in range(0, len(raw), 2)]
                text = marks[-1].get(Name.ActualText) if marks else None
                if entry == shown:  # only the first of several runs speaks for all
                    text = None
                shown = shown if text is None else entry
                yield _Run(
                    names[name],
                    glyphs,
                    None if text is None else str(text).translate(_OURS),
                    entry,
                    any(Name.Alt in mark for mark in marks),
                )


def _font(to_unicode: pikepdf.Object, fonts: dict[tuple[int, int], _Font]) -> _Font:
    if to_unicode.objgen not in fonts:
        given = _MAPPING.findall(to_unicode.read_bytes())
        fonts[to_unicode.objgen] = _Font(
            to_unicode, {int(glyph, 16): _unhex(text).translate(_OURS) for glyph, text in given}
        )
    return fonts[to_unicode.objgen]


def _units(text: str) -> list[str]:
    return _UNIT.findall(sara_am_apart(text))


def _learn_from_text(runs: list[_Run]) -> None:
    """The first glyph has the cluster's text; those after it draw the rest of its letters."""
    cluster, rest = "", list[str]()
    for run in runs:
        for i, glyph in enumerate(run.glyphs):
            text = run.text if run.text is not None and i == 0 else run.font.given.get(glyph, "")
            if not (rest and (i > 0 or text in ("", cluster))):
                cluster, rest = text, _units(text)
            if rest and _THAI.match(unit := rest.pop(0)):
                run.font.in_text[glyph] = unit


def _learn_from_pictures(runs: list[_Run]) -> None:
    """The last glyph has the cluster's text; those before it draw its first letters."""
    shown: list[tuple[_Font, int]] = []
    for run in runs:
        for glyph in run.glyphs:
            shown.append((run.font, glyph))
            units = _units(run.font.given.get(glyph, "") if run.text is None else run.text)
            for (font, one), unit in zip(reversed(shown), reversed(units), strict=False):
                font.in_pictures.setdefault(one, unit)


def _actual_text(run: _Run) -> bytes:
    """The entry of a run: the Thai that its own glyphs draw, a whole SARA AM as it was written."""
    text = run.text or ""
    if not text or _THAI.search(text):
        letters = run.font.letters()
        drawn = "".join(letters.get(glyph, "") for glyph in run.glyphs)
        if not (SARA_AM in text and sara_am_apart(text) == drawn):
            text = drawn
    return b"/ActualText<FEFF%b>" % _hex(text)


def _rewrite(content: pikepdf.Object, entries: dict[int, bytes]) -> None:
    """Put the entries in their places; what shows no glyph (a coloured sign) keeps its own."""
    places = itertools.count()
    content.write(
        _ACTUAL_TEXT.sub(lambda found: entries.get(next(places), found[0]), content.read_bytes())
    )


def _completed_map(font: _Font) -> bytes:
    lines = [b"<%04X> <%b>" % (glyph, _hex(text)) for glyph, text in sorted(font.letters().items())]
    blocks = (lines[i : i + 100] for i in range(0, len(lines), 100))  # no more are allowed
    parts = [b"%d beginbfchar\n%b\nendbfchar\n" % (len(b), b"\n".join(b)) for b in blocks]
    return _MAPPINGS.sub(lambda _: b"".join(parts), font.to_unicode.read_bytes(), count=1)


def _hex(text: str) -> bytes:
    return text.encode("utf-16-be").hex().upper().encode()


def _unhex(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")


def _clean_titles(document: Pdf) -> None:
    """Bookmarks, headings of the structure and links, whose words readers show as they are."""
    for item in document.objects:
        if isinstance(item, Dictionary):
            for key in (Name.Title, Name.T, Name.Contents):
                if isinstance(words := item.get(key), pikepdf.String):
                    item[key] = pikepdf.String(str(words).translate(_OURS))


def _saved(document: Pdf) -> bytes:
    saved = io.BytesIO()
    document.save(
        saved, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
    )
    return saved.getvalue()
