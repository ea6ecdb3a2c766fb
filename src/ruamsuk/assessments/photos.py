"""Pictures as evidence: only what really is a picture comes in, and nothing but the picture."""

from __future__ import annotations

import io
import warnings
from typing import IO, TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LARGEST = 12_000_000
"""Bytes; a phone's picture has 3 to 8 million."""
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1600
KIND = "image/jpeg"


def picture_of(upload: UploadedFile[Any]) -> bytes:
    """An upload as a JPEG of moderate size, drawn anew from its pixels.

    Whatever else was in the file, such as the place where it was taken or hidden code, is gone.

    Raises:
        ValidationError: it is too large, or no picture.
    """
    if (upload.size or 0) > LARGEST:
        raise ValidationError(
            _("The picture is too large. At most %(most)s MB."),
            params={"most": LARGEST // 1_000_000},
            code="large",
        )
    file: IO[bytes] = io.BytesIO(upload.read())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn_anew(file)
    except (OSError, ValueError, SyntaxError, MemoryError, Warning, Image.DecompressionBombError):
        raise ValidationError(
            _("This file cannot be read as a picture. Send a JPEG or PNG."), code="no-picture"
        ) from None


def _drawn_anew(file: IO[bytes]) -> bytes:
    with Image.open(file, formats=("JPEG", "PNG", "WEBP")) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        plain = Image.new("RGB", upright.size, "white")
        layered = upright.convert("RGBA")
        plain.paste(layered, mask=layered.getchannel("A"))
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()
