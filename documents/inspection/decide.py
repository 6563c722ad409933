"""From a name and its bytes to a type, or to the reason why not."""

from __future__ import annotations

from documents import errors
from documents.domain.kinds import ENDINGS, FAMILIES, Family, MediaType
from documents.domain.names import ending_of
from documents.inspection import sandbox, signatures
from documents.inspection.faults import Fault, Refused

_CHILDREN = {
    MediaType.JPEG: "pictures",
    MediaType.PNG: "pictures",
    MediaType.WEBP: "pictures",
    MediaType.PDF: "pdf",
    MediaType.DOCX: "packages",
    MediaType.XLSX: "packages",
    MediaType.ODT: "packages",
}
_ERRORS: dict[Fault, type[errors.UploadRefused]] = {
    Fault.MISMATCH: errors.TypeMismatch,
    Fault.DAMAGED: errors.Damaged,
    Fault.LOCKED: errors.Locked,
    Fault.COMPLEX: errors.TooComplex,
    Fault.PIXELS: errors.TooManyPixels,
    Fault.ACTIVE: errors.ActiveContent,
}


def promised_types(name: str) -> frozenset[MediaType]:
    """The types that the ending of a name stands for. Raises UnknownType."""
    try:
        return ENDINGS[ending_of(name)]
    except KeyError:
        raise errors.UnknownType from None


def family_of(promised: frozenset[MediaType]) -> Family:
    """What a person calls a file with that ending."""
    families = {FAMILIES[media_type] for media_type in promised}
    return Family.VIDEO if Family.VIDEO in families else families.pop()


def decide(content: bytes, promised: frozenset[MediaType]) -> MediaType:
    """The type of the content, which must be one that the ending promised (R33).

    Raises the ``UploadRefused`` that says why not.
    """
    possible = signatures.candidates(content) & promised
    if not possible:
        raise errors.TypeMismatch
    child = _CHILDREN.get(next(iter(possible)))
    if child is None:
        return next(iter(possible))
    try:
        found = sandbox.ask(child, content)
    except Refused as refused:
        raise _ERRORS[refused.fault] from None
    if found not in promised:
        raise errors.TypeMismatch
    return found
