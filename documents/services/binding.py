"""One PDF of many: a front with its contents, what is bound in, a foot on every page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.sheets import child
from documents.typesetting import typeset_page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

MOST_PAGES = 1_500
#: The page numbers of the contents may make the front longer, and so change.
TRIES = 4


@dataclass(frozen=True, slots=True)
class Leaf:
    """One thing to be bound in, or only listed where ``content`` is empty."""

    title: str
    detail: str  # its hash, or why it is not bound in
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Bound:
    """The PDF and how long it is."""

    content: bytes
    pages: int


def bind(
    front: dict[str, object], leaves: Sequence[Leaf], *, foot: str, now: datetime
) -> Bound:
    """Set the front (template ``perkara``), bind the leaves behind it, number all pages.

    ``foot``: what stands at the foot of every page beside its number.
    """
    counts = _counts([leaf.content for leaf in leaves])
    long = 1
    for _attempt in range(TRIES):
        places, last = _places(counts, long)
        rows = [
            {"title": leaf.title, "detail": leaf.detail, "page": page}
            for leaf, page in zip(leaves, places, strict=True)
        ]
        data = {**front, "leaves": rows, "foot": foot, "last": last}
        made = typeset_page("perkara", data, now=now)
        (own,) = _counts([made])
        if own == long:
            break
        long = own
    bound = [
        (leaf.title, leaf.content)
        for leaf, count in zip(leaves, counts, strict=True)
        if count
    ]
    if not bound:
        return Bound(made, last)
    feet = typeset_page("kaki", {"foot": foot, "from": long, "last": last}, now=now)
    files = [made, *(content for _title, content in bound), feet]
    order = {
        "do": "join",
        "sizes": [len(file) for file in files],
        "titles": [title for title, _content in bound],
    }
    return Bound(child.ask(order, b"".join(files)), last)


def _places(counts: Sequence[int], long: int) -> tuple[list[int], int]:
    """On which page each leaf begins (0: nowhere), and which page is the last."""
    places, last = [], long
    for count in counts:
        places.append(last + 1 if count else 0)
        last += count
    return places, last


def _counts(files: Sequence[bytes]) -> list[int]:
    order = {"do": "count", "sizes": [len(file) for file in files]}
    counts: list[int] = json.loads(child.ask(order, b"".join(files)))
    kept, left = [], MOST_PAGES
    for count in counts:
        fits = count if count <= left else 0
        kept.append(fits)
        left -= fits
    return kept
