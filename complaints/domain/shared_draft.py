"""A draft that several people of one agency write: nobody writes over another's words.

The form carries a mark of the draft that it showed. Where another one is stored by now,
nothing is saved or sent before both were seen.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LENGTH = 32  # characters: enough that no two drafts share a mark by chance


def mark_of(parts: Iterable[tuple[str, str]]) -> str:
    """The mark of a draft by its named parts; "" where nothing stands in it."""
    said = sorted((name, text) for name, text in parts if text.strip())
    if not said:
        return ""
    return sha256(repr(said).encode()).hexdigest()[:LENGTH]


def is_overtaken(*, basis: str | None, stored: str, mine: str) -> bool:
    """Whether something is stored that is neither what was shown nor what is written now.

    Marks, all three. ``basis`` None: it was written without a draft being shown.
    """
    return bool(stored) and basis is not None and stored not in {basis, mine}
