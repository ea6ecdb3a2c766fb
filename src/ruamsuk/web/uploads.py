"""Files on their way in, before anybody has asked who sends them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class BoundedUpload(TemporaryFileUploadHandler):
    """Keeps no more of a request's files than the largest import may have.

    What goes beyond is counted and thrown away, so that nobody fills the disk. Such a file's size
    is above the limit, by which its form refuses it.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.come = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece down, up to the limit."""
        self.come += len(raw_data)
        if self.come <= settings.IMPORT_MOST_BYTES:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """The file, with the size of all that came where that is above the limit."""
        over = self.come > settings.IMPORT_MOST_BYTES
        return super().file_complete(self.come if over else file_size)
