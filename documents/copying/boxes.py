"""The boxes of an MP4, side by side and inside each other."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its kind, where its head and its content begin, where it ends."""

    kind: bytes
    start: int
    inner: int
    stop: int


def boxes(content: bytes, start: int, end: int) -> Iterator[Box]:
    """The boxes that lie side by side here. Raises ValueError."""
    while start < end:
        if start + 8 > end:
            raise ValueError("half a box")
        size, kind = struct.unpack_from(">I4s", content, start)
        inner = start + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", content, inner)
            inner += 8
        stop = end if size == 0 else start + size
        if stop < inner or stop > end:
            raise ValueError("a box larger than its box")
        yield Box(kind, start, inner, stop)
        start = stop
