"""Blacking out a file for a side of a case: looking, searching, and burning the black in.

The original and the copy for reading are never changed. What leaves is a third file,
made of pictures of the sheets, in which the black is paint and not a cover. Of a
recording it is the sound and nothing around it; in a voice nothing can be blacked out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf

from documents.copying.child import Impossible, make_copy
from documents.domain.kinds import FAMILIES, Family, FileRole, MediaType, Verdict
from documents.domain.marks import Mark, read
from documents.errors import NoCopy, NoSheets, NotBlack
from documents.services.downloads import open_file, readable
from documents.services.keeping import content_of, keep
from documents.sheets import child
from documents.typesetting import typeset_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from documents.models import StoredFile
    from journal.actor import Actor

#: Seen as they are, and those of which only the words are seen.
_SHOWN = frozenset({MediaType.JPEG, MediaType.PNG, MediaType.WEBP, MediaType.PDF})
WORDY = frozenset({MediaType.TEXT, MediaType.DOCX, MediaType.ODT, MediaType.XLSX})
REDACTABLE = _SHOWN | WORDY
#: What a recording that leaves is called after its name.
_ENDINGS = {
    MediaType.MP3: "mp3",
    MediaType.M4A: "m4a",
    MediaType.OGG: "ogg",
    MediaType.WAV: "wav",
    MediaType.AMR: "amr",
}


@dataclass(frozen=True, slots=True)
class Sheets:
    """A file as pages: how many, and whether there are letters to be searched."""

    count: int
    letters: int


def as_pdf(stored: StoredFile) -> bytes:
    """The copy for reading as a PDF, for binding. The caller records who gets it.

    Raises NoSheets, Gone, InQuarantine.
    """
    paper = _paper(stored)
    if paper.startswith(b"%PDF-"):
        return paper
    return child.ask({"do": "burn", "marks": []}, paper)


def words_only(stored: StoredFile) -> bool:
    """Whether only the words of a file are seen, not its pictures and its looks."""
    return stored.media_type in WORDY


def is_sound(stored: StoredFile) -> bool:
    """Whether a file is heard, and has nothing to be seen."""
    return FAMILIES[stored.media_type] is Family.SOUND


def copy_sound(stored: StoredFile, *, now: datetime) -> StoredFile:
    """A recording for a side of a case: a new file beside the original, erased with it.

    Written anew from what may be read of it, by a child that keeps the sound and nothing
    else. Raises NoSheets for what is no recording, NoCopy, Gone, InQuarantine.
    """
    source = readable(stored)
    if not is_sound(source):
        raise NoSheets
    kind = source.media_type
    try:
        made = make_copy(kind, content_of(source))
    except Impossible as error:
        raise NoCopy from error
    return keep(
        made,
        name=f"salinan.{_ENDINGS[kind]}",
        media_type=kind,
        verdict=Verdict.OURS,
        now=now,
        copy_of=stored,
        as_what=FileRole.RELEASED,
    )


def sheets_of(stored: StoredFile) -> Sheets:
    """The pages of what may be read of a file.

    The caller has checked that somebody may read it. Raises NoSheets, Gone,
    InQuarantine.
    """
    return _measured(_paper(stored))


def look_at(
    stored: StoredFile,
    *,
    sheet: int,
    marks: Sequence[Mark],
    actor: Actor,
    now: datetime,
) -> bytes:
    """A picture of one sheet for an officer, with what is marked; a reading like another."""
    opened = open_file(readable(stored), actor=actor, now=now)
    if opened.media_type not in REDACTABLE:
        raise NoSheets
    paper = _as_paper(opened.media_type, opened.stream.getvalue())
    plain = [mark.plain() for mark in marks if mark.sheet == sheet]
    ruled = stored.role != FileRole.RELEASED
    order = {"do": "picture", "sheet": sheet, "marks": plain, "ruled": ruled}
    return child.ask(order, paper)


def find(stored: StoredFile, words: str) -> list[Mark]:
    """Where words stand on the sheets of a file; none where it has no letters."""
    found = child.ask({"do": "find", "words": words}, _paper(stored))
    return read(json.loads(found))


def burn(stored: StoredFile, marks: Sequence[Mark], *, now: datetime) -> StoredFile:
    """The copy for a side of a case: a new file beside the original, erased with it.

    Raises NotBlack when anything but pictures is found in it; then nothing is kept.
    """
    plain = [mark.plain() for mark in marks]
    made = child.ask({"do": "burn", "marks": plain}, _paper(stored))
    _check(made)
    return keep(
        made,
        name="salinan.pdf",
        media_type=MediaType.PDF,
        verdict=Verdict.OURS,
        now=now,
        copy_of=stored,
        as_what=FileRole.RELEASED,
    )


def _paper(stored: StoredFile) -> bytes:
    copy = readable(stored)
    if copy.media_type not in REDACTABLE:
        raise NoSheets
    return _as_paper(copy.media_type, content_of(copy))


def _as_paper(kind: MediaType, content: bytes) -> bytes:
    if kind not in WORDY:
        return content
    text = child.ask({"do": "text", "type": kind.value}, content).decode()
    return typeset_text(text)


def _measured(paper: bytes) -> Sheets:
    told = json.loads(child.ask({"do": "measure"}, paper))
    return Sheets(told["sheets"], told["letters"])


def _check(made: bytes) -> None:
    """Raise NotBlack unless it is pictures, with nothing beside or beneath them."""
    with pikepdf.open(BytesIO(made)) as document:
        beside = set(document.Root.keys()) - {"/Type", "/Pages"}
        bare = "/Info" not in document.trailer and not beside
    if not bare or _measured(made).letters:
        raise NotBlack
