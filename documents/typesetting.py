"""From a template and data to a PDF that a screen reader can read (PDF/UA-1).

The words reach typst as JSON beside the template, never inside it: whatever a
person typed is set as text and cannot become markup. Templates read nothing but
their own folder; the fonts are the ones inside typst (Libertinus), so the same
letter looks the same on every machine. What they cannot show stands there as a box
(``domain.characters``); the letter's row keeps the words as they were typed.
"""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import segno
import typst

from documents.domain.characters import (
    UNKNOWN,
    all_printable,
    breakable,
    printable,
    without_loose_marks,
)
from documents.errors import Unprintable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from documents.domain.kinds import LetterKind

#: How many signs typst may name one after the other before we give up.
TRIES = 20
_NAMED = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
TEMPLATES = Path(__file__).resolve().parent / "letters"


def has_template(kind: LetterKind, version: int) -> bool:
    """Whether this version of a template exists; versions never change once used."""
    return _template(kind, version).is_file()


def typeset(
    kind: LetterKind,
    version: int,
    data: Mapping[str, object],
    *,
    url: str,
    now: datetime,
) -> bytes:
    """The PDF of one letter; ``url`` goes into its QR and in print beside it.

    Raises Unprintable when typst can make no accessible PDF of these words.
    """
    words = _words(data)
    for _attempt in range(TRIES):
        try:
            return typst.compile(
                str(_template(kind, version)),
                root=str(TEMPLATES),
                ignore_system_fonts=True,
                format="pdf",
                pdf_standards="ua-1",
                timestamp=int(now.timestamp()),
                sys_inputs={
                    "data": words,
                    "qr": _qr(url),
                    "url": url,
                    "boxes": "yes" if UNKNOWN in words else "",
                },
            )
        except typst.TypstError as error:
            words = _without(words, str(error))
    raise Unprintable


def typeset_text(text: str) -> bytes:
    """The words of a file as pages, for looking at; what fonts lack stands as a box."""
    return typst.compile(
        str(TEMPLATES / "berkas.typ"),
        root=str(TEMPLATES),
        ignore_system_fonts=True,
        format="pdf",
        timestamp=0,
        sys_inputs={"data": json.dumps({"text": breakable(printable(text))})},
    )


def typeset_page(
    name: str, data: Mapping[str, object], *, now: datetime, accessible: bool = False
) -> bytes:
    """A paper of the house that is no letter: it has no number, and proves nothing.

    ``accessible``: as PDF/UA-1, like our letters.
    """
    plain: Any = json.loads(json.dumps(data))
    return typst.compile(
        str(TEMPLATES / f"{name}.typ"),
        root=str(TEMPLATES),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1" if accessible else [],
        timestamp=int(now.timestamp()),
        sys_inputs={"data": json.dumps(all_printable(plain), ensure_ascii=False)},
    )


def _words(data: Mapping[str, object]) -> str:
    """As JSON; what we wrote ourselves (the number) has no word that must break."""
    plain = json.loads(json.dumps(data))
    said = {"office": printable(plain["office"]), "body": all_printable(plain["body"])}
    return json.dumps({**plain, **said}, ensure_ascii=False)


def _without(words: str, error: str) -> str:
    """The words without the signs that typst names; a mark may fail on its neighbour."""
    named = _NAMED.search(error)
    if named is None:
        raise Unprintable
    signs = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), named[1])
    without = without_loose_marks(words.replace(signs, UNKNOWN))
    if without == words:
        raise Unprintable
    return without


def _template(kind: LetterKind, version: int) -> Path:
    return TEMPLATES / kind.value / f"v{version}.typ"


def _qr(url: str) -> str:
    drawing = BytesIO()
    segno.make(url, error="m", micro=False).save(
        drawing, kind="svg", border=2, xmldecl=False
    )
    return drawing.getvalue().decode()
