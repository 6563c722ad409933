"""Letters of a case: written once, posted, and awaited until they count as received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.domain.kinds import LetterKind

if TYPE_CHECKING:
    pass

#: The template of a new letter; an older one stays what it was issued as.
VERSIONS = dict.fromkeys(LetterKind, 2) | {
    LetterKind.CLOSING: 4,
    LetterKind.INVITATION: 1,
}
