"""The two ends of the child process that shows, searches and blackens sheets.

An order is one line of JSON before the file; the answer is JSON, a picture or a PDF.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from documents.errors import NoSheets
from documents.inspection import sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    Worker: TypeAlias = Callable[[dict[str, object], bytes], bytes]

MEMORY = 2 << 30  # bytes of address space
CPU_SECONDS = 120
WALL_SECONDS = 150
LARGEST = 200_000_000  # bytes of an answer
#: Pages as pictures are large: one file at a time in each process.
AT_ONCE = 1
WAIT = 30.0  # seconds for one's turn
_turns = BoundedSemaphore(AT_ONCE)


def ask(order: Mapping[str, object], content: bytes) -> bytes:
    """Have a child do it. Raises NoSheets, also when the child dies or there is no turn."""
    if not _turns.acquire(timeout=WAIT):
        raise NoSheets
    try:
        return _asked(json.dumps(order).encode() + b"\n" + content)
    finally:
        _turns.release()


def _asked(sent: bytes) -> bytes:
    with sandbox.room() as out:
        try:
            child = subprocess.run(
                [sys.executable, "-m", "documents.sheets.work"],
                input=sent,
                stdout=out,
                stderr=subprocess.DEVNULL,
                cwd=sandbox.ROOT,
                env={},
                timeout=WALL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise NoSheets from None
        if child.returncode != 0:
            raise NoSheets
        out.seek(0)
        return out.read()


def serve(worker: Worker) -> None:
    """The child's side: limits first, then one order from input to output."""
    sandbox.limit(memory=MEMORY, seconds=CPU_SECONDS)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
    line, _, content = sys.stdin.buffer.read().partition(b"\n")
    sys.stdout.buffer.write(worker(json.loads(line), content))
