"""The two ends of the child process that shows, searches and blackens sheets.

An order is one line of JSON before the file; the answer is JSON, a picture or a PDF.
"""

from __future__ import annotations

import json
import resource
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
WORK = ("documents.sheets.work",)
#: Pages as pictures are large: one file at a time in each process.
AT_ONCE = 1
WAIT = 30.0  # seconds for one's turn
_turns = BoundedSemaphore(AT_ONCE)


def ask(order: Mapping[str, object], content: bytes) -> bytes:
    """Have a child do it. Raises NoSheets, also when the child dies or there is no turn."""
    if not _turns.acquire(timeout=WAIT):
        raise NoSheets
    sent = json.dumps(order).encode() + b"\n" + content
    try:
        return sandbox.make(WORK, sent, seconds=WALL_SECONDS, most=LARGEST)
    except sandbox.NothingMade:
        raise NoSheets from None
    finally:
        _turns.release()


def serve(worker: Worker) -> None:
    """The child's side: limits first, then one order from input to output."""
    sandbox.limit(memory=MEMORY, seconds=CPU_SECONDS)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
    line, _, content = sys.stdin.buffer.read().partition(b"\n")
    sys.stdout.buffer.write(worker(json.loads(line), content))
