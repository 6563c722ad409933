"""Where in a film the bytes of one track lie, from its tables."""

from __future__ import annotations

import struct

from documents.copying.boxes import Box, boxes

_MOST = 5_000_000  # samples of a track; an hour has about 200 000


def samples_of(content: bytes, tables: Box) -> list[tuple[int, int]]:
    """Start and end of every chunk of samples. Raises ValueError without the tables."""
    found = {box.kind: box for box in boxes(content, tables.inner, tables.stop)}
    try:
        sizes = _sizes(content, found[b"stsz"])
        runs = _runs(content, found[b"stsc"])
        starts = _starts(content, found)
    except (KeyError, struct.error):
        raise ValueError("a track without its tables") from None
    return _spans(sizes, runs, starts)


def _sizes(content: bytes, box: Box) -> list[int]:
    same, count = struct.unpack_from(">II", content, box.inner + 4)
    if count > _MOST:
        raise ValueError("too many samples")
    if same:
        return [same] * count
    return list(struct.unpack_from(f">{count}I", content, box.inner + 12))


def _runs(content: bytes, box: Box) -> list[tuple[int, int]]:
    """From which chunk on (the first is 1) a chunk has how many samples."""
    (count,) = struct.unpack_from(">I", content, box.inner + 4)
    if count > _MOST:
        raise ValueError("too many runs")
    flat = struct.unpack_from(f">{3 * count}I", content, box.inner + 8)
    return list(zip(flat[0::3], flat[1::3], strict=True))


def _starts(content: bytes, found: dict[bytes, Box]) -> list[int]:
    wide = b"co64" in found
    box = found[b"co64" if wide else b"stco"]
    (count,) = struct.unpack_from(">I", content, box.inner + 4)
    if count > _MOST:
        raise ValueError("too many chunks")
    form = f">{count}{'Q' if wide else 'I'}"
    return list(struct.unpack_from(form, content, box.inner + 8))


def _spans(
    sizes: list[int], runs: list[tuple[int, int]], starts: list[int]
) -> list[tuple[int, int]]:
    spans = []
    at = run = 0
    for chunk, start in enumerate(starts, 1):
        while run + 1 < len(runs) and runs[run + 1][0] <= chunk:
            run += 1
        many = runs[run][1] if runs else 0
        length = sum(sizes[at : at + many])
        at += many
        spans.append((start, start + length))
    return spans
