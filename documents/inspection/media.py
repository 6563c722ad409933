"""Sound and video: the containers, read far enough to know what is in them."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from documents.domain.kinds import MediaType

_BRANDS = frozenset(
    b"isom iso2 iso3 iso4 iso5 iso6 mp41 mp42 avc1 M4A  M4B  M4V  3gp4 3gp5 3gp6".split()
)
_OGG_CODECS = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")
_NESTED = frozenset({b"moov", b"trak", b"mdia"})
_DEEPEST = 8  # a handler lies in the third box of an honest file
_MP3_RATES = {
    3: (44100, 48000, 32000),
    2: (22050, 24000, 16000),
    0: (11025, 12000, 8000),
}
_MP3_KBIT_V1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MP3_KBIT_V2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_LAYER_3 = 1
_AMR_MOST = 1_000_000  # frames of a fiftieth of a second: more than five hours
#: How a recording of a telephone begins; bytes of a frame by its type, the last silent.
AMR = b"#!AMR\n"
_AMR_BYTES = {**dict(enumerate((13, 14, 16, 18, 20, 21, 27, 32, 6))), 15: 1}


def mp4_type(content: bytes) -> MediaType | None:
    """Video where a track has pictures, sound where none has; None for other files."""
    if content[4:8] != b"ftyp" or content[8:12].strip() not in _BRANDS:
        return None
    try:
        handlers = set(_handlers(content, 0, len(content)))
    except (ValueError, struct.error):
        return None
    if b"vide" in handlers:
        return MediaType.MP4
    return MediaType.M4A if b"soun" in handlers else None


def _handlers(content: bytes, start: int, end: int, depth: int = 0) -> Iterator[bytes]:
    if depth > _DEEPEST:
        raise ValueError("boxes in boxes in boxes")
    while start < end:
        size, kind = struct.unpack_from(">I4s", content, start)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", content, start + 8)
            head = 16
        stop = end if size == 0 else start + size
        if stop < start + head or stop > end:
            raise ValueError("a box larger than its box")
        if kind in _NESTED:
            yield from _handlers(content, start + head, stop, depth + 1)
        elif kind == b"hdlr":
            yield content[start + head + 8 : start + head + 12]
        start = stop


def is_ogg(content: bytes) -> bool:
    """An Ogg stream that begins with a codec of sound."""
    if content[:5] != b"OggS\x00" or len(content) < 28:
        return False
    packet = content[27 + content[26] :]
    return packet.startswith(_OGG_CODECS)


def is_wav(content: bytes) -> bool:
    """A RIFF file of sound with its format chunk first."""
    return (
        content[:4] == b"RIFF"
        and content[8:12] == b"WAVE"
        and content[12:16] == b"fmt "
    )


def is_amr(content: bytes) -> bool:
    """A recording of narrow sound: frames up to the end, of which the last may be cut.

    It begins like a script, so it is read whole: nothing else fits behind the frames.
    """
    at = len(AMR)
    if not content.startswith(AMR) or len(content) == at:
        return False
    for _frame in range(_AMR_MOST):
        if at >= len(content):
            return True
        length = amr_length(content, at)
        if not length:
            return False
        at += length
    return False


def amr_length(content: bytes, at: int) -> int:
    """The length of the frame that begins here, in bytes; 0 where none does."""
    head = content[at]
    padding = head & 0b10000011
    return 0 if padding else _AMR_BYTES.get(head >> 3, 0)


def is_mp3(content: bytes) -> bool:
    """Two frames of layer III in a row, after the tag if there is one."""
    start = after_tag(content)
    first = frame_length(content, start)
    return first > 0 and frame_length(content, start + first) > 0


def after_tag(content: bytes) -> int:
    """Where the sound begins."""
    if content[:3] != b"ID3" or len(content) < 10:
        return 0
    size = 0
    for part in content[6:10]:
        size = size << 7 | part & 0x7F
    return 10 + size


def frame_length(content: bytes, at: int) -> int:
    """The length of the frame that begins here, in bytes; 0 where none does."""
    if len(content) < at + 4:
        return 0
    head = int.from_bytes(content[at : at + 4], "big")
    version, layer = head >> 19 & 3, head >> 17 & 3
    kbit, rate = head >> 12 & 15, head >> 10 & 3
    if head >> 21 != 0x7FF or version == 1 or layer != _LAYER_3:
        return 0
    if kbit in (0, 15) or rate == 3:
        return 0
    table = _MP3_KBIT_V1 if version == 3 else _MP3_KBIT_V2
    samples = 144 if version == 3 else 72
    padding = head >> 9 & 1
    return samples * 1000 * table[kbit] // _MP3_RATES[version][rate] + padding
