"""What kind of file something is, by what is in it; never by what it calls itself."""

from __future__ import annotations

import io
import zipfile

MOST_BYTES = 20 * 2**20
IMAGES = frozenset({"image/jpeg", "image/png", "image/webp"})
_OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_STILLS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "audio/mpeg": "mp3",
    _OFFICE["word/"]: "docx",
    _OFFICE["ppt/"]: "pptx",
    _OFFICE["xl/"]: "xlsx",
    f"{_OPEN_DOCUMENT}text": "odt",
    f"{_OPEN_DOCUMENT}presentation": "odp",
    f"{_OPEN_DOCUMENT}spreadsheet": "ods",
}
"""The kinds that are taken, and how their names end."""


def kind_of(data: bytes) -> str | None:
    """The media type of a file's bytes; None for what is not taken."""
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp":
        return None if is_heic(data) else "video/mp4"
    if data.startswith(b"ID3"):
        return "audio/mpeg"
    return _office(data) if data.startswith(b"PK\x03\x04") else None


def is_heic(data: bytes) -> bool:
    """Whether it is a picture as iPhones keep it, in the dress of a video; few devices show it."""
    return data[4:8] == b"ftyp" and data[8:12] in _STILLS


def _office(data: bytes) -> str | None:
    """The kind of an office document, which is an archive; only its list of names is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "[Content_Types].xml" in names and not any("vbaProject" in name for name in names):
                for folder, kind in _OFFICE.items():
                    if any(name.startswith(folder) for name in names):
                        return kind
            if names and names[0] == "mimetype" and archive.getinfo("mimetype").file_size < 100:
                kind = archive.read("mimetype").decode("ascii").strip()
                return kind if kind in ENDINGS else None
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        return None
    return None
