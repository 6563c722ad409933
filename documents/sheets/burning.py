"""Sheets with the black in them: pictures of pages, and nothing beside or beneath."""

from __future__ import annotations

from io import BytesIO
from math import ceil, floor
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import ImageDraw

from documents.domain.marks import WHOLE, Mark
from documents.sheets.paper import POINTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

    from documents.sheets.paper import Paper

#: Dots to an inch: small print stays readable. A large sheet gets fewer.
DOTS = 150
MOST_PIXELS = 2_600  # on the longer side
QUALITY = 80


def burnt(paper: Paper, marked: Sequence[Mark]) -> bytes:
    """A new PDF of the sheets as pictures, black where it is marked.

    It has no letters, no earlier state, no names of programs or people: it is made of
    pixels that were painted over before they were written.
    """
    with pikepdf.new() as made:
        for n in range(1, paper.count + 1):
            size = paper.size(n)
            picture = paper.picture(n, min(DOTS / POINTS, MOST_PIXELS / max(size)))
            _blacken(picture, [mark for mark in marked if mark.sheet == n])
            _add(made, picture, size)
        out = BytesIO()
        made.save(out, deterministic_id=True, fix_metadata_version=False)
    return out.getvalue()


def box_of(mark: Mark, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The pixels of a mark, every one that it touches."""
    width, height = size
    return (
        floor(mark.left * width / WHOLE),
        floor(mark.top * height / WHOLE),
        min(ceil(mark.right * width / WHOLE), width) - 1,
        min(ceil(mark.bottom * height / WHOLE), height) - 1,
    )


def _blacken(picture: Image.Image, marked: Sequence[Mark]) -> None:
    drawing = ImageDraw.Draw(picture)
    for mark in marked:
        drawing.rectangle(box_of(mark, picture.size), fill="black")


def _add(made: pikepdf.Pdf, picture: Image.Image, size: tuple[float, float]) -> None:
    painted = BytesIO()
    picture.save(painted, "JPEG", quality=QUALITY)
    width, height = size
    image = made.make_stream(
        painted.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    page = made.add_blank_page(page_size=(width, height))
    page.obj["/MediaBox"] = Array([0, 0, width, height])
    page.obj["/Resources"] = Dictionary(XObject=Dictionary(Sheet=image))
    page.obj["/Contents"] = made.make_stream(
        f"q {width} 0 0 {height} 0 0 cm /Sheet Do Q".encode()
    )
