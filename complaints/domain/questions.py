"""Questions to an agency: one a line, numbered by us."""

from __future__ import annotations

import re

#: A number that the examiner typed herself: "1. ", "2) " or "(3) ".
_NUMBER = re.compile(r"^(?:\d{1,2}[.)]|\(\d{1,2}\))\s+")


def one_by_one(text: str) -> list[str]:
    """Every line that is not empty, without a number that stands before all of them.

    Only where every line has one, so that "3. lantai" in the middle stays.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines and all(_NUMBER.match(line) for line in lines):
        return [_NUMBER.sub("", line) for line in lines]
    return lines
