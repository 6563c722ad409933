"""PDF: opens, is not locked, and is no larger inside than a document is."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
from pikepdf import Array, Name, Stream

from documents.domain.kinds import MediaType
from documents.inspection import sandbox
from documents.inspection.faults import Fault, Refused

MAX_PAGES = 1_000
MAX_OBJECTS = 200_000
MAX_UNPACKED = 200_000_000
_PACKING = frozenset({Name.FlateDecode, Name.LZWDecode, Name.RunLengthDecode})
_CHUNK = 1 << 20


def inspect(content: bytes) -> MediaType:
    """PDF, when its pages can be counted; what is active in it goes with the scanner."""
    try:
        with pikepdf.open(BytesIO(content)) as document:
            if len(document.objects) > MAX_OBJECTS or len(document.pages) > MAX_PAGES:
                raise Refused(Fault.COMPLEX)
            if len(document.pages) == 0:
                raise Refused(Fault.DAMAGED)
            _unpack(document)
    except pikepdf.PasswordError:
        raise Refused(Fault.LOCKED) from None
    return MediaType.PDF


def _unpack(document: pikepdf.Pdf) -> None:
    """Count what the streams come to. One that is packed twice is a bomb or nothing."""
    total = 0
    for stream in document.objects:
        if not isinstance(stream, Stream):
            continue
        named = stream.get("/Filter")
        filters = list(named) if isinstance(named, Array) else [named]
        if sum(one in _PACKING for one in filters) > 1:
            raise Refused(Fault.COMPLEX)
        if filters[0] == Name.FlateDecode:
            total += _inflated(stream.read_raw_bytes(), MAX_UNPACKED - total)
        if total > MAX_UNPACKED:
            raise Refused(Fault.COMPLEX)


def _inflated(packed: bytes, most: int) -> int:
    """How many bytes come out, counted no further than one step beyond ``most``."""
    unpacker, size = zlib.decompressobj(), 0
    try:
        while packed and size <= most:
            size += len(unpacker.decompress(packed, _CHUNK))
            packed = unpacker.unconsumed_tail
    except zlib.error:
        return size  # readers mend such streams or show nothing
    return size


if __name__ == "__main__":
    sandbox.serve(inspect)
