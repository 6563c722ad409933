"""Large pieces of memory go back to the machine as soon as they are free (R35).

The C library keeps what threads freed, and keeps more the larger it was: a process that
took ten files at once would hold their room for ever. With a fixed threshold each large
piece is a mapping of its own, which ends with its use.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress

_M_MMAP_THRESHOLD = -3  # malloc.h
LARGE = 256 * 1024  # bytes


def give_back() -> None:
    """For this process, from now on; another C library does as it pleases."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, LARGE)
