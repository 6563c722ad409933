"""PDF: opens, is not locked, and is no larger inside than a document is."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from documents.domain.kinds import MediaType
from documents.inspection import sandbox
from documents.inspection.faults import Fault, Refused

MAX_PAGES = 1_000
MAX_OBJECTS = 200_000


def inspect(content: bytes) -> MediaType:
    """PDF, when its pages can be counted; what is active in it goes with the scanner."""
    try:
        with pikepdf.open(BytesIO(content)) as document:
            if len(document.objects) > MAX_OBJECTS or len(document.pages) > MAX_PAGES:
                raise Refused(Fault.COMPLEX)
            if len(document.pages) == 0:
                raise Refused(Fault.DAMAGED)
    except pikepdf.PasswordError:
        raise Refused(Fault.LOCKED) from None
    return MediaType.PDF


if __name__ == "__main__":
    sandbox.serve(inspect)
