"""``python -m documents.sheets.work``: the program of the child."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import ImageDraw

from documents.domain import marks
from documents.domain.kinds import MediaType
from documents.sheets import burning, child, words
from documents.sheets.paper import Paper, paper_of

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Pixels on the longer side of a sheet that is looked at on a screen.
ON_SCREEN = 1_100
GREY = (70, 70, 70)


def work(order: Mapping[str, Any], content: bytes) -> bytes:
    """What an order asks for."""
    if order["do"] == "text":
        return words.of(MediaType(order["type"]), content).encode()
    paper = paper_of(content)
    if paper.count > marks.MOST_SHEETS:
        raise ValueError("too many sheets")
    if order["do"] == "picture":
        return _picture(paper, order["sheet"], marks.read(order["marks"]))
    if order["do"] == "burn":
        return burning.burnt(paper, marks.read(order["marks"]))
    if order["do"] == "find":
        found = [mark.plain() for mark in paper.find(order["words"])]
        return json.dumps(found[: marks.MOST_MARKS + 1]).encode()
    return json.dumps(_measured(paper)).encode()


def _measured(paper: Paper) -> dict[str, Any]:
    letters = sum(len(paper.text(n).strip()) for n in range(1, paper.count + 1))
    return {"sheets": paper.count, "letters": letters}


def _picture(paper: Paper, n: int, marked: list[marks.Mark]) -> bytes:
    """One sheet for the screen; what is marked shows through, so that it can be checked."""
    picture = paper.picture(n, ON_SCREEN / max(paper.size(n)))
    drawing = ImageDraw.Draw(picture, "RGBA")
    for mark in marked:
        if mark.sheet == n:
            box = burning.box_of(mark, picture.size)
            drawing.rectangle(box, fill=(*GREY, 150), outline=(0, 0, 0, 255), width=2)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


if __name__ == "__main__":
    child.serve(work)
