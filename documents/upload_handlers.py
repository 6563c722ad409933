"""A stop for requests that carry more than a form of ours ever does (R35)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

if TYPE_CHECKING:
    from django.http import HttpRequest


class CappedUpload(FileUploadHandler):
    """First in the row: counts the bytes of all files of one request.

    Raises RequestDataTooBig (the page of 413) as soon as they are too many, before
    they fill the disk. A single file over its own limit goes through, so that its
    sentence can name its size.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count and hand on."""
        del start
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_REQUEST_LIMIT:
            raise RequestDataTooBig("the files of one request are too large together")
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        """The next handler keeps the file."""
        del file_size
