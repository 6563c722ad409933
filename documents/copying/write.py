"""``python -m documents.copying.write image/png``: the program of the child."""

from __future__ import annotations

import sys
from importlib import import_module

from documents.copying import child
from documents.domain.kinds import MediaType

#: A large library is loaded only for what needs it.
MODULES: dict[MediaType, str] = {
    MediaType.JPEG: "pictures",
    MediaType.PNG: "pictures",
    MediaType.WEBP: "pictures",
    MediaType.PDF: "pdf",
    MediaType.DOCX: "office",
    MediaType.XLSX: "office",
    MediaType.ODT: "opendocument",
    MediaType.MP3: "sound",
    MediaType.WAV: "sound",
    MediaType.AMR: "sound",
    MediaType.OGG: "ogg",
    MediaType.M4A: "film",
    MediaType.MP4: "film",
    MediaType.TEXT: "text",
}


def copier_of(media_type: MediaType) -> child.Copier:
    """The function that copies a kind of file."""
    module = import_module(f"documents.copying.{MODULES[media_type]}")
    copier: child.Copier = module.copy
    return copier


if __name__ == "__main__":
    child.serve(copier_of(MediaType(sys.argv[1])))
