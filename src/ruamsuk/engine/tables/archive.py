"""Look into a workbook's archive before it is opened: is it safe, and does any cell lack a value?

An XLSX file is a ZIP archive of XML parts (ECMA-376 part 1, SpreadsheetML). The fast reader that
opens it later trusts sizes and gives empty cells for errors and for formulas without a result,
so that both are looked for here.
"""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from ruamsuk.engine.tables.table import Source
from ruamsuk.lib.problem import Problem, ProblemsFound
from ruamsuk.lib.text import LocalText

_MOST_BYTES = 500_000_000  # unpacked; some 300,000 rows of 40 columns
_MOST_CELLS = 20_000_000  # of the rectangles that the reader reserves, over all sheets it reads
_CHUNK = 1 << 22
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

ODS = LocalText("ไฟล์ OpenDocument", "an OpenDocument file")
BINARY_WORKBOOK = LocalText("ไฟล์ Excel แบบไบนารี (.xlsb)", "a binary Excel file (.xlsb)")
ARCHIVE = LocalText("ไฟล์ ZIP", "a ZIP archive")


@dataclass(frozen=True)
class Archive:
    """What is known of a workbook before its cells are read.

    Attributes:
        path: the file.
        parts: name of the XML part of each sheet, by the sheet's name.
        from_1904: whether serial dates count from 1904 (old Excel on Macintosh).
    """

    path: Path
    parts: dict[str, str]
    from_1904: bool


def inspect(path: Path, source: Source) -> Archive:
    """Refuse an archive that is no safe, whole workbook.

    Raises:
        ProblemsFound: not a workbook, macros, links to other files, too large, damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if problem := _unsafe(archive):
                raise ProblemsFound([Problem(problem[0], source.place(), problem[1])])
            if archive.testzip() is not None:
                raise zipfile.BadZipFile
            return _archive(path, archive)
    except (
        zipfile.BadZipFile, zlib.error, ElementTree.ParseError, KeyError, ValueError, EOFError,
        NotImplementedError, RuntimeError, OSError,
    ):  # fmt: skip
        raise ProblemsFound([Problem("table.workbook-damaged", source.place())]) from None


def _unsafe(archive: zipfile.ZipFile) -> tuple[str, dict[str, object]] | None:
    """Code of the catalogue and its words, when the archive must not be opened."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        other = BINARY_WORKBOOK if "xl/workbook.bin" in names else ARCHIVE
        return "table.not-a-table", {"kind": ODS if "mimetype" in names else other}
    if any("vbaproject" in name.lower() for name in names):
        return "table.macros", {}
    if any(name.lower().startswith("xl/externallinks/") for name in names):
        return "table.external-links", {}
    if sum(part.file_size for part in archive.infolist()) > _MOST_BYTES:
        return "table.workbook-too-large", {}
    return None


def _archive(path: Path, archive: zipfile.ZipFile) -> Archive:
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.attrib["Id"]: relation.attrib["Target"] for relation in relations}
    parts = {}
    for sheet in workbook.iterfind(".//{*}sheets/{*}sheet"):
        target = targets[sheet.attrib[_RELATION]]
        parts[sheet.attrib["name"]] = (
            target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        )
    properties = workbook.find("{*}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    return Archive(path, parts, from_1904)


_ODD_REFERENCE = re.compile(rb"""\sr\s*=\s*["']""")
_CELL = re.compile(rb"<c\b([^>]*[^>/])>(.*?)</c>", re.S)
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+)(\d+)["']""")
_ERROR = re.compile(rb"""\st\s*=\s*["']e["']""")
_TEXT_RESULT = re.compile(rb"""\st\s*=\s*["']str["']""")
_NO_RESULT = re.compile(rb"<v\s*/>|<v>\s*</v>")


Unread = dict[tuple[int, int], str]
"""By (0-based row, 0-based column): the error such as ``#N/A``, or the formula as ``=A1+1``."""


def unread_cells(archive: Archive, sheets: Iterable[str], source: Source) -> dict[str, Unread]:
    """Cells that the reader would give as empty although something stands in them, by sheet.

    Raises:
        ProblemsFound: when the cells of these sheets together span rectangles too large to
            reserve, or stand in XML that no common program writes.
    """
    found: dict[str, Unread] = {}
    room = _MOST_CELLS
    for sheet in sheets:
        found[sheet], taken = _unread_cells(archive, sheet, source, room)
        room -= taken
    return found


def _unread_cells(archive: Archive, sheet: str, source: Source, room: int) -> tuple[Unread, int]:
    """The unread cells of one sheet and the count of cells in its rectangle."""
    found: Unread = {}
    rows = columns = 0
    for piece in _pieces(archive.path, archive.parts[sheet]):
        extent = _extent(piece)
        if extent is None or b":sheetData" in piece:  # XML that no common program writes
            raise ProblemsFound([Problem("table.workbook-damaged", source.place())])
        rows, columns = max(rows, extent[0]), max(columns, extent[1])
        if rows * columns > room:
            raise ProblemsFound([Problem("table.workbook-too-large", source.place())])
        if any(sign in piece for sign in (b"<f", b'"e"', b"'e'")):
            found.update(_unread(piece, source))
    return found, rows * columns


def _extent(piece: bytes) -> tuple[int, int] | None:
    """Greatest row and column that a reference ``r="AB12"`` names, or None where one is odd.

    There are millions of references, so that they are read side by side.
    """
    letters = np.frombuffer(piece + b" " * 16, dtype=np.uint8)
    starts = np.flatnonzero((letters[:-1] <= 32) & (letters[1:] == ord("r")))
    usual = starts[(letters[starts + 2] == ord("=")) & (letters[starts + 3] == ord('"'))]
    for start in np.setdiff1d(starts, usual, assume_unique=True):
        if _ODD_REFERENCE.match(piece, int(start)):
            return None
    row = np.zeros(len(usual), dtype=np.int64)
    column = np.zeros(len(usual), dtype=np.int64)
    reading = np.ones(len(usual), dtype=bool)
    for offset in range(4, 16):
        letter = letters[np.minimum(usual + offset, len(letters) - 1)]
        is_digit = reading & (letter >= ord("0")) & (letter <= ord("9"))
        upper = letter & 0xDF  # ASCII small letters as capitals
        is_letter = reading & (row == 0) & (upper >= ord("A")) & (upper <= ord("Z"))
        row = np.where(is_digit, row * 10 + letter - ord("0"), row)
        column = np.where(is_letter, column * 26 + upper - ord("A") + 1, column)
        reading = is_digit | is_letter
    return int(row.max(initial=0)), int(column.max(initial=0))


def _pieces(path: Path, part: str) -> Iterator[bytes]:
    """The XML of a part in pieces that end after a cell."""
    with zipfile.ZipFile(path) as archive, archive.open(part) as stream:
        rest = b""
        while chunk := stream.read(_CHUNK):
            rest += chunk
            cut = max(rest.rfind(b"</c>") + 4, rest.rfind(b"</row>") + 6)
            if cut > 5:
                yield rest[:cut]
                rest = rest[cut:]
        yield rest


def _unread(piece: bytes, source: Source) -> Iterator[tuple[tuple[int, int], str]]:
    for attributes, content in _CELL.findall(piece):
        is_error = _ERROR.search(attributes) is not None
        if not is_error and not _lacks_result(attributes, content):
            continue
        place = _PLACE.search(attributes)
        if place is None:
            raise ProblemsFound([Problem("table.workbook-damaged", source.place())])
        inside = re.search(rb"<v[^>]*>([^<]*)" if is_error else rb"<f[^>]*>([^<]*)", content)
        text = html.unescape(inside[1].decode("utf-8", "replace")) if inside else ""
        shown = (text or "#N/A") if is_error else f"={text or '?'}"
        yield (int(place[2]) - 1, _column(place[1])), shown


def _lacks_result(attributes: bytes, content: bytes) -> bool:
    """Whether a formula was never calculated; a text result may well be empty."""
    if b"<f" not in content:
        return False
    if b"<v" not in content:
        return True
    return not _TEXT_RESULT.search(attributes) and _NO_RESULT.search(content) is not None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return max(0, number - 1)
