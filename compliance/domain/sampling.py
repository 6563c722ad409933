"""Which units and products are visited: drawn by a seed that anybody may check.

The order of the draw is that of SHA-256 over seed and name. So the same seed and the
same frame give the same sample on any machine, the order of the frame does not matter,
and one place more in the frame moves at most one place of the sample.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def turn(seed: str, name: str) -> str:
    """Where a name stands in the draw of a seed: the lower, the earlier."""
    return hashlib.sha256(f"{seed}\n{name}".encode()).hexdigest()


def drawn(seed: str, frame: Iterable[str], size: int) -> list[str]:
    """So many of the frame, in the order of the draw; all of a smaller frame.

    Raises ValueError for a negative size.
    """
    if size < 0:
        raise ValueError("a sample has no negative size")
    return sorted(set(frame), key=lambda name: (turn(seed, name), name))[:size]


def of_agency(seed: str, agency: str) -> str:
    """The seed of one agency's draw, so that each draws for itself."""
    return turn(seed, f"agency {agency}")
