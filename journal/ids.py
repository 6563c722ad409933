"""Identifiers that may stand in an address: unguessable, and in order of time."""

import os
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0


def uuid7() -> UUID:
    """A new UUIDv7 (RFC 9562), greater than every one this process made before.

    48 bits of milliseconds, 12 bits of the fraction of that millisecond (or one
    more than the last, within the same tick), 62 random bits.
    """
    global _last  # noqa: PLW0603 - the one counter of this process, under its lock
    nanoseconds = time.time_ns()
    tick = (nanoseconds // 1_000_000 << 12) | (nanoseconds % 1_000_000 * 4096 // 10**6)
    with _lock:
        tick = _last = max(tick, _last + 1)
    random = int.from_bytes(os.urandom(8), "big") & (1 << 62) - 1
    return UUID(
        int=(tick >> 12) << 80 | 7 << 76 | (tick & 0xFFF) << 64 | 2 << 62 | random
    )
