"""The two ends of the child process that writes copies."""

from __future__ import annotations

import resource
import subprocess
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
    with sandbox.room() as out:
        try:
            child = subprocess.run(  # noqa: S603 -- our own interpreter and module
                [sys.executable, "-m", "documents.copying.write", media_type.value],
                input=content,
                stdout=out,
                stderr=subprocess.DEVNULL,
                cwd=sandbox.ROOT,
                env={},
                timeout=WALL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Impossible from None
        size = out.tell()
        if child.returncode != 0 or not 0 < size <= LARGEST:
            raise Impossible
        out.seek(0)
        return out.read()


def serve(copier: Copier) -> None:
    """The child's side: limits first, then one file from input to output."""
    sandbox.limit(memory=MEMORY, seconds=CPU_SECONDS)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
    sys.stdout.buffer.write(copier(sys.stdin.buffer.read()))
