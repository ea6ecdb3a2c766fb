"""What kind of file it is, told from its bytes rather than from its name."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

from ruamsuk.engine.tables.table import Source
from ruamsuk.lib.problem import Problem, ProblemsFound
from ruamsuk.lib.text import LocalText

Kind = Literal["CSV", "XLSX", "Parquet"]

_MOST_BYTES = 500_000_000  # of a text file that is read into memory
_ENDINGS: dict[str, Kind] = {
    ".csv": "CSV", ".tsv": "CSV", ".txt": "CSV", ".xlsx": "XLSX", ".parquet": "Parquet",
}  # fmt: skip
_WEB_PAGE = LocalText("หน้าเว็บ (HTML)", "a web page (HTML)")
_PICTURE = LocalText("รูปภาพ", "a picture")
_OTHERS: tuple[tuple[bytes, LocalText], ...] = (
    (b"%PDF", LocalText("ไฟล์ PDF", "a PDF file")),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"\x1f\x8b", LocalText("ไฟล์บีบอัด (gzip)", "a compressed file (gzip)")),
    (b"7z\xbc\xaf", LocalText("ไฟล์บีบอัด (7z)", "a compressed file (7z)")),
    (b"Rar!", LocalText("ไฟล์บีบอัด (RAR)", "a compressed file (RAR)")),
    (b"{\\rtf", LocalText("เอกสาร RTF", "an RTF document")),
    (b"SQLite format 3", LocalText("ฐานข้อมูล SQLite", "an SQLite database")),
)


def kind_of(path: Path, source: Source) -> tuple[Kind, tuple[Problem, ...]]:
    """The kind of table that a file holds, with a note when its name says otherwise.

    Raises:
        ProblemsFound: no file, a folder, not readable, empty, too large, or no table at all.
    """
    if path.is_dir():
        raise ProblemsFound([Problem("table.is-folder", source.place())])
    try:
        with path.open("rb") as stream:
            start = stream.read(4096)
        size = path.stat().st_size
    except FileNotFoundError:
        raise ProblemsFound([Problem("table.file-missing", source.place())]) from None
    except (OSError, ValueError):
        raise ProblemsFound([Problem("table.file-unreadable", source.place())]) from None
    if not start:
        raise ProblemsFound([Problem("table.file-empty", source.place())])
    kind = _kind(start, source)
    if kind == "CSV" and size > _MOST_BYTES:
        raise ProblemsFound([Problem("table.file-too-large", source.place())])
    named = _ENDINGS.get(path.suffix.lower(), kind)
    return kind, () if named == kind else (source.note("table.name-differs", kind=kind),)


def _kind(start: bytes, source: Source) -> Kind:
    if start.startswith(b"PAR1"):
        return "Parquet"
    if start.startswith(b"PK\x03\x04"):
        return "XLSX"
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise ProblemsFound([Problem("table.old-excel", source.place())])
    for signature, kind in _OTHERS:
        if start.startswith(signature):
            raise ProblemsFound([Problem("table.not-a-table", source.place(), {"kind": kind})])
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        words = {"kind": _WEB_PAGE}
        raise ProblemsFound([Problem("table.not-a-table", source.place(), words)])
    return "CSV"


def digest_of(path: Path) -> str:
    """sha256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
