"""Several PDF bound into one, with a line at the foot of every page."""

from __future__ import annotations

from contextlib import ExitStack
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def parted(content: bytes, sizes: Sequence[int]) -> Iterator[bytes]:
    """The files that were sent one behind the other."""
    start = 0
    for size in sizes:
        yield content[start : start + size]
        start += size


def counted(files: Iterator[bytes]) -> list[int]:
    """How many pages each has; one that cannot be opened has none."""
    return [_pages(file) for file in files]


def _pages(file: bytes) -> int:
    try:
        with pikepdf.open(BytesIO(file)) as document:
            return len(document.pages)
    except pikepdf.PdfError:
        return 0


def joined(files: Iterator[bytes], titles: Sequence[str]) -> bytes:
    """The first file, then the others, each found by its title; the last is the feet.

    Of the others only pages are taken: no attachment, action or form of theirs.
    """
    with ExitStack() as opened:
        front, *parts, feet = (
            opened.enter_context(pikepdf.open(BytesIO(file))) for file in files
        )
        own = len(front.pages)
        with front.open_outline() as outline:
            for title, part in zip(titles, parts, strict=True):
                start = len(front.pages)
                front.pages.extend(part.pages)
                outline.root.append(pikepdf.OutlineItem(title, start))
        stamped = zip(list(front.pages)[own:], feet.pages, strict=True)
        for page, foot in stamped:
            page.add_overlay(foot, None)
        out = BytesIO()
        front.save(out, deterministic_id=True)
    return out.getvalue()
