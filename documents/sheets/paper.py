"""The sheets of a PDF, or the one sheet of a picture."""

from __future__ import annotations

from abc import ABC, abstractmethod
from ctypes import byref, c_int
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from documents.domain.marks import WHOLE, Mark, around

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A sheet of paper has 72 points to an inch; a photograph counts as so wide a sheet.
POINTS = 72
SHEET_WIDTH = 595.0


class Paper(ABC):
    """What can be looked at sheet by sheet."""

    @property
    @abstractmethod
    def count(self) -> int:
        """How many sheets there are."""

    @abstractmethod
    def size(self, n: int) -> tuple[float, float]:
        """Width and height of the sheet in points."""

    @abstractmethod
    def picture(self, n: int, scale: float) -> Image.Image:
        """The sheet, ``scale`` pixels to a point."""

    @abstractmethod
    def text(self, n: int) -> str:
        """The letters under the picture."""

    @abstractmethod
    def find(self, words: str) -> Iterator[Mark]:
        """Where the words stand, upper or lower case, each line a mark of its own."""


class Photograph(Paper):
    """A picture: nothing lies under it."""

    def __init__(self, content: bytes) -> None:
        self._picture = Image.open(BytesIO(content)).convert("RGBA")

    @property
    def count(self) -> int:
        return 1

    def size(self, n: int) -> tuple[float, float]:
        del n
        width, height = self._picture.size
        return SHEET_WIDTH, SHEET_WIDTH * height / width

    def picture(self, n: int, scale: float) -> Image.Image:
        width, height = (max(round(side * scale), 1) for side in self.size(n))
        white = Image.new("RGBA", self._picture.size, "white")
        flat = Image.alpha_composite(white, self._picture).convert("RGB")
        return flat.resize((width, height), Image.Resampling.LANCZOS)

    def text(self, n: int) -> str:
        del n
        return ""

    def find(self, words: str) -> Iterator[Mark]:
        del words
        return iter(())


class Document(Paper):
    """A PDF, by the library that browsers use."""

    def __init__(self, content: bytes) -> None:
        self._document = pypdfium2.PdfDocument(content)

    @property
    def count(self) -> int:
        return len(self._document)

    def size(self, n: int) -> tuple[float, float]:
        width, height = self._document[n - 1].get_size()
        return float(width), float(height)

    def picture(self, n: int, scale: float) -> Image.Image:
        drawn = self._document[n - 1].render(scale=scale)
        picture: Image.Image = drawn.to_pil()
        return picture.convert("RGB")

    def text(self, n: int) -> str:
        return str(self._document[n - 1].get_textpage().get_text_bounded())

    def find(self, words: str) -> Iterator[Mark]:
        for n in range(1, self.count + 1):
            page = self._document[n - 1]
            letters = page.get_textpage()
            searcher = letters.search(words, match_case=False)
            while (found := searcher.get_next()) is not None:
                for rect in range(letters.count_rects(*found)):
                    yield around(_on_sheet(page, n, letters.get_rect(rect)))


def _on_sheet(
    page: pypdfium2.PdfPage, n: int, rect: tuple[float, float, float, float]
) -> Mark:
    """A rectangle of the page as one of the sheet as it is seen, turned and cut."""
    left, bottom, right, top = rect
    points = [_seen(page, x, y) for x in (left, right) for y in (bottom, top)]
    across, down = zip(*points, strict=True)
    return Mark(
        sheet=n,
        top=max(min(down), 0),
        left=max(min(across), 0),
        bottom=min(max(down), WHOLE),
        right=min(max(across), WHOLE),
    )


def _seen(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[int, int]:
    across, down = c_int(), c_int()
    pdfium.FPDF_PageToDevice(
        page.raw, 0, 0, WHOLE, WHOLE, 0, x, y, byref(across), byref(down)
    )
    return across.value, down.value


def paper_of(content: bytes) -> Paper:
    """What the bytes are: a PDF, else a picture."""
    return Document(content) if content[:5] == b"%PDF-" else Photograph(content)
