"""The words that a reader of the PDF finds: the letters that were written, and nothing of ours.

Typst's text layer holds our word joiners and breaks. It also says of the first glyph of a cluster
(the ท of ที่) that it is the whole cluster, and puts that right in the ActualText of each place.
Some readers follow ActualText, others only the map of glyphs to letters. Here both are true.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, Stream

from ruamsuk.booklets.words import BREAK, JOINER, sara_am_apart

_ACTUAL_TEXT = re.compile(rb"(?<=/ActualText)<FEFF([0-9A-F]+)>")
_MAPPINGS = re.compile(rb"\d+ beginbfchar.*endbfchar\n", re.DOTALL)
_MAPPING = re.compile(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>$", re.MULTILINE)
_OURS = str.maketrans("", "", JOINER + BREAK)

Letters = dict[int, str]


def clean_text_layer(pdf: bytes) -> bytes:
    """The same pages with words that can be searched and copied."""
    with Pdf.open(io.BytesIO(pdf)) as document:
        letters: dict[tuple[int, int], Letters] = defaultdict(dict)
        maps: dict[tuple[int, int], Stream] = {}
        for content, resources in _contents(document):
            fonts = resources.get(Name.Font, Dictionary())
            names = {name: font.ToUnicode for name, font in fonts.items()}
            maps |= {to_unicode.objgen: to_unicode for to_unicode in names.values()}
            for name, cluster, glyphs in _clusters(content):
                letters[names[name].objgen] |= _shared_out(cluster, glyphs)
            content.write(_ACTUAL_TEXT.sub(_cleaned_text, content.read_bytes()))
        for key, to_unicode in maps.items():
            to_unicode.write(_completed_map(to_unicode.read_bytes(), letters[key]))
        _clean_titles(document)
        return _saved(document)


def _contents(document: Pdf) -> Iterator[tuple[Stream, Object]]:
    """Every stream that draws, with the resources that it names."""
    for page in document.pages:
        yield page.Contents, page.resources
    for item in document.objects:
        if isinstance(item, Stream) and item.get(Name.Subtype) == Name.Form:
            yield item, item.get(Name.Resources, Dictionary())


def _clusters(content: Stream) -> Iterator[tuple[str, str, list[int]]]:
    """Font, letters and glyphs of each place with an ActualText."""
    font, text, glyphs = "", "", list[int]()
    for operands, operator in pikepdf.parse_content_stream(content):
        match str(operator):
            case "Tf":
                font = str(operands[0])
            case "BDC":
                properties = operands[1]
                text = str(properties.get(Name.ActualText, "")) if operands[0] == Name.Span else ""
                glyphs = []
            case "Tj" | "TJ" if text:
                shown = operands if str(operator) == "Tj" else operands[0]
                for piece in shown:
                    if isinstance(piece, pikepdf.String):
                        raw = bytes(piece)
                        glyphs += [int.from_bytes(raw[i : i + 2]) for i in range(0, len(raw), 2)]
            case "EMC" if text:
                yield font, sara_am_apart(text.translate(_OURS)), glyphs
                text = ""


def _shared_out(cluster: str, glyphs: list[int]) -> Letters:
    """Which glyph draws which letters of a cluster; nothing where that cannot be told.

    A glyph may draw two marks (ิ่), between the consonant and the stroke of a SARA AM.
    """
    if len(glyphs) == len(cluster):
        return dict(zip(glyphs, cluster, strict=True))
    end = len(cluster) - 1 if cluster.endswith("\u0e32") else len(cluster)
    parts = [part for part in (cluster[:1], cluster[1:end], cluster[end:]) if part]
    return dict(zip(glyphs, parts, strict=True)) if len(parts) == len(glyphs) else {}


def _cleaned_text(found: re.Match[bytes]) -> bytes:
    return b"<FEFF" + _cleaned_hex(found[1]) + b">"


def _completed_map(to_unicode: bytes, learned: Letters) -> bytes:
    """The map with what was learned of its glyphs; those of a cluster's end are not in it yet."""
    known = {int(glyph, 16): _cleaned_hex(text) for glyph, text in _MAPPING.findall(to_unicode)}
    known |= {glyph: _hex(letter) for glyph, letter in learned.items()}
    lines = [b"<%04X> <%b>" % item for item in sorted(known.items()) if item[1]]
    blocks = (lines[i : i + 100] for i in range(0, len(lines), 100))  # no more are allowed
    parts = [b"%d beginbfchar\n%b\nendbfchar\n" % (len(b), b"\n".join(b)) for b in blocks]
    return _MAPPINGS.sub(lambda _: b"".join(parts), to_unicode, count=1)


def _cleaned_hex(digits: bytes) -> bytes:
    return _hex(bytes.fromhex(digits.decode()).decode("utf-16-be").translate(_OURS))


def _hex(text: str) -> bytes:
    return text.encode("utf-16-be").hex().upper().encode()


def _clean_titles(document: Pdf) -> None:
    """Bookmarks and headings of the structure, which readers show as they are."""
    for item in document.objects:
        if isinstance(item, Dictionary) and not isinstance(item, Stream):
            for key in (Name.Title, Name.T):
                if key in item:
                    item[key] = pikepdf.String(str(item[key]).translate(_OURS))


def _saved(document: Pdf) -> bytes:
    saved = io.BytesIO()
    document.save(
        saved, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
    )
    return saved.getvalue()
