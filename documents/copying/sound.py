"""MP3, WAV and AMR: the sound itself, without the tags around it."""

from __future__ import annotations

import struct

from documents.inspection import media

_KEPT = frozenset({b"fmt ", b"fact", b"data"})


def copy(content: bytes) -> bytes:
    """Frames of an MP3 or AMR, or the three chunks of a WAV. Raises ValueError."""
    if content.startswith(media.AMR):
        return _amr(content)
    return _wav(content) if content.startswith(b"RIFF") else _mp3(content)


def _mp3(content: bytes) -> bytes:
    at = media.after_tag(content)
    frames = []
    while 0 < (length := media.frame_length(content, at)) <= len(content) - at:
        frames.append(content[at : at + length])
        at += length
    if not frames:
        raise ValueError("no sound")
    return b"".join(frames)


def _amr(content: bytes) -> bytes:
    at, frames = len(media.AMR), [media.AMR]
    while at < len(content):
        length = media.amr_length(content, at)
        if not length:
            raise ValueError("no sound")
        if length <= len(content) - at:
            frames.append(content[at : at + length])
        at += length
    return b"".join(frames)


def _wav(content: bytes) -> bytes:
    at, kept = 12, []
    while at + 8 <= len(content):
        kind, size = struct.unpack_from("<4sI", content, at)
        body = content[at + 8 : at + 8 + size]
        if kind in _KEPT:
            kept.append(
                struct.pack("<4sI", kind, len(body)) + body + b"\0" * (size % 2)
            )
        at += 8 + size + size % 2
    if not kept:
        raise ValueError("no sound")
    joined = b"WAVE" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(joined)) + joined
