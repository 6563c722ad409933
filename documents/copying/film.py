"""MP4 and M4A: pictures and sound in their places, everything else painted over.

Boxes point at bytes by their distance from the start, so nothing is moved: a box that
is not needed becomes a ``free`` box of zeros, and between the samples of the tracks that
stay there are zeros too. A third track (places that a telephone wrote down second by
second) goes with its samples.
"""

from __future__ import annotations

from documents.copying.boxes import Box, boxes
from documents.copying.samples import samples_of

_TOP = frozenset({b"ftyp", b"moov", b"mdat", b"free"})
_INSIDE: dict[bytes, frozenset[bytes]] = {
    b"moov": frozenset({b"mvhd", b"trak"}),
    b"trak": frozenset({b"tkhd", b"mdia", b"edts"}),
    b"edts": frozenset({b"elst"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf"}),
    b"minf": frozenset({b"vmhd", b"smhd", b"dinf", b"stbl"}),
    b"dinf": frozenset({b"dref"}),
    b"stbl": frozenset(
        b"""stsd stts ctts stsc stsz stz2 stco co64 stss sdtp sgpd sbgp cslg""".split()
    ),
}
_HANDLERS = frozenset({b"vide", b"soun"})
#: Heads with two times of making and changing, wide or narrow by their version.
_DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_NAME_OF_HANDLER = 24  # where the name begins inside ``hdlr``


def copy(content: bytes) -> bytes:
    """The same film at the same places. Raises ValueError where we cannot tell."""
    made = bytearray(content)
    tops = list(boxes(content, 0, len(content)))
    kinds = [box.kind for box in tops]
    if kinds.count(b"moov") != 1 or b"moof" in kinds:
        raise ValueError("a film in pieces")
    spans: list[tuple[int, int]] = []
    for box in tops:
        if box.kind not in _TOP:
            _blank(made, box)
        elif box.kind == b"moov":
            _bare(content, made, box, spans)
    for box in tops:
        if box.kind == b"mdat":
            _blank_between(made, box, spans)
        elif box.kind == b"free":
            _blank(made, box)
    return bytes(made)


def _bare(
    content: bytes, made: bytearray, box: Box, spans: list[tuple[int, int]]
) -> None:
    if box.kind == b"trak":
        if _handler(content, box) not in _HANDLERS:
            _blank(made, box)
            return
        spans.extend(
            samples_of(content, _find(content, box, b"mdia", b"minf", b"stbl"))
        )
    for inner in boxes(content, box.inner, box.stop):
        if inner.kind not in _INSIDE[box.kind]:
            _blank(made, inner)
        elif inner.kind in _INSIDE:
            _bare(content, made, inner, spans)
        else:
            _bare_leaf(made, inner)


def _bare_leaf(made: bytearray, box: Box) -> None:
    if box.kind in _DATED:
        wide = 8 if made[box.inner] == 1 else 4
        made[box.inner + 4 : box.inner + 4 + 2 * wide] = bytes(2 * wide)
    elif box.kind == b"hdlr" and box.stop > box.inner + _NAME_OF_HANDLER:
        start = box.inner + _NAME_OF_HANDLER
        made[start : box.stop] = bytes(box.stop - start)


def _handler(content: bytes, track: Box) -> bytes:
    box = _find(content, track, b"mdia", b"hdlr")
    return content[box.inner + 8 : box.inner + 12]


def _find(content: bytes, box: Box, *path: bytes) -> Box:
    for kind in path:
        inner = boxes(content, box.inner, box.stop)
        found = next((one for one in inner if one.kind == kind), None)
        if found is None:
            raise ValueError("a track without its tables")
        box = found
    return box


def _blank(made: bytearray, box: Box) -> None:
    made[box.start + 4 : box.start + 8] = b"free"
    made[box.inner : box.stop] = bytes(box.stop - box.inner)


def _blank_between(made: bytearray, box: Box, spans: list[tuple[int, int]]) -> None:
    kept = bytearray(box.stop - box.inner)
    for start, stop in spans:
        first, last = max(start, box.inner), min(stop, box.stop)
        if first < last:
            kept[first - box.inner : last - box.inner] = made[first:last]
    made[box.inner : box.stop] = kept
