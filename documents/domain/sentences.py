"""Figures as people write them."""

from __future__ import annotations

MEGABYTE = 1_000_000


def megabytes(size: int, *, up: bool = True) -> str:
    """A size in bytes as whole or tenth megabytes with a comma: ``12``, ``10,3``.

    Rounded up, so that a file refused for its size never reads as the limit itself;
    what is still free is rounded down, so that it never promises too much.
    """
    tenths = -(-size * 10 // MEGABYTE) if up else size * 10 // MEGABYTE
    whole, tenth = divmod(tenths, 10)
    return str(whole) if tenth == 0 or whole >= 100 else f"{whole},{tenth}"
