"""Photographs: size and frames first, then the whole picture once."""

from __future__ import annotations

from io import BytesIO

from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from documents.domain.kinds import MediaType
from documents.inspection import sandbox
from documents.inspection.faults import Fault, Refused

MAX_PIXELS = 50_000_000
MAX_FRAMES = 20
# The reader is chosen by the signature, never by Pillow's guess: its list of
# formats is long, and a JPEG with several pictures would get another reader.
_READERS: tuple[tuple[bytes, MediaType, type[ImageFile]], ...] = (
    (b"\xff\xd8\xff", MediaType.JPEG, JpegImageFile),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG, PngImageFile),
    (b"RIFF", MediaType.WEBP, WebPImageFile),
)


def inspect(content: bytes) -> MediaType:
    """The type of a picture that decodes to its end within the limits."""
    for head, media_type, reader in _READERS:
        if content.startswith(head):
            _look(reader, content)
            return media_type
    raise Refused(Fault.MISMATCH)


def _look(reader: type[ImageFile], content: bytes) -> None:
    picture = reader(BytesIO(content))
    width, height = picture.size
    # Pillow only warns below twice its own limit; here it is an error.
    if width * height > MAX_PIXELS:
        raise Refused(Fault.PIXELS)
    if getattr(picture, "n_frames", 1) > MAX_FRAMES:
        raise Refused(Fault.COMPLEX)
    # A JPEG may be read at an eighth of its size, to the last byte all the same.
    picture.draft(None, (max(width // 8, 1), max(height // 8, 1)))
    picture.load()


if __name__ == "__main__":
    sandbox.serve(inspect)
