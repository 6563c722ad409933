"""What stands beside a contact that was changed: which are checked, and reached.

In the other cases of the report it stays as it was, and proves nobody any more. Each
keeps a sealed copy of it: who takes a mailbox off the one, because it is not his any more,
must not have left it as the way back into the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints import vault
from complaints.domain.reach import failed, returned
from complaints.models.choices import ContactKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints.models import Case
    from complaints.vault import Contact


def marks(case: Case, former: Contact, contact: Contact, proved: str) -> dict[str, str]:
    """The kinds and marks beside the vault; a failure goes with its address.

    An address that stays keeps the lower mark: the vault knows that it was checked
    once, and not that the office took the check back.
    """
    told, before = contact.marks(), case.contact_marks or {}
    for kind in ContactKind:
        if kind not in told or getattr(contact, kind) != getattr(former, kind):
            continue
        if kind != proved and before.get(kind) == "given":
            told[kind] = "given"
        for mark in (failed(kind), returned(kind)):
            if mark in before:
                told[mark] = before[mark]
    return told


def uncheck(
    others: Iterable[Case], case: Case, *, former: Contact, contact: Contact
) -> None:
    """Where a contact was put away, no other case of the report counts it as checked.

    ``others``: the locked cases of the report. A code is recovered by a checked contact
    alone; news still goes where it went, until that is changed there too.
    """
    gone = [
        (kind, vault.blind_index(kind, getattr(former, kind)))
        for kind in ContactKind
        if getattr(former, kind) and not _same(kind, former, contact)
    ]
    for other in others:
        if other.pk != case.pk and gone:
            _lower(other, gone)


def _same(kind: ContactKind, former: Contact, contact: Contact) -> bool:
    one, other = getattr(former, kind), getattr(contact, kind)
    return vault.normalised(kind, one) == vault.normalised(kind, other)


def _lower(other: Case, gone: Iterable[tuple[ContactKind, bytes]]) -> None:
    marks = dict(other.contact_marks or {})
    for kind, digest in gone:
        held = other.indexes.filter(kind=kind, digest=digest).exists()
        if held and marks.get(kind) == "verified":
            marks[kind] = "given"
    if marks != (other.contact_marks or {}):
        other.contact_marks = marks
        other.save(update_fields=["contact_marks"])
