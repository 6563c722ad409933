"""Who of several is named next: by turn, so that nobody's duty is everybody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def next_of(people: Collection[int], last: Mapping[int, int]) -> int | None:
    """Whoever was named longest ago; before them who never was. None: nobody is there.

    ``last``: of each who was named, how late; greater is later.
    """
    return min(people, key=lambda who: (last.get(who, 0), who), default=None)
