"""The tracking code as it is written on a page."""

import re

#: Bounded: an address on the page may hold such a piece within its own digits.
_CODE = re.compile(r"(?<![\w-])(?:[0-9A-Z]{4}-){2}[0-9A-Z]{4}(?![\w-])")


def tracking_code(page: str) -> str:
    """The first one on the page; empty where there is none."""
    found = _CODE.search(page)
    return found[0] if found else ""
