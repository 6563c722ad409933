"""From a template and data to a PDF that a screen reader can read (PDF/UA-1).

The words reach typst as JSON beside the template, never inside it: whatever a
person typed is set as text and cannot become markup. Templates read nothing but
their own folder; the fonts are the ones inside typst (Libertinus), so the same
letter looks the same on every machine.
"""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import segno
import typst

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from documents.domain.kinds import LetterKind

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
    """The PDF of one letter; ``url`` goes into its QR and in print beside it."""
    return typst.compile(
        str(_template(kind, version)),
        root=str(TEMPLATES),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1",
        timestamp=int(now.timestamp()),
        sys_inputs={"data": json.dumps(data), "qr": _qr(url), "url": url},
    )


def _template(kind: LetterKind, version: int) -> Path:
    return TEMPLATES / kind.value / f"v{version}.typ"


def _qr(url: str) -> str:
    drawing = BytesIO()
    segno.make(url, error="m", micro=False).save(
        drawing, kind="svg", border=2, xmldecl=False
    )
    return drawing.getvalue().decode()
