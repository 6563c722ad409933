"""``python -m documents.sheets.work``: the program of the child."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import ImageDraw

from documents.domain import marks
from documents.domain.kinds import MediaType
from documents.sheets import burning, child, joining
from documents.sheets.paper import Paper, paper_of

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Pixels on the longer side of a sheet that is looked at on a screen.
ON_SCREEN = 1_100
GREY = (70, 70, 70)
#: More signs than the largest file has.
EVERYTHING = 1 << 40
LINE, FIGURES = (20, 90, 170, 70), (20, 90, 170, 255)


def work(order: Mapping[str, Any], content: bytes) -> bytes:
    """What an order asks for."""
    if order["do"] == "text":
        return _said(order, content).encode(errors="replace")
    if order["do"] in {"count", "join"}:
        return _bound(order, content)
    paper = paper_of(content)
    if paper.count > marks.MOST_SHEETS:
        raise ValueError("too many sheets")
    if order["do"] == "picture":
        marked = marks.read(order["marks"])
        return _picture(paper, order["sheet"], marked, ruled=order["ruled"])
    if order["do"] == "burn":
        return burning.burnt(paper, marks.read(order["marks"]))
    if order["do"] == "find":
        found = [mark.plain() for mark in paper.find(order["words"])]
        return json.dumps(found[: marks.MOST_MARKS + 1]).encode()
    return json.dumps(_measured(paper)).encode()


def _said(order: Mapping[str, Any], content: bytes) -> str:
    """Its words; ``most``: the first so many signs are enough."""
    kind, most = MediaType(order["type"]), order.get("most", EVERYTHING)
    if kind is MediaType.PDF:
        return _under(paper_of(content), most)[:most]
    from documents.sheets import words  # noqa: PLC0415 -- a library of its own

    return words.of(kind, content)[:most]


def _under(paper: Paper, most: int) -> str:
    """The letters under the sheets, as long as there are not enough."""
    said = ""
    for n in range(1, min(paper.count, marks.MOST_SHEETS) + 1):
        if len(said) >= most:
            break
        said += f"{paper.text(n)}\n"
    return said


def _bound(order: Mapping[str, Any], content: bytes) -> bytes:
    files = joining.parted(content, order["sizes"])
    if order["do"] == "count":
        return json.dumps(joining.counted(files)).encode()
    return joining.joined(files, order["titles"])


def _measured(paper: Paper) -> dict[str, Any]:
    letters = sum(len(paper.text(n).strip()) for n in range(1, paper.count + 1))
    return {"sheets": paper.count, "letters": letters}


def _picture(paper: Paper, n: int, marked: list[marks.Mark], *, ruled: bool) -> bytes:
    """One sheet for the screen; what is marked shows through, so that it can be checked.

    Thin lines stand at every tenth of its width and height, by which places are named.
    """
    picture = paper.picture(n, ON_SCREEN / max(paper.size(n)))
    drawing = ImageDraw.Draw(picture, "RGBA")
    if ruled:
        _rule(drawing, picture.size)
    for mark in marked:
        if mark.sheet == n:
            box = burning.box_of(mark, picture.size)
            drawing.rectangle(box, fill=(*GREY, 150), outline=(0, 0, 0, 255), width=2)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _rule(drawing: ImageDraw.ImageDraw, size: tuple[int, int]) -> None:
    width, height = size
    for tenth in range(1, 10):
        across, down = width * tenth // 10, height * tenth // 10
        drawing.line((across, 0, across, height), fill=LINE)
        drawing.line((0, down, width, down), fill=LINE)
        drawing.text((across + 3, 2), f"{tenth}0", fill=FIGURES, font_size=14)
        drawing.text((3, down + 2), f"{tenth}0", fill=FIGURES, font_size=14)


if __name__ == "__main__":
    child.serve(work)
