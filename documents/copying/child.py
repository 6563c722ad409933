"""The two ends of the child process that writes copies."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable

from documents.domain.kinds import MediaType
from documents.inspection import sandbox

MEMORY = 2 << 30  # bytes of address space: a picture at the limit, twice
CPU_SECONDS = 60
WALL_SECONDS = 90
LARGEST = 100_000_000  # bytes of a copy
Copier = Callable[[bytes], bytes]


class Impossible(Exception):
    """No copy can be made of this file: nobody reads it but by its original."""


def make_copy(media_type: MediaType, content: bytes) -> bytes:
    """Have a child write the copy. Raises Impossible, also when the child dies."""
    words = ["documents.copying.write", media_type.value]
    try:
        return sandbox.make(words, content, seconds=WALL_SECONDS, most=LARGEST)
    except sandbox.NothingMade:
        raise Impossible from None


def serve(copier: Copier) -> None:
    """The child's side: limits first, then one file from input to output."""
    sandbox.limit(memory=MEMORY, seconds=CPU_SECONDS)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
    sys.stdout.buffer.write(copier(sys.stdin.buffer.read()))
